package org.mingchou.inspection.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Labelled;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down every act twice: for people beside the visit, and into the audit trail. */
@Component
class VisitHistory {

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

    VisitHistory(JdbcClient jdbc, AuditTrail audit, BusinessClock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param verb of the audit trail, e.g. {@code approve-visit} */
    void record(
            Actor actor,
            String verb,
            Visit visit,
            Enum<? extends Labelled> act,
            @Nullable String reason,
            Map<String, ?> detail) {
        audit.record(actor, verb, "visit/" + visit.key(), detail);
        write(visit.regionCode(), visit.key(), null, act.name(), label(act), reason, actor.displayName());
    }

    void record(
            Actor actor,
            String verb,
            Section section,
            Enum<? extends Labelled> act,
            @Nullable String reason,
            Map<String, ?> detail) {
        audit.record(actor, verb, "section/" + section.key(), detail);
        var summary = section.task().departmentName() + "：" + label(act);
        write(section.regionCode(), section.visitId(), section.key(), act.name(), summary, reason, actor.displayName());
    }

    /** What follows from an act in another module. */
    void recordFollowing(String verb, Visit visit, String act, String summary, Map<String, ?> detail) {
        audit.record(SYSTEM, visit.regionCode(), verb, "visit/" + visit.key(), detail);
        write(visit.regionCode(), visit.key(), null, act, summary, null, SYSTEM);
    }

    List<Entry> of(long visitId) {
        return entries("visit_id", visitId);
    }

    List<Entry> ofSection(long sectionId) {
        return entries("section_id", sectionId);
    }

    private List<Entry> entries(String column, long id) {
        return jdbc.sql("SELECT at, by_name AS by, act, summary, reason FROM inspection.visit_act WHERE " + column
                        + " = :id ORDER BY id DESC")
                .param("id", id)
                .query(Entry.class)
                .list();
    }

    private void write(
            String region,
            long visitId,
            @Nullable Long sectionId,
            String act,
            String summary,
            @Nullable String reason,
            String by) {
        jdbc.sql("""
                INSERT INTO inspection.visit_act (region_code, visit_id, section_id, act, summary, reason, by_name, at)
                VALUES (:region, :visit, :section, :act, :summary, :reason, :by, :at)""")
                .param("region", region)
                .param("visit", visitId)
                .param("section", sectionId)
                .param("act", act)
                .param("summary", summary)
                .param("reason", reason)
                .param("by", by)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String label(Enum<? extends Labelled> act) {
        return ((Labelled) act).label();
    }
}
