package org.mingchou.dispatch.internal;

import org.mingchou.plan.Plans;
import org.mingchou.shared.Actor;
import org.springframework.stereotype.Component;

/** Who has a say in the objects of a plan: its departments, of which the lead is one. */
@Component
class ConcernedDepartments {

    private final Plans plans;

    ConcernedDepartments(Plans plans) {
        this.plans = plans;
    }

    boolean byPlan(long planId, Actor actor) {
        var own = actor.departmentId();
        if (own == null) {
            return false;
        }
        var plan = plans.require(planId, actor.regionCode());
        return own == plan.leadDepartmentId() || plan.departments().stream().anyMatch(d -> d.departmentId() == own);
    }
}
