package org.mingchou.matching.internal;

import java.util.Map;
import org.mingchou.dispatch.AssignmentClaimed;
import org.mingchou.dispatch.Assignments;
import org.mingchou.dispatch.AssignmentsDropped;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.notification.Inbox;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.Officer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What claims and drop-outs mean for pools and groups. Runs in the publisher's transaction. */
@Component
class FollowAssignments {

    private final PoolStore pools;
    private final GroupStore groups;
    private final Assignments assignments;
    private final Draws draws;
    private final Plans plans;
    private final Rosters rosters;
    private final Inbox inbox;
    private final AuditTrail audit;

    FollowAssignments(
            PoolStore pools,
            GroupStore groups,
            Assignments assignments,
            Draws draws,
            Plans plans,
            Rosters rosters,
            Inbox inbox,
            AuditTrail audit) {
        this.pools = pools;
        this.groups = groups;
        this.assignments = assignments;
        this.draws = draws;
        this.plans = plans;
        this.rosters = rosters;
        this.inbox = inbox;
        this.audit = audit;
    }

    /** The first claim begins the pool. A claim after the match is of a late substitute: it is staffed by hand. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void claimed(AssignmentClaimed event) {
        var claimed = assignments.byIds(event.assignmentIds()).values();
        if (claimed.isEmpty()) {
            return;
        }
        var any = claimed.iterator().next();
        var plan = plans.require(any.planId(), any.regionCode());
        pools.begin(event.drawId(), any.planId(), any.regionCode(), event.departmentId(), plan.leadDepartmentId());
        var pool = pools.locked(event.drawId(), event.departmentId()).orElseThrow();
        if (!pool.matched()) {
            return;
        }
        var bound = draws.pool(event.drawId(), event.departmentId());
        var qualifications = new Qualifications(
                Officer.parse("officers.tsv", bound.officersTsv()), bound.date().toString());
        for (var assignment : claimed) {
            var demand = qualifications.of(rosters.demanded(assignment.itemVersionIds()));
            var funnel = rosters.funnel(
                    event.departmentId(),
                    assignment.regionCode(),
                    assignment.object().drawId(),
                    bound.date(),
                    demand.seat0().orElse(null));
            groups.insert(MatchOfficers.fresh(pool, assignment, demand, true, funnel));
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void dropped(AssignmentsDropped event) {
        for (long id : event.assignmentIds()) {
            var group = groups.ofAssignment(id).orElse(null);
            if (group == null || !GroupLife.TABLE.allows(group.state(), GroupAct.DISSOLVE)) {
                continue;
            }
            groups.update(group.dissolve());
            inbox.tellDepartment(group.departmentId(), "“" + group.objectName() + "”已退出，编组解除", link(group.planId()));
            audit.record(
                    "系统",
                    group.regionCode(),
                    "dissolve-group",
                    "group/" + group.id(),
                    Map.of("object", event.objectId(), "code", event.code()));
        }
    }

    static String link(long planId) {
        return "/desk/plans/" + planId + "/matching";
    }
}
