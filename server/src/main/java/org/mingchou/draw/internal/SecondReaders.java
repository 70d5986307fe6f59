package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.draw.internal.BeaconEntries.Entry;
import org.mingchou.draw.internal.Parties.Party;
import org.springframework.stereotype.Component;

/**
 * Who reads the dice that take the place of a withheld second secret, and whose reading counts: two alike, and after a
 * day the best there is, for nobody shall stop a draw for good (ADR 19).
 */
@Component
class SecondReaders {

    private static final int ABANDONED_AFTER_DAYS = 7;

    private final Deadlines deadlines;
    private final BusinessClock clock;

    SecondReaders(Deadlines deadlines, BusinessClock clock) {
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** Whether the day has passed on which two could agree. */
    boolean overdue(Draw draw) {
        return draw.state() == DrawState.WITHHELD
                && deadlines
                        .find(LapseDraws.KIND, draw.key(), DeadlineRule.READ_SECOND_BEACON)
                        .filter(d -> d.overdue())
                        .isPresent();
    }

    /** Whether none of those who revealed has read for so long that anybody's reading has to serve. */
    private boolean abandoned(Draw draw) {
        return deadlines
                .find(LapseDraws.KIND, draw.key(), DeadlineRule.READ_SECOND_BEACON)
                .filter(d -> clock.today().isAfter(d.dueOn().plusDays(ABANDONED_AFTER_DAYS)))
                .isPresent();
    }

    /** Who may read now. */
    List<Party> now(Draw draw, List<Party> all) {
        return overdue(draw) ? all : readers(all);
    }

    /** Those who revealed; all, when fewer than two did. */
    static List<Party> readers(List<Party> all) {
        return revealed(all).size() < 2 ? all : revealed(all);
    }

    private static List<Party> revealed(List<Party> all) {
        return all.stream().filter(p -> !p.withheld()).toList();
    }

    /** One of these has to be among the two: a witness who revealed, otherwise another outside party who revealed. */
    static List<Party> typists(List<Party> all) {
        var readers = readers(all);
        var witnesses = readers.stream()
                .filter(p -> p.role().equals("WITNESS") && !p.withheld())
                .toList();
        if (!witnesses.isEmpty()) {
            return witnesses;
        }
        var outside = readers.stream().filter(p -> p.outside() && !p.withheld()).toList();
        return outside.isEmpty() ? readers : outside;
    }

    /** Those who read what counts; empty while nothing does. */
    Optional<List<Entry>> decided(Draw draw, List<Party> all, List<BeaconEntries.Last> last) {
        return decided(all, last, overdue(draw), abandoned(draw));
    }

    /**
     * @param overdue the best there is serves, if one of those who revealed has read it
     * @param abandoned even what only others have read
     */
    static Optional<List<Entry>> decided(
            List<Party> all, List<BeaconEntries.Last> last, boolean overdue, boolean abandoned) {
        var groups = new LinkedHashMap<String, List<Entry>>();
        for (var l : last) {
            groups.computeIfAbsent(String.valueOf(l.entry().line()), line -> new ArrayList<>())
                    .add(l.entry());
        }
        if (overdue) {
            // Who withheld knows the other secrets and what each throw would give: he does not choose one alone.
            var trusted = slugs(abandoned ? all : revealed(all).isEmpty() ? all : revealed(all));
            return groups.values().stream()
                    .filter(g -> g.stream().anyMatch(e -> trusted.contains(e.slug())))
                    .max(weight(all));
        }
        var typists = slugs(typists(all));
        return groups.values().stream()
                .filter(g -> g.size() > 1 && g.stream().anyMatch(e -> typists.contains(e.slug())))
                .findFirst();
    }

    /** More of those who revealed, then more, then the first in the order of typists. */
    private static Comparator<List<Entry>> weight(List<Party> all) {
        var revealed = slugs(revealed(all));
        var typists = slugs(typists(all));
        var outside = slugs(all.stream().filter(Party::outside).toList());
        var order = all.stream()
                .sorted(Comparator.comparing((Party p) -> !typists.contains(p.slug()))
                        .thenComparing(Party::withheld)
                        .thenComparing(p -> !outside.contains(p.slug())))
                .map(Party::slug)
                .toList();
        return Comparator.comparing((List<Entry> g) ->
                        g.stream().filter(e -> revealed.contains(e.slug())).count())
                .thenComparing(List::size)
                .thenComparing(g ->
                        -g.stream().mapToInt(e -> order.indexOf(e.slug())).min().orElseThrow());
    }

    private static List<String> slugs(List<Party> parties) {
        return parties.stream().map(Party::slug).toList();
    }
}
