package org.mingchou.inspection.internal;

import java.util.List;
import java.util.Map;
import org.mingchou.dispatch.Assignments;
import org.mingchou.dispatch.Assignments.Assignment;
import org.mingchou.item.Items;
import org.mingchou.matching.GroupChanged;
import org.mingchou.matching.GroupStaffed;
import org.mingchou.matching.Groups;
import org.mingchou.matching.Groups.Group;
import org.mingchou.org.Departments;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一企一表 comes by itself: the first group for an object opens the visit, later groups add their sections. */
@Component
class OpenVisit {

    private final VisitRepository visits;
    private final SectionRepository sections;
    private final SheetRows sheet;
    private final VisitHistory history;
    private final Groups groups;
    private final Assignments assignments;
    private final Plans plans;
    private final Items items;
    private final Departments departments;
    private final JdbcClient jdbc;

    OpenVisit(
            VisitRepository visits,
            SectionRepository sections,
            SheetRows sheet,
            VisitHistory history,
            Groups groups,
            Assignments assignments,
            Plans plans,
            Items items,
            Departments departments,
            JdbcClient jdbc) {
        this.visits = visits;
        this.sections = sections;
        this.sheet = sheet;
        this.history = history;
        this.groups = groups;
        this.assignments = assignments;
        this.plans = plans;
        this.items = items;
        this.departments = departments;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional
    public void on(GroupStaffed event) {
        if (sectionOf(event.assignmentId()) != null) {
            on(new GroupChanged(event.groupId(), event.assignmentId()));
            return;
        }
        var assignment = assignment(event.assignmentId());
        var group = group(event.assignmentId());
        var plan = plans.require(assignment.planId(), assignment.regionCode());
        var visit = visitFor(assignment, plan);
        var department = departments.require(assignment.departmentId(), assignment.regionCode());
        var section =
                sections.save(Section.open(visit, SectionTask.of(plan, assignment, group.id(), department.name())));
        sheet.writePeople(section, group.seats(), group.assistants());
        var known = items.byVersions(assignment.itemVersionIds());
        sheet.writeItems(
                section,
                assignment.itemVersionIds().stream()
                        .filter(known::containsKey)
                        .map(known::get)
                        .toList());
        history.recordFollowing(
                "add-section",
                visit,
                "ADD_SECTION",
                department.name() + "编组完成，列入一企一表",
                Map.of("section", section.key(), "assignment", assignment.id()));
    }

    @EventListener
    @Transactional
    public void on(GroupChanged event) {
        var id = sectionOf(event.assignmentId());
        if (id == null) {
            return;
        }
        var section = sections.findById(id).orElseThrow();
        if (section.state() != SectionState.OPEN) {
            return;
        }
        var standing = groups.ofAssignment(event.assignmentId());
        if (standing.isEmpty()) {
            return;
        }
        var group = standing.get();
        sheet.writePeople(section, group.seats(), group.assistants());
        var visit = visits.findById(section.visitId()).orElseThrow();
        if (VisitLife.TABLE.allows(visit.state(), VisitAct.CHANGE_GROUP)) {
            visits.save(visit.changeGroup());
        }
        history.recordFollowing(
                "change-visit-group",
                visit,
                VisitAct.CHANGE_GROUP.name(),
                section.task().departmentName() + "编组有变更",
                Map.of("section", section.key(), "group", group.id()));
    }

    private Visit visitFor(Assignment assignment, PlanSnapshot plan) {
        var known = jdbc.sql("""
                SELECT id FROM inspection.visit
                WHERE opening_draw_id = :draw AND object_draw_id = :object
                  AND state IN ('PLANNED', 'SCHEDULED', 'APPROVAL_REQUESTED', 'APPROVED', 'NOTIFIED')""")
                .param("draw", assignment.drawId())
                .param("object", assignment.object().drawId())
                .query(Long.class)
                .optional();
        if (known.isPresent()) {
            var visit = visits.findById(known.get()).orElseThrow();
            return visit.state() == VisitState.PLANNED || visit.state() == VisitState.SCHEDULED
                    ? visit
                    : visits.save(visit.changeGroup());
        }
        return visits.save(Visit.planned(
                assignment.regionCode(),
                plan.leadDepartmentId(),
                VisitedObject.of(assignment.object()),
                assignment.drawId(),
                VisitCodes.fresh()));
    }

    private @org.jspecify.annotations.Nullable Long sectionOf(long assignmentId) {
        return jdbc.sql("SELECT id FROM inspection.section WHERE assignment_id = :id")
                .param("id", assignmentId)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private Assignment assignment(long id) {
        var found = assignments.byIds(List.of(id)).get(id);
        if (found == null) {
            throw new IllegalStateException("a group without assignment: " + id);
        }
        return found;
    }

    private Group group(long assignmentId) {
        return groups.ofAssignment(assignmentId)
                .orElseThrow(() -> new IllegalStateException("no group stands for assignment " + assignmentId));
    }
}
