package org.mingchou.plan.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.org.Departments;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What plans ask of a planner and of an approver today. */
@Component
class PlanWork implements WorkItemSource {

    private record Row(
            long id,
            String state,
            int year,
            int sequence,
            boolean frozen,
            LocalDate windowTo,
            boolean author,
            int proposed) {}

    private final JdbcClient jdbc;
    private final Departments departments;
    private final BusinessClock clock;

    PlanWork(JdbcClient jdbc, Departments departments, BusinessClock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.departments = departments;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        if (actor.departmentId() == null || !actor.hasAny(Role.PLANNER, Role.APPROVER)) {
            return List.of();
        }
        var regionName = departments.regionName(actor.regionCode());
        var result = new ArrayList<WorkItem>();
        for (var row : rows(actor)) {
            var title = PlanSnapshot.title(regionName, row.year(), row.sequence());
            if (actor.has(Role.PLANNER) && row.state().equals("DRAFT")) {
                result.add(item("finish-plan", "完成并提交抽查计划", title, row.id(), "", 1));
            }
            if (actor.has(Role.PLANNER) && row.state().equals("APPROVED") && !row.frozen()) {
                result.add(
                        clock.today().isAfter(row.windowTo())
                                ? item(
                                        "end-undrawn-plan",
                                        "抽查时间已过、没有抽取：请撤销或办结计划",
                                        title + "，抽查时间已于 " + row.windowTo() + " 截止，不能再冻结名单；仍须抽查的，另编新的计划",
                                        row.id(),
                                        "",
                                        1)
                                : item("freeze-frame", "冻结抽取名单", title, row.id(), "/draw", 1));
            }
            if (actor.has(Role.APPROVER) && row.state().equals("SUBMITTED") && !row.author()) {
                result.add(item("approve-plan", "审批抽查计划", title, row.id(), "", 1));
            }
            if (actor.has(Role.APPROVER) && row.proposed() > 0 && !row.frozen()) {
                result.add(item("decide-exclusions", "审批排除申请", title, row.id(), "", row.proposed()));
            }
        }
        return result;
    }

    private List<Row> rows(Actor actor) {
        return jdbc.sql("""
                SELECT p.id, p.state, p.year, p.sequence, p.frozen_at IS NOT NULL AS frozen, p.window_to,
                       p.created_by = :account OR coalesce(p.submitted_by = :account, false) AS author,
                       (SELECT count(*) FROM plan.exclusion e
                        WHERE e.plan_id = p.id AND e.state = 'PROPOSED' AND e.proposed_by <> :account)::int AS proposed
                FROM plan.joint_plan p
                WHERE p.region_code = :region AND p.lead_department_id = :department
                  AND p.state IN ('DRAFT', 'SUBMITTED', 'APPROVED')
                ORDER BY p.id""")
                .param("account", actor.accountId())
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .query(Row.class)
                .list();
    }

    private static WorkItem item(String kind, String title, String detail, long planId, String page, int count) {
        return new WorkItem(kind, title, detail, "/desk/plans/" + planId + page, null, null, false, count);
    }
}
