package org.mingchou.ledger.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The acts of the audit trail that bind what the public log leaves out: who stands behind a slug or a number, who checked
 * a key, what was read. {@link TreeCheck} has held their rows against the leaves before.
 */
final class Acts {

    /** As many as there are draws, exclusions asked for, drop-outs and groups; never as many as there are objects. */
    private static final List<String> KINDS = List.of(
            "register-party-key",
            "propose-party-key",
            "consent-party-key",
            "reject-party-key",
            "freeze-draw",
            "commit-draw",
            "enter-beacon-draw",
            "beacon-failed-draw",
            "enter-second-beacon-draw",
            "invite-verifier",
            "check-verifier",
            "submit-verdict",
            "propose-exclusion",
            "approve-exclusion",
            "dispatch-draw",
            "close-confirmations",
            "propose-drop-out",
            "approve-drop-out",
            "reject-drop-out",
            "match-officers",
            "approve-manual-staffing",
            "replace-officer");

    /** @param actor user name */
    record Act(long index, Instant at, String actor, String kind, String subject, JsonNode detail) {

        String text(String key) {
            return detail.path(key).asString("");
        }

        String name() {
            return "审计日志第 " + index + " 条";
        }
    }

    private final Map<String, List<Act>> bySubject = new HashMap<>();
    private final Map<String, List<Act>> byKind = new HashMap<>();

    Acts(JdbcClient jdbc, ObjectMapper json) {
        jdbc.sql("""
                SELECT index, recorded_at, actor, act, subject, detail::text AS detail FROM ledger.act
                WHERE act IN (:kinds) ORDER BY index""").param("kinds", KINDS).query(rs -> {
            var act = new Act(
                    rs.getLong("index"),
                    rs.getTimestamp("recorded_at").toInstant(),
                    rs.getString("actor"),
                    rs.getString("act"),
                    rs.getString("subject"),
                    json.readTree(rs.getString("detail")));
            bySubject.computeIfAbsent(act.subject(), s -> new ArrayList<>()).add(act);
            byKind.computeIfAbsent(act.kind(), k -> new ArrayList<>()).add(act);
        });
    }

    /** In the order of the trail. */
    List<Act> of(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    List<Act> kind(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    List<Act> of(String subject, String kind) {
        return of(subject).stream().filter(a -> a.kind().equals(kind)).toList();
    }
}
