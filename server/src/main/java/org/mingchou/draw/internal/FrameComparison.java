package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Clause;

/**
 * Walks two frames side by side, both ascending bytewise by object, and counts what differs. One row of each is held at
 * a time, so a million objects need no more memory than ten.
 */
@Clause("抽取规范 A5：与上次名单相比的变化")
final class FrameComparison {

    /** How many objects went from one value to another. */
    record Move(String from, String to, long objects) {}

    /**
     * @param status objects in both frames whose status differs, e.g. {@code E→X01}
     * @param tiers objects in both frames whose stratum differs
     */
    record Changes(long added, long removed, List<Move> status, List<Move> tiers) {

        static Changes none() {
            return new Changes(0, 0, List.of(), List.of());
        }

        long statusMoves() {
            return status.stream().mapToLong(Move::objects).sum();
        }

        long tierMoves() {
            return tiers.stream().mapToLong(Move::objects).sum();
        }
    }

    private final FrameLines previous;
    private final TreeMap<String, TreeMap<String, Long>> status = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Long>> tiers = new TreeMap<>();
    private FrameLines.@Nullable Row earlier;
    private long added;
    private long removed;

    FrameComparison(FrameLines previous) {
        this.previous = previous;
        this.earlier = previous.next();
    }

    /** The next row of the later frame. */
    void accept(FrameLines.Row row) {
        while (earlier != null && earlier.objectId().compareTo(row.objectId()) < 0) {
            removed++;
            earlier = previous.next();
        }
        if (earlier == null || !earlier.objectId().equals(row.objectId())) {
            added++;
            return;
        }
        count(status, earlier.status(), row.status());
        count(tiers, earlier.stratum(), row.stratum());
        earlier = previous.next();
    }

    /** After the last row of the later frame. */
    Changes finish() {
        while (earlier != null) {
            removed++;
            earlier = previous.next();
        }
        return new Changes(added, removed, moves(status), moves(tiers));
    }

    private static void count(TreeMap<String, TreeMap<String, Long>> moves, String from, String to) {
        if (!from.equals(to)) {
            moves.computeIfAbsent(from, key -> new TreeMap<>()).merge(to, 1L, Long::sum);
        }
    }

    private static List<Move> moves(TreeMap<String, TreeMap<String, Long>> counted) {
        var result = new ArrayList<Move>();
        counted.forEach((from, row) -> row.forEach((to, objects) -> result.add(new Move(from, to, objects))));
        return result;
    }
}
