package org.mingchou.ledger.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.mingchou.sampler.DrawResult;
import org.mingchou.sampler.DrawnRow;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the counts of the fairness page against the draw. Every dimension splits each stratum, so its cells have to add up
 * to the stratum; the split itself follows from directories that nothing binds, but for that by stratum.
 */
final class FairnessCheck {

    private static final String CELL = "draw.fairness_cell";
    private static final List<String> DIMENSIONS = List.of("DISTRICT", "INDUSTRY", "AGE", "POSITION", "TIER");

    /** What a stopped server left out is counted at its next start. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private record Count(long eligible, long drawn) {}

    private final JdbcClient jdbc;
    private final Findings findings;

    FairnessCheck(JdbcClient jdbc, Findings findings) {
        this.jdbc = jdbc;
        this.findings = findings;
    }

    /** @param computed when the result was logged */
    void check(long drawId, DrawResult result, Instant computed, Instant now) {
        var stored = new HashMap<String, Count>();
        jdbc.sql("""
                SELECT dimension, stratum, sum(eligible) AS eligible, sum(drawn) AS drawn,
                    bool_and(dimension <> 'TIER' OR grp = stratum) AS own
                FROM draw.fairness_cell WHERE draw_id = :draw GROUP BY dimension, stratum""").param("draw", drawId).query(rs -> {
            var name = rs.getString("dimension") + " " + rs.getString("stratum");
            stored.put(name, new Count(rs.getLong("eligible"), rs.getLong("drawn")));
            if (!rs.getBoolean("own")) {
                findings.extra(CELL, name, "的 grp 不是它的档次");
            }
        });
        var counted = jdbc.sql("SELECT EXISTS (SELECT FROM draw.fairness_count WHERE draw_id = :draw)")
                .param("draw", drawId)
                .query(Boolean.class)
                .single();
        if (!counted && stored.isEmpty()) {
            if (now.isAfter(computed.plus(PATIENCE))) {
                findings.unchecked(CELL + " 没有核对：算出结果 " + PATIENCE.toDays() + " 天以上仍没有统计。服务下次启动时补计");
            }
            return;
        }
        var drawn = new HashMap<String, Long>();
        result.rows().stream()
                .filter(r -> r.kind() == DrawnRow.Kind.DRAWN)
                .forEach(r -> drawn.merge(r.stratum(), 1L, Long::sum));
        var right = new HashMap<String, Count>();
        result.frame().strata().forEach((stratum, count) -> {
            if (count.eligible() > 0) {
                DIMENSIONS.forEach(d ->
                        right.put(d + " " + stratum, new Count(count.eligible(), drawn.getOrDefault(stratum, 0L))));
            }
        });
        var names = new TreeSet<>(right.keySet());
        names.addAll(stored.keySet());
        var none = new Count(0, 0);
        for (var name : names) {
            var count = right.getOrDefault(name, none);
            var sum = stored.getOrDefault(name, none);
            findings.row(CELL, name)
                    .is("eligible 之和", count.eligible(), sum.eligible())
                    .is("drawn 之和", count.drawn(), sum.drawn());
        }
    }
}
