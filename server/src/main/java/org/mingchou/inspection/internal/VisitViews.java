package org.mingchou.inspection.internal;

import static org.mingchou.inspection.internal.SectionView.local;
import static org.mingchou.inspection.internal.SectionView.localOrNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Calendars;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.calendar.WorkingDays;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Component;

/** Puts visits together for clients, with what this actor may do next. */
@Component
class VisitViews {

    private final SectionRepository sections;
    private final SectionViews sectionViews;
    private final VisitAccess access;
    private final SheetRows sheet;
    private final GateRows gate;
    private final SheetState sheets;
    private final Acknowledgements acknowledgements;
    private final VisitHistory history;
    private final Deadlines deadlines;
    private final BusinessClock clock;
    private final Calendars days;

    VisitViews(
            SectionRepository sections,
            SectionViews sectionViews,
            VisitAccess access,
            SheetRows sheet,
            GateRows gate,
            SheetState sheets,
            Acknowledgements acknowledgements,
            VisitHistory history,
            Deadlines deadlines,
            BusinessClock clock,
            Calendars days) {
        this.sections = sections;
        this.sectionViews = sectionViews;
        this.access = access;
        this.sheet = sheet;
        this.gate = gate;
        this.sheets = sheets;
        this.acknowledgements = acknowledgements;
        this.history = history;
        this.deadlines = deadlines;
        this.clock = clock;
        this.days = days;
    }

    List<VisitView.Row> rows(List<Visit> visits, Actor actor) {
        var ids = visits.stream().map(Visit::key).toList();
        var byVisit = sections.findByVisitIdInOrderById(ids).stream().collect(Collectors.groupingBy(Section::visitId));
        access.reading(byVisit.values().stream().flatMap(List::stream).toList(), actor);
        var sectionIds = byVisit.values().stream()
                .flatMap(List::stream)
                .map(Section::key)
                .toList();
        var seats = sheet.members(sectionIds);
        var clocks = new HashMap<Long, Deadline>(deadlines.find("section", sectionIds, DeadlineRule.PUBLISH_RESULT));
        var owed = deadlines.find("visit", ids, DeadlineRule.MAKE_UP_APPROVAL);
        var states = sheets.of(ids);
        var calendar = days.workingDays();
        return visits.stream()
                .map(v -> row(
                        v,
                        byVisit.getOrDefault(v.key(), List.of()),
                        states.getOrDefault(v.key(), SheetState.NONE.apply(v.key())),
                        seats,
                        clocks,
                        owed.get(v.key()),
                        calendar,
                        actor))
                .toList();
    }

    VisitView.Full full(Visit visit, Actor actor) {
        var live = sections.findByVisitIdOrderById(visit.key()).stream()
                .filter(s -> s.state() != SectionState.CANCELLED || visit.state() == VisitState.CANCELLED)
                .toList();
        var parts = sectionViews.parts(live, actor);
        var acknowledgement = acknowledgements.find(visit.key());
        var approval = visit.approval();
        var prints = printsSheet(visit, live, actor);
        return new VisitView.Full(
                rows(List.of(visit), actor).get(0),
                prints ? visit.sheetCode() : null,
                prints ? visit.enterpriseCode() : null,
                visit.object().creditCode(),
                visit.object().legalRepresentative(),
                approval.approvalBasis(),
                approval.returnReason(),
                approval.requestedByName(),
                approval.approvedByName(),
                localOrNull(approval.approvedAt()),
                approval.urgentReason(),
                localOrNull(visit.notice().notifiedAt()),
                localOrNull(visit.onSite().finishedAt()),
                gate.checkIns(visit.key()).stream()
                        .map(c -> new VisitView.CheckInView(
                                c.officerNo(),
                                c.officerName(),
                                c.certificateNo(),
                                local(c.recordedAt()),
                                c.latitude(),
                                c.longitude()))
                        .toList(),
                groups(visit, live, parts),
                parts,
                gate.consultations(visit.key()).stream()
                        .map(c -> new VisitView.ConsultationView(
                                c.id(), c.question(), c.answer(), c.recordedByName(), local(c.recordedAt())))
                        .toList(),
                acknowledgement
                        .filter(a -> "SIGNED".equals(a.kind()))
                        .map(a -> new VisitView.SignatureView(
                                Objects.requireNonNull(a.signerName()),
                                Objects.requireNonNull(a.signerRole()),
                                local(a.recordedAt()),
                                Objects.requireNonNull(a.imageSha256())))
                        .orElse(null),
                acknowledgement
                        .filter(a -> "REFUSED".equals(a.kind()))
                        .map(a -> new VisitView.RefusalView(
                                Objects.requireNonNull(a.reason()),
                                Objects.requireNonNull(a.witnessName()),
                                local(a.recordedAt())))
                        .orElse(null),
                gate.attempts(visit.key()).stream()
                        .map(a -> new VisitView.AttemptView(local(a.attemptedAt()), a.note(), a.evidence()))
                        .toList(),
                history.of(visit.key()).stream().map(SectionView.EntryView::of).toList());
    }

