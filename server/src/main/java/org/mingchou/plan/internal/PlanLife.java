package org.mingchou.plan.internal;

import static org.mingchou.plan.internal.PlanAct.APPROVE;
import static org.mingchou.plan.internal.PlanAct.CANCEL;
import static org.mingchou.plan.internal.PlanAct.CLOSE;
import static org.mingchou.plan.internal.PlanAct.EDIT;
import static org.mingchou.plan.internal.PlanAct.EXCLUDE;
import static org.mingchou.plan.internal.PlanAct.FREEZE;
import static org.mingchou.plan.internal.PlanAct.RETURN;
import static org.mingchou.plan.internal.PlanAct.SUBMIT;
import static org.mingchou.plan.internal.PlanState.APPROVED;
import static org.mingchou.plan.internal.PlanState.CANCELLED;
import static org.mingchou.plan.internal.PlanState.CLOSED;
import static org.mingchou.plan.internal.PlanState.DRAFT;
import static org.mingchou.plan.internal.PlanState.SUBMITTED;

import org.mingchou.shared.TransitionTable;

/** From draft to closed. Nothing is drawn before the approval; the frame closes when it is frozen. */
final class PlanLife {

    static final TransitionTable<PlanState, PlanAct> TABLE = TransitionTable.of(
                    "jointPlan", "抽查计划", PlanState.class, PlanAct.class, DRAFT)
            .edge(DRAFT, EDIT, DRAFT, "-")
            .edge(DRAFT, SUBMIT, SUBMITTED, "-")
            .edge(DRAFT, CANCEL, CANCELLED, "-")
            .edge(DRAFT, EXCLUDE, DRAFT, "-")
            .edge(SUBMITTED, RETURN, DRAFT, "-")
            .edge(SUBMITTED, APPROVE, APPROVED, "-")
            .edge(SUBMITTED, CANCEL, CANCELLED, "-")
            .edge(SUBMITTED, EXCLUDE, SUBMITTED, "-")
            .edge(APPROVED, EXCLUDE, APPROVED, "-")
            .edge(APPROVED, FREEZE, APPROVED, "-")
            .edge(APPROVED, CANCEL, CANCELLED, "-")
            .edge(APPROVED, CLOSE, CLOSED, "-")
            .build();

    private PlanLife() {}
}
