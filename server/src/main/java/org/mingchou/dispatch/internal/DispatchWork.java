package org.mingchou.dispatch.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Confirm, claim, decide drop-outs, close the list. */
@Component
class DispatchWork implements WorkItemSource {

    private record PerPlan(long planId, int count) {}

    private record Waiting(long id, long planId) {}

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final ConcernedDepartments concerned;
    private final Plans plans;

    DispatchWork(JdbcClient jdbc, Deadlines deadlines, ConcernedDepartments concerned, Plans plans) {
        this.plans = plans;
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.concerned = concerned;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        var result = new ArrayList<WorkItem>();
        if (actor.has(Role.DEPARTMENT_ADMIN) && actor.departmentId() != null) {
            confirm(actor, result);
            claim(actor, result);
        }
        if (actor.has(Role.APPROVER)) {
            decide(actor, result);
        }
        if (actor.has(Role.PLANNER) && actor.departmentId() != null) {
            close(actor, result);
        }
        return result;
    }

    private void confirm(Actor actor, List<WorkItem> result) {
        var waiting = jdbc.sql("""
                SELECT id, plan_id FROM dispatch.assignment
                WHERE region_code = :region AND department_id = :department AND status = 'DISPATCHED' ORDER BY plan_id""")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .query(Waiting.class)
                .list();
        var clocks = deadlines.find(
                DispatchDraw.KIND, waiting.stream().map(Waiting::id).toList(), DeadlineRule.CONFIRM_DISPATCH);
        for (long planId : waiting.stream().map(Waiting::planId).distinct().toList()) {
            var ofPlan = waiting.stream().filter(w -> w.planId() == planId).toList();
            var first = ofPlan.stream()
                    .filter(w -> clocks.containsKey(w.id()))
                    .map(w -> clocks.get(w.id()))
                    .min(Comparator.comparing(Deadline::dueOn))
                    .orElse(null);
            result.add(new WorkItem(
                    "confirm-assignments",
                    "比对确认派发名单",
                    named(planId, ofPlan.size() + " 户待确认"),
                    DispatchDraw.link(planId),
                    first == null ? null : first.dueOn(),
                    first == null ? null : first.remainingWorkingDays(),
                    first != null && first.overdue(),
                    ofPlan.size()));
        }
    }

    private void claim(Actor actor, List<WorkItem> result) {
        jdbc.sql("""
                SELECT a.plan_id, count(*) AS count
                FROM dispatch.assignment a JOIN dispatch.dispatched_draw d USING (draw_id)
                WHERE a.region_code = :region AND a.department_id = :department AND a.status = 'CONFIRMED'
                  AND d.second_revealed_at IS NOT NULL
                GROUP BY a.plan_id ORDER BY a.plan_id""")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .query(PerPlan.class)
                .list()
                .forEach(row -> result.add(plain("claim-assignments", "认领检查对象", row.count() + " 户待认领", row)));
    }

    private void decide(Actor actor, List<WorkItem> result) {
        jdbc
                .sql("""
                SELECT plan_id, count(*) AS count FROM dispatch.drop_out
                WHERE region_code = :region AND status IN ('PROPOSED', 'FIRST_APPROVED')
                  AND proposed_by <> :me AND first_approver IS DISTINCT FROM :me
                GROUP BY plan_id ORDER BY plan_id""")
                .param("region", actor.regionCode())
                .param("me", actor.accountId())
                .query(PerPlan.class)
                .list()
                .stream()
                .filter(row -> concerned.byPlan(row.planId(), actor))
                .forEach(row -> result.add(plain("decide-drop-outs", "审批对象退出", row.count() + " 项待审批", row)));
    }

    private void close(Actor actor, List<WorkItem> result) {
        jdbc.sql("""
                SELECT d.plan_id, (SELECT count(*) FROM dispatch.assignment a WHERE a.draw_id = d.draw_id) AS count
                FROM dispatch.dispatched_draw d
                WHERE d.region_code = :region AND d.lead_department_id = :department AND d.closed_at IS NULL
                  AND NOT EXISTS (SELECT FROM dispatch.assignment a
                                  WHERE a.draw_id = d.draw_id AND a.status = 'DISPATCHED')
                  AND NOT EXISTS (SELECT FROM dispatch.drop_out o
                                  WHERE o.draw_id = d.draw_id AND o.status IN ('PROPOSED', 'FIRST_APPROVED'))
                ORDER BY d.plan_id""")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .query(PerPlan.class)
                .list()
                .forEach(row -> result.add(plain("close-confirmations", "关闭名单确认", "各部门均已确认", row)));
    }

    private WorkItem plain(String kind, String title, String detail, PerPlan row) {
        return new WorkItem(
                kind,
                title,
                named(row.planId(), detail),
                DispatchDraw.link(row.planId()),
                null,
                null,
                false,
                row.count());
    }

    /** One line stands for one plan, and says for which. */
    private String named(long planId, String detail) {
        return plans.publicPlan(planId).map(plan -> plan.title() + "，").orElse("") + detail;
    }
}
