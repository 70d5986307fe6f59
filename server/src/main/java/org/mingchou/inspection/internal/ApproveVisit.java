package org.mingchou.inspection.internal;

import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The head of the lead department approves before the enterprise is told; in an emergency, right afterwards. */
@Service
@Clause("国办发〔2024〕54号：检查前报批；紧急情况先行检查的，及时补办")
class ApproveVisit {

    private final VisitAccess access;
    private final VisitRepository visits;
    private final ScheduleVisit schedule;
    private final NoticeNumbers numbers;
    private final VisitHistory history;
    private final Deadlines deadlines;
    private final BusinessClock clock;

    ApproveVisit(
            VisitAccess access,
            VisitRepository visits,
            ScheduleVisit schedule,
            NoticeNumbers numbers,
            VisitHistory history,
            Deadlines deadlines,
            BusinessClock clock) {
        this.access = access;
        this.visits = visits;
        this.schedule = schedule;
        this.numbers = numbers;
        this.history = history;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional
    public void request(long visitId, String basis, Actor actor) {
        var visit = access.visitLedBy(visitId, actor).requestApproval(actor, basis.strip(), clock.now());
        visits.save(visit);
        history.record(actor, "request-visit-approval", visit, VisitAct.REQUEST_APPROVAL, basis, Map.of());
    }

    @Transactional
    public void approve(long visitId, Actor actor) {
        var before = access.visitLedBy(visitId, actor);
        var visit = visits.save(before.approve(actor, clock.now()));
        if (before.state() == VisitState.APPROVAL_OWED) {
            deadlines.met("visit", visitId, DeadlineRule.MAKE_UP_APPROVAL, clock.today());
        }
        history.record(
                actor,
                "approve-visit",
                visit,
                VisitAct.APPROVE,
                null,
                Map.of("from", before.state().name()));
    }

    @Transactional
    public void giveBack(long visitId, String reason, Actor actor) {
        var visit = visits.save(access.visitLedBy(visitId, actor).giveBack(reason.strip()));
        history.record(actor, "return-visit", visit, VisitAct.RETURN, reason, Map.of());
    }

    @Transactional
    public void notify(long visitId, Actor actor) {
        var visit = access.visitLedBy(visitId, actor);
        // The table is asked first: a refused act must not use up a number.
        VisitLife.TABLE.apply(visit.state(), VisitAct.NOTIFY);
        var number = numbers.next(visit, access.live(visitId).get(0).task());
        visits.save(visit.notified(number, clock.now()));
        history.record(actor, "notify-visit", visit, VisitAct.NOTIFY, null, Map.of("noticeNo", number));
    }

    @Transactional
    public void startUrgently(long visitId, String reason, Actor actor) {
        var visit = access.visitLedBy(visitId, actor);
        VisitLife.TABLE.apply(visit.state(), VisitAct.START_URGENTLY);
        var today = clock.today();
        var live = access.live(visitId);
        live.forEach(section -> schedule.requireCertificates(section, today));
        if (reason.isBlank()) {
            throw Problem.badInput("reason-required", "先行检查须写明紧急情况，请填写后再提交。");
        }
        var number = numbers.next(visit, live.get(0).task());
        visits.save(visit.startUrgently(actor, reason.strip(), number, clock.now(), today));
        deadlines.start("visit", visitId, DeadlineRule.MAKE_UP_APPROVAL, today, "紧急情况先行检查");
        history.record(actor, "start-visit-urgently", visit, VisitAct.START_URGENTLY, reason, Map.of());
    }
}
