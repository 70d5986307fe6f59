package org.mingchou.inspection.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.inspection.Sections;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;

@Component
class StoredSections implements Sections {

    private final SectionRepository sections;
    private final VisitRepository visits;
    private final SheetRows sheet;
    private final ItemResults results;
    private final AmendSection amend;

    StoredSections(
            SectionRepository sections,
            VisitRepository visits,
            SheetRows sheet,
            ItemResults results,
            AmendSection amend) {
        this.sections = sections;
        this.visits = visits;
        this.sheet = sheet;
        this.results = results;
        this.amend = amend;
    }

    @Override
    public Section require(long sectionId) {
        var section = sections.findById(sectionId).orElseThrow(() -> Problem.notFound("这份部门检查记录"));
        var visit = visits.findById(section.visitId()).orElseThrow();
        var latest = results.latestOf(sectionId);
        var answers = sheet.itemsOf(sectionId).stream()
                .filter(item -> latest.containsKey(item.itemVersionId()))
                .map(item -> result(item, java.util.Objects.requireNonNull(latest.get(item.itemVersionId()))))
                .toList();
        var started = visit.onSite().checkedInAt();
        return new Section(
                sectionId,
                section.visitId(),
                section.task().planId(),
                section.task().drawId(),
                section.regionCode(),
                section.task().departmentId(),
                visit.object().in(visit.regionCode()),
                outcome(visit, answers.stream().map(ItemResult::outcome).toList()),
                started == null ? visit.onSite().finishedAt() : started,
                answers);
    }

    @Override
    public boolean amend(long sectionId, List<Amendment> amendments, String why, Actor actor) {
        return amend.amend(sectionId, amendments, why, actor);
    }

    /** Where no item of a department applies on the spot, it found none of the activity it came for. */
    private static String outcome(Visit visit, java.util.List<String> outcomes) {
        if (visit.onSite().unreachable()) {
            return "UNREACHABLE";
        }
        var absent = !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome.ABSENT_WITH_REASON.name()::equals);
        return absent ? "NO_SUCH_ACTIVITY" : "INSPECTED";
    }

    private static ItemResult result(SheetRows.Item item, ItemResults.Row row) {
        return new ItemResult(
                item.itemVersionId(),
                item.itemName(),
                row.outcome().name(),
                row.finding(),
                row.handling(),
                name(row.measure()));
    }

    private static @Nullable String name(@Nullable Measure measure) {
        return measure == null ? null : measure.name();
    }
}
