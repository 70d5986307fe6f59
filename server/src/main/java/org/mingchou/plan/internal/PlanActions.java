package org.mingchou.plan.internal;

import java.util.List;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;

/** Which acts an actor may do on a plan now: the table, his role, his department. */
final class PlanActions {

    private PlanActions() {}

    static List<String> allowed(JointPlan plan, Actor actor) {
        var takesPart = actor.departmentId() != null && plan.takesPart(actor.departmentId());
        return allowed(
                plan.state(),
                plan.frozen(),
                plan.leadDepartmentId(),
                takesPart,
                plan.signOff().involves(actor.accountId()),
                actor);
    }

    static List<String> allowed(
            PlanState state, boolean frozen, long leadDepartmentId, boolean takesPart, boolean author, Actor actor) {
        var lead = actor.departmentId() != null && actor.departmentId() == leadDepartmentId;
        return PlanLife.TABLE.allowed(state).stream()
                .filter(act -> switch (act) {
                    case EDIT, SUBMIT, CLOSE -> lead && actor.has(Role.PLANNER);
                    case FREEZE -> lead && !frozen && actor.has(Role.PLANNER);
                    case RETURN -> lead && actor.has(Role.APPROVER);
                    case APPROVE -> lead && !author && actor.has(Role.APPROVER);
                    case CANCEL -> lead && !frozen && actor.hasAny(Role.PLANNER, Role.APPROVER);
                    case EXCLUDE -> takesPart && !frozen && actor.has(Role.DEPARTMENT_ADMIN);
                })
                .map(Enum::name)
                .toList();
    }
}
