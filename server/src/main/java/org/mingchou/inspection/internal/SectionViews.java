package org.mingchou.inspection.internal;

import static org.mingchou.inspection.internal.SectionView.localOrNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.org.Accounts;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.springframework.stereotype.Component;

/** Puts sections together for clients, with what this actor may do next. */
@Component
class SectionViews {

    private final VisitRepository visits;
    private final VisitAccess access;
    private final SheetRows sheet;
    private final ItemResults results;
    private final SheetState sheets;
    private final VisitHistory history;
    private final Deadlines deadlines;
    private final Accounts accounts;
    private final BlobStore blobs;

    SectionViews(
            VisitRepository visits,
            VisitAccess access,
            SheetRows sheet,
            ItemResults results,
            SheetState sheets,
            VisitHistory history,
            Deadlines deadlines,
            Accounts accounts,
            BlobStore blobs) {
        this.visits = visits;
        this.access = access;
        this.sheet = sheet;
        this.results = results;
        this.sheets = sheets;
        this.history = history;
        this.deadlines = deadlines;
        this.accounts = accounts;
        this.blobs = blobs;
    }

    SectionView full(Section section, Actor actor) {
        return views(List.of(section), actor, true, true).get(0);
    }

    /** With results, without history: as part of a visit. */
    List<SectionView> parts(Collection<Section> sections, Actor actor) {
        return views(sections, actor, true, false);
    }

    List<SectionView> rows(Collection<Section> sections, Actor actor) {
        return views(sections, actor, false, false);
    }

    static String sheetNo(Visit visit, SectionTask task) {
        return "%s-%d-%02d-%05d".formatted(visit.regionCode(), task.planYear(), task.planSequence(), visit.key());
    }

    private List<SectionView> views(
            Collection<Section> sections, Actor actor, boolean withResults, boolean withHistory) {
        access.reading(sections, actor);
        var ids = sections.stream().map(Section::key).toList();
        var visitOf = visits
                .findAllById(sections.stream().map(Section::visitId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Visit::key, Function.identity()));
        var members = sheet.members(ids);
        var assistants = sheet.assistants(ids);
        var items = sheet.items(ids);
        var latest = results.latest(ids);
        var due = deadlines.find("section", ids, DeadlineRule.PUBLISH_RESULT);
        var worse = sheets.worsened(ids);
        var usernames = usernames(members.values());
        return sections.stream()
                .map(section -> {
                    var id = section.key();
                    return view(
                            section,
                            Objects.requireNonNull(visitOf.get(section.visitId())),
                            members.getOrDefault(id, List.of()),
                            assistants.getOrDefault(id, List.of()),
                            items.getOrDefault(id, List.of()),
                            latest.getOrDefault(id, Map.of()),
                            due.get(id),
                            usernames,
                            worse.contains(id),
                            actor,
                            withResults,
                            withHistory);
                })
                .toList();
    }

    private SectionView view(
            Section section,
            Visit visit,
            List<SheetRows.Member> members,
            List<SheetRows.Aide> assistants,
            List<SheetRows.Item> items,
            Map<Long, ItemResults.Row> latest,
            @Nullable Deadline deadline,
            Map<Long, String> usernames,
            boolean worsened,
            Actor actor,
            boolean withResults,
            boolean withHistory) {
        var task = section.task();
        var review = section.review();
        var mine = members.stream().anyMatch(m -> m.is(actor.accountId()));
        return new SectionView(
                section.key(),
                section.version(),
                section.state().name(),
                section.state().label(),
                allowed(section, visit, mine, worsened, actor),
                section.visitId(),
                sheetNo(visit, task),
                visit.state().name(),
                visit.onSite().outcome() == null
                        ? null
                        : visit.onSite().outcome().name(),
                visit.scheduledOn(),
                task.planId(),
                task.planTitle(),
                visit.object().id(),
                visit.object().drawId(),
                visit.object().name(),
                task.departmentId(),
                task.departmentName(),
                items.size(),
                (int) latest.values().stream()
                        .filter(r -> r.outcome() == Outcome.PROBLEM)
                        .count(),
                items.size() - latest.size(),
                mine,
                review.submittedByName(),
                localOrNull(review.submittedAt()),
                review.reviewedByName(),
                review.returnReason(),
                localOrNull(review.publishedAt()),
                deadline,
                members.stream().map(m -> member(m, usernames)).toList(),
                assistants.stream()
                        .map(a -> new SectionView.AssistantView(a.name(), a.specialty()))
                        .toList(),
                withResults
                        ? items.stream()
                                .map(i -> result(i, latest.get(i.itemVersionId())))
                                .toList()
                        : null,
                withHistory
                        ? history.ofSection(section.key()).stream()
                                .map(SectionView.EntryView::of)
                                .toList()
                        : null);
    }

    private static List<String> allowed(Section section, Visit visit, boolean mine, boolean worsened, Actor actor) {
        var result = new ArrayList<String>();
        for (var act : SectionLife.TABLE.allowed(section.state())) {
            var role = act.role();
            if (role == null || !actor.has(role)) {
                continue;
            }
            var may =
                    switch (act) {
                        case FILL ->
                            mine
                                    && (section.state() == SectionState.RETURNED
                                            || visit.state().underWay());
                        case SUBMIT -> mine && visit.state() == VisitState.FINISHED && !worsened;
                        case RETURN, PUBLISH ->
                            !mine
                                    && Objects.equals(
                                            actor.departmentId(), section.task().departmentId());
                        case AMEND, CANCEL -> false;
                    };
            if (may) {
                result.add(act.name());
            }
        }
        return result;
    }

    private static SectionView.MemberView member(SheetRows.Member member, Map<Long, String> usernames) {
        return new SectionView.MemberView(
                member.seat(),
                member.officerId(),
                member.officerNo(),
                member.officerName(),
                member.accountId() == null ? null : usernames.get(member.accountId()),
                member.certificateNo(),
                member.certificateValidTo());
    }

    private SectionView.ResultView result(SheetRows.Item item, ItemResults.@Nullable Row row) {
        return new SectionView.ResultView(
                item.itemId(),
                item.itemVersionId(),
                item.itemVersion(),
                item.itemCode(),
                item.itemName(),
                item.points(),
                item.legalBasis(),
                item.method(),
                row == null ? null : row.outcome().name(),
                row == null ? null : row.outcome().label(),
                row == null ? null : row.finding(),
                row == null ? null : row.handling(),
                row == null || row.measure() == null ? null : row.measure().name(),
                row == null || row.measure() == null ? null : row.measure().label(),
                row == null ? null : row.reason(),
                row == null
                        ? List.of()
                        : row.evidenceNames().stream().map(this::evidence).toList(),
                row == null ? 0 : row.revision(),
                row == null ? null : row.recordedByName(),
                row == null ? null : SectionView.local(row.recordedAt()));
    }

    private SectionView.EvidenceView evidence(String sha256) {
        var blob = blobs.describe(sha256);
        return new SectionView.EvidenceView(sha256, blob.mediaType(), blob.size());
    }

    private Map<Long, String> usernames(Collection<List<SheetRows.Member>> members) {
        var result = new HashMap<Long, String>();
        members.stream()
                .flatMap(List::stream)
                .map(SheetRows.Member::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(id -> accounts.find(id).ifPresent(a -> result.put(id, a.username())));
        return result;
    }
}
