package org.mingchou.plan.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.org.Departments;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans as people read them. */
@Component
class PlanViews {

    record Row(
            long id,
            int version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            String planNo,
            int year,
            int number,
            String title,
            long leadDepartmentId,
            String leadDepartmentName,
            int departmentCount,
            int itemCount,
            LocalDate from,
            LocalDate to,
            boolean frozen) {}

    record ItemView(long itemId, int itemVersion, long itemVersionId, String code, String name, String itemClass) {}

    record DepartmentView(
            long departmentId, String departmentName, boolean lead, int groupSize, List<ItemView> items) {}

    record RatioView(Map<String, Integer> byTier, String floorMode, int floor, int reserve, String base) {}

    record HistoryView(
            OffsetDateTime at,
            String by,
            String act,
            String summary,
            @Nullable String reason) {}

    record Detail(
            long id,
            int version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            String planNo,
            int year,
            int number,
            String title,
            long leadDepartmentId,
            String leadDepartmentName,
            int departmentCount,
            int itemCount,
            LocalDate from,
            LocalDate to,
            boolean frozen,
            String basis,
            List<String> basisDocuments,
            JsonNode scope,
            String scopeText,
            List<DepartmentView> departments,
            RatioView ratio,
            String tierScheme,
            LocalDate tierAsOf,
            String mode,
            String audience,
            String publishStart,
            @Nullable String filingNo,
            @Nullable LocalDate filedOn,
            int confirmWorkingDays,
            int publishWorkingDays,
            int followUpWorkingDays,
            String createdBy,
            @Nullable String submittedBy,
            @Nullable OffsetDateTime submittedAt,
            @Nullable String approvedBy,
            @Nullable OffsetDateTime approvedAt,
            @Nullable String returnReason,
            @Nullable OffsetDateTime frozenAt,
            int exclusionCount,
            List<HistoryView> history) {}

    private final JdbcClient jdbc;
    private final PlanStore store;
    private final PlanSnapshots snapshots;
    private final Departments departments;
    private final ScopeText scopeText;
    private final JsonMapper json;

    PlanViews(
            JdbcClient jdbc,
            PlanStore store,
            PlanSnapshots snapshots,
            Departments departments,
            ScopeText scopeText,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.store = store;
        this.snapshots = snapshots;
        this.departments = departments;
        this.scopeText = scopeText;
        this.json = json;
    }

