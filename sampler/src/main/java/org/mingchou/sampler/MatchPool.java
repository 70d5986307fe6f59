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

    /** A seat that somebody holds. */
    record Seat(Assignment task, int number) {}

    /** A task with its officers by seat; no officers while it is not staffed. */
    static final class Assignment {
        final MatchTask task;
        final List<Card> officers = new ArrayList<>();

        Assignment(MatchTask task) {
            this.task = task;
        }
    }

    /** An officer as a card of the deck. */
    static final class Card {
        final Officer officer;
        final String fix;
        /** The decks that hold this card: one for each qualification, and everybody's. */
        final List<String> decks;

        /** In the order in which they were received. */
        final List<Seat> seats = new ArrayList<>();

        /** Of the round that the officer is in. */
        Ticket ticket;

        Card(Officer officer, String fix, Ticket ticket) {
            this.officer = officer;
            this.fix = fix;
            this.ticket = ticket;
            this.decks = new ArrayList<>(officer.qualifications());
            this.decks.add(Matching.ANY);
        }

        int load() {
            return seats.size();
        }

        String id() {
            return officer.officerId();
        }
    }

    final int size;
    /** Officers whose certificate is valid on the date. */
    final List<Card> valid = new ArrayList<>();

    private final Ticket.Maker tickets;
    private final Map<String, Set<String>> barred = new HashMap<>();

    MatchPool(String seed2, String pool, String date, List<Officer> officers, List<Avoidance> avoid) {
        size = officers.size();
        String key = Keys.of(H, seed2, "officer:" + pool);
        tickets = new Ticket.Maker(key + "|");
        for (Officer officer : officers) {
            // YYYY-MM-DD sorts as text.
            if (officer.certificateValidTo().compareTo(date) >= 0) {
                String fix = H.hex(key + "|R|" + officer.officerId());
                valid.add(new Card(officer, fix, ticket(officer.officerId(), 0)));
            }
        }
        for (Avoidance a : avoid) {
            barred.computeIfAbsent(a.objectId(), id -> new HashSet<>()).add(a.officerId());
        }
    }

    /** {@code H(KO|"|"|(load+1)|"|"|officerId)}: the officer's place in the deck of his next round. */
    Ticket ticket(String officerId, int load) {
        return tickets.of((load + 1) + "|" + officerId);
    }

    boolean barred(Card card, MatchTask task) {
        Set<String> officers = barred.get(task.objectId());
        return officers != null && officers.contains(card.id());
    }

    static boolean qualified(Card card, MatchTask task) {
        return task.qualification().isEmpty()
                || card.officer.qualifications().contains(task.qualification().get());
    }

    boolean eligible(Card card, MatchTask task, int seat) {
        return !barred(card, task) && (seat > 0 || qualified(card, task));
    }
}
