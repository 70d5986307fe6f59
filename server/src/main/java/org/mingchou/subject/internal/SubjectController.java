package org.mingchou.subject.internal;

import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.shared.Role;
import org.mingchou.subject.Subjects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class SubjectController {

    /** @param tierAsOf today when absent */
    record RuleQuestion(@Nullable JsonNode rule, @Nullable LocalDate tierAsOf) {}

    record RuleCount(long count, Map<String, Long> byTier) {}

    private final SubjectReads reads;
    private final KeepSubjects keep;
    private final Subjects subjects;
    private final BusinessClock clock;

    SubjectController(SubjectReads reads, KeepSubjects keep, Subjects subjects, BusinessClock clock) {
        this.reads = reads;
        this.keep = keep;
        this.subjects = subjects;
        this.clock = clock;
    }

    @RolesAllowed({
        Role.Names.REGISTRAR,
        Role.Names.PLANNER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.OFFICER,
        Role.Names.REVIEWER,
        Role.Names.FOLLOWUP_HANDLER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/subjects")
    Page<SubjectViews.Row> list(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String label,
            @RequestParam @Nullable Tier tier,
            @RequestParam @Nullable SubjectStatus status,
            @RequestParam @Nullable SubjectKind kind,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        var wanted = blankToNull(label);
        if (wanted != null && !subjects.labels().containsKey(wanted)) {
            throw Problem.fields(List.of(new FieldError("label", "没有监管标签 " + wanted + "，请从列表中选择")));
        }
        return reads.list(
                actor, new SubjectReads.Filter(blankToNull(q), wanted, tier, status, kind), new Paging(page, size));
    }

    @RolesAllowed({
        Role.Names.REGISTRAR,
        Role.Names.PLANNER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.OFFICER,
        Role.Names.REVIEWER,
        Role.Names.FOLLOWUP_HANDLER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/subjects/{id:\\d+}")
    SubjectViews.Detail detail(@PathVariable long id, Actor actor) {
        return reads.detail(actor, id);
    }

    @RolesAllowed({Role.Names.REGISTRAR, Role.Names.PLANNER, Role.Names.DEPARTMENT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/api/subjects/labels")
    List<SubjectViews.LabelCount> labels(Actor actor) {
        return reads.labelCounts(actor);
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PostMapping("/api/subjects")
    @ResponseStatus(HttpStatus.CREATED)
    SubjectViews.Detail register(@RequestBody SubjectInput input, Actor actor) {
        return reads.detail(actor, keep.register(actor, input));
    }

    @RolesAllowed(Role.Names.REGISTRAR)
    @PutMapping("/api/subjects/{id:\\d+}")
    SubjectViews.Detail edit(@PathVariable long id, @RequestBody SubjectInput input, Actor actor) {
        keep.edit(actor, id, input);
        return reads.detail(actor, id);
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.REGISTRAR, Role.Names.SUPERVISOR})
    @PostMapping("/api/object-rules/count")
    RuleCount count(@RequestBody RuleQuestion question, Actor actor) {
        if (question.rule() == null || question.rule().isNull()) {
            throw Problem.fields(List.of(new FieldError("rule", "请选择适用对象")));
        }
        var rule = subjects.parse(question.rule().toString());
        var asOf = question.tierAsOf() == null ? clock.today() : question.tierAsOf();
        var byTier = subjects.countByTier(actor.regionCode(), rule, KeepSubjects.SCHEME, asOf);
        return new RuleCount(byTier.values().stream().mapToLong(Long::longValue).sum(), byTier);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
