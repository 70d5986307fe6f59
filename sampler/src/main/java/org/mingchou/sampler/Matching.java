package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.mingchou.sampler.MatchPool.Assignment;
import org.mingchou.sampler.MatchPool.Card;
import org.mingchou.sampler.MatchPool.Seat;

/** SSJ-MATCH-1 (§4.2): deals officers to tasks. H is SHA-256 throughout. */
public final class Matching {
    /** Most seats of a task. */
    static final int MAX_GROUP = 99;

    /** The deck of everybody; no qualification has this name. */
    static final String ANY = "";

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
        MatchResult.Row[] rows = dealt.stream()
                .filter(a -> !a.officers.isEmpty())
                .map(a -> new MatchResult.Row(
                        a.task.objectId(), a.officers.stream().map(Card::id).toList()))
                .toArray(MatchResult.Row[]::new);
        Arrays.parallelSort(rows, Comparator.comparing(MatchResult.Row::objectId));
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
        Ticket.Maker tickets = new Ticket.Maker(Keys.of(HashProfile.SHA256, seed2, "task:" + pool) + "|");
        Turn[] turns = tasks.stream()
                .map(t -> new Turn(tickets.of(t.objectId()), new Assignment(t)))
                .toArray(Turn[]::new);
        Arrays.parallelSort(turns);
        return Arrays.stream(turns).map(Turn::assignment).toList();
    }

    private record Turn(Ticket ticket, Assignment assignment) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn o) {
            int order = ticket.compareTo(o.ticket);
            return order != 0 ? order : assignment.task.objectId().compareTo(o.assignment.task.objectId());
        }
    }

    private static List<MatchResult.Unstaffed> deal(MatchPool state, List<Assignment> dealt, int group) {
        // One deck for everybody and one for each qualification: a rare one is then found without passing over all.
        Map<String, Deck> decks = new HashMap<>();
        decks.put(ANY, new Deck());
        for (Card card : state.valid) {
            card.decks.forEach(q -> decks.computeIfAbsent(q, d -> new Deck()).put(card));
        }
        Deck nobody = new Deck();
        Deck everybody = decks.getOrDefault(ANY, nobody);
        List<MatchResult.Unstaffed> unstaffed = new ArrayList<>();
        List<Card> seated = new ArrayList<>();
        for (Assignment assignment : dealt) {
            MatchTask task = assignment.task;
            seated.clear();
            decks.getOrDefault(task.qualification().orElse(ANY), nobody).take(state, task, 1, seated);
            if (!seated.isEmpty()) {
                everybody.take(state, task, group - 1, seated);
            }
            if (seated.size() < group) {
                unstaffed.add(funnel(state, task));
                // Nobody's load changed: whoever was taken goes back where he was.
                seated.forEach(card ->
                        card.decks.forEach(q -> decks.getOrDefault(q, nobody).put(card)));
                continue;
            }
            for (int seat = 0; seat < group; seat++) {
                Card card = seated.get(seat);
                card.seats.add(new Seat(assignment, seat));
                card.ticket = state.ticket(card.id(), card.load());
                card.decks.forEach(q -> decks.getOrDefault(q, nobody).put(card));
                assignment.officers.add(card);
            }
        }
        return unstaffed;
    }

    /**
     * Cards by load and ticket. A card that lies in several decks stays in the others when one deals it; there it is out of
     * date once its ticket has changed, and is dropped when its turn comes.
     */
    private static final class Deck {
        private record Place(int load, Ticket ticket, Card card) implements Comparable<Place> {
            boolean isCurrent() {
                return card.ticket == ticket;
            }

            @Override
            public int compareTo(Place o) {
                int order = load != o.load ? Integer.compare(load, o.load) : ticket.compareTo(o.ticket);
                return order != 0 ? order : card.id().compareTo(o.card.id());
            }
        }

        private final PriorityQueue<Place> places = new PriorityQueue<>();
        private final List<Place> skipped = new ArrayList<>();

        void put(Card card) {
            places.add(new Place(card.load(), card.ticket, card));
        }

        /** Deals the first cards that may take the task and are not seated yet; those skipped stay in front. */
        void take(MatchPool state, MatchTask task, int count, List<Card> seated) {
            int left = count;
            while (left > 0) {
                Place place = places.poll();
                if (place == null) {
                    break;
                }
                if (!place.isCurrent()) {
                    continue;
                }
                if (seated.contains(place.card)) {
                    // Dealt by another deck for this very task, and put back into all of them afterwards.
                    continue;
                }
                if (state.barred(place.card, task)) {
                    skipped.add(place);
                    continue;
                }
                seated.add(place.card);
                left--;
            }
            places.addAll(skipped);
            skipped.clear();
        }
    }

    private static MatchResult.Unstaffed funnel(MatchPool state, MatchTask task) {
        List<Card> free =
                state.valid.stream().filter(c -> !state.barred(c, task)).toList();
        int seat0 =
                (int) free.stream().filter(c -> MatchPool.qualified(c, task)).count();
        return new MatchResult.Unstaffed(task.objectId(), state.size, state.valid.size(), free.size(), seat0);
    }
}
