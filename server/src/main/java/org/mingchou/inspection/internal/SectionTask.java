package org.mingchou.inspection.internal;

import java.time.LocalDate;
import org.mingchou.dispatch.Assignments.Assignment;
import org.mingchou.plan.PlanSnapshot;

/**
 * Plan, draw and department that a section is for.
 *
 * @param publishStart {@code VISIT_FINISHED} or {@code WINDOW_END}: what starts the 20 working days
 */
record SectionTask(
        long planId,
        String planTitle,
        int planYear,
        int planSequence,
        LocalDate windowFrom,
        LocalDate windowTo,
        String publishStart,
        long drawId,
        long assignmentId,
        long groupId,
        long departmentId,
        String departmentName) {

    static SectionTask of(PlanSnapshot plan, Assignment assignment, long groupId, String departmentName) {
        return new SectionTask(
                plan.id(),
                plan.title(),
                plan.year(),
                plan.sequence(),
                plan.windowFrom(),
                plan.windowTo(),
                plan.publishStart(),
                assignment.drawId(),
                assignment.id(),
                groupId,
                assignment.departmentId(),
                departmentName);
    }
}
