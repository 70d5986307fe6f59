package org.mingchou.inspection.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.inspection.SectionApproved;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Officers hand a section in; another person passes it to publication or gives it back. */
@Service
class ReviewSection {

    private final VisitAccess access;
    private final SectionRepository sections;
    private final SheetRows sheet;
    private final ItemResults results;
    private final SheetState sheets;
    private final ClientWrites writes;
    private final VisitHistory history;
    private final Deadlines deadlines;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    ReviewSection(
            VisitAccess access,
            SectionRepository sections,
            SheetRows sheet,
            ItemResults results,
            SheetState sheets,
            ClientWrites writes,
            VisitHistory history,
            Deadlines deadlines,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.access = access;
        this.sections = sections;
        this.sheet = sheet;
        this.results = results;
        this.sheets = sheets;
        this.writes = writes;
        this.history = history;
        this.deadlines = deadlines;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public void submit(long sectionId, @Nullable String clientId, Actor actor) {
        var section = access.section(sectionId, actor);
        access.requireSeat(section, actor);
        if (!writes.first(actor, clientId, "submit section/" + sectionId, "")) {
            return;
        }
        var next = section.submitted(actor, clock.now());
        if (access.visit(section.visitId(), actor).state() != VisitState.FINISHED) {
            throw Problem.conflict("visit-not-finished", "现场检查还没有结束。请先“结束现场检查”，再提交审核。");
        }
        if (sheets.worsened(List.of(sectionId)).contains(sectionId)) {
            throw Problem.conflict("acknowledgement-outdated", "更正后的结果比企业签字时更重，企业还没有见过。请先请企业重新签字，或记录拒绝签字，再提交审核。");
        }
        sections.save(next);
        history.record(actor, "submit-section", next, SectionAct.SUBMIT, null, Map.of());
    }

    @Transactional
    public void giveBack(long sectionId, String reason, Actor actor) {
        var section = reviewable(sectionId, actor);
        var next = sections.save(section.returned(actor, reason.strip(), clock.now()));
        history.record(actor, "return-section", next, SectionAct.RETURN, reason.strip(), Map.of());
    }

    @Transactional
    public void publish(long sectionId, Actor actor) {
        var section = reviewable(sectionId, actor);
        var next = sections.save(section.published(actor, clock.now()));
        deadlines.met("section", sectionId, DeadlineRule.PUBLISH_RESULT, clock.today());
        history.record(actor, "publish-section", next, SectionAct.PUBLISH, null, Map.of());
        events.publishEvent(
                new SectionApproved(sectionId, next.visitId(), next.task().planId(), next.regionCode()));
    }

    private Section reviewable(long sectionId, Actor actor) {
        var section = access.section(sectionId, actor);
        var fillers = new ArrayList<>(results.fillers(sectionId));
        if (section.review().submittedBy() != null) {
            fillers.add(section.review().submittedBy());
        }
        var members = sheet.membersOf(sectionId).stream()
                .map(SheetRows.Member::accountId)
                .filter(Objects::nonNull)
                .toList();
        ReviewRule.requireAll(new ReviewRule.Case(section, actor, fillers, members));
        return section;
    }
}
