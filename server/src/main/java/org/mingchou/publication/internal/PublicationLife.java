package org.mingchou.publication.internal;

import static org.mingchou.publication.internal.PublicationAct.CORRECT;
import static org.mingchou.publication.internal.PublicationAct.WITHDRAW;
import static org.mingchou.publication.internal.PublicationState.CORRECTED;
import static org.mingchou.publication.internal.PublicationState.PUBLISHED;
import static org.mingchou.publication.internal.PublicationState.WITHDRAWN;

import org.mingchou.shared.TransitionTable;

/** A result never disappears: it is corrected or withdrawn, and what stood there before stays readable. */
final class PublicationLife {

    static final TransitionTable<PublicationState, PublicationAct> TABLE = TransitionTable.of(
                    "publication", "公示结果", PublicationState.class, PublicationAct.class, PUBLISHED)
            .edge(PUBLISHED, CORRECT, CORRECTED, "ResultCorrected")
            .edge(CORRECTED, CORRECT, CORRECTED, "ResultCorrected")
            .edge(PUBLISHED, WITHDRAW, WITHDRAWN, "ResultWithdrawn")
            .edge(CORRECTED, WITHDRAW, WITHDRAWN, "ResultWithdrawn")
            .build();

    private PublicationLife() {}
}
