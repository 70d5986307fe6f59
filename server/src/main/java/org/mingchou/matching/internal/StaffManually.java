package org.mingchou.matching.internal;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.dispatch.Assignments;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.matching.GroupStaffed;
import org.mingchou.matching.internal.Group.Proposal;
import org.mingchou.notification.Inbox;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The last step of the escalation ladder: people choose the officers of a task that the rule could not staff, and it is
 * logged and shown as 非随机. The directory counts as it is now, so that a renewed certificate helps.
 */
@Component
@Clause("SSJ-MATCH-1 4.5")
class StaffManually {

    private final GroupStore groups;
    private final PoolStore pools;
    private final Assignments assignments;
    private final Draws draws;
    private final Rosters rosters;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final BusinessClock clock;

    StaffManually(
            GroupStore groups,
            PoolStore pools,
            Assignments assignments,
            Draws draws,
            Rosters rosters,
            Inbox inbox,
            ApplicationEventPublisher events,
            AuditTrail audit,
            BusinessClock clock) {
        this.groups = groups;
        this.pools = pools;
        this.assignments = assignments;
        this.draws = draws;
        this.rosters = rosters;
        this.inbox = inbox;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void propose(long groupId, List<Long> officerIds, String reason, Actor actor) {
        var group = groups.requireVisible(groupId, actor);
        actor.requireDepartment(group.departmentId(), "编组");
        GroupLife.TABLE.apply(group.state(), GroupAct.PROPOSE_MANUAL);
        var chosen = chosen(group, officerIds);
        requireRules(group, chosen);
        var numbers = chosen.stream().map(OfficerSnapshot::officerNo).toList();
        groups.update(group.propose(new Proposal(numbers, reason, actor.accountId(), actor.displayName(), now())));
        audit.record(
                actor,
                "propose-manual-staffing",
                "group/" + groupId,
                Map.of("officers", numbers, "object", group.objectId(), "reason", reason));
    }

    @Transactional
    public void approve(long groupId, Actor actor) {
        var seen = groups.requireVisible(groupId, actor);
        pools.locked(seen.drawId(), seen.departmentId());
        var group = groups.requireVisible(groupId, actor);
        GroupLife.TABLE.apply(group.state(), GroupAct.APPROVE_MANUAL);
        var proposal = group.proposed();
        var present = byNumber(group);
        var officers = new ArrayList<OfficerSnapshot>();
        for (var no : proposal.officerNos()) {
            var officer = present.get(no);
            if (officer == null) {
                throw Problem.conflict("officer-left", "所提人员中有人已不在名录库。请不批准本次指派，由部门另提人选。");
            }
            officers.add(officer);
        }
        // Days may have passed since the proposal: what was true then is checked again.
        requireRules(group, officers);
        var staffed = groups.update(group.approve(actor, now(), officers));
        assignments.staffed(group.assignmentId());
        var pool = draws.pool(group.drawId(), group.departmentId());
        draws.logMatchNote(
                group.drawId(),
                "MANUAL pool=" + pool.poolId() + " object=" + group.objectId() + " officers="
                        + String.join(",", proposal.officerNos()) + " reason="
                        + HashProfile.SHA256.hex(proposal.reason().getBytes(StandardCharsets.UTF_8)));
        audit.record(
                actor,
                "approve-manual-staffing",
                "group/" + groupId,
                Map.of(
                        "officers",
                        proposal.officerNos(),
                        "object",
                        group.objectId(),
                        "people",
                        officers.stream()
                                .collect(Collectors.toMap(OfficerSnapshot::officerNo, OfficerSnapshot::name))));
        events.publishEvent(new GroupStaffed(staffed.id(), staffed.assignmentId(), staffed.drawId(), staffed.planId()));
    }

    @Transactional
    public void reject(long groupId, String reason, Actor actor) {
        var group = groups.requireVisible(groupId, actor);
        groups.update(group.reject(actor));
        inbox.tellDepartment(
                group.departmentId(),
                "“" + group.objectName() + "”的人工指派未获批准：" + reason,
                FollowAssignments.link(group.planId()));
        audit.record(actor, "reject-manual-staffing", "group/" + groupId, Map.of("reason", reason));
    }

    /** Seat 0 goes to whoever holds the required qualification; otherwise the order of the choice stands. */
    private List<OfficerSnapshot> chosen(Group group, List<Long> officerIds) {
        var present = rosters.inRegion(group.regionCode());
        var chosen = new ArrayList<OfficerSnapshot>();
        for (long id : new LinkedHashSet<>(officerIds)) {
            var officer = present.get(id);
            if (officer == null) {
                throw Problem.unprocessable("officer-unknown", "所选人员中有人不在本区执法人员名录库，或已停用。请从候选名单中重新选择。")
                        .with("officerId", id);
            }
            chosen.add(officer);
        }
        chosen.sort(Comparator.comparing(o -> !holds(o, group.requiredQualification())));
        return chosen;
    }

    private void requireRules(Group group, List<OfficerSnapshot> officers) {
        var lastDay = draws.pool(group.drawId(), group.departmentId()).date();
        var required = group.requiredQualification();
        StaffingRule.require(StaffingRule.check(
                officers,
                lastDay,
                rosters.recused(group.regionCode(), group.objectId()),
                required,
                required == null ? "" : rosters.qualificationName(required)));
    }

    private Map<String, OfficerSnapshot> byNumber(Group group) {
        var result = new java.util.HashMap<String, OfficerSnapshot>();
        rosters.inRegion(group.regionCode()).values().forEach(o -> result.put(o.officerNo(), o));
        return result;
    }

    private static boolean holds(OfficerSnapshot officer, @Nullable String qualification) {
        return qualification != null && officer.qualifications().contains(qualification);
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
