package org.mingchou.plan.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Proposes and decides exclusions, until the frame is frozen. */
@Service
class ExcludeObject {

    record Proposal(
            @Nullable String objectId,
            @Nullable ExclusionCode code,
            @Nullable String note,
            @Nullable String evidence) {}

    private final PlanStore plans;
    private final Exclusions exclusions;
    private final Subjects subjects;
    private final BlobStore blobs;
    private final BusinessClock clock;
    private final AuditTrail audit;

    ExcludeObject(
            PlanStore plans,
            Exclusions exclusions,
            Subjects subjects,
            BlobStore blobs,
            BusinessClock clock,
            AuditTrail audit) {
        this.plans = plans;
        this.exclusions = exclusions;
        this.subjects = subjects;
        this.blobs = blobs;
        this.clock = clock;
        this.audit = audit;
    }

    @Transactional
    public Exclusion propose(Actor actor, long planId, Proposal proposal) {
        var plan = openPlan(actor, planId);
        if (!plan.takesPart(actor.requireDepartment())) {
            throw Problem.notAllowed("department-not-in-plan", "本部门没有参加这次联合抽查，请由参加部门提出。");
        }
        var code = proposal.code();
        if (code == null) {
            throw Problem.badInput("code-required", "请选择排除理由（X01、X04、X05、X06）。");
        }
        if (!code.proposable()) {
            throw Problem.unprocessable("code-from-directory", code.label() + "以检查对象名录库的登记状态为准，请由名录管理员更新名录，不必另行申请。");
        }
        if (proposal.note() == null || proposal.note().isBlank()) {
            throw Problem.badInput("note-required", "请写明排除的具体理由，供审批人判断。");
        }
        if (proposal.evidence() != null && !blobs.exists(proposal.evidence())) {
            throw Problem.badInput("evidence-missing", "没有找到所附的证据文件，请重新上传。");
        }
        var objectId = proposal.objectId() == null ? "" : proposal.objectId();
        var object = subjects.snapshots(List.of(objectId)).get(objectId);
        if (object == null || !object.regionCode().equals(actor.regionCode())) {
            throw Problem.notFound("这个检查对象");
        }
        if (!subjects.covered(new ObjectRule(plan.terms().scope()), List.of(objectId))
                .contains(objectId)) {
            throw Problem.unprocessable("object-not-in-scope", object.name() + "不在本次抽查对象范围内，不必申请排除。");
        }
        if (exclusions.existsByPlanIdAndObjectIdAndStateNot(planId, objectId, ExclusionState.REJECTED)) {
            throw Problem.conflict("exclusion-exists", object.name() + "已有排除申请，请在列表中查看。");
        }
        var saved = exclusions.save(
                Exclusion.propose(plan, object, code, proposal.note(), proposal.evidence(), actor, clock.now()));
        var detail = new HashMap<String, Object>(Map.of(
                "plan",
                planId,
                "object",
                objectId,
                "code",
                code.name(),
                "reason",
                proposal.note(),
                "by",
                actor.displayName()));
        if (proposal.evidence() != null) {
            detail.put("evidence", proposal.evidence());
        }
        audit.record(actor, "propose-exclusion", "exclusion/" + saved.key(), detail);
        return saved;
    }

    @Transactional
    public Exclusion decide(Actor actor, long exclusionId, ExclusionAct act, @Nullable String reason) {
        if (act == ExclusionAct.REJECT && (reason == null || reason.isBlank())) {
            throw Problem.badInput("reason-required", "请写明不同意的理由。");
        }
        var planId = exclusions
                .findById(exclusionId)
                .filter(e -> e.regionCode().equals(actor.regionCode()))
                .orElseThrow(() -> Problem.notFound("这条排除申请"))
                .planId();
        var plan = openPlan(actor, planId);
        PlanDuties.requireLead(plan, actor);
        // Read again under the plan's lock: somebody may have decided in between.
        var exclusion = exclusions.findById(exclusionId).orElseThrow(() -> Problem.notFound("这条排除申请"));
        var saved = exclusions.save(exclusion.decide(act, actor, clock.now(), reason));
        audit.record(
                actor,
                act == ExclusionAct.APPROVE ? "approve-exclusion" : "reject-exclusion",
                "exclusion/" + exclusionId,
                Map.of(
                        "plan",
                        planId,
                        "object",
                        exclusion.objectId(),
                        "code",
                        exclusion.code().name(),
                        "by",
                        actor.displayName()));
        return saved;
    }

    private JointPlan openPlan(Actor actor, long planId) {
        var plan = plans.lock(planId, actor.regionCode());
        PlanLife.TABLE.apply(plan.state(), PlanAct.EXCLUDE);
        PlanDuties.requireNotFrozen(plan, "变更排除名单");
        return plan;
    }
}
