package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.mingchou.sampler.MatchPool.Assignment;
import org.mingchou.sampler.MatchPool.Card;

/**
 * Cards by load and ticket, dealt from the front. All cards of one load are a round, whose tickets are drawn and sorted
 * when the first of them is dealt. A card that lies in several decks stays in the others when one deals it; there it is out
 * of date once its load has grown, and is dropped when its turn comes.
 */
final class Deck {
    /** A card with the ticket it had when it came: a card that another deck has dealt since has a new one. */
    private record Late(Ticket ticket, Card card) implements Ticket.Holder {
        @Override
        public String id() {
            return card.id();
        }
    }

    /** The cards of one load. */
    private static final class Round {
        private final int load;
        private final List<Card> waiting = new ArrayList<>();
        private Card[] sorted = {};
        private int next;
        /** Cards that came or came back after the round was sorted. */
        private final PriorityQueue<Late> late = new PriorityQueue<>(Ticket.Holder::compareByTicket);

        private boolean open;

        Round(int load) {
            this.load = load;
        }

        void add(Card card, MatchPool pool) {
            if (open) {
                pool.draw(card);
                late.add(new Late(card.ticket(), card));
            } else {
                waiting.add(card);
            }
        }

        /** The front card, which may be out of date; null when none is left. */
        @org.jspecify.annotations.Nullable Card poll(MatchPool pool) {
            if (!open) {
                open(pool);
            }
            while (next < sorted.length && sorted[next].load() != load) {
                next++;
            }
            Late first = late.peek();
            if (next < sorted.length && (first == null || sorted[next].compareByTicket(first) < 0)) {
                return sorted[next++];
            }
            late.poll();
            return first == null ? null : first.card;
        }

        private void open(MatchPool pool) {
            open = true;
            sorted = waiting.stream().filter(c -> c.load() == load).distinct().toArray(Card[]::new);
            waiting.clear();
            Arrays.stream(sorted).parallel().forEach(pool::draw);
            Ticket.sort(sorted);
        }
    }

    private final MatchPool pool;
    private final TreeMap<Integer, Round> rounds = new TreeMap<>();
    private final List<Card> skipped = new ArrayList<>();

    Deck(MatchPool pool) {
        this.pool = pool;
    }

    void put(Card card) {
        rounds.computeIfAbsent(card.load(), Round::new).add(card, pool);
    }

    /** Deals the first cards that may take the task and are not seated yet; those skipped stay in front. */
    void take(Assignment task, int count, List<Card> seated) {
        int last = seated.size() + count;
        while (seated.size() < last) {
            Map.Entry<Integer, Round> lowest = rounds.firstEntry();
            if (lowest == null) {
                break;
            }
            Card card = lowest.getValue().poll(pool);
            if (card == null) {
                rounds.remove(lowest.getKey());
            } else if (card.load() != lowest.getKey() || seated.contains(card)) {
                // Out of date, or dealt by another deck for this very task, and put back into all of them afterwards.
                continue;
            } else if (task.barred.contains(card.id())) {
                skipped.add(card);
            } else {
                seated.add(card);
            }
        }
        skipped.forEach(this::put);
        skipped.clear();
    }
}
