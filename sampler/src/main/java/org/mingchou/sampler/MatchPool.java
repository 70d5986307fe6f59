package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The officers of a pool with their load, and who may do what. State of one matching. */
final class MatchPool {
    // §4.2.1: SHA-256 here and for K, whatever the profile of the draw.
    private static final HashProfile H = HashProfile.SHA256;

    /** A task with its officers by seat; no officers while it is not staffed. */
    static final class Assignment {
        private static final Card[] NOBODY = {};

        final MatchTask task;
        /** officerIds that must not take it. */
        final Set<String> barred;

        Card[] officers = NOBODY;

        Assignment(MatchTask task, Set<String> barred) {
            this.task = task;
            this.barred = barred;
        }

        /** The seat of an officer, or -1. */
        int seat(Card card) {
            for (int i = 0; i < officers.length; i++) {
                if (officers[i] == card) {
                    return i;
                }
            }
            return -1;
        }

        /** Whether nothing but his certificate keeps the officer from a seat; seat 0 needs the qualification. */
        boolean admits(Card card, int seat) {
            return !barred.contains(card.id()) && (seat > 0 || qualified(card, task));
        }
    }

    /** An officer as a card of the deck. */
    static final class Card implements Ticket.Holder {
        final Officer officer;
        final String fix;
        /** The decks that hold this card: everybody's, and one for each qualification. */
        final List<Deck> decks = new ArrayList<>(2);

        /** The tasks on which the officer has a seat, in the order in which he received them. */
        final List<Assignment> tasks = new ArrayList<>();

        private Ticket ticket = Ticket.NONE;
        /** The load that the ticket is for. */
        private int ticketLoad = -1;

        Card(Officer officer, String fix) {
            this.officer = officer;
            this.fix = fix;
        }

        int load() {
            return tasks.size();
        }

        /** The place in the round that the officer is in. */
        @Override
        public Ticket ticket() {
            return ticket;
        }

        void putIntoDecks() {
            for (int i = 0; i < decks.size(); i++) {
                decks.get(i).put(this);
            }
        }

        @Override
        public String id() {
            return officer.officerId();
        }
    }

    final int size;
    /** Officers whose certificate is valid on the date. */
    final List<Card> valid = new ArrayList<>();

    private final ThreadLocal<Ticket.Maker> tickets;
    private final Map<String, Set<String>> barred = new HashMap<>();

    MatchPool(String seed2, String pool, String date, List<Officer> officers, List<Avoidance> avoid) {
        size = officers.size();
        String key = Keys.of(H, seed2, "officer:" + pool);
        tickets = ThreadLocal.withInitial(() -> new Ticket.Maker(key + "|"));
        for (Officer officer : officers) {
            // YYYY-MM-DD sorts as text.
            if (officer.certificateValidTo().compareTo(date) >= 0) {
                valid.add(new Card(officer, H.hex(key + "|R|" + officer.officerId())));
            }
        }
        for (Avoidance a : avoid) {
            barred.merge(a.objectId(), Set.of(a.officerId()), MatchPool::union);
        }
    }

    // Most objects bar one officer or none; a set of one is a tenth of a hash set.
    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = some instanceof HashSet ? some : new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** {@code H(KO|"|"|(load+1)|"|"|officerId)}: the officer's place in the deck of his next round. */
    Ticket ticket(String officerId, int load) {
        return tickets.get().of((load + 1) + "|" + officerId);
    }

    /** Makes the card's ticket that of its load. May be called for different cards at once. */
    void draw(Card card) {
        if (card.ticketLoad != card.load()) {
            card.ticket = ticket(card.id(), card.load());
            card.ticketLoad = card.load();
        }
    }

    Assignment unstaffed(MatchTask task) {
        return new Assignment(task, barred.getOrDefault(task.objectId(), Set.of()));
    }

    static boolean qualified(Card card, MatchTask task) {
        return task.qualification().isEmpty()
                || card.officer.qualifications().contains(task.qualification().get());
    }
}
