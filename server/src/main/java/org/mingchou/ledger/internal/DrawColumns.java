package org.mingchou.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Draw;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the columns of draw.draw against what the opening binds, the log dates and the draw gives. */
final class DrawColumns {

    /** A moment of the draw, and the entry of the log that was written with it. */
    private record Dated(String column, LogEntry.Kind kind) {}

    private static final List<Dated> DATED = List.of(
            new Dated("opened_at", LogEntry.Kind.OPENING),
            new Dated("beacon_at", LogEntry.Kind.BEACON),
            new Dated("computed_at", LogEntry.Kind.RESULT),
            new Dated("confirmed_at", LogEntry.Kind.CONFIRMED),
            new Dated("withheld_at", LogEntry.Kind.WITHHELD),
            new Dated("beacon2_at", LogEntry.Kind.BEACON2),
            new Dated("voided_at", LogEntry.Kind.VOID));

    private final JdbcClient jdbc;
    private final Findings findings;
    private final CheckedDraw draw;
    private final Acts acts;

    DrawColumns(JdbcClient jdbc, Findings findings, CheckedDraw draw, Acts acts) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.draw = draw;
        this.acts = acts;
    }

    void opened() {
        var params = draw.params();
        jdbc.sql("SELECT * FROM draw.draw WHERE id = :draw")
                .param("draw", draw.id())
                .query(rs -> {
                    var row = row().is("prev", params.prev().orElse(null), rs.getString("prev"))
                            .is("beacon", params.beacon(), rs.getString("beacon"))
                            .is("frame_digest", params.frameDigest(), rs.getString("frame_digest"))
                            .is("frame_root", params.frameRoot(), rs.getString("frame_root"))
                            .is("frame_salted", params.frameSalted().orElse(null), rs.getString("frame_salted"))
                            .is("frame_count", params.frameCount(), rs.getLong("frame_count"))
                            .is("xaudit", params.xaudit().orElse(null), rs.getObject("xaudit", Integer.class));
                    var frozen = acts.of(draw.subject(), "freeze-draw");
                    if (!frozen.isEmpty()) {
                        row.is("plan_id", frozen.get(0).detail().path("plan").asLong(0), rs.getLong("plan_id"))
                                .at("frozen_at", frozen.get(0).at(), moment(rs, "frozen_at"));
                    }
                    dates(row, rs);
                });
    }

    private void dates(Findings.Row row, ResultSet rs) throws SQLException {
        for (var dated : DATED) {
            var logged = draw.of(dated.kind());
            if (!logged.isEmpty()) {
                row.at(dated.column(), logged.get(0).recordedAt(), moment(rs, dated.column()));
            } else if (dated.kind() != LogEntry.Kind.BEACON && dated.kind() != LogEntry.Kind.BEACON2) {
                // Beacons of older draws have no entry.
                row.is(dated.column(), null, moment(rs, dated.column()));
            }
        }
        var opening = draw.of(LogEntry.Kind.OPENING).get(0).recordedAt();
        row.at(
                "reveal_deadline",
                opening.plus(Duration.ofMinutes(rs.getInt("reveal_minutes"))),
                moment(rs, "reveal_deadline"));
        var voided = draw.of(LogEntry.Kind.VOID);
        row.is("void_reason", voided.isEmpty() ? null : voided.get(0).entry().payload(), rs.getString("void_reason"));
    }

    /** @param again what the draw gives */
    void computed(Draw.Audited again) {
        var result = again.result();
        var strata = result.frame().strata();
        long eligible = strata.values().stream().mapToLong(s -> s.eligible()).sum();
        jdbc.sql("SELECT seed, shortfall, eligible_count, xaudit_digest FROM draw.draw WHERE id = :draw")
                .param("draw", draw.id())
                .query(rs -> {
                    row().is("seed", result.seed(), rs.getString("seed"))
                            .is("shortfall", result.shortfall(), rs.getObject("shortfall", Long.class))
                            .is("eligible_count", eligible, rs.getLong("eligible_count"))
                            .is(
                                    "xaudit_digest",
                                    again.sample()
                                            .map(s -> s.digest(HashProfile.SHA256))
                                            .orElse(null),
                                    rs.getString("xaudit_digest"));
                });
        var right = new TreeMap<>(strata);
        jdbc.sql("SELECT stratum, objects, eligible FROM draw.frame_stratum WHERE draw_id = :draw ORDER BY stratum")
                .param("draw", draw.id())
                .query(rs -> {
                    var count = right.remove(rs.getString("stratum"));
                    if (count == null) {
                        findings.extra("draw.frame_stratum", rs.getString("stratum"), "不在名单里");
                    } else {
                        findings.row("draw.frame_stratum", rs.getString("stratum"))
                                .is("objects", count.rows(), rs.getLong("objects"))
                                .is("eligible", count.eligible(), rs.getLong("eligible"));
                    }
                });
        right.keySet().forEach(stratum -> findings.missing("draw.frame_stratum", stratum));
    }

    private Findings.Row row() {
        return findings.row("draw.draw", draw.drawNo());
    }

    private static @Nullable Instant moment(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
