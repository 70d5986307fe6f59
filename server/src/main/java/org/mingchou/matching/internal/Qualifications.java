package org.mingchou.matching.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mingchou.sampler.Officer;

/**
 * Which qualification a task demands of seat 0. SSJ-MATCH-1 takes one; when items of a task demand several, the rarest
 * one in the pool is taken, because it is the hardest to add afterwards, and the others are reported so that the
 * department adds an assistant.
 */
final class Qualifications {

    /** @param others demanded too, not guaranteed by the matching */
    record Demand(Optional<String> seat0, List<String> others) {}

    private final Map<String, Long> holders = new HashMap<>();

    /** @param lastDay YYYY-MM-DD; only officers whose certificate is valid then are counted */
    Qualifications(Collection<Officer> officers, String lastDay) {
        for (var officer : officers) {
            if (officer.certificateValidTo().compareTo(lastDay) >= 0) {
                officer.qualifications().forEach(q -> holders.merge(q, 1L, Long::sum));
            }
        }
    }

    Demand of(Collection<String> demanded) {
        var distinct = new TreeSet<>(demanded);
        var rarest = distinct.stream()
                .min(Comparator.<String>comparingLong(q -> holders.getOrDefault(q, 0L))
                        .thenComparing(Comparator.naturalOrder()));
        rarest.ifPresent(distinct::remove);
        return new Demand(rarest, List.copyOf(distinct));
    }
}
