package org.mingchou.dispatch.internal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.dispatch.internal.DispatchedDraws.DispatchedDraw;
import org.mingchou.draw.SealedNames;
import org.mingchou.item.Items;
import org.mingchou.org.Departments;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.subject.SubjectSnapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people see of assignments. */
@Component
class AssignmentList {

    record Query(
            @Nullable Long planId,
            @Nullable Long drawId,
            @Nullable Long departmentId,
            @Nullable AssignmentState status,
            @Nullable String q) {}

    record Row(
            long id,
            int version,
            String status,
            String statusLabel,
            List<AssignmentAct> allowedActions,
            long planId,
            String planTitle,
            long drawId,
            long departmentId,
            String departmentName,
            long subjectId,
            String objectId,
            String subjectName,
            @Nullable String address,
            int itemCount,
            String source,
            boolean substitute,
            @Nullable Deadline deadline,
            @Nullable OffsetDateTime confirmedAt,
            @Nullable String confirmedBy,
            @Nullable OffsetDateTime claimedAt,
            @Nullable String claimedBy) {}

    record Item(
            long itemVersionId,
            long itemId,
            int itemVersion,
            String code,
            String name,
            @Nullable String requiredQualification) {}

    record Detail(
            @JsonUnwrapped Row row,
            SubjectSnapshot object,
            List<Item> items,
            @Nullable String notApplicableReason,
            BlobStore.@Nullable Blob notApplicableEvidence) {}

    private static final String MATCHES = """
            AND (CAST(:plan AS bigint) IS NULL OR a.plan_id = :plan)
            AND (CAST(:draw AS bigint) IS NULL OR a.draw_id = :draw)
            AND (CAST(:of AS bigint) IS NULL OR a.department_id = :of)
            AND (CAST(:status AS text) IS NULL OR a.status = :status)
            AND (CAST(:q AS text) IS NULL OR a.object_name ILIKE :q OR a.object_id ILIKE :q)
            """;

    private final JdbcClient jdbc;
    private final AssignmentStore store;
    private final DispatchedDraws draws;
    private final Deadlines deadlines;
    private final Departments departments;
    private final Plans plans;
    private final Items items;
    private final BlobStore blobs;
    private final SealedNames sealed;

    AssignmentList(
            JdbcClient jdbc,
            AssignmentStore store,
            DispatchedDraws draws,
            Deadlines deadlines,
            Departments departments,
            Plans plans,
            Items items,
            BlobStore blobs,
            SealedNames sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.store = store;
        this.draws = draws;
        this.deadlines = deadlines;
        this.departments = departments;
        this.plans = plans;
        this.items = items;
        this.blobs = blobs;
    }

    Page<Row> page(Query query, Paging paging, Actor actor) {
        var where = "WHERE " + AssignmentStore.VISIBLE + MATCHES;
        long total = filtered(jdbc.sql("SELECT count(*) FROM dispatch.assignment a " + where), query, actor)
                .query(Long.class)
                .single();
        var rows = filtered(store.select(where + "ORDER BY a.id LIMIT :size OFFSET :offset"), query, actor)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(store::row)
                .list();
        return new Page<>(rows(rows, actor), total, paging.page(), paging.size());
    }

    Detail detail(long id, Actor actor) {
        var assignment = store.requireVisible(id, actor);
        var versions = items.byVersions(assignment.itemVersionIds());
        return new Detail(
                rows(List.of(assignment), actor).get(0),
                assignment.object(),
                assignment.itemVersionIds().stream()
                        .flatMap(v -> Optional.ofNullable(versions.get(v)).stream())
                        .map(v -> new Item(
                                v.versionId(), v.itemId(), v.version(), v.code(), v.name(), v.requiredQualification()))
                        .toList(),
                assignment.reason(),
                assignment.evidence() == null ? null : blobs.describe(assignment.evidence()));
    }

    /** The file behind a 无此业务. */
    BlobStore.Blob evidence(long id, Actor actor) {
        var evidence = store.requireVisible(id, actor).evidence();
        if (evidence == null) {
            throw org.mingchou.shared.Problem.notFound("证据文件");
        }
        return blobs.describe(evidence);
    }

    private List<Row> rows(Collection<Assignment> found, Actor actor) {
        sealed.read(actor, found.stream().map(Assignment::planId).toList());
        var clocks = deadlines.find(
                DispatchDraw.KIND, found.stream().map(Assignment::id).toList(), DeadlineRule.CONFIRM_DISPATCH);
        Map<Long, String> names = departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::shortName));
        var titles = new HashMap<Long, String>();
        var known = new HashMap<Long, Boolean>();
        return found.stream()
                .map(a -> new Row(
                        a.id(),
                        a.version(),
                        a.state().name(),
                        a.state().label(),
                        a.allowed(
                                actor,
                                known.computeIfAbsent(
                                        a.drawId(),
                                        d -> draws.find(d)
                                                .map(DispatchedDraw::secondSeedKnown)
                                                .orElse(false))),
                        a.planId(),
                        titles.computeIfAbsent(
                                a.planId(),
                                p -> plans.require(p, a.regionCode()).title()),
                        a.drawId(),
                        a.departmentId(),
                        names.getOrDefault(a.departmentId(), ""),
                        a.object().id(),
                        a.object().drawId(),
                        a.object().name(),
                        a.object().address(),
                        a.itemVersionIds().size(),
                        a.source(),
                        a.source().equals("SUBSTITUTE"),
                        clocks.get(a.id()),
                        local(a.confirmedAt()),
                        a.confirmedBy(),
                        local(a.claimedAt()),
                        a.claimedBy()))
                .toList();
    }

    static @Nullable OffsetDateTime local(@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static JdbcClient.StatementSpec filtered(JdbcClient.StatementSpec spec, Query query, Actor actor) {
        var q = query.q();
        return AssignmentStore.scoped(spec, actor)
                .param("plan", query.planId())
                .param("draw", query.drawId())
                .param("of", query.departmentId())
                .param("status", query.status() == null ? null : query.status().name())
                .param("q", q == null || q.isBlank() ? null : "%" + q.strip() + "%");
    }
}
