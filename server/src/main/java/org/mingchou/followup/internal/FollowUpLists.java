package org.mingchou.followup.internal;

import static org.mingchou.followup.internal.FollowUpView.localOrNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Follow-ups that the actor may see. */
@Component
class FollowUpLists {

    /** Its department, the one it was handed to, the lead department of the plan, and whoever supervises. */
    private static final String VISIBLE = """
            f.region_code = :region AND (:supervisor OR CAST(:own AS bigint) IN
              (f.department_id, f.lead_department_id, f.transferred_to_department_id))""";

    private final JdbcClient jdbc;
    private final FollowUpRepository followUps;
    private final FollowUpHistory history;
    private final Deadlines deadlines;
    private final BlobStore blobs;

    FollowUpLists(
            JdbcClient jdbc,
            FollowUpRepository followUps,
            FollowUpHistory history,
            Deadlines deadlines,
            BlobStore blobs) {
        this.jdbc = jdbc;
        this.followUps = followUps;
        this.history = history;
        this.deadlines = deadlines;
        this.blobs = blobs;
    }

    Page<FollowUpView> page(
            @Nullable Long planId,
            @Nullable Long departmentId,
            @Nullable FollowUpState state,
            @Nullable FollowUpKind kind,
            @Nullable String q,
            Paging paging,
            Actor actor) {
        var from = """
                FROM followup.follow_up f WHERE %s
                  AND (:plan::bigint IS NULL OR f.plan_id = :plan)
                  AND (:state::text IS NULL OR f.state = :state)
                  AND (:kind::text IS NULL OR f.kind = :kind)
                  AND (:department::bigint IS NULL OR f.department_id = :department
                       OR f.transferred_to_department_id = :department)
                  AND (:q::text IS NULL OR position(:q IN f.object_name) > 0 OR position(:q IN f.object_credit_code) > 0)""".formatted(VISIBLE);
        var params = new LinkedHashMap<String, @Nullable Object>();
        params.put("region", actor.regionCode());
        params.put("supervisor", actor.has(Role.SUPERVISOR));
        params.put("own", actor.departmentId());
        params.put("plan", planId);
        params.put("state", state == null ? null : state.name());
        params.put("kind", kind == null ? null : kind.name());
        params.put("department", departmentId);
        params.put("q", q == null || q.isBlank() ? null : q.strip());
        var ids = jdbc.sql("SELECT f.id " + from
                        + " ORDER BY (f.state IN ('RECEIVED', 'CLOSED', 'CANCELLED')), f.id LIMIT :size OFFSET :offset")
                .params(params)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(Long.class)
                .list();
        long total = jdbc.sql("SELECT count(*) " + from)
                .params(params)
                .query(Long.class)
                .single();
        var byId = followUps.findAllById(ids).stream().collect(Collectors.toMap(FollowUp::key, Function.identity()));
        var clocks = deadlines.find("follow_up", ids, DeadlineRule.CLOSE_FOLLOW_UP);
        var items = ids.stream()
                .map(id -> view(Objects.requireNonNull(byId.get(id)), clocks.get(id), null, actor))
                .toList();
        return new Page<>(items, total, paging.page(), paging.size());
    }

    FollowUpView full(FollowUp followUp, Actor actor) {
        var clock = deadlines
                .find("follow_up", followUp.key(), DeadlineRule.CLOSE_FOLLOW_UP)
                .orElse(null);
        var entries = history.of(followUp.key()).stream()
                .map(FollowUpView.EntryView::of)
                .toList();
        return view(followUp, clock, entries, actor);
    }

    private FollowUpView view(
            FollowUp followUp,
            @Nullable Deadline deadline,
            @Nullable List<FollowUpView.EntryView> entries,
            Actor actor) {
        var origin = followUp.origin();
        var handover = followUp.handover();
        var closing = followUp.closing();
        return new FollowUpView(
                followUp.key(),
                followUp.version(),
                followUp.state().name(),
                followUp.state().label(),
                allowed(followUp, actor),
                followUp.kind().name(),
                followUp.kind().label(),
                origin.planId(),
                origin.planTitle(),
                origin.sectionId(),
                origin.visitId(),
                origin.objectId(),
                origin.objectDrawId(),
                origin.objectName(),
                origin.objectCreditCode(),
                origin.departmentId(),
                origin.departmentName(),
                origin.itemVersionId(),
                origin.itemName(),
                origin.finding(),
                deadline,
                FollowUpView.local(followUp.openedAt()),
                closing.outcome(),
                closing.evidenceSha256() == null ? null : blobs.describe(closing.evidenceSha256()),
                closing.closedByName(),
                localOrNull(closing.closedAt()),
                handover.transferredToDepartmentId(),
                handover.transferredToName(),
                handover.transferNote(),
                localOrNull(handover.transferredAt()),
                handover.receivedByName(),
                localOrNull(handover.receivedAt()),
                entries);
    }

    private static List<String> allowed(FollowUp followUp, Actor actor) {
        var turn = actor.has(Role.FOLLOWUP_HANDLER)
                && Objects.equals(actor.departmentId(), followUp.responsibleDepartment());
        return turn
                ? Arrays.stream(FollowUpAct.values())
                        .filter(followUp::allows)
                        .map(Enum::name)
                        .toList()
                : List.of();
    }
}
