package org.mingchou.subject.internal;

import static org.mingchou.subject.internal.SubjectAct.*;
import static org.mingchou.subject.internal.SubjectStatus.*;

import org.mingchou.shared.TransitionTable;

/** The whole life of an object in the directory. Nothing is ever deleted. */
final class SubjectLife {

    static final TransitionTable<SubjectStatus, SubjectAct> TABLE = TransitionTable.of(
                    "subject", "检查对象", SubjectStatus.class, SubjectAct.class, ACTIVE)
            .edge(ACTIVE, EDIT, ACTIVE, "-")
            .edge(ACTIVE, CANCEL, CANCELLED, "-")
            .edge(ACTIVE, REVOKE, REVOKED, "-")
            .edge(ACTIVE, MOVE_OUT, MOVED_OUT, "-")
            .edge(REVOKED, EDIT, REVOKED, "-")
            .edge(REVOKED, CANCEL, CANCELLED, "-")
            .edge(REVOKED, RESTORE, ACTIVE, "-")
            .edge(CANCELLED, EDIT, CANCELLED, "-")
            .edge(CANCELLED, RESTORE, ACTIVE, "-")
            .edge(MOVED_OUT, EDIT, MOVED_OUT, "-")
            .edge(MOVED_OUT, RESTORE, ACTIVE, "-")
            .build();

    private SubjectLife() {}
}
