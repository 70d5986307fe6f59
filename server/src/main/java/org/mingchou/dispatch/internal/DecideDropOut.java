package org.mingchou.dispatch.internal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.dispatch.AssignmentsDropped;
import org.mingchou.dispatch.internal.DispatchedDraws.DispatchedDraw;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.notification.Inbox;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Two approvers, one after the other; the second approval takes the object out of the draw. */
@Component
class DecideDropOut {

    private final DropOutStore dropOuts;
    private final AssignmentStore assignments;
    private final DispatchedDraws dispatched;
    private final DispatchDraw dispatch;
    private final ConcernedDepartments concerned;
    private final Draws draws;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final BusinessClock clock;

    DecideDropOut(
            DropOutStore dropOuts,
            AssignmentStore assignments,
            DispatchedDraws dispatched,
            DispatchDraw dispatch,
            ConcernedDepartments concerned,
            Draws draws,
            Deadlines deadlines,
            Inbox inbox,
            ApplicationEventPublisher events,
            AuditTrail audit,
            BusinessClock clock) {
        this.dropOuts = dropOuts;
        this.assignments = assignments;
        this.dispatched = dispatched;
        this.dispatch = dispatch;
        this.concerned = concerned;
        this.draws = draws;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    DropOut approve(long id, Actor actor) {
        var draw = dispatched.locked(require(id, actor).drawId());
        ProposeDropOut.requireOpen(draw);
        requireConcerned(require(id, actor), actor);
        var approved = dropOuts.update(require(id, actor).approve(actor, now()));
        audit.record(
                actor,
                "approve-drop-out",
                "drop-out/" + id,
                Map.of("object", approved.objectId(), "state", approved.state().name()));
        return approved.state() == DropOutState.APPROVED ? takeOut(draw, approved, actor) : approved;
    }

    @Transactional
    DropOut reject(long id, String reason, Actor actor) {
        dispatched.locked(require(id, actor).drawId());
        requireConcerned(require(id, actor), actor);
        var rejected = dropOuts.update(require(id, actor).reject(actor, now(), reason));
        audit.record(
                actor, "reject-drop-out", "drop-out/" + id, Map.of("object", rejected.objectId(), "reason", reason));
        inbox.tellDepartment(
                rejected.departmentId(),
                "“" + rejected.objectName() + "”的退出申请未获批准，请比对确认或补充证据后重新申请",
                DispatchDraw.link(rejected.planId()));
        return rejected;
    }

    private void requireConcerned(DropOut dropOut, Actor actor) {
        if (!concerned.byPlan(dropOut.planId(), actor)) {
            throw Problem.notAllowed("department-not-in-plan", "退出申请由参加本次抽查的部门的审批人办理，本账号所在部门不在计划内。");
        }
    }

    DropOut require(long id, Actor actor) {
        var found = dropOuts.find(id).orElseThrow(() -> Problem.notFound("退出申请"));
        actor.requireRegion(found.regionCode(), "退出申请");
        return found;
    }

    private DropOut takeOut(DispatchedDraw draw, DropOut dropOut, Actor actor) {
        var ids = new ArrayList<Long>();
        var undecided = new ArrayList<Long>();
        for (var assignment : assignments.ofObject(draw.drawId(), dropOut.objectId())) {
            if (!AssignmentLife.TABLE.allows(assignment.state(), AssignmentAct.DROP)) {
                continue;
            }
            if (assignment.state() == AssignmentState.DISPATCHED) {
                undecided.add(assignment.id());
            }
            assignments.update(assignment.drop());
            ids.add(assignment.id());
        }
        // The department answered when it proposed; how long the approvers took is not its delay.
        LocalDate answered =
                dropOut.proposed().at().atZoneSameInstant(BusinessClock.ZONE).toLocalDate();
        deadlines.met(DispatchDraw.KIND, undecided, DeadlineRule.CONFIRM_DISPATCH, answered);
        events.publishEvent(new AssignmentsDropped(
                draw.drawId(), dropOut.objectId(), dropOut.code().name(), ids));
        return draw.secondSeedKnown() ? substitute(draw, dropOut, actor) : dropOut;
    }

    private DropOut substitute(DispatchedDraw draw, DropOut dropOut, Actor actor) {
        var next = draws.nextSubstitute(
                draw.drawId(), dropOut.objectId(), dropOut.code().name(), dropOut.evidence());
        if (next.isEmpty()) {
            inbox.tellDepartment(
                    draw.leadDepartmentId(),
                    "“" + dropOut.objectName() + "”退出后，同层备用对象已用完，本次少查 1 户",
                    DispatchDraw.link(draw.planId()));
            return dropOut;
        }
        dispatch.substitute(draw, next.get().objectId());
        audit.record(
                actor,
                "substitute-object",
                "drop-out/" + dropOut.id(),
                Map.of("object", dropOut.objectId(), "substitute", next.get().objectId()));
        return dropOuts.update(dropOut.substitutedBy(next.get().objectId()));
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
