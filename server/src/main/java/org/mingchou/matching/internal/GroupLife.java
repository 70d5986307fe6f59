package org.mingchou.matching.internal;

import static org.mingchou.matching.internal.GroupAct.ADD_ASSISTANT;
import static org.mingchou.matching.internal.GroupAct.APPROVE_MANUAL;
import static org.mingchou.matching.internal.GroupAct.APPROVE_REPLACEMENT;
import static org.mingchou.matching.internal.GroupAct.DISSOLVE;
import static org.mingchou.matching.internal.GroupAct.MATCH;
import static org.mingchou.matching.internal.GroupAct.PROPOSE_MANUAL;
import static org.mingchou.matching.internal.GroupAct.REJECT_MANUAL;
import static org.mingchou.matching.internal.GroupAct.REJECT_REPLACEMENT;
import static org.mingchou.matching.internal.GroupAct.REPLACE;
import static org.mingchou.matching.internal.GroupState.DISSOLVED;
import static org.mingchou.matching.internal.GroupState.MANUAL_PROPOSED;
import static org.mingchou.matching.internal.GroupState.STAFFED;
import static org.mingchou.matching.internal.GroupState.UNSTAFFED;

import org.mingchou.shared.TransitionTable;

final class GroupLife {

    static final TransitionTable<GroupState, GroupAct> TABLE = TransitionTable.of(
                    "group", "编组", GroupState.class, GroupAct.class, UNSTAFFED)
            .edge(UNSTAFFED, MATCH, STAFFED, "GroupStaffed")
            .edge(UNSTAFFED, PROPOSE_MANUAL, MANUAL_PROPOSED, "-")
            .edge(UNSTAFFED, DISSOLVE, DISSOLVED, "-")
            .edge(MANUAL_PROPOSED, APPROVE_MANUAL, STAFFED, "GroupStaffed")
            .edge(MANUAL_PROPOSED, REJECT_MANUAL, UNSTAFFED, "-")
            .edge(MANUAL_PROPOSED, DISSOLVE, DISSOLVED, "-")
            .edge(STAFFED, REPLACE, STAFFED, "-")
            .edge(STAFFED, APPROVE_REPLACEMENT, STAFFED, "GroupChanged")
            .edge(STAFFED, REJECT_REPLACEMENT, STAFFED, "-")
            .edge(STAFFED, ADD_ASSISTANT, STAFFED, "GroupChanged")
            .edge(STAFFED, DISSOLVE, DISSOLVED, "-")
            .bySystem(DISSOLVE)
            .build();

    private GroupLife() {}
}
