package org.mingchou.inspection.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mingchou.inspection.Visits;
import org.mingchou.matching.Groups;
import org.mingchou.org.Departments;
import org.springframework.stereotype.Component;

@Component
class StoredVisits implements Visits {

    private final VisitRepository visits;
    private final VisitAccess access;
    private final SheetRows sheet;
    private final VisitPapers papers;
    private final Departments departments;
    private final Groups groups;

    StoredVisits(
            VisitRepository visits,
            VisitAccess access,
            SheetRows sheet,
            VisitPapers papers,
            Departments departments,
            Groups groups) {
        this.groups = groups;
        this.visits = visits;
        this.access = access;
        this.sheet = sheet;
        this.papers = papers;
        this.departments = departments;
    }

    @Override
    public Optional<PublicVisit> bySheetCode(String sheetCode) {
        return visits.findBySheetCode(fold(sheetCode)).map(this::show);
    }

    @Override
    public Optional<PublicVisit> byEnterpriseCode(String enterpriseCode) {
        return visits.findByEnterpriseCode(fold(enterpriseCode)).map(this::show);
    }

    @Override
    public Optional<byte[]> notice(String enterpriseCode) {
        return visits.findByEnterpriseCode(fold(enterpriseCode))
                .filter(v -> v.notice().noticeNo() != null)
                .map(v -> papers.notice(v, true));
    }

    private PublicVisit show(Visit visit) {
        var live = access.live(visit.key());
        return new PublicVisit(
                visit.sheetCode(),
                visit.regionCode(),
                departments.regionName(visit.regionCode()),
                visit.object().drawId(),
                visit.object().name(),
                visit.object().creditCode(),
                visit.object().address(),
                departments
                        .require(visit.leadDepartmentId(), visit.regionCode())
                        .name(),
                visit.state().name(),
                visit.state().label(),
                visit.approval().approvedAt() != null,
                DoorCodes.announced(visit),
                visit.approval().urgentReason(),
                visit.scheduledOn(),
                visit.notice().noticeNo(),
                visit.notice().notifiedAt(),
                visit.onSite().finishedAt(),
                live.stream().map(this::show).toList());
    }

    private PublicSection show(Section section) {
        var task = section.task();
        return new PublicSection(
                section.key(),
                task.planId(),
                task.planTitle(),
                task.drawId(),
                task.departmentName(),
                section.state().name(),
                section.state().label(),
                groups.ofAssignment(task.assignmentId())
                        .map(Groups.Group::manual)
                        .orElse(false),
                sheet.membersOf(section.key()).stream()
                        .map(m -> new Officer(m.officerName(), m.certificateNo(), m.certificateValidTo()))
                        .toList(),
                sheet.assistants(List.of(section.key())).getOrDefault(section.key(), List.of()).stream()
                        .map(a -> new Assistant(a.name(), a.specialty()))
                        .toList(),
                sheet.itemsOf(section.key()).stream()
                        .map(i -> new Item(i.itemName(), i.legalBasis(), i.method(), i.points()))
                        .toList());
    }

    private static String fold(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
