package org.mingchou.publication.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.publication.ResultCorrected;
import org.mingchou.publication.ResultWithdrawn;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 更正 and 撤下 (企业信息公示暂行条例 12): with a reason, and the earlier wording stays in the history. */
@Component
class AmendResult {

    /** A new value for one item, named by its place in the list, from 1. */
    record ItemChange(int ordinal, String resultCode) {}

    private final PublicationStore store;
    private final StoredDictionary dictionary;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    AmendResult(
            PublicationStore store,
            StoredDictionary dictionary,
            BusinessClock clock,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.dictionary = dictionary;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
    }

    @Transactional
    public ResultPublication correct(
            Actor actor,
            long id,
            @Nullable Long version,
            String resultCode,
            @Nullable List<ItemChange> changes,
            @Nullable String reason) {
        var row = require(actor, id, version);
        var why = reason(reason);
        var edition = dictionary.inForce();
        var next = row.correct(edition.version(), dictionary.require(edition, resultCode, true));
        var items = new java.util.ArrayList<>(store.items(id, row.revision()));
        for (var change : changes == null ? List.<ItemChange>of() : changes) {
            if (change.ordinal() < 1 || change.ordinal() > items.size()) {
                throw Problem.badInput("item-unknown", "没有第 " + change.ordinal() + " 项，请按公示页上的序号填写。");
            }
            var value = dictionary.require(edition, change.resultCode(), false);
            var old = items.get(change.ordinal() - 1);
            items.set(
                    change.ordinal() - 1,
                    new PublicationStore.Item(old.itemVersionId(), old.itemName(), value.code(), value.text()));
        }
        var stored = store.save(next, items, "CORRECT", why, actor.displayName(), clock.now());
        audit.record(
                actor,
                "correct-result",
                "publication/" + id,
                Map.of("from", row.resultCode(), "to", stored.resultCode(), "reason", why));
        events.publishEvent(new ResultCorrected(id, row.regionCode()));
        return stored;
    }

    @Transactional
    public ResultPublication withdraw(Actor actor, long id, @Nullable Long version, @Nullable String reason) {
        var row = require(actor, id, version);
        var why = reason(reason);
        var stored = store.save(
                row.withdraw(), store.items(id, row.revision()), "WITHDRAW", why, actor.displayName(), clock.now());
        audit.record(actor, "withdraw-result", "publication/" + id, Map.of("reason", why));
        events.publishEvent(new ResultWithdrawn(id, row.regionCode()));
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
