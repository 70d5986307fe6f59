package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mingchou.sampler.MatchPool.Assignment;
import org.mingchou.sampler.MatchPool.Card;
import org.mingchou.sampler.MatchPool.Seat;

/** SSJ-MATCH-1 (§4.2): deals officers to tasks. H is SHA-256 throughout. */
public final class Matching {
    /** Most seats of a task. */
    static final int MAX_GROUP = 99;

    private static final Comparator<Card> DECK =
            Comparator.comparingInt(Card::load).thenComparing(c -> c.ticket).thenComparing(Card::id);
    private static final String ANY = "";

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
        List<Assignment> dealt = dealingOrder(seed2, pool, tasks);
        List<MatchResult.Unstaffed> unstaffed = deal(state, dealt, group);
        int repairs = new MatchRepair(state).run();
        List<MatchResult.Row> rows = dealt.stream()
                .filter(a -> !a.officers.isEmpty())
                .map(a -> new MatchResult.Row(
                        a.task.objectId(), a.officers.stream().map(Card::id).toList()))
                .sorted(Comparator.comparing(MatchResult.Row::objectId))
                .toList();
        return new MatchResult(rows, List.copyOf(unstaffed), repairs);
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
        MatchTask task = tasks.stream()
                .filter(t -> t.objectId().equals(objectId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such task"));
        return state.valid.stream()
                .filter(c -> !present.contains(c.id()) && state.eligible(c, task, seat))
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

    private static List<Assignment> dealingOrder(String seed2, String pool, List<MatchTask> tasks) {
        String key = Keys.of(HashProfile.SHA256, seed2, "task:" + pool);
        record Ticket(String hash, Assignment assignment) {}
        return tasks.stream()
                .map(t -> new Ticket(Keys.ticket(HashProfile.SHA256, key, t.objectId()), new Assignment(t)))
                .sorted(Comparator.comparing(Ticket::hash).thenComparing(t -> t.assignment.task.objectId()))
                .map(Ticket::assignment)
                .toList();
    }

    private static List<MatchResult.Unstaffed> deal(MatchPool state, List<Assignment> dealt, int group) {
        // One deck for everybody and one for each qualification: a rare one is then found without passing over all.
        Map<String, TreeSet<Card>> decks = new HashMap<>();
        decks.put(ANY, new TreeSet<>(DECK));
        for (Card card : state.valid) {
            for (String deck : decksOf(card)) {
                decks.computeIfAbsent(deck, q -> new TreeSet<>(DECK)).add(card);
            }
        }
        TreeSet<Card> nobody = new TreeSet<>(DECK);
        List<MatchResult.Unstaffed> unstaffed = new ArrayList<>();
        for (Assignment assignment : dealt) {
            MatchTask task = assignment.task;
            TreeSet<Card> qualified = decks.getOrDefault(task.qualification().orElse(ANY), nobody);
            Set<Card> taken = new HashSet<>();
            List<Card> seated = new ArrayList<>();
            first(state, qualified, task, taken, 1, seated);
            if (!seated.isEmpty()) {
                first(state, decks.getOrDefault(ANY, nobody), task, taken, group - 1, seated);
            }
            if (seated.size() < group) {
                unstaffed.add(funnel(state, task));
                continue;
            }
            for (int seat = 0; seat < group; seat++) {
                Card card = seated.get(seat);
                List<String> its = decksOf(card);
                // A card leaves its decks before its key changes: the sets are ordered by it.
                its.forEach(deck -> decks.getOrDefault(deck, nobody).remove(card));
                card.seats.add(new Seat(assignment, seat));
                card.ticket = state.ticket(card.id(), card.load());
                its.forEach(deck -> decks.getOrDefault(deck, nobody).add(card));
                assignment.officers.add(card);
            }
        }
        return unstaffed;
    }

    private static void first(
            MatchPool state, TreeSet<Card> deck, MatchTask task, Set<Card> taken, int count, List<Card> seated) {
        int left = count;
        for (Card card : deck) {
            if (left == 0) {
                return;
            }
            if (!state.barred(card, task) && taken.add(card)) {
                seated.add(card);
                left--;
            }
        }
    }

    private static List<String> decksOf(Card card) {
        List<String> decks = new ArrayList<>(card.officer.qualifications());
        decks.add(ANY);
        return decks;
    }

    private static MatchResult.Unstaffed funnel(MatchPool state, MatchTask task) {
        List<Card> free =
                state.valid.stream().filter(c -> !state.barred(c, task)).toList();
        int seat0 =
                (int) free.stream().filter(c -> MatchPool.qualified(c, task)).count();
        return new MatchResult.Unstaffed(task.objectId(), state.size, state.valid.size(), free.size(), seat0);
    }
}