    /** A department of the visit prints it; its officers read the code off the paper. */
    static boolean printsSheet(Visit visit, List<Section> live, Actor actor) {
        return actor.has(Role.DEPARTMENT_ADMIN)
                && (Objects.equals(actor.departmentId(), visit.leadDepartmentId())
                        || live.stream()
                                .anyMatch(s -> Objects.equals(
                                        actor.departmentId(), s.task().departmentId())));
    }

    private static List<VisitView.GroupView> groups(Visit visit, List<Section> live, List<SectionView> parts) {
        var result = new ArrayList<VisitView.GroupView>();
        for (int i = 0; i < live.size(); i++) {
            var task = live.get(i).task();
            result.add(new VisitView.GroupView(
                    task.groupId(),
                    task.departmentId(),
                    task.departmentName(),
                    task.departmentId() == visit.leadDepartmentId(),
                    parts.get(i).members(),
                    parts.get(i).assistants()));
        }
        return result;
    }

    private VisitView.Row row(
            Visit visit,
            List<Section> all,
            SheetState.Row state,
            Map<Long, List<SheetRows.Member>> seats,
            Map<Long, Deadline> clocks,
            @Nullable Deadline owed,
            WorkingDays calendar,
            Actor actor) {
        var task = all.get(0).task();
        var mine = all.stream()
                .anyMatch(s -> seats.getOrDefault(s.key(), List.of()).stream().anyMatch(m -> m.is(actor.accountId())));
        var nearest = all.stream()
                .map(s -> clocks.get(s.key()))
                .filter(d -> d != null && d.metOn() == null)
                .min(Comparator.comparing(Deadline::dueOn))
                .orElse(null);
        return new VisitView.Row(
                visit.key(),
                visit.version(),
                visit.state().name(),
                visit.state().label(),
                allowed(visit, state, mine, actor),
                SectionViews.sheetNo(visit, task),
                task.planId(),
                task.planTitle(),
                task.drawId(),
                visit.object().id(),
                visit.object().drawId(),
                visit.object().name(),
                visit.object().address(),
                all.stream().map(s -> s.task().departmentName()).distinct().toList(),
                visit.leadDepartmentId(),
                visit.scheduledOn(),
                hint(visit, calendar),
                visit.notice().noticeNo(),
                visit.onSite().outcome() == null
                        ? null
                        : visit.onSite().outcome().name(),
                mine,
                all.stream()
                        .filter(s -> Objects.equals(s.task().departmentId(), actor.departmentId()))
                        .map(s -> s.state().name())
                        .findFirst()
                        .orElse(null),
                owed != null && owed.metOn() == null ? owed : nearest,
                state.outdated());
    }

    /** The day of the notice has not come yet. */
    private boolean early(Visit visit) {
        return visit.scheduledOn() != null
                && visit.onSite().checkedInAt() == null
                && clock.today().isBefore(visit.scheduledOn());
    }

    private static @Nullable String hint(Visit visit, WorkingDays days) {
        var day = visit.scheduledOn();
        return day == null
                        || visit.state() == VisitState.FINISHED
                        || visit.state() == VisitState.CANCELLED
                        || days.isWorkingDay(day)
                ? null
                : day + " 不是工作日，请核对：企业和各部门当天是否有人。";
    }

    private List<String> allowed(Visit visit, SheetState.Row state, boolean mine, Actor actor) {
        var leads = Objects.equals(actor.departmentId(), visit.leadDepartmentId());
        var result = new ArrayList<String>();
        for (var act : VisitLife.TABLE.allowed(visit.state())) {
            var role = act.role();
            if (role == null || !actor.has(role)) {
                continue;
            }
            var may =
                    switch (act) {
                        case SCHEDULE, REQUEST_APPROVAL, NOTIFY, START_URGENTLY, RETURN -> leads;
                        case APPROVE -> leads && !visit.approval().requestedBy(actor);
                        case RECORD_UNREACHABLE -> mine && !visit.onSite().unreachable() && state.answered() == 0;
                        case FILL, CONSULT -> mine && !visit.onSite().unreachable() && !state.acknowledged();
                        case SIGN, REFUSE ->
                            mine
                                    && !visit.onSite().unreachable()
                                    && state.complete()
                                    && (state.outdated()
                                            || (visit.state() != VisitState.FINISHED && !state.acknowledged()));
                        case CHECK_IN -> mine && !state.acknowledged() && !early(visit);
                        case FINISH -> mine;
                        case CHANGE_GROUP, CANCEL -> false;
                    };
            if (may) {
                result.add(act.name());
            }
        }
        return result;
    }
}
