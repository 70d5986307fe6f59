package org.mingchou.followup.internal;

import static org.mingchou.followup.internal.FollowUpAct.*;
import static org.mingchou.followup.internal.FollowUpState.*;

import org.mingchou.shared.TransitionTable;

final class FollowUpLife {

    static final TransitionTable<FollowUpState, FollowUpAct> TABLE = TransitionTable.of(
                    "followUp", "后续处置", FollowUpState.class, FollowUpAct.class, OPEN)
            .edge(OPEN, CLOSE, CLOSED, "-")
            .edge(OPEN, TRANSFER, TRANSFERRED, "-")
            .edge(TRANSFERRED, RECEIVE, RECEIVED, "-")
            .edge(OPEN, CANCEL, CANCELLED, "-")
            .edge(TRANSFERRED, CANCEL, CANCELLED, "-")
            .edge(RECEIVED, CANCEL, CANCELLED, "-")
            .edge(CLOSED, CANCEL, CANCELLED, "-")
            .bySystem(CANCEL)
            .build();

    private FollowUpLife() {}
}
