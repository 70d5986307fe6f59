package org.mingchou.inspection.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.inspection.Sections.Amendment;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 更正 works on the answers, so that sheet, whole result, follow-up and statistics cannot part company. */
@Component
@Clause("企业信息公示暂行条例 12：公示信息不准确的，应当及时更正")
class AmendSection {

    private final VisitAccess access;
    private final SheetRows sheet;
    private final ItemResults results;
    private final BlobStore blobs;
    private final VisitHistory history;
    private final BusinessClock clock;

    AmendSection(
            VisitAccess access,
            SheetRows sheet,
            ItemResults results,
            BlobStore blobs,
            VisitHistory history,
            BusinessClock clock) {
        this.access = access;
        this.sheet = sheet;
        this.results = results;
        this.blobs = blobs;
        this.history = history;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean amend(long sectionId, List<Amendment> amendments, String why, Actor actor) {
        var section = access.section(sectionId, actor);
        if (access.member(section, actor)) {
            throw Problem.notAllowed("reviewer-took-part", "您是这次检查的执法人员，不能更正自己参加的检查的结果。请由本部门另一位审核员办理。");
        }
        var latest = results.latestOf(sectionId);
        var known = sheet.itemsOf(sectionId).stream()
                .map(SheetRows.Item::itemVersionId)
                .toList();
        var seen = new LinkedHashSet<Long>();
        int written = 0;
        for (int i = 0; i < amendments.size(); i++) {
            var amendment = amendments.get(i);
            var before = latest.get(amendment.itemVersionId());
            if (before == null || !known.contains(amendment.itemVersionId())) {
                throw Problem.unprocessable("item-not-on-sheet", "要更正的事项不在本部门的检查表上。请刷新后重新选择。");
            }
            if (!seen.add(amendment.itemVersionId())) {
                throw Problem.badInput("item-twice", "同一事项在一次更正中出现了两次，请合并后重新提交。");
            }
            var answer = answer("items[" + i + "]", amendment, before);
            if (before.saysWithoutEvidence(answer)) {
                continue;
            }
            requireNotice(amendment, answer, before);
            results.append(section, answer, before.revision() + 1, actor, clock.now());
            written++;
        }
        if (written > 0) {
            history.record(actor, "amend-section", section, SectionAct.AMEND, why, Map.of("items", written));
        }
        return written > 0;
    }

    private static Answer answer(String at, Amendment amendment, ItemResults.Row before) {
        var evidence = new LinkedHashSet<>(before.evidenceNames());
        evidence.addAll(amendment.evidence());
        return Answer.of(
                at,
                amendment.itemVersionId(),
                value(Outcome.class, at + ".outcome", amendment.outcome()),
                amendment.finding(),
                amendment.handling(),
                value(Measure.class, at + ".measure", amendment.measure()),
                amendment.reason(),
                List.copyOf(evidence));
    }

    private void requireNotice(Amendment amendment, Answer answer, ItemResults.Row before) {
        if (answer.worseThan(before) && amendment.evidence().isEmpty()) {
            throw Problem.unprocessable("notice-evidence-required", "更正后的结果对企业更重。请先书面告知企业，并上传送达凭证后再更正。");
        }
        for (var name : amendment.evidence()) {
            if (!blobs.exists(name)) {
                throw Problem.unprocessable("evidence-missing", "有证据文件尚未上传成功。请先上传，再提交更正。");
            }
        }
    }

    private static <E extends Enum<E>> @Nullable E value(Class<E> type, String field, @Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw Problem.fields(List.of(new FieldError(field, "没有“" + name + "”这个选项，请从列表中选择")));
        }
    }
}
