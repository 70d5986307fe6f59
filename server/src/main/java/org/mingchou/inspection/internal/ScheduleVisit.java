package org.mingchou.inspection.internal;

import java.time.LocalDate;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.officer.Officers;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Quoted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The lead department sets one day for all departments. */
@Service
class ScheduleVisit {

    private final VisitAccess access;
    private final VisitRepository visits;
    private final SheetRows sheet;
    private final Officers officers;
    private final VisitHistory history;
    private final BusinessClock clock;

    ScheduleVisit(
            VisitAccess access,
            VisitRepository visits,
            SheetRows sheet,
            Officers officers,
            VisitHistory history,
            BusinessClock clock) {
        this.access = access;
        this.visits = visits;
        this.sheet = sheet;
        this.officers = officers;
        this.history = history;
        this.clock = clock;
    }

    @Clause("实施方案一：抽查时间")
    @Clause("实施方案六（三）：牵头部门统一安排检查日程")
    @Transactional
    public void schedule(long visitId, LocalDate on, Actor actor) {
        var visit = access.visitLedBy(visitId, actor);
        var next = visit.schedule(on);
        if (on.isBefore(clock.today())) {
            throw Problem.unprocessable("schedule-in-past", on + " 已经过去。请选择今天或以后的日期。");
        }
        for (var section : access.live(visitId)) {
            var task = section.task();
            if (on.isBefore(task.windowFrom()) || on.isAfter(task.windowTo())) {
                throw Problem.unprocessable(
                                "outside-plan-window",
                                on + " 不在" + Quoted.in(task.planTitle()) + "的抽查时间内。请选择 " + task.windowFrom() + " 至 "
                                        + task.windowTo() + " 之间的日期。")
                        .with("windowFrom", task.windowFrom())
                        .with("windowTo", task.windowTo());
            }
            requireCertificates(section, on);
        }
        visits.save(next);
        history.record(actor, "schedule-visit", next, VisitAct.SCHEDULE, null, Map.of("on", on.toString()));
    }

    /** As the directory says today; the seat's snapshot may be older than a renewal. */
    @Clause("行政处罚法 42：执法人员应当具有行政执法资格")
    void requireCertificates(Section section, LocalDate day) {
        var members = sheet.membersOf(section.key());
        var now = officers.byNumbers(
                members.stream().map(SheetRows.Member::officerNo).toList());
        for (var member : members) {
            var officer = now.get(member.officerNo());
            if (officer == null || !officer.certificateValidOn(day)) {
                throw Problem.unprocessable(
                                "certificate-not-valid",
                                section.task().departmentName() + " " + member.officerName() + " 的执法证件在 " + day
                                        + " 不在有效期内。请更新证件信息、改选日期，或办理人员替换。")
                        .with("officerNo", member.officerNo());
            }
        }
    }
}
