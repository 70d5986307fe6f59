package org.mingchou.plan.internal;

import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cancels a plan before its frame is frozen, or closes it after its window. */
@Service
class EndPlan {

    private final PlanStore store;
    private final BusinessClock clock;

    EndPlan(PlanStore store, BusinessClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Transactional
    public JointPlan cancel(Actor actor, long id, @Nullable Integer version, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.badInput("reason-required", "请写明撤销理由。");
        }
        var plan = store.lock(id, actor.regionCode(), version);
        PlanDuties.requireLead(plan, actor);
        PlanLife.TABLE.apply(plan.state(), PlanAct.CANCEL);
        if (plan.frozen()) {
            throw Problem.conflict("plan-frozen", "抽取名单已冻结，计划不能再撤销。抽取作废后可以重抽，或另编新的计划；这个计划在抽查时间结束后办结。");
        }
        return store.save(plan.cancel(), PlanAct.CANCEL, actor, reason);
    }

    @Transactional
    public JointPlan close(Actor actor, long id, @Nullable Integer version) {
        var plan = store.lock(id, actor.regionCode(), version);
        PlanDuties.requireLead(plan, actor);
        PlanLife.TABLE.apply(plan.state(), PlanAct.CLOSE);
        var last = plan.terms().windowTo();
        if (!clock.today().isAfter(last)) {
            throw Problem.conflict("window-still-open", "抽查时间到 " + last + " 为止，请在次日以后办结。");
        }
        return store.save(plan.close(), PlanAct.CLOSE, actor, null);
    }
}
