package org.mingchou.publication.internal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.inspection.Sections;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.publication.ResultCorrected;
import org.mingchou.publication.ResultWithdrawn;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.TextLimit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 更正 and 撤下 (企业信息公示暂行条例 12): with a reason, and the earlier wording stays in the history. A correction works on
 * the items; the whole result, the follow-up and the statistics follow from them.
 */
@Component
class AmendResult {

    /**
     * A new answer to one item, named by its place in the list, from 1.
     *
     * @param outcome NO_PROBLEM, PROBLEM, NOT_CHECKED or ABSENT_WITH_REASON
     * @param measure ORDER_CORRECTION, ABNORMAL_LIST, CASE_CLUE or TRANSFER for a problem
     * @param evidence SHA-256 names; for a worse result the proof that the enterprise was told in writing
     */
    record ItemChange(
            int ordinal,

            @NotBlank(message = "请选择更正后的检查结果") @Size(max = TextLimit.KEY, message = "检查结果" + TextLimit.TOO_LONG) String outcome,

            @Nullable @Size(max = TextLimit.ACCOUNT, message = "发现的问题" + TextLimit.TOO_LONG) String finding,

            @Nullable @Size(max = TextLimit.ACCOUNT, message = "处理情况" + TextLimit.TOO_LONG) String handling,

            @Nullable @Size(max = TextLimit.KEY, message = "措施" + TextLimit.TOO_LONG) String measure,

            @Nullable @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @Nullable List<String> evidence) {}

    private final PublicationStore store;
    private final Sections sections;
    private final StoredDictionary dictionary;
    private final WordedResult worded;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    AmendResult(
            PublicationStore store,
            Sections sections,
            StoredDictionary dictionary,
            WordedResult worded,
            BusinessClock clock,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.sections = sections;
        this.dictionary = dictionary;
        this.worded = worded;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
    }

    @Transactional
    public ResultPublication correct(
            Actor actor,
            long id,
            @Nullable Long version,
            @Nullable String resultCode,
            @Nullable List<ItemChange> changes,
            @Nullable String reason) {
        var row = require(actor, id, version);
        var why = reason(reason);
        PublicationLife.TABLE.apply(row.status(), PublicationAct.CORRECT);
        var edition = dictionary.inForce();
        if (resultCode != null) {
            dictionary.require(edition, resultCode, true);
        }
        var amendments = amendments(store.items(id, row.revision()), changes == null ? List.of() : changes);
        if (!sections.amend(row.sectionId(), amendments, why, actor)) {
            throw Problem.conflict("nothing-to-correct", "没有要更正的内容：请选择结果有误的事项并填写更正后的结果，整体结果随各事项得出，不能单独更改。");
        }
        var section = sections.require(row.sectionId());
        var items = worded.items(section, edition);
        var whole = worded.whole(section, edition, items);
        if (resultCode != null && !resultCode.equals(whole.code())) {
            throw Problem.unprocessable(
                            "result-inconsistent",
                            "按各事项更正后的结果，整体结果是“" + whole.text() + "”，与所选的整体结果不一致。请核对各事项的结果，或不填整体结果。")
                    .with("resultCode", whole.code());
        }
        var stored = store.save(
                row.correct(edition.version(), whole), items, "CORRECT", why, actor.displayName(), clock.now());
        audit.record(
                actor,
                "correct-result",
                "publication/" + id,
                Map.of("from", row.resultCode(), "to", stored.resultCode(), "reason", why));
        events.publishEvent(new ResultCorrected(id, row.sectionId(), row.regionCode(), why, actor.displayName()));
        return stored;
    }

    private static List<Sections.Amendment> amendments(List<PublicationStore.Item> items, List<ItemChange> changes) {
        var amendments = new ArrayList<Sections.Amendment>();
        for (var change : changes) {
            if (change.ordinal() < 1 || change.ordinal() > items.size()) {
                throw Problem.badInput("item-unknown", "没有第 " + change.ordinal() + " 项，请按公示页上的序号填写。");
            }
            var version = items.get(change.ordinal() - 1).itemVersionId();
            if (version == null) {
                throw Problem.conflict("no-item-results", "这条结果没有逐项结果（企业无法联系），不能更正事项。认定有误的，请撤下并写明理由。");
            }
            amendments.add(new Sections.Amendment(
                    version,
                    change.outcome(),
                    change.finding(),
                    change.handling(),
                    change.measure(),
                    change.reason(),
                    change.evidence() == null ? List.of() : change.evidence()));
        }
        return amendments;
    }

    @Transactional
    public ResultPublication withdraw(Actor actor, long id, @Nullable Long version, @Nullable String reason) {
        var row = require(actor, id, version);
        var why = reason(reason);
        var stored = store.save(
                row.withdraw(), store.items(id, row.revision()), "WITHDRAW", why, actor.displayName(), clock.now());
        audit.record(actor, "withdraw-result", "publication/" + id, Map.of("reason", why));
        events.publishEvent(
                new ResultWithdrawn(id, row.sectionId(), row.visitId(), row.regionCode(), why, actor.displayName()));
        return stored;
    }

    private ResultPublication require(Actor actor, long id, @Nullable Long version) {
        var row = store.find(id).orElseThrow(() -> Problem.notFound("公示结果"));
        actor.requireRegion(row.regionCode(), "公示结果");
        actor.requireDepartment(row.departmentId(), "这条公示结果");
        if (version != null && version != row.version()) {
            throw new OptimisticLockingFailureException("publication " + id);
        }
        return row;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.fields(List.of(new Problem.FieldError("reason", "请填写理由：它会显示在公示页的更正记录里。")));
        }
        return reason.strip();
    }
}
