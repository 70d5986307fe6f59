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
        /** In the order in which they were received. */
        final List<Seat> seats = new ArrayList<>();

        String ticket = "";

        Card(Officer officer, String fix) {
            this.officer = officer;
            this.fix = fix;
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

    private final String key;
    private final Map<String, Set<String>> barred = new HashMap<>();

    MatchPool(String seed2, String pool, String date, List<Officer> officers, List<Avoidance> avoid) {
        size = officers.size();
        key = Keys.of(H, seed2, "officer:" + pool);
        for (Officer officer : officers) {
            // YYYY-MM-DD sorts as text.
            if (officer.certificateValidTo().compareTo(date) >= 0) {
                Card card = new Card(officer, H.hex(key + "|R|" + officer.officerId()));
                card.ticket = ticket(card.id(), 0);
                valid.add(card);
            }
        }
        for (Avoidance a : avoid) {
            barred.computeIfAbsent(a.objectId(), id -> new HashSet<>()).add(a.officerId());
        }
    }

    /** {@code H(KO|"|"|(load+1)|"|"|officerId)}: the officer's place in the deck of his next round. */
    String ticket(String officerId, int load) {
        return H.hex(key + "|" + (load + 1) + "|" + officerId);
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
