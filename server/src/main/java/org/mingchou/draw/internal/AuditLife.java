package org.mingchou.draw.internal;

import org.mingchou.shared.Clause;
import org.mingchou.shared.TransitionTable;

/** One sampled exclusion. A finding is final: who doubts it has the next draw, and the court. */
@Clause("抽取规范 §3.6.1")
final class AuditLife {

    static final TransitionTable<AuditState, AuditAct> TABLE = TransitionTable.of(
                    "exclusionAudit", "排除抽查", AuditState.class, AuditAct.class, AuditState.OPEN)
            .edge(AuditState.OPEN, AuditAct.UPHOLD, AuditState.UPHELD, "-")
            .edge(AuditState.OPEN, AuditAct.REFUTE, AuditState.REFUTED, "-")
            .build();

    private AuditLife() {}
}
