package org.mingchou.matching.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.dispatch.Assignments;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.matching.GroupStaffed;
import org.mingchou.matching.internal.PoolStore.StoredPool;
import org.mingchou.matching.internal.Qualifications.Demand;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.org.Departments;
import org.mingchou.sampler.MatchResult;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deals a department's officers to its claimed objects, once. */
@Component
@Clause("SSJ-MATCH-1 4.2")
@Clause("实施方案 四（二）")
class MatchOfficers {

    private final PoolStore pools;
    private final GroupStore groups;
    private final Assignments assignments;
    private final Draws draws;
    private final Officers officers;
    private final Rosters rosters;
    private final Departments departments;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final BusinessClock clock;

    MatchOfficers(
            PoolStore pools,
            GroupStore groups,
            Assignments assignments,
            Draws draws,
            Officers officers,
            Rosters rosters,
            Departments departments,
            ApplicationEventPublisher events,
            AuditTrail audit,
            BusinessClock clock) {
        this.pools = pools;
        this.groups = groups;
        this.assignments = assignments;
        this.draws = draws;
        this.officers = officers;
        this.rosters = rosters;
        this.departments = departments;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return the department whose pool it is */
    @Transactional
    public long match(long drawId, String poolId, Actor actor) {
        draws.require(drawId, actor.regionCode());
        var department = departments.inRegion(actor.regionCode()).stream()
                .filter(d -> d.code().equals(poolId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("人员池"));
        actor.requireDepartment(department.id(), "匹配编组");
        var pool = pools.locked(drawId, department.id())
                .orElseThrow(() -> Problem.conflict("nothing-claimed", "本部门还没有认领检查对象。请先认领全部已确认的对象，再匹配。"));
        if (pool.matched()) {
            throw Problem.conflict("pool-already-matched", "本部门已经匹配过，结果已记入日志，不能重新匹配。人员变动请用“更换人员”。");
        }
        requireAllClaimed(drawId, department.id());
        var claimed = assignments.of(drawId, department.id(), "CLAIMED").stream()
                .collect(Collectors.toMap(a -> a.object().drawId(), a -> a, (a, b) -> a, LinkedHashMap::new));
        if (claimed.isEmpty()) {
            throw Problem.conflict("nothing-claimed", "本部门没有已认领的检查对象，不需要匹配。");
        }
        var bound = BoundPool.of(draws, drawId, department.id());
        var demands = demands(bound, claimed);
        var tasks = demands.entrySet().stream()
                .map(d -> new MatchTask(d.getKey(), d.getValue().seat0()))
                .toList();
        var result = Matching.match(
                bound.seed(),
                bound.pool().poolId(),
                bound.lastDay(),
                bound.pool().groupSize(),
                tasks,
                bound.officers(),
                bound.avoid());
        pools.matched(pool.id(), now(), actor.displayName(), result.repairs());
        var staffed = store(pool, result, claimed, demands);
        draws.recordMatch(drawId, bound.pool().poolId(), MatchTask.tsv(tasks), result.tsv());
        for (var group : staffed) {
            assignments.staffed(group.assignmentId());
            events.publishEvent(new GroupStaffed(group.id(), group.assignmentId(), drawId, pool.planId()));
        }
        audit.record(
                actor,
                "match-officers",
                "draw/" + drawId,
                Map.of(
                        "pool",
                        poolId,
                        "tasks",
                        tasks.size(),
                        "staffed",
                        result.rows().size(),
                        "unstaffed",
                        result.unstaffed().size(),
                        "repairs",
                        result.repairs(),
                        // The lists of the opening hold numbers; whose they were is bound here.
                        "people",
                        people(staffed)));
        return department.id();
    }

    private static Map<String, String> people(List<Group> groups) {
        return groups.stream()
                .flatMap(g -> g.officers().stream())
                .collect(
                        Collectors.toMap(OfficerSnapshot::officerNo, OfficerSnapshot::name, (a, b) -> a, TreeMap::new));
    }

    private void requireAllClaimed(long drawId, long departmentId) {
        // An object left out on purpose would be staffed by hand later: the choice of officers would be nobody's lot.
        int open = assignments.of(drawId, departmentId, "DISPATCHED").size();
        int unclaimed = assignments.of(drawId, departmentId, "CONFIRMED").size();
        if (open + unclaimed > 0) {
            throw Problem.conflict(
                            "not-all-claimed",
                            "匹配只做一次，须包括本部门的全部对象：还有 " + open + " 户未比对确认、" + unclaimed + " 户未认领。请先办完再匹配。")
                    .with("undecided", open)
                    .with("unclaimed", unclaimed);
        }
    }

    /** By object id, ascending bytewise: the order of tasks.tsv. */
    private Map<String, Demand> demands(BoundPool bound, Map<String, Assignments.Assignment> claimed) {
        var qualifications = new Qualifications(bound.officers(), bound.lastDay());
        var result = new LinkedHashMap<String, Demand>();
        claimed.keySet().stream()
                .sorted()
                .forEach(objectId -> result.put(
                        objectId,
                        qualifications.of(
                                rosters.demanded(claimed(claimed, objectId).itemVersionIds()))));
        return result;
    }

    private List<Group> store(
            StoredPool pool,
            MatchResult result,
            Map<String, Assignments.Assignment> claimed,
            Map<String, Demand> demands) {
        Map<String, OfficerSnapshot> snapshots = officers.byNumbers(result.rows().stream()
                .flatMap(r -> r.officers().stream())
                .distinct()
                .toList());
        var staffed = new ArrayList<Group>();
        for (var row : result.rows()) {
            var seats =
                    row.officers().stream().map(no -> snapshot(snapshots, no)).toList();
            var group = fresh(pool, claimed(claimed, row.objectId()), demand(demands, row.objectId()), false, null)
                    .matched(seats);
            long id = groups.insert(group);
            staffed.add(groups.find(id).orElseThrow());
        }
        for (var unstaffed : result.unstaffed()) {
            var assignment = claimed(claimed, unstaffed.objectId());
            groups.insert(fresh(pool, assignment, demand(demands, unstaffed.objectId()), false, Funnel.of(unstaffed)));
        }
        return staffed;
    }

    /** A group that has nobody yet. */
    static Group fresh(
            StoredPool pool, Assignments.Assignment assignment, Demand demand, boolean late, @Nullable Funnel funnel) {
        return new Group(
                0,
                0,
                pool.id(),
                pool.drawId(),
                pool.planId(),
                pool.regionCode(),
                pool.departmentId(),
                pool.leadDepartmentId(),
                assignment.id(),
                assignment.object().id(),
                assignment.object().drawId(),
                assignment.object().name(),
                demand.seat0().orElse(null),
                demand.others(),
                late,
                GroupLife.TABLE.initial(),
                false,
                funnel,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static Assignments.Assignment claimed(Map<String, Assignments.Assignment> claimed, String objectId) {
        var found = claimed.get(objectId);
        if (found == null) {
            throw new IllegalStateException("the matching names an object that is no task: " + objectId);
        }
        return found;
    }

    private static Demand demand(Map<String, Demand> demands, String objectId) {
        var found = demands.get(objectId);
        return found == null ? new Demand(java.util.Optional.empty(), List.of()) : found;
    }

    private static OfficerSnapshot snapshot(Map<String, OfficerSnapshot> snapshots, String officerNo) {
        var found = snapshots.get(officerNo);
        if (found == null) {
            throw new IllegalStateException("an officer of the opening is not in the directory: " + officerNo);
        }
        return found;
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
