package org.mingchou.matching.internal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.Draws;
import org.mingchou.draw.SealedNames;
import org.mingchou.matching.internal.Group.Assistant;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.org.Departments;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people see of groups. */
@Component
class GroupList {

    record Query(
            @Nullable Long planId,
            @Nullable Long drawId,
            @Nullable Long departmentId,
            @Nullable GroupState status,
            @Nullable String q) {}

    /** @param conflict a recusal declared after the opening stands against this officer: replace him by the rule */
    record Seat(
            int seat,
            long officerId,
            String officerCode,
            String officerName,
            long departmentId,
            @Nullable String certificateNumber,
            @Nullable LocalDate certificateValidTo,
            @Nullable String replacedReason,
            boolean conflict) {}

    /** @param now the same counts over the directory of today */
    record FunnelView(int pool, int certificate, int afterRecusal, int seat0, String text, Funnel now, String advice) {}

    record Row(
            long id,
            int version,
            String status,
            String statusLabel,
            List<GroupAct> allowedActions,
            long planId,
            long drawId,
            long assignmentId,
            long departmentId,
            String departmentName,
            long subjectId,
            String objectId,
            String subjectName,
            @Nullable String requiredQualification,
            List<String> warnings,
            boolean late,
            boolean manual,
            @Nullable String mark,
            List<Seat> seats,
            List<Assistant> assistants,
            @Nullable FunnelView funnel,
            List<String> proposedOfficers,
            @Nullable String manualReason,
            @Nullable String manualProposedBy,
            @Nullable OffsetDateTime manualProposedAt,
            @Nullable String manualApprovedBy,
            @Nullable OffsetDateTime manualApprovedAt,
            @Nullable Replacing replacing) {}

    /** A replacement that waits for approval; {@code evidence} is read at {@code /replacement-evidence}. */
    record Replacing(
            int seat,
            String officerName,
            ReplacementCode code,
            String codeLabel,
            String reason,
            BlobStore.@Nullable Blob evidence,
            String proposedBy,
            OffsetDateTime proposedAt) {}

    /** Somebody whom a department may choose by hand; {@code eligible} says whether the rules allow it today. */
    record Candidate(
            long officerId,
            String officerCode,
            String officerName,
            long departmentId,
            String departmentName,
            @Nullable LocalDate certificateValidTo,
            boolean certificateValid,
            boolean recused,
            boolean qualified,
            int load,
            boolean eligible) {}

    private static final String MATCHES = """
            AND (CAST(:plan AS bigint) IS NULL OR g.plan_id = :plan)
            AND (CAST(:draw AS bigint) IS NULL OR g.draw_id = :draw)
            AND (CAST(:of AS bigint) IS NULL OR g.department_id = :of)
            AND (CAST(:status AS text) IS NULL OR g.status = :status)
            AND (CAST(:q AS text) IS NULL OR g.object_name ILIKE :q OR g.object_id ILIKE :q)
            """;

    private final JdbcClient jdbc;
    private final GroupStore store;
    private final Draws draws;
    private final Rosters rosters;
    private final Departments departments;
    private final BlobStore blobs;
    private final SealedNames sealed;

    GroupList(
            JdbcClient jdbc,
            GroupStore store,
            Draws draws,
            Rosters rosters,
            Departments departments,
            BlobStore blobs,
            SealedNames sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.store = store;
        this.draws = draws;
        this.rosters = rosters;
        this.departments = departments;
        this.blobs = blobs;
    }

    Page<Row> page(Query query, Paging paging, Actor actor) {
        var where = "WHERE " + GroupStore.VISIBLE + MATCHES;
        long total = filtered(jdbc.sql("SELECT count(*) FROM matching.staff_group g " + where), query, actor)
                .query(Long.class)
                .single();
        var found = filtered(
                        store.select(where + "ORDER BY g.department_id, g.object_id LIMIT :size OFFSET :offset"),
                        query,
                        actor)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(store::row)
                .list();
        return new Page<>(rows(found, actor), total, paging.page(), paging.size());
    }

    Row one(long id, Actor actor) {
        return rows(List.of(store.requireVisible(id, actor)), actor).get(0);
    }

    List<Row> rows(Collection<Group> found, Actor actor) {
        sealed.read(actor, found.stream().map(Group::planId).toList());
        var names = names(actor);
        var recusals = recusals(found);
        var pools = new HashMap<Long, Draws.Pool>();
        return found.stream()
                .map(g -> row(
                        g,
                        actor,
                        names,
                        recusals,
                        pools.computeIfAbsent(g.poolId(), p -> draws.pool(g.drawId(), g.departmentId()))))
                .toList();
    }

    /** Objects per officer number, over the departments that any seat belongs to. */
    Map<String, Set<String>> recusals(Collection<Group> found) {
        return rosters.recusals(found.stream()
                .flatMap(g -> g.officers().stream())
                .map(OfficerSnapshot::departmentId)
                .collect(Collectors.toSet()));
    }

