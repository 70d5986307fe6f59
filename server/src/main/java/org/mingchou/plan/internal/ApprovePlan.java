package org.mingchou.plan.internal;

import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.notification.Inbox;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Submits, returns and approves a plan: the head of the lead department signs before anything is drawn. */
@Service
class ApprovePlan {

    private final PlanStore store;
    private final BusinessClock clock;
    private final Inbox inbox;
    private final PlanSnapshots snapshots;
    private final PreviewPlan preview;

    ApprovePlan(PlanStore store, BusinessClock clock, Inbox inbox, PlanSnapshots snapshots, PreviewPlan preview) {
        this.store = store;
        this.clock = clock;
        this.inbox = inbox;
        this.snapshots = snapshots;
        this.preview = preview;
    }

    @Transactional
    public JointPlan submit(Actor actor, long id, @Nullable Integer version) {
        var plan = store.lock(id, actor.regionCode(), version);
        PlanDuties.requireLead(plan, actor);
        requireNoContradiction(plan);
        if (plan.terms().windowTo().isBefore(clock.today())) {
            throw Problem.unprocessable(
                    "plan-window-over", "抽查时间已于 " + plan.terms().windowTo() + " 结束，批准后也无法检查。请先修改抽查时间，再提交审批。");
        }
        if (preview.preview(actor, id).quota() == 0) {
            throw Problem.unprocessable("plan-draws-nobody", "按现在的范围和比例，一户也不会被抽到。请修改抽查对象范围、事项或抽取比例，再提交审批。");
        }
        return store.save(plan.submit(actor, clock.now()), PlanAct.SUBMIT, actor, null);
    }

    @Transactional
    public JointPlan giveBack(Actor actor, long id, @Nullable Integer version, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.badInput("reason-required", "请写明退回理由，编制人据此修改。");
        }
        var plan = store.lock(id, actor.regionCode(), version);
        PlanDuties.requireLead(plan, actor);
        var returned = store.save(plan.giveBack(reason), PlanAct.RETURN, actor, reason);
        inbox.tellAccount(plan.signOff().createdBy(), title(plan) + "已退回：" + reason, link(plan));
        return returned;
    }

    @Transactional
    public JointPlan approve(Actor actor, long id, @Nullable Integer version, @Nullable String note) {
        var plan = store.lock(id, actor.regionCode(), version);
        PlanDuties.requireLead(plan, actor);
        PlanDuties.requireOtherPerson(plan, actor);
        if (!plan.terms().contradictions().isEmpty()) {
            throw Problem.conflict("sealed-and-public", "这份计划的名单要封存到检查后，证书却向所有人公开，谁都能由此算出名单，不能批准。请退回编制人，改选其中一项后重新提交。");
        }
        var approved = store.save(plan.approve(actor, clock.now()), PlanAct.APPROVE, actor, note);
        plan.departments().forEach(d -> inbox.tellDepartment(d.departmentId(), title(plan) + "已批准", link(plan)));
        return approved;
    }

    /** Plans stored before the form refused it. */
    private static void requireNoContradiction(JointPlan plan) {
        var errors = plan.terms().contradictions();
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
    }

    private String title(JointPlan plan) {
        return snapshots.title(plan);
    }

    private static String link(JointPlan plan) {
        return "/desk/plans/" + plan.key();
    }
}
