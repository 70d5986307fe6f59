package org.mingchou.inspection.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers per item: at the gate until the sheet is signed, and again when the reviewer gave the section back. */
@Service
class FillSection {

    private final VisitAccess access;
    private final SectionRepository sections;
    private final SheetRows sheet;
    private final ItemResults results;
    private final CheckIn checkIn;
    private final Acknowledgements acknowledgements;
    private final BlobStore blobs;
    private final ClientWrites writes;
    private final VisitHistory history;
    private final BusinessClock clock;

    FillSection(
            VisitAccess access,
            SectionRepository sections,
            SheetRows sheet,
            ItemResults results,
            CheckIn checkIn,
            Acknowledgements acknowledgements,
            BlobStore blobs,
            ClientWrites writes,
            VisitHistory history,
            BusinessClock clock) {
        this.access = access;
        this.sections = sections;
        this.sheet = sheet;
        this.results = results;
        this.checkIn = checkIn;
        this.acknowledgements = acknowledgements;
        this.blobs = blobs;
        this.writes = writes;
        this.history = history;
        this.clock = clock;
    }

    @Transactional
    public void fill(long sectionId, List<Answer> answers, @Nullable Integer version, String clientId, Actor actor) {
        var section = access.section(sectionId, actor);
        access.requireSeat(section, actor);
        if (!writes.first(actor, clientId, "fill section/" + sectionId, answers)) {
            return;
        }
        if (version != null && version != section.version()) {
            throw new OptimisticLockingFailureException("section " + sectionId);
        }
        var filled = section.filled();
        if (section.state() == SectionState.OPEN) {
            requireAtTheGate(section, actor);
        }
        write(section, answers, actor);
        sections.save(filled);
        history.record(actor, "fill-section", section, SectionAct.FILL, null, Map.of("items", answers.size()));
    }

    private void requireAtTheGate(Section section, Actor actor) {
        var visit = access.visitHeld(section.visitId(), actor);
        visit.during(VisitAct.FILL);
        if (visit.onSite().unreachable()) {
            throw Problem.conflict("visit-unreachable", "这次检查已记录为无法联系，不再填写事项结果。");
        }
        if (!checkIn.present(section)) {
            throw Problem.conflict("not-checked-in", section.task().departmentName() + "尚未扫码入企。请先登记到场的执法人员，再填写结果。");
        }
        if (acknowledgements.find(visit.key()).isPresent()) {
            throw Problem.conflict("sheet-acknowledged", "企业已签字或已记录拒签，检查表不能再改。确需更正的，由审核员退回后更正并留痕。");
        }
    }

    private void write(Section section, List<Answer> answers, Actor actor) {
        var known = new HashSet<Long>();
        sheet.itemsOf(section.key()).forEach(item -> known.add(item.itemVersionId()));
        var latest = results.latestOf(section.key());
        var seen = new HashSet<Long>();
        for (var answer : answers) {
            if (!known.contains(answer.itemVersionId())) {
                throw Problem.unprocessable("item-not-on-sheet", "提交的事项不在本部门的检查表上。请刷新检查表后重新填写。");
            }
            if (!seen.add(answer.itemVersionId())) {
                throw Problem.badInput("item-twice", "同一事项在一次提交中出现了两次，请合并后重新提交。");
            }
            for (var name : answer.evidence()) {
                if (!blobs.exists(name)) {
                    throw Problem.unprocessable("evidence-missing", "有证据文件尚未上传成功。请先上传照片或文件，再保存结果。");
                }
            }
            var before = latest.get(answer.itemVersionId());
            if (before == null || !before.says(answer)) {
                results.append(section, answer, before == null ? 1 : before.revision() + 1, actor, clock.now());
            }
        }
    }
}
