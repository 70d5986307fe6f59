package org.mingchou.inspection.internal;

import static org.mingchou.inspection.internal.SectionAct.*;
import static org.mingchou.inspection.internal.SectionState.*;

import org.mingchou.shared.TransitionTable;

final class SectionLife {

    static final TransitionTable<SectionState, SectionAct> TABLE = TransitionTable.of(
                    "section", "部门检查记录", SectionState.class, SectionAct.class, OPEN)
            .edge(OPEN, FILL, OPEN, "-")
            .edge(OPEN, SUBMIT, SUBMITTED, "-")
            .edge(SUBMITTED, RETURN, RETURNED, "-")
            .edge(RETURNED, FILL, RETURNED, "-")
            .edge(RETURNED, SUBMIT, SUBMITTED, "-")
            .edge(SUBMITTED, PUBLISH, PUBLISHED, "SectionApproved")
            .edge(PUBLISHED, AMEND, PUBLISHED, "-")
            .edge(OPEN, CANCEL, CANCELLED, "-")
            .bySystem(AMEND, CANCEL)
            .build();

    private SectionLife() {}
}
