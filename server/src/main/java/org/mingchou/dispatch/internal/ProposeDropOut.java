package org.mingchou.dispatch.internal;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.dispatch.internal.DispatchedDraws.DispatchedDraw;
import org.mingchou.dispatch.internal.DropOut.Attempt;
import org.mingchou.dispatch.internal.DropOut.Signature;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A department says that a drawn object cannot be inspected at all, with proof. */
@Component
@Clause("SSJ-DRAW-1 3.8")
class ProposeDropOut {

    /** @param attempts for S2 at least two; otherwise may be absent */
    record Proposal(String objectId, DropOutCode code, String reason, String evidence, List<Attempt> attempts) {}

    private static final int ATTEMPTS_BEFORE_UNREACHABLE = 2;

    /** Two knocks within minutes are one visit. */
    private static final Duration APART = Duration.ofHours(2);

    private final DropOutStore dropOuts;
    private final AssignmentStore assignments;
    private final DispatchedDraws draws;
    private final BlobStore blobs;
    private final AuditTrail audit;
    private final BusinessClock clock;

    ProposeDropOut(
            DropOutStore dropOuts,
            AssignmentStore assignments,
            DispatchedDraws draws,
            BlobStore blobs,
            AuditTrail audit,
            BusinessClock clock) {
        this.dropOuts = dropOuts;
        this.assignments = assignments;
        this.draws = draws;
        this.blobs = blobs;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    DropOut propose(long drawId, Proposal proposal, Actor actor) {
        draws.require(drawId, actor);
        var department = actor.requireDepartment();
        var draw = draws.locked(drawId);
        requireOpen(draw);
        // A reserve object or an undrawn one has no assignment, so it is not found here and stays unknown.
        var own = assignments.ofObject(drawId, proposal.objectId()).stream()
                .filter(a -> a.departmentId() == department)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("派发给本部门的这个对象"));
        requireUndecided(drawId, proposal.objectId());
        ConfirmAssignments.requireEvidence(blobs, proposal.evidence());
        requireProofOfAbsence(proposal, blobs.describe(proposal.evidence()).mediaType());
        var saved = dropOuts.insert(fresh(draw, own, proposal, actor));
        audit.record(
                actor,
                "propose-drop-out",
                "drop-out/" + saved.id(),
                Map.of(
                        "object",
                        saved.objectId(),
                        "code",
                        saved.code().name(),
                        "evidence",
                        saved.evidence(),
                        "late",
                        saved.late()));
        return saved;
    }

    static void requireOpen(DispatchedDraw draw) {
        if (draw.sealed()) {
            throw Problem.conflict("confirmations-sealed", "名单确认已关闭，正在等待二次揭示，此期间不受理退出。揭示完成后可以继续办理。");
        }
    }

    private void requireUndecided(long drawId, String objectId) {
        for (var other : dropOuts.ofDraw(drawId)) {
            if (other.objectId().equals(objectId) && other.state() != DropOutState.REJECTED) {
                throw Problem.conflict(
                                "drop-out-exists",
                                "“" + other.objectName() + "”已有一项退出申请（"
                                        + other.state().label() + "），请到该申请中查看或办理。")
                        .with("dropOutId", other.id());
            }
        }
    }

    private void requireProofOfAbsence(Proposal proposal, String mediaType) {
        var errors = new ArrayList<Problem.FieldError>();
        var times = proposal.attempts().stream()
                .map(a -> a.at().toInstant())
                .sorted()
                .toList();
        if (!times.isEmpty() && times.get(times.size() - 1).isAfter(clock.now())) {
            errors.add(new Problem.FieldError("attempts", "有一次联系的时间晚于现在。请填写实际联系的时间"));
        }
        if (proposal.code() == DropOutCode.S2) {
            if (times.size() < ATTEMPTS_BEFORE_UNREACHABLE
                    || Duration.between(times.get(0), times.get(times.size() - 1))
                                    .compareTo(APART)
                            < 0) {
                errors.add(new Problem.FieldError(
                        "attempts", "以“无法联系”退出，须写明至少两次联系或上门的时间和经过，首末两次相隔不少于 " + APART.toHours() + " 小时"));
            }
            if (!mediaType.startsWith("image/")) {
                errors.add(new Problem.FieldError("evidence", "以“无法联系”退出，证据须是现场照片（JPEG、PNG 或 WebP）"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
    }

    private DropOut fresh(DispatchedDraw draw, Assignment own, Proposal proposal, Actor actor) {
        OffsetDateTime now = clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
        return new DropOut(
                0,
                0,
                draw.drawId(),
                draw.planId(),
                draw.regionCode(),
                draw.leadDepartmentId(),
                own.departmentId(),
                own.object().drawId(),
                own.object().name(),
                proposal.code(),
                proposal.reason(),
                proposal.evidence(),
                proposal.attempts(),
                draw.closed(),
                DropOutLife.TABLE.initial(),
                new Signature(actor.accountId(), actor.displayName(), now),
                null,
                null,
                null,
                null,
                null);
    }
}
