package org.mingchou.draw.internal;

import java.time.LocalDate;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;

/** Who may act on a draw, beyond the role. */
final class DrawDuties {

    static final String WINDOW_OVER_ADVICE = "请办结这个计划（没有冻结过的，也可以撤销）；仍须抽查的，另编新的计划，报批后抽取。";

    private DrawDuties() {}

    @Clause("实施方案五（一）：牵头部门组织抽取")
    static void requireLead(long leadDepartmentId, Actor actor) {
        if (actor.requireDepartment() != leadDepartmentId) {
            throw Problem.notAllowed("lead-department-only", "抽取由牵头部门组织，请由牵头部门的计划员办理。");
        }
    }

    /** Roles exclude each other already; the act checks again, for the day on which somebody grants by hand. */
    @Clause("职责分离：管库不抽取")
    static void requireNoRegistrar(Actor actor) {
        if (actor.has(Role.REGISTRAR)) {
            throw Problem.notAllowed("registrar-draws", "名录管理员不得组织或参加抽取，请由不管理名录的人员办理。");
        }
    }

    @Clause("实施方案：经批准后抽取")
    static void requireApproved(PlanSnapshot plan) {
        if (!plan.status().equals("APPROVED")) {
            throw Problem.conflict("plan-not-approved", "计划尚未批准或已经结束，不能抽取。请先由牵头部门审批人批准计划。");
        }
    }

    /** Nothing lengthens the window of an approved plan: what is still to be inspected needs a plan of its own. */
    @Clause("实施方案：抽查时间")
    static void requireOpenWindow(PlanSnapshot plan, LocalDate today) {
        if (plan.windowOver(today)) {
            throw Problem.conflict(
                    "window-over", "这个计划的抽查时间已于 " + plan.windowTo() + " 截止，不能再冻结名单抽取。" + WINDOW_OVER_ADVICE);
        }
    }

    /** For plans and frames from before plans with both were refused. */
    @Clause("抽取规范 §3.7：mode=sealed 与 audience=public 不得并用")
    static void requireSealable(PlanSnapshot plan, String advice) {
        if (plan.sealedAndPublic()) {
            throw Problem.conflict("sealed-and-public", "计划要求名单封存到检查后，又要求证书向所有人公开，谁都能由证书算出名单。" + advice);
        }
    }
}
