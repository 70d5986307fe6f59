package org.mingchou.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.mingchou.subject.SubjectSnapshot;

/** One object for one department under one plan, with the items that apply. */
public interface Assignments {

    record Assignment(
            long id,
            long planId,
            long drawId,
            String regionCode,
            long departmentId,
            SubjectSnapshot object,
            String status,
            List<Long> itemVersionIds,
            String source) {}

    /** @throws org.mingchou.shared.Problem 404 when absent or outside the region */
    Assignment require(long id, String regionCode);

    Map<Long, Assignment> byIds(Collection<Long> ids);

    /** Of one draw and department; {@code status} is one of AssignmentState. */
    List<Assignment> of(long drawId, long departmentId, String status);

    /** All assignments of a draw, any state. */
    List<Assignment> ofDraw(long drawId);

    /** Marks a claimed assignment as staffed. */
    void staffed(long assignmentId);
}
