package org.mingchou.matching.internal;

import java.util.ArrayList;
import java.util.List;
import org.mingchou.dispatch.Assignments;
import org.mingchou.draw.SealedNames;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Match the pool, staff by hand, approve, replace whoever declared a recusal. */
@Component
class MatchingWork implements WorkItemSource {

    private record PerPlan(long planId, int count) {}

    private final JdbcClient jdbc;
    private final PoolStore pools;
    private final GroupStore groups;
    private final PoolList list;
    private final Assignments assignments;
    private final SealedNames sealed;
    private final Plans plans;

    MatchingWork(
            JdbcClient jdbc,
            PoolStore pools,
            GroupStore groups,
            PoolList list,
            Assignments assignments,
            SealedNames sealed,
            Plans plans) {
        this.plans = plans;
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.pools = pools;
        this.groups = groups;
        this.list = list;
        this.assignments = assignments;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        var result = new ArrayList<WorkItem>();
        var department = actor.departmentId();
        if (actor.has(Role.DEPARTMENT_ADMIN) && department != null) {
            match(actor, department, result);
            staff(actor, department, result);
            replace(actor, department, result);
        }
        if (actor.has(Role.APPROVER)) {
            approve(actor, result);
            if (department != null) {
                approveReplacements(actor, result);
            }
        }
        return result;
    }

    private void match(Actor actor, long department, List<WorkItem> result) {
        for (var pool : pools.waiting(actor.regionCode(), department)) {
            int claimed = assignments.of(pool.drawId(), department, "CLAIMED").size();
            boolean complete = claimed > 0
                    && assignments.of(pool.drawId(), department, "CONFIRMED").isEmpty()
                    && assignments.of(pool.drawId(), department, "DISPATCHED").isEmpty();
            if (complete) {
                result.add(item("match-pool", "随机匹配执法人员", claimed + " 户待编组", new PerPlan(pool.planId(), claimed)));
            }
        }
    }

    private void staff(Actor actor, long department, List<WorkItem> result) {
        jdbc.sql("""
                SELECT plan_id, count(*) AS count FROM matching.staff_group
                WHERE region_code = :region AND department_id = :department AND status = 'UNSTAFFED'
                GROUP BY plan_id ORDER BY plan_id""")
                .param("region", actor.regionCode())
                .param("department", department)
                .query(PerPlan.class)
                .list()
                .forEach(row -> result.add(item("staff-groups", "为未配齐的对象指派人员", row.count() + " 户未配齐", row)));
    }

    private void replace(Actor actor, long department, List<WorkItem> result) {
        var standing = groups.select("""
                        WHERE g.region_code = :region AND g.department_id = :department AND g.status = 'STAFFED'""")
                .param("region", actor.regionCode())
                .param("department", department)
                .query(groups::row)
                .list();
        for (long planId :
                standing.stream().map(Group::planId).distinct().sorted().toList()) {
            var conflicts = list.conflicts(
                    standing.stream().filter(g -> g.planId() == planId).toList());
            if (!conflicts.isEmpty()) {
                sealed.read(actor, List.of(planId));
                result.add(item(
                        "replace-recused",
                        "更换应当回避的人员",
                        conflicts.get(0).subjectName() + "等 " + conflicts.size() + " 个席位",
                        new PerPlan(planId, conflicts.size())));
            }
        }
    }

    private void approve(Actor actor, List<WorkItem> result) {
        jdbc.sql("""
                SELECT plan_id, count(*) AS count FROM matching.staff_group
                WHERE region_code = :region AND status = 'MANUAL_PROPOSED'
                  AND (proposal ->> 'accountId')::bigint <> :me
                GROUP BY plan_id ORDER BY plan_id""")
                .param("region", actor.regionCode())
                .param("me", actor.accountId())
                .query(PerPlan.class)
                .list()
                .forEach(row -> result.add(item("approve-manual-staffing", "审批人工指派（非随机）", row.count() + " 户待审批", row)));
    }

    private void approveReplacements(Actor actor, List<WorkItem> result) {
        jdbc.sql("""
                SELECT plan_id, count(*) AS count FROM matching.staff_group
                WHERE region_code = :region AND status = 'STAFFED' AND replacing IS NOT NULL
                  AND :department IN (department_id, lead_department_id)
                  AND (replacing ->> 'accountId')::bigint <> :me
                GROUP BY plan_id ORDER BY plan_id""")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .param("me", actor.accountId())
                .query(PerPlan.class)
                .list()
                .forEach(row -> result.add(item("approve-replacements", "审批更换人员", row.count() + " 项申请待审批", row)));
    }

    private WorkItem item(String kind, String title, String detail, PerPlan row) {
        // One line stands for one plan, and says for which.
        var plan = plans.publicPlan(row.planId()).map(p -> p.title() + "，").orElse("");
        return new WorkItem(
                kind, title, plan + detail, FollowAssignments.link(row.planId()), null, null, false, row.count());
    }
}
