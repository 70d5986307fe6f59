package org.mingchou.matching;

import java.util.List;
import java.util.Optional;
import org.mingchou.officer.OfficerSnapshot;

/** Groups of officers as visits need them. */
public interface Groups {

    /** A specialist who helps and is no officer. */
    record Assistant(String name, String specialty) {}

    record Group(long id, long assignmentId, boolean manual, List<OfficerSnapshot> seats, List<Assistant> assistants) {}

    Optional<Group> ofAssignment(long assignmentId);
}
