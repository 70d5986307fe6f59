package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.draw.internal.BeaconEntries.Entry;
import org.mingchou.draw.internal.Parties.Party;
import org.springframework.stereotype.Component;

/**
 * Who reads the dice that take the place of a withheld second secret, and whose reading counts: two alike, and after a
 * day the best there is, for nobody shall stop a draw for good (ADR 19).
 */
@Component
class SecondReaders {

    private final Deadlines deadlines;

    SecondReaders(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Whether the day has passed on which two could agree. */
    boolean overdue(Draw draw) {
        return draw.state() == DrawState.WITHHELD
                && deadlines
                        .find(LapseDraws.KIND, draw.key(), DeadlineRule.READ_SECOND_BEACON)
                        .filter(d -> d.overdue())
                        .isPresent();
    }

    /** Who may read now. */
    List<Party> now(Draw draw, List<Party> all) {
        return overdue(draw) ? all : readers(all);
    }

    /** Those who revealed; all, when fewer than two did. */
    static List<Party> readers(List<Party> all) {
        var revealed = all.stream().filter(p -> !p.withheld()).toList();
        return revealed.size() < 2 ? all : revealed;
    }

    /** One of these has to be among the two: a witness who revealed, otherwise another outside party who revealed. */
    static List<Party> typists(List<Party> all) {
        var readers = readers(all);
        var witnesses = readers.stream()
                .filter(p -> p.role().equals("WITNESS") && !p.withheld())
                .toList();
        if (!witnesses.isEmpty()) {
            return witnesses;
        }
        var outside = readers.stream().filter(p -> p.outside() && !p.withheld()).toList();
        return outside.isEmpty() ? readers : outside;
    }

    /** Those who read what counts; empty while nothing does. */
    Optional<List<Entry>> decided(Draw draw, List<Party> all, List<BeaconEntries.Last> last) {
        return decided(all, last, overdue(draw));
    }

    static Optional<List<Entry>> decided(List<Party> all, List<BeaconEntries.Last> last, boolean overdue) {
        var groups = new LinkedHashMap<String, List<Entry>>();
        for (var l : last) {
            groups.computeIfAbsent(String.valueOf(l.entry().line()), line -> new ArrayList<>())
                    .add(l.entry());
        }
        if (overdue) {
            return groups.values().stream().max(weight(all));
        }
        var typists = slugs(typists(all));
        return groups.values().stream()
                .filter(g -> g.size() > 1 && g.stream().anyMatch(e -> typists.contains(e.slug())))
                .findFirst();
    }

    /** More of those who revealed, then more, then the first in the order of typists. */
    private static Comparator<List<Entry>> weight(List<Party> all) {
        var revealed = slugs(all.stream().filter(p -> !p.withheld()).toList());
        var typists = slugs(typists(all));
        var outside = slugs(all.stream().filter(Party::outside).toList());
        var order = all.stream()
                .sorted(Comparator.comparing((Party p) -> !typists.contains(p.slug()))
                        .thenComparing(Party::withheld)
                        .thenComparing(p -> !outside.contains(p.slug())))
                .map(Party::slug)
                .toList();
        return Comparator.comparing((List<Entry> g) ->
                        g.stream().filter(e -> revealed.contains(e.slug())).count())
                .thenComparing(List::size)
                .thenComparing(g ->
                        -g.stream().mapToInt(e -> order.indexOf(e.slug())).min().orElseThrow());
    }

    private static List<String> slugs(List<Party> parties) {
        return parties.stream().map(Party::slug).toList();
    }
}
