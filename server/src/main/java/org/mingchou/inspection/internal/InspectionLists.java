package org.mingchou.inspection.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of visits and sections; both begin with what the actor may see. */
@Component
class InspectionLists {

    private final JdbcClient jdbc;
    private final VisitRepository visits;
    private final SectionRepository sections;
    private final VisitViews visitViews;
    private final SectionViews sectionViews;

    InspectionLists(
            JdbcClient jdbc,
            VisitRepository visits,
            SectionRepository sections,
            VisitViews visitViews,
            SectionViews sectionViews) {
        this.jdbc = jdbc;
        this.visits = visits;
        this.sections = sections;
        this.visitViews = visitViews;
        this.sectionViews = sectionViews;
    }

    Page<VisitView.Row> visits(
            @Nullable Long planId,
            @Nullable Long departmentId,
            @Nullable VisitState state,
            boolean mine,
            @Nullable String q,
            Paging paging,
            Actor actor) {
        var from = """
                FROM inspection.visit v WHERE %s
                  AND (:state::text IS NULL OR v.state = :state)
                  AND (:q::text IS NULL OR v.object_name LIKE :q OR v.object_credit_code LIKE :q OR v.notice_no LIKE :q)
                  AND EXISTS (SELECT FROM inspection.section s WHERE s.visit_id = v.id
                    AND (:plan::bigint IS NULL OR s.plan_id = :plan)
                    AND (:department::bigint IS NULL OR s.department_id = :department))
                  AND (NOT :mine OR EXISTS (SELECT FROM inspection.section s
                    JOIN inspection.section_member m ON m.section_id = s.id
                    WHERE s.visit_id = v.id AND m.account_id = :account))""".formatted(VisitAccess.VISIBLE);
        var params = VisitAccess.scope(actor);
        params.put("state", state == null ? null : state.name());
        params.put("q", pattern(q));
        params.put("plan", planId);
        params.put("department", departmentId);
        params.put("mine", mine);
        var ids = ids("SELECT v.id " + from + " ORDER BY v.scheduled_on NULLS LAST, v.id", params, paging);
        var byId = visits.findAllById(ids).stream().collect(Collectors.toMap(Visit::key, Function.identity()));
        var rows = visitViews.rows(ids.stream().map(byId::get).toList(), actor);
        return new Page<>(rows, count(from, params), paging.page(), paging.size());
    }

    Page<SectionView> sections(
            @Nullable Long planId,
            @Nullable Long departmentId,
            @Nullable SectionState state,
            @Nullable String q,
            Paging paging,
            Actor actor) {
        var from = """
                FROM inspection.section s JOIN inspection.visit v ON v.id = s.visit_id
                WHERE %s
                  AND (:state::text IS NULL OR s.state = :state)
                  AND (:q::text IS NULL OR v.object_name LIKE :q OR v.object_credit_code LIKE :q)
                  AND (:plan::bigint IS NULL OR s.plan_id = :plan)
                  AND (:department::bigint IS NULL OR s.department_id = :department)""".formatted(VisitAccess.VISIBLE);
        var params = VisitAccess.scope(actor);
        params.put("state", state == null ? null : state.name());
        params.put("q", pattern(q));
        params.put("plan", planId);
        params.put("department", departmentId);
        var ids = ids("SELECT s.id " + from + " ORDER BY s.submitted_at NULLS LAST, s.id", params, paging);
        var byId = sections.findAllById(ids).stream().collect(Collectors.toMap(Section::key, Function.identity()));
        var rows = sectionViews.rows(ids.stream().map(byId::get).toList(), actor);
        return new Page<>(rows, count(from, params), paging.page(), paging.size());
    }

    private List<Long> ids(String sql, Map<String, @Nullable Object> params, Paging paging) {
        return jdbc.sql(sql + " LIMIT :size OFFSET :offset")
                .params(params)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(Long.class)
                .list();
    }

    private long count(String from, Map<String, @Nullable Object> params) {
        return jdbc.sql("SELECT count(*) " + from)
                .params(params)
                .query(Long.class)
                .single();
    }

    private static @Nullable String pattern(@Nullable String q) {
        return q == null || q.isBlank()
                ? null
                : "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
