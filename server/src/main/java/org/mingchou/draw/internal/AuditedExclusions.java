package org.mingchou.draw.internal;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.ExclusionAudit;
import org.mingchou.plan.ApprovedExclusion;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BulkCopy;
import org.mingchou.sampler.AuditSample;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sampled exclusions and their findings, as they are stored. */
@Component
class AuditedExclusions {

    private record Sampled(
            AuditSample.Row row,
            @Nullable SubjectSnapshot subject,
            @Nullable ApprovedExclusion exclusion) {}

    private static final int BATCH = 1000;

    private static final String COLUMNS = """
            SELECT a.id, a.draw_id, d.lead_department_id, a.code, a.rank, a.object_id, a.subject_name, a.credit_code, a.reason, a.evidence,
                   a.proposed_by, a.proposed_by_name, a.decided_by, a.decided_by_name, a.decided_at,
                   coalesce(f.finding, 'OPEN') AS state, f.note, f.by_name AS found_by_name, f.found_at
            """;
    private static final String FROM = """
            FROM draw.audited_exclusion a
            JOIN draw.draw d ON d.id = a.draw_id
            LEFT JOIN draw.exclusion_finding f ON f.audited_id = a.id
            """;

    private final Subjects subjects;
    private final Plans plans;
    private final JdbcClient jdbc;
    private final BulkCopy bulk;

    AuditedExclusions(Subjects subjects, Plans plans, JdbcClient jdbc, BulkCopy bulk) {
        this.subjects = subjects;
        this.plans = plans;
        this.jdbc = jdbc;
        this.bulk = bulk;
    }

