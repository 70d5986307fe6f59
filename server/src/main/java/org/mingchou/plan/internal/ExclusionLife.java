package org.mingchou.plan.internal;

import org.mingchou.shared.TransitionTable;

/** One object that shall stay in the frame and not be drawn. */
final class ExclusionLife {

    static final TransitionTable<ExclusionState, ExclusionAct> TABLE = TransitionTable.of(
                    "exclusion", "排除申请", ExclusionState.class, ExclusionAct.class, ExclusionState.PROPOSED)
            .edge(ExclusionState.PROPOSED, ExclusionAct.APPROVE, ExclusionState.APPROVED, "-")
            .edge(ExclusionState.PROPOSED, ExclusionAct.REJECT, ExclusionState.REJECTED, "-")
            .build();

    private ExclusionLife() {}
}
