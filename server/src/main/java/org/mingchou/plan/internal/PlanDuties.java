package org.mingchou.plan.internal;

import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;

/** Who may act on a plan, beyond the role. */
final class PlanDuties {

    private PlanDuties() {}

    @Clause("实施方案五（一）：牵头部门负责组织")
    static void requireLead(JointPlan plan, Actor actor) {
        if (actor.requireDepartment() != plan.leadDepartmentId()) {
            throw Problem.notAllowed("lead-department-only", "此事项由牵头部门办理，请由牵头部门的账号操作。");
        }
    }

    @Clause("职责分离：编制与审批不得为同一人")
    static void requireOtherPerson(JointPlan plan, Actor actor) {
        if (plan.signOff().involves(actor.accountId())) {
            throw Problem.notAllowed("approver-is-author", "编制或提交计划的人不能审批同一计划，请由牵头部门另一位审批人办理。");
        }
    }

    @Clause("抽取规范 A4：名单冻结后不得改动")
    static void requireNotFrozen(JointPlan plan, String what) {
        if (plan.frozen()) {
            throw Problem.conflict("plan-frozen", "抽取名单已冻结，不能再" + what + "。如确需更改，请按规定作废抽取，另编新的计划。");
        }
    }
}
