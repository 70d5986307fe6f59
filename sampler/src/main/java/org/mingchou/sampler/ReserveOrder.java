package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order in which the RESERVE rows of each stratum step in (§3.8).
 *
 * @param strata objectIds in order, by stratum ascending; strata without reserve are absent
 */
public record ReserveOrder(SortedMap<String, List<String>> strata) {
    /**
     * The order that the opening prescribes: {@code H(K(reserve)|"|"|id)}, or the rank when {@code reserve.order=ticket}.
     *
     * @param seed2 64 hex; has no effect when the order is the rank
     * @param rows the result of the draw
     */
    public static ReserveOrder of(Params params, String seed2, List<DrawnRow> rows) {
        return params.reserveBy() == Params.ReserveBy.TICKET ? byTicket(rows) : bySecond(params.hash(), seed2, rows);
    }

    static ReserveOrder byTicket(List<DrawnRow> rows) {
        return sorted(rows, Comparator.comparingLong(DrawnRow::rank));
    }

    static ReserveOrder bySecond(HashProfile h, String seed2, List<DrawnRow> rows) {
        String key = Keys.of(h, seed2, "reserve");
        Map<String, String> tickets = new HashMap<>();
        rows.forEach(r -> {
            if (r.kind() == DrawnRow.Kind.RESERVE) {
                tickets.put(r.objectId(), Keys.ticket(h, key, r.objectId()));
            }
        });
        return sorted(
                rows,
                Comparator.<DrawnRow, String>comparing(r -> tickets.getOrDefault(r.objectId(), ""))
                        .thenComparing(DrawnRow::objectId));
    }

    /** For each stratum the first n of its reserve, n being its drop-outs; fewer when the reserve is used up. */
    public SortedMap<String, List<String>> substitutes(Confirmations confirmations, List<DrawnRow> rows) {
        Map<String, String> stratumOf = new HashMap<>();
        rows.forEach(r -> stratumOf.put(r.objectId(), r.stratum()));
        SortedMap<String, List<String>> out = new TreeMap<>();
        for (Confirmations.Line line : confirmations.lines()) {
            String stratum = stratumOf.get(line.objectId());
            if (line.code() == Confirmations.Code.OK || stratum == null) {
                continue;
            }
            List<String> chosen = out.computeIfAbsent(stratum, s -> new ArrayList<>());
            List<String> reserve = strata.getOrDefault(stratum, List.of());
            if (chosen.size() < reserve.size()) {
                chosen.add(reserve.get(chosen.size()));
            }
        }
        return out;
    }

    /** Whether the ids, all of them reserve rows, are in each stratum the first ones of its order. */
    boolean isPrefix(Set<String> ids) {
        Set<String> left = new HashSet<>(ids);
        for (List<String> order : strata.values()) {
            for (String id : order) {
                if (!left.remove(id)) {
                    break;
                }
            }
        }
        return left.isEmpty();
    }

    private static ReserveOrder sorted(List<DrawnRow> rows, Comparator<DrawnRow> by) {
        TreeMap<String, List<String>> out = new TreeMap<>();
        rows.stream()
                .filter(r -> r.kind() == DrawnRow.Kind.RESERVE)
                .sorted(by)
                .forEach(r ->
                        out.computeIfAbsent(r.stratum(), s -> new ArrayList<>()).add(r.objectId()));
        return new ReserveOrder(out);
    }
}
