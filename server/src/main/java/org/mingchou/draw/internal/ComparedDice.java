package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where readings of one throw differ: one die that two have read differently is found beside a third who guessed. */
final class ComparedDice {

    /** @param dice digits 1 to 6 */
    record Read(String party, String dice) {}

    private record Pair(Read one, Read other, List<Integer> places) {}

    /** More places than this are counted, not listed: such a pair has not looked at the same dice. */
    private static final int LISTED = 6;

    private ComparedDice() {}

    static boolean isDice(@Nullable String line) {
        return line != null && line.matches("[1-6]+");
    }

    /**
     * Places, from 0, at which a reading is not what was decided; while nothing is, not what most have read there, and
     * where no face has more than others each of them.
     */
    static List<Integer> off(String dice, List<String> all, @Nullable String decided) {
        return IntStream.range(0, dice.length())
                .filter(place -> {
                    var most = decided == null ? most(all, place) : Optional.of(face(decided, place));
                    return most.map(face -> !face.equals(face(dice, place)))
                            .orElseGet(() -> all.stream()
                                            .map(d -> face(d, place))
                                            .distinct()
                                            .count()
                                    > 1);
                })
                .boxed()
                .toList();
    }

    /** Each two in Chinese, those that differ least first; a place is said as people count, from 1. */
    static List<String> pairs(List<Read> readings) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < readings.size(); i++) {
            for (int j = i + 1; j < readings.size(); j++) {
                pairs.add(new Pair(
                        readings.get(i),
                        readings.get(j),
                        places(readings.get(i).dice(), readings.get(j).dice())));
            }
        }
        return pairs.stream()
                .sorted(Comparator.comparingInt(p -> p.places().size()))
                .map(ComparedDice::words)
                .toList();
    }

    private static String words(Pair pair) {
        var one = pair.one();
        var other = pair.other();
        if (pair.places().isEmpty()) {
            return one.party() + "与" + other.party() + "所录相同。";
        }
        if (one.dice().length() != other.dice().length()) {
            return one.party() + "录入 " + one.dice().length() + " 颗，" + other.party() + "录入 "
                    + other.dice().length() + " 颗，自第 " + (pair.places().get(0) + 1) + " 颗起不同：可能漏录或多录。";
        }
        var listed = pair.places().size() > LISTED
                ? ""
                : pair.places().stream()
                        .map(place -> "第 " + (place + 1) + " 颗（" + face(one.dice(), place) + "、"
                                + face(other.dice(), place) + "）")
                        .collect(Collectors.joining("，", "：", ""));
        return one.party() + "与" + other.party() + "有 " + pair.places().size() + " 颗不同" + listed + "。";
    }

    private static List<Integer> places(String one, String other) {
        return IntStream.range(0, Math.max(one.length(), other.length()))
                .filter(place -> !face(one, place).equals(face(other, place)))
                .boxed()
                .toList();
    }

    /** What more than one have read at a place, and more than have read anything else. */
    private static Optional<String> most(List<String> all, int place) {
        var counts = new HashMap<String, Integer>();
        all.forEach(d -> counts.merge(face(d, place), 1, Integer::sum));
        var top = counts.values().stream().mapToInt(n -> n).max().orElse(0);
        var faces = counts.entrySet().stream()
                .filter(e -> e.getValue() == top)
                .map(Map.Entry::getKey)
                .toList();
        return top > 1 && faces.size() == 1 ? Optional.of(faces.get(0)) : Optional.empty();
    }

    /** Empty where a reading has no such die. */
    private static String face(String dice, int place) {
        return place < dice.length() ? dice.substring(place, place + 1) : "";
    }
}
