package org.mingchou.dispatch.internal;

import static org.mingchou.dispatch.internal.DropOutAct.APPROVE;
import static org.mingchou.dispatch.internal.DropOutAct.REJECT;
import static org.mingchou.dispatch.internal.DropOutState.APPROVED;
import static org.mingchou.dispatch.internal.DropOutState.FIRST_APPROVED;
import static org.mingchou.dispatch.internal.DropOutState.PROPOSED;
import static org.mingchou.dispatch.internal.DropOutState.REJECTED;

import org.mingchou.shared.TransitionTable;

final class DropOutLife {

    static final TransitionTable<DropOutState, DropOutAct> TABLE = TransitionTable.of(
                    "dropOut", "退出申请", DropOutState.class, DropOutAct.class, PROPOSED)
            .edge(PROPOSED, APPROVE, FIRST_APPROVED, "-")
            .edge(PROPOSED, REJECT, REJECTED, "-")
            .edge(FIRST_APPROVED, APPROVE, APPROVED, "AssignmentsDropped")
            .edge(FIRST_APPROVED, REJECT, REJECTED, "-")
            .build();

    private DropOutLife() {}
}
