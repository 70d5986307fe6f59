package org.mingchou.dispatch.internal;

import static org.mingchou.dispatch.internal.AssignmentAct.CLAIM;
import static org.mingchou.dispatch.internal.AssignmentAct.CONFIRM;
import static org.mingchou.dispatch.internal.AssignmentAct.DROP;
import static org.mingchou.dispatch.internal.AssignmentAct.STAFF;
import static org.mingchou.dispatch.internal.AssignmentState.CLAIMED;
import static org.mingchou.dispatch.internal.AssignmentState.CONFIRMED;
import static org.mingchou.dispatch.internal.AssignmentState.DISPATCHED;
import static org.mingchou.dispatch.internal.AssignmentState.DROPPED;
import static org.mingchou.dispatch.internal.AssignmentState.NOT_APPLICABLE;
import static org.mingchou.dispatch.internal.AssignmentState.STAFFED;

import org.mingchou.shared.TransitionTable;

final class AssignmentLife {

    static final TransitionTable<AssignmentState, AssignmentAct> TABLE = TransitionTable.of(
                    "assignment", "派发任务", AssignmentState.class, AssignmentAct.class, DISPATCHED)
            .edge(DISPATCHED, CONFIRM, CONFIRMED, "-")
            .edge(DISPATCHED, AssignmentAct.NOT_APPLICABLE, NOT_APPLICABLE, "-")
            .edge(DISPATCHED, DROP, DROPPED, "AssignmentsDropped")
            .edge(CONFIRMED, CLAIM, CLAIMED, "AssignmentClaimed")
            .edge(CONFIRMED, DROP, DROPPED, "AssignmentsDropped")
            .edge(CLAIMED, STAFF, STAFFED, "-")
            .edge(CLAIMED, DROP, DROPPED, "AssignmentsDropped")
            .edge(STAFFED, DROP, DROPPED, "AssignmentsDropped")
            .bySystem(STAFF, DROP)
            .build();

    private AssignmentLife() {}
}
