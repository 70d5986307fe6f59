package org.mingchou.dispatch.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.dispatch.internal.DropOut.Attempt;
import org.mingchou.dispatch.internal.DropOut.Signature;
import org.mingchou.draw.SealedNames;
import org.mingchou.org.Departments;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people see of drop-outs, and how often each official has a hand in one. */
@Component
class DropOutList {

    record Approval(String by, OffsetDateTime at) {}

    record Row(
            long id,
            int version,
            String status,
            String statusLabel,
            List<DropOutAct> allowedActions,
            long drawId,
            long planId,
            String objectId,
            String subjectName,
            String code,
            String codeLabel,
            String reason,
            BlobStore.Blob evidence,
            List<Attempt> attempts,
            boolean late,
            long departmentId,
            String departmentName,
            String proposedBy,
            OffsetDateTime proposedAt,
            List<Approval> approvals,
            @Nullable String rejectedBy,
            @Nullable String rejectedReason,
            @Nullable String substituteObjectId,
            @Nullable String substituteName) {}

    /**
     * How often one official proposed or approved drop-outs in one draw.
     *
     * @param duty PROPOSER or APPROVER
     * @param assignments of his department in this draw: what he could have dropped
     * @param perMille drop-outs he took part in per thousand of these, rounded down; 0 when there are none
     */
    record Rate(
            String duty,
            long accountId,
            String name,
            String departmentName,
            int dropOuts,
            int approved,
            int rejected,
            int assignments,
            int perMille) {}

    private record Counted(
            String duty, long accountId, String name, long departmentId, int dropOuts, int approved, int rejected) {}

    private final JdbcClient jdbc;
    private final DropOutStore store;
    private final AssignmentStore assignments;
    private final DispatchedDraws draws;
    private final Departments departments;
    private final BlobStore blobs;
    private final ConcernedDepartments concerned;
    private final SealedNames sealed;

    DropOutList(
            JdbcClient jdbc,
            DropOutStore store,
            AssignmentStore assignments,
            DispatchedDraws draws,
            Departments departments,
            BlobStore blobs,
            ConcernedDepartments concerned,
            SealedNames sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.store = store;
        this.assignments = assignments;
        this.draws = draws;
        this.departments = departments;
        this.blobs = blobs;
        this.concerned = concerned;
    }

    List<Row> ofDraw(long drawId, Actor actor) {
        draws.require(drawId, actor);
        return store.ofDraw(drawId).stream().map(d -> row(d, actor)).toList();
    }

    Row row(DropOut d, Actor actor) {
        sealed.read(actor, List.of(d.planId()));
        var approvals = new ArrayList<Approval>();
        for (var signature : new Signature[] {d.first(), d.second()}) {
            if (signature != null) {
                approvals.add(new Approval(signature.name(), local(signature.at())));
            }
        }
        var rejected = d.rejected();
        var substitute = d.substituteObjectId();
        return new Row(
                d.id(),
                d.version(),
                d.state().name(),
                d.state().label(),
                d.allowed(actor, concerned.byPlan(d.planId(), actor)),
                d.drawId(),
                d.planId(),
                d.objectId(),
                d.objectName(),
                d.code().name(),
                d.code().label(),
                d.reason(),
                blobs.describe(d.evidence()),
                d.attempts(),
                d.late(),
                d.departmentId(),
                names(actor).getOrDefault(d.departmentId(), ""),
                d.proposed().name(),
                local(d.proposed().at()),
                approvals,
                rejected == null ? null : rejected.name(),
                d.rejectedReason(),
                substitute,
                substitute == null
                        ? null
                        : assignments.ofObject(d.drawId(), substitute).stream()
                                .map(a -> a.object().name())
                                .findFirst()
                                .orElse(substitute));
    }

    List<Rate> rates(long drawId, Actor actor) {
        draws.require(drawId, actor);
        var names = names(actor);
        Map<Long, Integer> dispatched = assignments.ofDraw(drawId).stream()
                .collect(Collectors.groupingBy(Assignment::departmentId, Collectors.summingInt(a -> 1)));
        int all = dispatched.values().stream().mapToInt(Integer::intValue).sum();
        return jdbc.sql("""
                SELECT duty, account_id, max(name) AS name, max(department_id) AS department_id,
                       count(*) AS drop_outs,
                       count(*) FILTER (WHERE status = 'APPROVED') AS approved,
                       count(*) FILTER (WHERE status = 'REJECTED') AS rejected
                FROM (
                    SELECT 'PROPOSER' AS duty, proposed_by AS account_id, proposed_by_name AS name, department_id, status
                    FROM dispatch.drop_out WHERE draw_id = :draw
                    UNION ALL
                    SELECT 'APPROVER', first_approver, first_approver_name, 0, status
                    FROM dispatch.drop_out WHERE draw_id = :draw AND first_approver IS NOT NULL
                    UNION ALL
                    SELECT 'APPROVER', second_approver, second_approver_name, 0, status
                    FROM dispatch.drop_out WHERE draw_id = :draw AND second_approver IS NOT NULL
                ) hands
                GROUP BY duty, account_id
                ORDER BY drop_outs DESC, duty DESC, account_id""").param("draw", drawId).query(Counted.class).list().stream()
                .map(c -> rate(c, names, dispatched.getOrDefault(c.departmentId(), all)))
                .toList();
    }

    private static Rate rate(Counted c, Map<Long, String> names, int base) {
        return new Rate(
                c.duty(),
                c.accountId(),
                c.name(),
                names.getOrDefault(c.departmentId(), ""),
                c.dropOuts(),
                c.approved(),
                c.rejected(),
                base,
                base == 0 ? 0 : c.dropOuts() * 1000 / base);
    }

    private Map<Long, String> names(Actor actor) {
        return departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::shortName));
    }

    private static OffsetDateTime local(OffsetDateTime at) {
        return at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }
}