    List<Candidate> candidates(long groupId, Actor actor) {
        var group = store.requireVisible(groupId, actor);
        var lastDay = draws.pool(group.drawId(), group.departmentId()).date();
        var recused = rosters.recused(group.regionCode(), group.objectId());
        var loads = loads(store.ofPool(group.poolId()));
        var names = names(actor);
        var wanted = group.requiredQualification();
        return rosters.inRegion(group.regionCode()).values().stream()
                .map(o -> new Candidate(
                        o.id(),
                        o.officerNo(),
                        o.name(),
                        o.departmentId(),
                        names.getOrDefault(o.departmentId(), ""),
                        o.certificateValidTo(),
                        o.certificateValidOn(lastDay),
                        recused.contains(o.officerNo()),
                        wanted == null || o.qualifications().contains(wanted),
                        loads.getOrDefault(o.officerNo(), 0),
                        o.certificateValidOn(lastDay) && !recused.contains(o.officerNo())))
                .sorted(Comparator.comparing((Candidate c) -> !c.eligible())
                        .thenComparing(c -> c.departmentId() != group.departmentId())
                        .thenComparing(c -> !c.qualified())
                        .thenComparing(Candidate::load)
                        .thenComparing(Candidate::officerCode))
                .toList();
    }

    /** Seats per officer number over the groups that stand. */
    static Map<String, Integer> loads(Collection<Group> ofPool) {
        var result = new HashMap<String, Integer>();
        ReplaceOfficer.rows(ofPool).forEach(r -> r.officers().forEach(no -> result.merge(no, 1, Integer::sum)));
        return result;
    }

    private Row row(Group g, Actor actor, Map<Long, String> names, Map<String, Set<String>> recusals, Draws.Pool pool) {
        var proposal = g.proposal();
        var approval = g.approval();
        return new Row(
                g.id(),
                g.version(),
                g.state().name(),
                g.state().label(),
                g.allowed(actor),
                g.planId(),
                g.drawId(),
                g.assignmentId(),
                g.departmentId(),
                names.getOrDefault(g.departmentId(), ""),
                g.subjectId(),
                g.objectId(),
                g.objectName(),
                g.requiredQualification(),
                warnings(g),
                g.late(),
                g.manual(),
                g.manual() || g.state() == GroupState.MANUAL_PROPOSED ? "非随机" : null,
                seats(g, recusals),
                g.assistants(),
                funnel(g, pool),
                proposal == null ? List.of() : proposal.officerNos(),
                proposal == null ? null : proposal.reason(),
                proposal == null ? null : proposal.by(),
                proposal == null ? null : local(proposal.at()),
                approval == null ? null : approval.by(),
                approval == null ? null : local(approval.at()),
                replacing(g));
    }

    private @Nullable Replacing replacing(Group g) {
        var wanted = g.replacing();
        return wanted == null
                ? null
                : new Replacing(
                        wanted.seat(),
                        g.seats().get(wanted.seat()).officer().name(),
                        wanted.code(),
                        wanted.code().label(),
                        wanted.reason(),
                        wanted.evidence() == null ? null : blobs.describe(wanted.evidence()),
                        wanted.by(),
                        local(wanted.at()));
    }

    BlobStore.Blob replacementEvidence(long id, Actor actor) {
        var wanted = store.requireVisible(id, actor).replacing();
        if (wanted == null || wanted.evidence() == null) {
            throw Problem.notFound("更换申请的证明材料");
        }
        return blobs.describe(wanted.evidence());
    }

    String qualification(@Nullable String code) {
        return code == null ? "" : rosters.qualificationName(code);
    }

    private List<String> warnings(Group g) {
        return g.otherQualifications().stream()
                .map(q -> "抽查事项还要求“" + qualification(q) + "”资格，随机匹配只保证首席持有“" + qualification(g.requiredQualification())
                        + "”。两名执法人员都不持有时，请选派有此专业的协助人员。")
                .toList();
    }

    private @Nullable FunnelView funnel(Group g, Draws.Pool pool) {
        var then = g.funnel();
        if (then == null || g.state() == GroupState.STAFFED || g.state() == GroupState.DISSOLVED) {
            return null;
        }
        var now = rosters.funnel(g, pool.date());
        return new FunnelView(
                then.pool(),
                then.certificate(),
                then.afterRecusal(),
                then.seat0(),
                then.text(),
                now,
                now.advice(pool.groupSize(), qualification(g.requiredQualification())));
    }

    private static List<Seat> seats(Group g, Map<String, Set<String>> recusals) {
        var result = new ArrayList<Seat>();
        for (int i = 0; i < g.seats().size(); i++) {
            var officer = g.seats().get(i).officer();
            result.add(new Seat(
                    i,
                    officer.id(),
                    officer.officerNo(),
                    officer.name(),
                    officer.departmentId(),
                    officer.certificateNo(),
                    officer.certificateValidTo(),
                    g.seats().get(i).replacedReason(),
                    g.state() == GroupState.STAFFED
                            && recusals.getOrDefault(officer.officerNo(), Set.of())
                                    .contains(g.objectId())));
        }
        return result;
    }

    private Map<Long, String> names(Actor actor) {
        return departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::shortName));
    }

    private static OffsetDateTime local(OffsetDateTime at) {
        return at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static JdbcClient.StatementSpec filtered(JdbcClient.StatementSpec spec, Query query, Actor actor) {
        var q = query.q();
        return GroupStore.scoped(spec, actor)
                .param("plan", query.planId())
                .param("draw", query.drawId())
                .param("of", query.departmentId())
                .param("status", query.status() == null ? null : query.status().name())
                .param("q", q == null || q.isBlank() ? null : "%" + q.strip() + "%");
    }
}
