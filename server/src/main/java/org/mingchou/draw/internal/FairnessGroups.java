package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingchou.draw.Fairness;
import org.mingchou.draw.Fairness.Dimension;
import org.mingchou.draw.Fairness.Group;
import org.mingchou.draw.Fairness.Table;
import org.mingchou.shared.Clause;
import org.mingchou.shared.CountDistribution;
import org.mingchou.shared.Holm;

/** From the stored cells to the tables. Pure. */
final class FairnessGroups {

    /** A group smaller than this in one draw is not shown by itself. */
    static final long SMALLEST = 30;
    /** So many of a group must lie outside its largest stratum, else its rate would name the tier of its members. */
    static final long MIXED = 3;

    private FairnessGroups() {}

    static Table full(List<FairnessCell> cells) {
        return table(cells);
    }

    /** Draw by draw, so that the difference of two published tables is as safe as each. */
    @Clause("抽取规范 §3.7：不得推知他人的等级")
    static Table shown(List<FairnessCell> cells) {
        var kept = new ArrayList<FairnessCell>();
        cells.stream()
                .filter(c -> c.dimension() != Dimension.TIER)
                .collect(Collectors.groupingBy(c -> List.of(c.drawId(), c.dimension())))
                .values()
                .forEach(part -> kept.addAll(pooled(part)));
        return table(kept);
    }

    /** One dimension of one draw, with the groups that must not stand alone put together. */
    private static List<FairnessCell> pooled(List<FairnessCell> cells) {
        var groups =
                cells.stream().collect(Collectors.groupingBy(FairnessCell::grp, TreeMap::new, Collectors.toList()));
        var strata = cells.stream().map(FairnessCell::stratum).distinct().count();
        Set<String> together = new LinkedHashSet<>();
        groups.forEach((group, own) -> {
            if (tells(own, strata)) {
                together.add(group);
            }
        });
        while (!together.isEmpty() && together.size() < groups.size()) {
            var pool = cells.stream().filter(c -> together.contains(c.grp())).toList();
            // A pool of one group is that group, and what is left out can be told from the sum.
            if (together.size() > 1 && !tells(pool, strata)) {
                break;
            }
            groups.entrySet().stream()
                    .filter(g -> !together.contains(g.getKey()))
                    .min(Comparator.comparingLong(g -> eligible(g.getValue())))
                    .ifPresent(g -> together.add(g.getKey()));
        }
        return cells.stream()
                .map(c -> together.contains(c.grp())
                        ? new FairnessCell(
                                c.drawId(), c.dimension(), Fairness.OTHERS, c.stratum(), c.eligible(), c.drawn())
                        : c)
                .toList();
    }

    private static boolean tells(List<FairnessCell> group, long strata) {
        long all = eligible(group);
        long largest = group.stream()
                .collect(Collectors.groupingBy(FairnessCell::stratum, Collectors.summingLong(FairnessCell::eligible)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return all < SMALLEST || strata > 1 && all - largest < MIXED;
    }

    private static long eligible(List<FairnessCell> cells) {
        return cells.stream().mapToLong(FairnessCell::eligible).sum();
    }

    private record Stratum(long drawId, String stratum) {}

    private record Count(long eligible, long drawn) {
        Count plus(Count other) {
            return new Count(eligible + other.eligible, drawn + other.drawn);
        }
    }

    private static Table table(List<FairnessCell> cells) {
        // Every dimension covers every object once, so one of them gives the strata.
        var whole = new LinkedHashMap<Stratum, Count>();
        cells.stream()
                .filter(c -> c.dimension() == Dimension.POSITION)
                .forEach(c -> whole.merge(
                        new Stratum(c.drawId(), c.stratum()), new Count(c.eligible(), c.drawn()), Count::plus));
        var groups = new TreeMap<String, Map<Stratum, Count>>();
        for (var cell : cells) {
            groups.computeIfAbsent(cell.dimension().ordinal() + cell.grp(), key -> new LinkedHashMap<>())
                    .merge(
                            new Stratum(cell.drawId(), cell.stratum()),
                            new Count(cell.eligible(), cell.drawn()),
                            Count::plus);
        }
        var counted = new ArrayList<Group>();
        groups.forEach((key, parts) ->
                counted.add(group(Dimension.values()[key.charAt(0) - '0'], key.substring(1), parts, whole)));
        // What is the whole tells nothing, and would only dilute the correction.
        long all = whole.values().stream().mapToLong(Count::eligible).sum();
        var shown = counted.stream().filter(g -> g.eligible() < all).toList();
        var corrected = Holm.corrected(shown.stream().map(Group::chance).toList());
        var result = new ArrayList<Group>();
        for (int i = 0; i < shown.size(); i++) {
            var g = shown.get(i);
            result.add(new Group(
                    g.dimension(), g.group(), g.eligible(), g.drawn(), g.expected(), g.chance(), corrected.get(i)));
        }
        return new Table(
                (int) whole.keySet().stream().map(Stratum::drawId).distinct().count(),
                all,
                whole.values().stream().mapToLong(Count::drawn).sum(),
                result);
    }

    private static Group group(
            Dimension dimension, String group, Map<Stratum, Count> parts, Map<Stratum, Count> whole) {
        var law = CountDistribution.certain(0);
        long eligible = 0;
        long drawn = 0;
        for (var part : parts.entrySet()) {
            var of = whole.getOrDefault(part.getKey(), part.getValue());
            var own = part.getValue();
            law = law.plus(CountDistribution.hypergeometric(of.eligible(), own.eligible(), of.drawn()));
            eligible += own.eligible();
            drawn += own.drawn();
        }
        var chance = law.twoSided(drawn);
        return new Group(dimension, group, eligible, drawn, law.mean(), chance, chance);
    }
}
