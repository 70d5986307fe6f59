package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingchou.sampler.MatchPool.Assignment;
import org.mingchou.sampler.MatchPool.Card;

/** SSJ-MATCH-1 (§4.2): deals officers to tasks. H is SHA-256 throughout. */
public final class Matching {
    /** Most seats of a task. */
    static final int MAX_GROUP = 99;

    private Matching() {}

    /**
     * Matches the officers of one pool with its tasks.
     *
     * @param seed2 the second seed, 64 hex (§3.2)
     * @param pool {@code [A-Z0-9._-]{1,32}}
     * @param date the window's last day, YYYY-MM-DD; a certificate counts when it is valid on that day
     * @param group seats of a task, 2 to 99
     * @param tasks unique by objectId, in any order
     * @param officers unique by officerId, in any order
     * @param avoid may be empty or name absent ids
     * @throws IllegalArgumentException when seed2, pool, date or group has another shape
     */
    public static MatchResult match(
            String seed2,
            String pool,
            String date,
            int group,
            List<MatchTask> tasks,
            List<Officer> officers,
            List<Avoidance> avoid) {
        check(seed2, pool, date, group);
        MatchPool state = new MatchPool(seed2, pool, date, officers, avoid);
        List<Assignment> assignments = tasks.stream().map(state::unstaffed).toList();
        List<MatchResult.Unstaffed> unstaffed = deal(state, dealingOrder(seed2, pool, assignments), group);
        int repairs = new MatchRepair(state).run();
        // In the order given, which is nearly always the one wanted.
        MatchResult.Row[] rows = assignments.stream()
                .filter(a -> a.officers.length > 0)
                .map(a -> new MatchResult.Row(
                        a.task.objectId(),
                        Arrays.stream(a.officers).map(Card::id).toList()))
                .toArray(MatchResult.Row[]::new);
        Arrays.sort(rows, Comparator.comparing(MatchResult.Row::objectId));
        return new MatchResult(List.of(rows), List.copyOf(unstaffed), repairs);
    }

    /**
     * Who takes the seat of an officer that drops out after the matching, by late avoidance or illness (§4.2.4): the
     * eligible officer with the smallest load, then ticket. Nothing else moves.
     *
     * @param avoid the committed recusals and all later ones
     * @param rows the assignment as it stands, earlier replacements applied; it gives the loads
     * @param objectId the task
     * @param leaving the officer who leaves it
     * @return the replacement, or empty when nobody is eligible
     * @throws IllegalArgumentException when the officer does not hold a seat of the task
     */
    public static Optional<String> replacement(
            String seed2,
            String pool,
            String date,
            List<MatchTask> tasks,
            List<Officer> officers,
            List<Avoidance> avoid,
            List<MatchResult.Row> rows,
            String objectId,
            String leaving) {
        check(seed2, pool, date, 2);
        MatchPool state = new MatchPool(seed2, pool, date, officers, avoid);
        Map<String, Integer> load = new HashMap<>();
        rows.forEach(row -> row.officers().forEach(o -> load.merge(o, 1, Integer::sum)));
        List<String> present = rows.stream()
                .filter(r -> r.objectId().equals(objectId))
                .findFirst()
                .map(MatchResult.Row::officers)
                .orElse(List.of());
        int seat = present.indexOf(leaving);
        if (seat < 0) {
            throw new IllegalArgumentException("the officer holds no seat of this task");
        }
        Assignment assignment = tasks.stream()
                .filter(t -> t.objectId().equals(objectId))
                .findFirst()
                .map(state::unstaffed)
                .orElseThrow(() -> new IllegalArgumentException("no such task"));
        return state.valid.stream()
                .filter(c -> !present.contains(c.id()) && assignment.admits(c, seat))
                .min(Comparator.<Card>comparingInt(c -> load.getOrDefault(c.id(), 0))
                        .thenComparing(c -> state.ticket(c.id(), load.getOrDefault(c.id(), 0)))
                        .thenComparing(Card::id))
                .map(Card::id);
    }

    private static void check(String seed2, String pool, String date, int group) {
        if (!Hex.isHash(seed2)
                || !TextFile.NAME.matcher(pool).matches()
                || !date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                || group < 2
                || group > MAX_GROUP) {
            throw new IllegalArgumentException("seed2, pool, date or group is not of the shape that §4.2 demands");
        }
    }

    private static List<Assignment> dealingOrder(String seed2, String pool, List<Assignment> assignments) {
        String key = Keys.of(HashProfile.SHA256, seed2, "task:" + pool) + "|";
        ThreadLocal<Ticket.Maker> tickets = ThreadLocal.withInitial(() -> new Ticket.Maker(key));
        Turn[] turns = new Turn[assignments.size()];
        Arrays.parallelSetAll(turns, i -> {
            Assignment assignment = assignments.get(i);
            return new Turn(tickets.get().of(assignment.task.objectId()), assignment);
        });
        Ticket.sort(turns);
        return Arrays.stream(turns).map(Turn::assignment).toList();
    }

    private record Turn(Ticket ticket, Assignment assignment) implements Ticket.Holder {
        @Override
        public String id() {
            return assignment.task.objectId();
        }
    }

    private static List<MatchResult.Unstaffed> deal(MatchPool state, List<Assignment> dealt, int group) {
        // One deck for everybody and one for each qualification: a rare one is then found without passing over all.
        Map<String, Deck> decks = new HashMap<>();
        Deck everybody = new Deck(state);
        for (Card card : state.valid) {
            card.decks.add(everybody);
            for (String qualification : card.officer.qualifications()) {
                card.decks.add(decks.computeIfAbsent(qualification, q -> new Deck(state)));
            }
            card.putIntoDecks();
        }
        Deck nobody = new Deck(state);
        List<MatchResult.Unstaffed> unstaffed = new ArrayList<>();
        List<Card> seated = new ArrayList<>();
        for (Assignment assignment : dealt) {
            MatchTask task = assignment.task;
            seated.clear();
            Deck first =
                    task.qualification().map(q -> decks.getOrDefault(q, nobody)).orElse(everybody);
            first.take(assignment, 1, seated);
            if (!seated.isEmpty()) {
                everybody.take(assignment, group - 1, seated);
            }
            if (seated.size() < group) {
                unstaffed.add(funnel(state, assignment));
                // Nobody's load changed: whoever was taken goes back where he was.
                seated.forEach(Card::putIntoDecks);
                continue;
            }
            assignment.officers = seated.toArray(Card[]::new);
            for (Card card : assignment.officers) {
                card.tasks.add(assignment);
                card.putIntoDecks();
            }
        }
        return unstaffed;
    }

    private static MatchResult.Unstaffed funnel(MatchPool state, Assignment assignment) {
        List<Card> free = state.valid.stream()
                .filter(c -> !assignment.barred.contains(c.id()))
                .toList();
        int seat0 = (int) free.stream()
                .filter(c -> MatchPool.qualified(c, assignment.task))
                .count();
        return new MatchResult.Unstaffed(
                assignment.task.objectId(), state.size, state.valid.size(), free.size(), seat0);
    }
}
