package org.mingchou.inspection.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The enterprise signs the finished sheet, or the refusal is recorded with a witness. */
@Service
@Clause("实施方案五（二）3：由法定代表人签字或盖章确认；拒绝签字的如实记录")
@Clause("安全生产法 68")
class AcknowledgeSheet {

    record Signing(String signerName, String signerRole, String image) {}

    record Refusing(String reason, String witnessName) {}

    private final VisitAccess access;
    private final VisitRepository visits;
    private final SheetState sheets;
    private final Acknowledgements acknowledgements;
    private final BlobStore blobs;
    private final ClientWrites writes;
    private final VisitHistory history;
    private final BusinessClock clock;

    AcknowledgeSheet(
            VisitAccess access,
            VisitRepository visits,
            SheetState sheets,
            Acknowledgements acknowledgements,
            BlobStore blobs,
            ClientWrites writes,
            VisitHistory history,
            BusinessClock clock) {
        this.access = access;
        this.visits = visits;
        this.sheets = sheets;
        this.acknowledgements = acknowledgements;
        this.blobs = blobs;
        this.writes = writes;
        this.history = history;
        this.clock = clock;
    }

    @Transactional
    public void sign(long visitId, Signing signing, @Nullable String clientId, Actor actor) {
        var visit = access.visitHeld(visitId, actor);
        access.requireSeat(visit, actor);
        if (!writes.first(actor, clientId, "sign visit/" + visitId, signing)) {
            return;
        }
        var next = complete(visit.during(VisitAct.SIGN));
        var image = SignatureImage.decode(signing.image());
        var blob = blobs.put(image, "image/png");
        acknowledgements.signed(
                visit, signing.signerName().strip(), signing.signerRole().strip(), blob.sha256(), actor, clock.now());
        visits.save(next);
        history.record(actor, "sign-sheet", visit, VisitAct.SIGN, null, Map.of("image", blob.sha256()));
    }

    @Transactional
    public void refuse(long visitId, Refusing refusing, @Nullable String clientId, Actor actor) {
        var visit = access.visitHeld(visitId, actor);
        access.requireSeat(visit, actor);
        if (!writes.first(actor, clientId, "refuse visit/" + visitId, refusing)) {
            return;
        }
        var next = complete(visit.during(VisitAct.REFUSE));
        acknowledgements.refused(
                visit, refusing.reason().strip(), refusing.witnessName().strip(), actor, clock.now());
        visits.save(next);
        history.record(actor, "record-refusal", visit, VisitAct.REFUSE, refusing.reason(), Map.of());
    }

    private Visit complete(Visit visit) {
        if (visit.onSite().unreachable()) {
            throw Problem.conflict("visit-unreachable", "这次检查已记录为无法联系，不需要签字。请直接结束现场检查。");
        }
        var sheet = sheets.of(visit.key());
        if (sheet.acknowledged() && !sheet.outdated()) {
            throw Problem.conflict("sheet-acknowledged", "企业已签字或已记录拒签，不能重复办理。请直接结束现场检查。");
        }
        var unanswered = sheet.items() - sheet.answered();
        if (unanswered > 0) {
            throw Problem.conflict("items-unanswered", "还有 " + unanswered + " 个事项没有填写结果。请各部门填写完整后，再请企业签字确认。")
                    .with("unanswered", unanswered);
        }
        return visit;
    }
}