    void insert(Draw draw, List<AuditSample.Row> rows) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            var part = rows.subList(from, Math.min(rows.size(), from + BATCH));
            var ids = part.stream().map(AuditSample.Row::objectId).toList();
            var known = subjects.snapshots(ids);
            var asked = plans.approvedExclusions(draw.planId(), ids);
            insert(
                    draw.key(),
                    part.stream()
                            .map(r -> new Sampled(r, known.get(r.objectId()), of(r, asked)))
                            .toList());
        }
    }

    /** The directories come first: who is struck off the register was not excluded by whoever asked for it before. */
    private static @Nullable ApprovedExclusion of(AuditSample.Row row, Map<String, ApprovedExclusion> asked) {
        var found = asked.get(row.objectId());
        return found != null && found.code().equals(row.status()) ? found : null;
    }

    private void insert(long drawId, List<Sampled> part) {
        bulk.write(
                "draw.audited_exclusion (draw_id, code, rank, object_id, ticket, subject_name, credit_code, reason,"
                        + " evidence, proposed_by, proposed_by_name, decided_by, decided_by_name, decided_at)",
                out -> {
                    for (var s : part) {
                        var subject = s.subject();
                        var asked = s.exclusion();
                        out.row(
                                drawId,
                                s.row().status(),
                                s.row().rank(),
                                s.row().objectId(),
                                s.row().ticket(),
                                subject == null ? s.row().objectId() : subject.name(),
                                subject == null ? null : subject.creditCode(),
                                asked == null ? null : asked.note(),
                                asked == null ? null : asked.evidence(),
                                asked == null ? null : asked.proposedBy(),
                                asked == null ? null : asked.proposedByName(),
                                asked == null ? null : asked.decidedBy(),
                                asked == null ? null : asked.decidedByName(),
                                asked == null ? null : asked.decidedAt());
                    }
                });
    }

    /** As {@link #require}, holding the row until the transaction ends: of two findings the second one waits. */
    AuditedExclusion lock(long id, Actor actor) {
        require(id, actor);
        jdbc.sql("""
                SELECT d.id FROM draw.draw d JOIN draw.audited_exclusion a ON a.draw_id = d.id
                WHERE a.id = :id FOR UPDATE OF d""").param("id", id).query(Long.class).single();
        return require(id, actor);
    }

    /** One that the actor may see. */
    AuditedExclusion require(long id, Actor actor) {
        return scoped(COLUMNS + FROM + "WHERE a.id = :id AND " + SCOPE, actor)
                .param("id", id)
                .query(AuditedExclusion.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("这条排除抽查"));
    }

    /** Open ones first. */
    Page<AuditedExclusion> page(
            Actor actor, @Nullable Long drawId, @Nullable AuditState state, String name, Paging paging) {
        var where = FROM + """
                WHERE (CAST(:draw AS bigint) IS NULL OR a.draw_id = :draw)
                  AND (CAST(:state AS text) IS NULL OR coalesce(f.finding, 'OPEN') = :state)
                  AND strpos(a.subject_name, :name) > 0
                  AND\s""" + SCOPE;
        var total = filtered(scoped("SELECT count(*) " + where, actor), drawId, state, name)
                .query(Long.class)
                .single();
        var rows = filtered(
                        scoped(
                                COLUMNS + where
                                        + " ORDER BY f.found_at IS NOT NULL, a.draw_id DESC, a.code, a.rank LIMIT :size OFFSET :offset",
                                actor),
                        drawId,
                        state,
                        name)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(AuditedExclusion.class)
                .list();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    /** Those inside a draw (§3.7): who runs it, its parties, the supervisor. */
    private static final String SCOPE = """
            d.region_code = :region
              AND (:supervisor OR :planner AND d.lead_department_id = :department
                   OR EXISTS (SELECT FROM draw.party p WHERE p.draw_id = d.id AND p.account_id = :account))
            """;

    private JdbcClient.StatementSpec scoped(String sql, Actor actor) {
        return jdbc.sql(sql)
                .param("region", actor.regionCode())
                .param("supervisor", actor.has(Role.SUPERVISOR))
                .param("planner", actor.has(Role.PLANNER))
                .param("department", actor.departmentId(), Types.BIGINT)
                .param("account", actor.accountId());
    }

    private static JdbcClient.StatementSpec filtered(
            JdbcClient.StatementSpec query, @Nullable Long drawId, @Nullable AuditState state, String name) {
        return query.param("draw", drawId, Types.BIGINT)
                .param("state", state == null ? null : state.name(), Types.VARCHAR)
                .param("name", name);
    }

    void find(AuditedExclusion audited, AuditState finding, String note, Actor actor, OffsetDateTime at) {
        jdbc.sql("""
                INSERT INTO draw.exclusion_finding (audited_id, finding, note, account_id, by_name, found_at)
                VALUES (:id, :finding, :note, :account, :name, :at)""")
                .param("id", audited.id())
                .param("finding", finding.name())
                .param("note", note)
                .param("account", actor.accountId())
                .param("name", actor.displayName())
                .param("at", at)
                .update();
    }

    /** What everybody may see; null when the draw audits nothing. */
    @Nullable ExclusionAudit audit(Draw draw) {
        var share = draw.xaudit();
        if (share == null || draw.state() == DrawState.VOID) {
            return null;
        }
        record Findings(long upheld, long refuted) {}
        var sampled = jdbc.sql("""
                SELECT coalesce(sum((objects * :share + 9999) / 10000), 0) FROM draw.frame_code
                WHERE draw_id = :draw""")
                .param("share", share)
                .param("draw", draw.key())
                .query(Long.class)
                .single();
        var found =
                jdbc.sql("""
                SELECT count(*) FILTER (WHERE f.finding = 'UPHELD') AS upheld,
                       count(*) FILTER (WHERE f.finding = 'REFUTED') AS refuted
                FROM draw.exclusion_finding f JOIN draw.audited_exclusion a ON a.id = f.audited_id
                WHERE a.draw_id = :draw""").param("draw", draw.key()).query(Findings.class).single();
        return new ExclusionAudit(share, sampled, draw.outcome() != null, found.upheld(), found.refuted());
    }

    /** @param objects how many of a draw wait */
    record Waiting(long drawId, int objects) {}

    /** What of a region waits for a finding of this actor, by draw. */
    List<Waiting> open(Actor actor) {
        return scoped(
                        "SELECT a.draw_id, count(*) AS objects " + FROM + """
                WHERE f.audited_id IS NULL
                  AND a.proposed_by IS DISTINCT FROM :account AND a.decided_by IS DISTINCT FROM :account
                  AND d.lead_department_id IS DISTINCT FROM :department
                  AND\s""" + SCOPE
                                + " GROUP BY a.draw_id ORDER BY a.draw_id",
                        actor)
                .query(Waiting.class)
                .list();
    }

    /** Whether any of a draw waits for anybody's finding. */
    boolean waiting(long drawId) {
        return jdbc.sql("SELECT EXISTS (SELECT " + FROM + " WHERE f.audited_id IS NULL AND a.draw_id = :draw)")
                .param("draw", drawId)
                .query(Boolean.class)
                .single();
    }
}
