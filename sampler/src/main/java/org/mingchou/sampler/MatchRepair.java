package org.mingchou.sampler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.mingchou.sampler.MatchPool.Assignment;
import org.mingchou.sampler.MatchPool.Card;

/** The canonical repair (§4.2.3): applies the first cost-reducing path until there is none. */
final class MatchRepair {
    private static final Comparator<Card> FIX =
            Comparator.<Card, String>comparing(c -> c.fix).thenComparing(Card::id);
    private static final Comparator<Card> GIVERS =
            Comparator.comparingInt(Card::load).reversed().thenComparing(FIX);
    private static final Comparator<Card> TAKERS =
            Comparator.comparingInt(Card::load).thenComparing(FIX);

    /** Who hands over his seat on which task. */
    private record Step(Card from, Assignment task) {}

    private final MatchPool pool;

    MatchRepair(MatchPool pool) {
        this.pool = pool;
    }

    /** Repairs; returns how many paths were applied. */
    int run() {
        int repairs = 0;
        while (repairOnce()) {
            repairs++;
        }
        return repairs;
    }

    private boolean repairOnce() {
        List<Card> givers = new ArrayList<>(pool.valid);
        givers.sort(GIVERS);
        int least = givers.isEmpty() ? 0 : givers.get(givers.size() - 1).load();
        // Whatever a failed search reached leads only to loads that are too high for every later giver as well, whose
        // load is no larger: leaving it out changes neither the order nor the outcome of the searches that follow.
        Set<Card> exhausted = new HashSet<>();
        for (Card giver : givers) {
            if (giver.load() - least < 2) {
                return false;
            }
            if (!exhausted.contains(giver) && searchFrom(giver, exhausted)) {
                return true;
            }
        }
        return false;
    }

    private boolean searchFrom(Card giver, Set<Card> exhausted) {
        Map<Card, Step> reachedBy = new HashMap<>();
        LinkedList<Card> unreached = new LinkedList<>();
        for (Card card : pool.valid) {
            if (card != giver && !exhausted.contains(card)) {
                unreached.add(card);
            }
        }
        unreached.sort(TAKERS);
        ArrayDeque<Card> queue = new ArrayDeque<>();
        queue.add(giver);
        while (!queue.isEmpty()) {
            Card from = queue.remove();
            for (Assignment task : from.tasks) {
                int seat = task.seat(from);
                for (ListIterator<Card> i = unreached.listIterator(); i.hasNext(); ) {
                    Card to = i.next();
                    if (!task.admits(to, seat) || task.seat(to) >= 0) {
                        continue;
                    }
                    i.remove();
                    reachedBy.put(to, new Step(from, task));
                    if (to.load() <= giver.load() - 2) {
                        apply(to, giver, reachedBy);
                        return true;
                    }
                    queue.add(to);
                }
            }
        }
        exhausted.add(giver);
        exhausted.addAll(reachedBy.keySet());
        return false;
    }

    private static void apply(Card last, Card giver, Map<Card, Step> reachedBy) {
        Card to = last;
        while (to != giver) {
            Step step = java.util.Objects.requireNonNull(reachedBy.get(to));
            step.task().officers[step.task().seat(step.from())] = to;
            step.from().tasks.remove(step.task());
            to.tasks.add(step.task());
            to = step.from();
        }
    }
}
