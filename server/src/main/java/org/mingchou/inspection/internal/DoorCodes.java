package org.mingchou.inspection.internal;

import java.util.Optional;
import org.mingchou.draw.DrawPublication;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.springframework.stereotype.Component;

/** What the enterprise at the gate scans to see that it was really drawn, and who may have it in hand. */
@Component
@Clause("抽取规范 §3.7.1")
class DoorCodes {

    private final DrawPublication publication;
    private final VisitAccess access;

    DoorCodes(DrawPublication publication, VisitAccess access) {
        this.publication = publication;
        this.access = access;
    }

    /** Empty until the enterprise may know of the visit, and when its draw is not known. */
    Optional<DrawPublication.DoorCode> of(Visit visit) {
        return announced(visit)
                ? access.live(visit.key()).stream()
                        .map(s -> s.task().drawId())
                        .distinct()
                        .map(draw -> publication.doorCode(draw, visit.object().drawId()))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    /** The notice is out, or the urgent path has begun: a proof in hand before would stand in for the approval. */
    static boolean announced(Visit visit) {
        return switch (visit.state()) {
            case NOTIFIED, APPROVAL_OWED, IN_PROGRESS, FINISHED -> true;
            case PLANNED, SCHEDULED, APPROVAL_REQUESTED, APPROVED, CANCELLED -> false;
        };
    }

    /** The officers of the visit, and who prints its papers and so holds the enterprise's own code. */
    boolean inHandOf(Visit visit, Actor actor) {
        var live = access.live(visit.key());
        return VisitViews.printsSheet(visit, live, actor) || live.stream().anyMatch(s -> access.member(s, actor));
    }
}
