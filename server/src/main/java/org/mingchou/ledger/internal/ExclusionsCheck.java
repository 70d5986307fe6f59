package org.mingchou.ledger.internal;

import java.util.HashMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds what stands beside each sampled exclusion against the trail: who asked for it, why, on what evidence, and who
 * agreed. Which objects were sampled is drawn again elsewhere; names of objects are bound by nothing.
 */
final class ExclusionsCheck {

    private static final String TABLE = "draw.audited_exclusion";

    private final JdbcClient jdbc;
    private final Findings findings;
    private final Acts acts;

    ExclusionsCheck(JdbcClient jdbc, Findings findings, Acts acts) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.acts = acts;
    }

    void check(long drawId, long planId) {
        var agreed = new HashMap<String, Acts.Act>();
        for (var act : acts.kind("approve-exclusion")) {
            if (act.detail().path("plan").asLong(0) == planId) {
                agreed.put(act.text("object") + "|" + act.text("code"), act);
            }
        }
        var silent = new TreeSet<String>();
        jdbc.sql("""
                SELECT a.object_id, a.code, a.reason, a.evidence, p.username AS proposed_by, a.proposed_by_name,
                    d.username AS decided_by, a.decided_by_name, a.decided_at
                FROM draw.audited_exclusion a
                LEFT JOIN org.account p ON p.id = a.proposed_by LEFT JOIN org.account d ON d.id = a.decided_by
                WHERE a.draw_id = :draw ORDER BY a.object_id""").param("draw", drawId).query(rs -> {
            var object = rs.getString("object_id");
            var consent = agreed.get(object + "|" + rs.getString("code"));
            var request = request(consent);
            var decidedAt = rs.getTimestamp("decided_at");
            var row = findings.row(TABLE, object)
                    .is("proposed_by", request == null ? null : request.actor(), rs.getString("proposed_by"))
                    .is("decided_by", consent == null ? null : consent.actor(), rs.getString("decided_by"));
            if (consent == null || request == null) {
                row.is("reason", null, rs.getString("reason"))
                        .is("evidence", null, rs.getString("evidence"))
                        .is("proposed_by_name", null, rs.getString("proposed_by_name"))
                        .is("decided_by_name", null, rs.getString("decided_by_name"))
                        .is("decided_at", null, decidedAt);
                return;
            }
            row.at("decided_at", consent.at(), decidedAt == null ? null : decidedAt.toInstant());
            if (request.detail().has("by") && consent.detail().has("by")) {
                row.is("reason", request.text("reason"), rs.getString("reason"))
                        .is("evidence", evidence(request), rs.getString("evidence"))
                        .is("proposed_by_name", request.text("by"), rs.getString("proposed_by_name"))
                        .is("decided_by_name", consent.text("by"), rs.getString("decided_by_name"));
            } else {
                silent.add(object);
            }
        });
        if (!silent.isEmpty()) {
            findings.unchecked(TABLE + " 里 " + String.join("、", silent) + " 的理由、证据和姓名没有核对：申请或审批的记录早于写明它们的版本");
        }
    }

    private Acts.@Nullable Act request(Acts.@Nullable Act consent) {
        return consent == null
                ? null
                : acts.of(consent.subject(), "propose-exclusion").stream()
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String evidence(Acts.Act request) {
        return request.detail().has("evidence") ? request.text("evidence") : null;
    }
}
