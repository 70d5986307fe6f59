package org.mingchou.inspection.internal;

import static org.mingchou.inspection.internal.VisitAct.*;
import static org.mingchou.inspection.internal.VisitState.*;

import org.mingchou.shared.Clause;
import org.mingchou.shared.TransitionTable;

/**
 * Approved before notified before begun; only the urgent path turns the order round, and then owes the approval. After
 * the end a sheet is signed again only when a returned section turned worse.
 */
@Clause("国办发〔2024〕54号：实施检查前报负责人批准；紧急情况及时报告并补办")
final class VisitLife {

    static final TransitionTable<VisitState, VisitAct> TABLE = TransitionTable.of(
                    "visit", "检查", VisitState.class, VisitAct.class, PLANNED)
            .edge(PLANNED, SCHEDULE, SCHEDULED, "-")
            .edge(SCHEDULED, SCHEDULE, SCHEDULED, "-")
            .edge(APPROVED, SCHEDULE, SCHEDULED, "-")
            .edge(NOTIFIED, SCHEDULE, SCHEDULED, "-")
            .edge(SCHEDULED, REQUEST_APPROVAL, APPROVAL_REQUESTED, "-")
            .edge(APPROVAL_REQUESTED, APPROVE, APPROVED, "-")
            .edge(APPROVAL_REQUESTED, RETURN, SCHEDULED, "-")
            .edge(APPROVED, NOTIFY, NOTIFIED, "-")
            .edge(PLANNED, START_URGENTLY, APPROVAL_OWED, "-")
            .edge(SCHEDULED, START_URGENTLY, APPROVAL_OWED, "-")
            .edge(APPROVAL_OWED, APPROVE, IN_PROGRESS, "-")
            .edge(NOTIFIED, CHECK_IN, IN_PROGRESS, "-")
            .edge(IN_PROGRESS, CHECK_IN, IN_PROGRESS, "-")
            .edge(APPROVAL_OWED, CHECK_IN, APPROVAL_OWED, "-")
            .edge(IN_PROGRESS, FILL, IN_PROGRESS, "-")
            .edge(APPROVAL_OWED, FILL, APPROVAL_OWED, "-")
            .edge(IN_PROGRESS, CONSULT, IN_PROGRESS, "-")
            .edge(APPROVAL_OWED, CONSULT, APPROVAL_OWED, "-")
            .edge(IN_PROGRESS, SIGN, IN_PROGRESS, "-")
            .edge(APPROVAL_OWED, SIGN, APPROVAL_OWED, "-")
            .edge(IN_PROGRESS, REFUSE, IN_PROGRESS, "-")
            .edge(APPROVAL_OWED, REFUSE, APPROVAL_OWED, "-")
            .edge(NOTIFIED, RECORD_UNREACHABLE, IN_PROGRESS, "-")
            .edge(IN_PROGRESS, RECORD_UNREACHABLE, IN_PROGRESS, "-")
            .edge(APPROVAL_OWED, RECORD_UNREACHABLE, APPROVAL_OWED, "-")
            .edge(IN_PROGRESS, FINISH, FINISHED, "-")
            .edge(FINISHED, SIGN, FINISHED, "-")
            .edge(FINISHED, REFUSE, FINISHED, "-")
            .edge(PLANNED, CHANGE_GROUP, PLANNED, "-")
            .edge(SCHEDULED, CHANGE_GROUP, SCHEDULED, "-")
            .edge(APPROVAL_REQUESTED, CHANGE_GROUP, SCHEDULED, "-")
            .edge(APPROVED, CHANGE_GROUP, SCHEDULED, "-")
            .edge(NOTIFIED, CHANGE_GROUP, SCHEDULED, "-")
            .edge(PLANNED, CANCEL, CANCELLED, "-")
            .edge(SCHEDULED, CANCEL, CANCELLED, "-")
            .edge(APPROVAL_REQUESTED, CANCEL, CANCELLED, "-")
            .edge(APPROVED, CANCEL, CANCELLED, "-")
            .edge(NOTIFIED, CANCEL, CANCELLED, "-")
            .bySystem(CHANGE_GROUP, CANCEL)
            .build();

    private VisitLife() {}
}
