package org.mingchou.plan.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.item.Items;
import org.mingchou.plan.ApprovedExclusion;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredPlans implements Plans {

    private final PlanStore store;
    private final JointPlans plans;
    private final PlanSnapshots snapshots;
    private final Items items;
    private final JdbcClient jdbc;
    private final BusinessClock clock;

    StoredPlans(
            PlanStore store,
            JointPlans plans,
            PlanSnapshots snapshots,
            Items items,
            JdbcClient jdbc,
            BusinessClock clock) {
        this.store = store;
        this.plans = plans;
        this.snapshots = snapshots;
        this.items = items;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public PlanSnapshot require(long planId, String regionCode) {
        return snapshots.of(store.require(planId, regionCode));
    }

    @Override
    public ObjectRule applicability(PlanSnapshot plan) {
        var versions =
                plan.items().stream().map(PlanSnapshot.PlanItem::itemVersionId).toList();
        return PlanSnapshots.anyOf(items.byVersions(versions).values());
    }

    @Override
    public Map<String, String> exclusions(long planId) {
        record Row(String objectId, String code) {}
        var result = new TreeMap<String, String>();
        jdbc.sql("SELECT object_id, code FROM plan.exclusion WHERE plan_id = :plan AND state = 'APPROVED'")
                .param("plan", planId)
                .query(Row.class)
                .list()
                .forEach(row -> result.put(row.objectId(), row.code()));
        return result;
    }

    @Override
    public Map<String, ApprovedExclusion> approvedExclusions(long planId, Collection<String> objectIds) {
        var result = new TreeMap<String, ApprovedExclusion>();
        if (objectIds.isEmpty()) {
            return result;
        }
        jdbc.sql("""
                SELECT object_id, code, note, evidence, proposed_by, proposed_by_name, decided_by, decided_by_name, decided_at
                FROM plan.exclusion WHERE plan_id = :plan AND state = 'APPROVED' AND object_id IN (:objects)""")
                .param("plan", planId)
                .param("objects", objectIds)
                .query(ApprovedExclusion.class)
                .list()
                .forEach(row -> result.put(row.objectId(), row));
        return result;
    }

    @Override
    public int undecidedExclusions(long planId) {
        return jdbc.sql("SELECT count(*) FROM plan.exclusion WHERE plan_id = :plan AND state = 'PROPOSED'")
                .param("plan", planId)
                .query(Integer.class)
                .single();
    }

    @Override
    @Transactional
    public void freeze(long planId, String regionCode) {
        var plan = store.lock(planId, regionCode);
        PlanLife.TABLE.apply(plan.state(), PlanAct.FREEZE);
        var undecided = undecidedExclusions(planId);
        if (undecided > 0) {
            throw Problem.conflict("exclusions-undecided", "还有 " + undecided + " 条排除申请没有审批。请先由牵头部门审批人逐条决定，再冻结名单。");
        }
        if (!plan.frozen()) {
            store.write(plan.freeze(clock.now()));
        }
    }

    @Override
    public List<PlanSnapshot> approved(String regionCode) {
        return jdbc.sql("""
                SELECT id FROM plan.joint_plan
                WHERE region_code = :region AND state IN ('APPROVED', 'CLOSED')
                ORDER BY year DESC, sequence DESC""").param("region", regionCode).query(Long.class).list().stream()
                .map(id -> snapshots.of(store.require(id, regionCode)))
                .toList();
    }

    @Override
    public Optional<PlanSnapshot> publicPlan(long planId) {
        return plans.findById(planId)
                .filter(p -> p.state() == PlanState.APPROVED || p.state() == PlanState.CLOSED)
                .map(snapshots::of);
    }
}
