package org.mingchou.followup.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every act, for people beside the follow-up and for the audit trail. */
@Component
class FollowUpHistory {

    record Entry(
            Instant at,
            String by,
            String act,
            String summary,
            @Nullable String reason) {}

    private static final String SYSTEM = "系统";

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final BusinessClock clock;

    FollowUpHistory(JdbcClient jdbc, AuditTrail audit, BusinessClock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    void record(Actor actor, FollowUpAct act, FollowUp followUp, @Nullable String reason, Map<String, ?> detail) {
        var verb = act.name().toLowerCase(java.util.Locale.ROOT) + "-follow-up";
        audit.record(actor, verb, "follow-up/" + followUp.key(), detail);
        write(followUp, act.name(), act.label(), reason, actor.displayName());
    }

    void opened(FollowUp followUp) {
        audit.record(
                SYSTEM,
                followUp.regionCode(),
                "open-follow-up",
                "follow-up/" + followUp.key(),
                Map.of(
                        "kind",
                        followUp.kind().name(),
                        "section",
                        followUp.origin().sectionId()));
        write(followUp, "OPEN", "结果公示，转入后续处置：" + followUp.kind().label(), null, SYSTEM);
    }

    void cancelled(FollowUp followUp, String reason, String by) {
        audit.record(
                SYSTEM,
                followUp.regionCode(),
                "cancel-follow-up",
                "follow-up/" + followUp.key(),
                Map.of("kind", followUp.kind().name(), "reason", reason));
        write(followUp, FollowUpAct.CANCEL.name(), FollowUpAct.CANCEL.label(), reason, by);
    }

    List<Entry> of(long followUpId) {
        return jdbc.sql("""
                SELECT at, by_name AS by, act, summary, reason FROM followup.follow_up_act
                WHERE follow_up_id = :id ORDER BY id DESC""").param("id", followUpId).query(Entry.class).list();
    }

    private void write(FollowUp followUp, String act, String summary, @Nullable String reason, String by) {
        jdbc.sql("""
                INSERT INTO followup.follow_up_act (region_code, follow_up_id, act, summary, reason, by_name, at)
                VALUES (:region, :id, :act, :summary, :reason, :by, :at)""")
                .param("region", followUp.regionCode())
                .param("id", followUp.key())
                .param("act", act)
                .param("summary", summary)
                .param("reason", reason)
                .param("by", by)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
