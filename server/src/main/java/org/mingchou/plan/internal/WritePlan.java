package org.mingchou.plan.internal;

import org.mingchou.shared.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates and changes drafts. The author's department leads. */
@Service
class WritePlan {

    private final PlanStore store;
    private final PlanContents contents;

    WritePlan(PlanStore store, PlanContents contents) {
        this.store = store;
        this.contents = contents;
    }

    @Transactional
    public JointPlan create(Actor actor, PlanInput input) {
        return store.save(JointPlan.draft(actor, contents.check(actor, input)), PlanAct.EDIT, actor, null);
    }

    @Transactional
    public JointPlan edit(Actor actor, long id, PlanInput input) {
        var plan = store.lock(id, actor.regionCode(), input.version());
        PlanDuties.requireLead(plan, actor);
        PlanLife.TABLE.apply(plan.state(), PlanAct.EDIT);
        return store.save(plan.edit(contents.check(actor, input.keeping(plan.terms()))), PlanAct.EDIT, actor, null);
    }
}