    Page<Row> list(Actor actor, @Nullable Integer year, @Nullable String status, String q, Paging paging) {
        record Flat(
                long id,
                int version,
                String state,
                int year,
                int sequence,
                long leadDepartmentId,
                String leadName,
                int departmentCount,
                int itemCount,
                LocalDate windowFrom,
                LocalDate windowTo,
                boolean frozen,
                boolean takesPart,
                boolean author) {}
        var regionName = departments.regionName(actor.regionCode());
        // The title is derived, so a search for words of the title becomes one for the lead department or the number.
        var where = """
                FROM plan.joint_plan p
                JOIN plan.plan_department l ON l.plan_id = p.id AND l.lead
                WHERE p.region_code = :region
                  AND (CAST(:year AS int) IS NULL OR p.year = :year)
                  AND (CAST(:status AS text) IS NULL OR p.state = :status)
                  AND (:q = '' OR position(:q IN l.name) > 0
                       OR position(:q IN p.year || '-' || lpad(p.sequence::text, 2, '0')) > 0)
                """;
        var params = new java.util.HashMap<String, @Nullable Object>();
        params.put("region", actor.regionCode());
        params.put("year", year);
        params.put("status", status);
        params.put("q", q.strip());
        var total = jdbc.sql("SELECT count(*) " + where)
                .params(params)
                .query(Long.class)
                .single();
        params.put("department", actor.departmentId());
        params.put("account", actor.accountId());
        params.put("size", paging.size());
        params.put("offset", paging.offset());
        var rows = jdbc
                .sql("""
                SELECT p.id, p.version, p.state, p.year, p.sequence, p.lead_department_id, l.name AS lead_name,
                       (SELECT count(*) FROM plan.plan_department d WHERE d.plan_id = p.id)::int AS department_count,
                       (SELECT count(*) FROM plan.plan_item i WHERE i.plan_id = p.id)::int AS item_count,
                       p.window_from, p.window_to, p.frozen_at IS NOT NULL AS frozen,
                       EXISTS (SELECT FROM plan.plan_department d
                               WHERE d.plan_id = p.id AND d.department_id = :department) AS takes_part,
                       p.created_by = :account OR coalesce(p.submitted_by = :account, false) AS author
                """ + where + " ORDER BY p.year DESC, p.sequence DESC, p.id DESC LIMIT :size OFFSET :offset")
                .params(params)
                .query(Flat.class)
                .list()
                .stream()
                .map(f -> {
                    var state = PlanState.valueOf(f.state());
                    return new Row(
                            f.id(),
                            f.version(),
                            f.state(),
                            state.label(),
                            PlanActions.allowed(
                                    state, f.frozen(), f.leadDepartmentId(), f.takesPart(), f.author(), actor),
                            planNo(f.year(), f.sequence()),
                            f.year(),
                            f.sequence(),
                            PlanSnapshot.title(regionName, f.year(), f.sequence()),
                            f.leadDepartmentId(),
                            f.leadName(),
                            f.departmentCount(),
                            f.itemCount(),
                            f.windowFrom(),
                            f.windowTo(),
                            f.frozen());
                })
                .toList();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    Detail detail(Actor actor, long id) {
        var plan = store.require(id, actor.regionCode());
        var terms = plan.terms();
        var signOff = plan.signOff();
        var lead = plan.departments().stream()
                .filter(PlannedDepartment::lead)
                .findFirst()
                .orElseThrow();
        return new Detail(
                plan.key(),
                plan.version(),
                plan.state().name(),
                plan.state().label(),
                PlanActions.allowed(plan, actor),
                planNo(plan.year(), plan.sequence()),
                plan.year(),
                plan.sequence(),
                snapshots.title(plan),
                plan.leadDepartmentId(),
                lead.name(),
                plan.departments().size(),
                plan.items().size(),
                terms.windowFrom(),
                terms.windowTo(),
                plan.frozen(),
                terms.basis(),
                terms.basisDocuments(),
                json.readTree(terms.scope()),
                scopeText.of(terms),
                plan.departments().stream().map(d -> view(plan, d)).toList(),
                new RatioView(
                        new java.util.TreeMap<>(plan.ratiosByTier()),
                        terms.floorMode().name(),
                        terms.floor(),
                        terms.reserve(),
                        terms.base().name()),
                terms.tierScheme(),
                terms.tierAsOf(),
                terms.mode().name(),
                terms.audience().name(),
                terms.publishStart().name(),
                terms.filingNo(),
                terms.filedOn(),
                DeadlineRule.CONFIRM_DISPATCH.workingDays(),
                DeadlineRule.PUBLISH_RESULT.workingDays(),
                DeadlineRule.CLOSE_FOLLOW_UP.workingDays(),
                signOff.createdByName(),
                signOff.submittedByName(),
                local(signOff.submittedAt()),
                signOff.approvedByName(),
                local(signOff.approvedAt()),
                signOff.returnReason(),
                local(plan.frozenAt()),
                exclusionCount(id),
                history(id));
    }

    static String planNo(int year, int sequence) {
        return "%d-%02d".formatted(year, sequence);
    }

    static @Nullable OffsetDateTime local(@Nullable Instant at) {
        return at == null ? null : at.atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static DepartmentView view(JointPlan plan, PlannedDepartment department) {
        return new DepartmentView(
                department.departmentId(),
                department.name(),
                department.lead(),
                department.groupSize(),
                plan.items().stream()
                        .filter(i -> i.departmentId() == department.departmentId())
                        .map(i -> new ItemView(
                                i.itemId(), i.itemVersion(), i.itemVersionId(), i.code(), i.name(), i.itemClass()))
                        .toList());
    }

    private int exclusionCount(long planId) {
        return jdbc.sql("SELECT count(*)::int FROM plan.exclusion WHERE plan_id = :plan AND state <> 'REJECTED'")
                .param("plan", planId)
                .query(Integer.class)
                .single();
    }

    private List<HistoryView> history(long planId) {
        return jdbc.sql("SELECT at, by_name, act, reason FROM plan.plan_act WHERE plan_id = :plan ORDER BY id DESC")
                .param("plan", planId)
                .query((rs, n) -> new HistoryView(
                        rs.getObject("at", OffsetDateTime.class)
                                .atZoneSameInstant(BusinessClock.ZONE)
                                .toOffsetDateTime(),
                        rs.getString("by_name"),
                        rs.getString("act"),
                        PlanAct.valueOf(rs.getString("act")).label(),
                        rs.getString("reason")))
                .list();
    }
}
