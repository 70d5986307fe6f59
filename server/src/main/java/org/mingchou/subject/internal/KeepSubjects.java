package org.mingchou.subject.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.subject.Subjects;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers and edits single objects. */
@Service
class KeepSubjects {

    static final String SCHEME = "HEBEI_CREDIT_RISK";

    private final SubjectStore store;
    private final Subjects subjects;
    private final BusinessClock clock;
    private final AuditTrail audit;

    KeepSubjects(SubjectStore store, Subjects subjects, BusinessClock clock, AuditTrail audit) {
        this.store = store;
        this.subjects = subjects;
        this.clock = clock;
        this.audit = audit;
    }

    @Transactional
    public long register(Actor actor, SubjectInput input) {
        var particulars = input.particulars(subjects.labels().keySet(), clock.today());
        var code = particulars.creditCode();
        var subject = Subject.register(code == null ? "" : code, actor.regionCode(), particulars);
        var labels = input.labels() == null ? Set.<String>of() : input.labels();
        var edit = new Edit(null, subject, labels, Set.of(), grade(input, Set.of()));
        var id = store.save(List.of(edit), word(actor, input, "新登记")).get(0);
        audit.record(actor, "register-subject", "subject/" + id, Map.of("labels", labels));
        return id;
    }

    @Transactional
    public void edit(Actor actor, long id, SubjectInput input) {
        if (input.reason() == null || input.reason().isBlank() || input.version() == null) {
            throw Problem.fields(List.of(new FieldError("reason", "请写明修改原因或依据，并带上打开页面时的版本号")));
        }
        var stored = store.find(id, actor.regionCode()).orElseThrow(() -> Problem.notFound("这个检查对象"));
        if (stored.subject().version() != input.version()) {
            throw new OptimisticLockingFailureException("subject " + id);
        }
        var after = stored.subject().edit(input.particulars(subjects.labels().keySet(), clock.today()));
        var wanted = input.labels() == null ? stored.labels() : input.labels();
        var edit = new Edit(
                stored.subject(),
                after,
                minus(wanted, stored.labels()),
                minus(stored.labels(), wanted),
                grade(input, stored.grades()));
        if (edit.changesNothing()) {
            throw Problem.unprocessable("nothing-changed", "没有改动任何内容。请修改后再提交，或返回列表。");
        }
        store.save(List.of(edit), word(actor, input, ""));
        audit.record(
                actor,
                "edit-subject",
                "subject/" + id,
                Map.of(
                        "attributes",
                        after.changedSince(stored.subject()).stream()
                                .map(Enum::name)
                                .toList(),
                        "labelsAdded",
                        edit.labelsAdded(),
                        "labelsEnded",
                        edit.labelsEnded()));
    }

    private SubjectStore.Word word(Actor actor, SubjectInput input, String reason) {
        return new SubjectStore.Word(
                input.validFrom() == null ? clock.today() : input.validFrom(),
                orElse(input.source(), "人工录入"),
                orElse(input.reason(), reason),
                actor.displayName());
    }

    private static Edit.@Nullable Grade grade(SubjectInput input, Set<String> known) {
        var tier = input.tier();
        var asOf = input.tierAsOf();
        if (tier == null || asOf == null || known.contains(SCHEME + "|" + asOf + "|" + tier)) {
            return null;
        }
        return new Edit.Grade(SCHEME, tier, asOf);
    }

    private static Set<String> minus(Set<String> from, Set<String> what) {
        var rest = new HashSet<>(from);
        rest.removeAll(what);
        return rest;
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null || text.isBlank() ? other : text.strip();
    }
}
