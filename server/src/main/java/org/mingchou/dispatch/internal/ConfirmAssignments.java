package org.mingchou.dispatch.internal;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 比对确认: the department's answer to what was dispatched. After the due date it still counts, marked overdue. */
@Component
@Clause("实施方案 四（一）")
class ConfirmAssignments {

    private final AssignmentStore assignments;
    private final DispatchedDraws draws;
    private final Deadlines deadlines;
    private final BlobStore blobs;
    private final AuditTrail audit;
    private final BusinessClock clock;

    ConfirmAssignments(
            AssignmentStore assignments,
            DispatchedDraws draws,
            Deadlines deadlines,
            BlobStore blobs,
            AuditTrail audit,
            BusinessClock clock) {
        this.assignments = assignments;
        this.draws = draws;
        this.deadlines = deadlines;
        this.blobs = blobs;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Assignment one(long id, Actor actor) {
        var assignment = owned(id, actor);
        var confirmed = assignments.update(assignment.confirm(actor.displayName(), now()));
        met(List.of(id));
        audit.record(actor, "confirm-assignment", "assignment/" + id, Map.of());
        return confirmed;
    }

    @Transactional
    BulkResult many(Collection<Long> ids, Actor actor) {
        lockDraws(assignments.byIds(ids));
        var at = now();
        var result = BulkResult.of(assignments, ids, actor, a -> a.confirm(actor.displayName(), at));
        met(result.done());
        audit.record(
                actor,
                "confirm-assignments",
                "department/" + actor.requireDepartment(),
                Map.of("assignments", result.done(), "refused", result.refused().size()));
        return result;
    }

    @Transactional
    Assignment notApplicable(long id, String reason, String evidence, Actor actor) {
        var assignment = owned(id, actor);
        requireEvidence(blobs, evidence);
        var changed = assignments.update(assignment.notApplicable(actor.displayName(), now(), reason, evidence));
        met(List.of(id));
        audit.record(
                actor, "declare-not-applicable", "assignment/" + id, Map.of("reason", reason, "evidence", evidence));
        return changed;
    }

    static void requireEvidence(BlobStore blobs, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}") || !blobs.exists(sha256)) {
            throw Problem.unprocessable("evidence-not-uploaded", "没有找到这份证据文件。请先上传文件，再用上传后得到的编号提交。")
                    .with("errors", List.of(new Problem.FieldError("evidence", "请先上传证据文件")));
        }
    }

    private Assignment owned(long id, Actor actor) {
        var seen = assignments.requireVisible(id, actor);
        actor.requireDepartment(seen.departmentId(), "派发任务");
        draws.shared(seen.drawId());
        return assignments.requireVisible(id, actor);
    }

    private void lockDraws(List<Assignment> rows) {
        rows.stream().map(Assignment::drawId).distinct().sorted().forEach(draws::shared);
    }

    private void met(List<Long> ids) {
        deadlines.met(DispatchDraw.KIND, ids, DeadlineRule.CONFIRM_DISPATCH, clock.today());
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
