package org.mingchou.publication.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.publication.ResultDictionary;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.mingchou.shared.TextLimit;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/publications")
class PublicationController {

    /** @param resultCode only as a cross-check: the whole result follows from the items */
    record Correction(
            @Nullable @Size(max = TextLimit.KEY, message = "结果代码" + TextLimit.TOO_LONG) String resultCode,

            @Nullable @Size(max = 200, message = "一次最多更正200项") List<AmendResult.@Valid ItemChange> items,

            @Nullable @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @Nullable Long version) {}

    record Withdrawal(
            @Nullable @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @Nullable Long version) {}

    record DictionaryLine(
            @NotBlank(message = "请填写范围 CORE 或 ITEM") @Size(max = TextLimit.KEY, message = "范围" + TextLimit.TOO_LONG) String scope,

            @NotBlank(message = "请填写代码") @Size(max = TextLimit.KEY, message = "代码" + TextLimit.TOO_LONG) String code,

            @NotBlank(message = "请填写结果用语") @Size(max = TextLimit.REASON, message = "用语" + TextLimit.TOO_LONG) String text,

            @Nullable @Size(max = TextLimit.KEY, message = "代码" + TextLimit.TOO_LONG) String gsxtCode,

            @Nullable @Size(max = TextLimit.REASON, message = "用语" + TextLimit.TOO_LONG) String gsxtText) {}

    record DictionaryImport(
            @NotBlank(message = "请填写字典名称") @Size(max = TextLimit.REASON, message = "名称" + TextLimit.TOO_LONG) String title,

            @NotBlank(message = "请填写来源文件") @Size(max = TextLimit.REASON, message = "来源" + TextLimit.TOO_LONG) String source,

            @NotNull(message = "请填写启用日期") LocalDate inForceFrom,
            @NotEmpty(message = "请列出结果代码") List<@Valid DictionaryLine> values) {}

    private final PublicationList list;
    private final AmendResult amend;
    private final StoredDictionary dictionary;
    private final AuditTrail audit;

    PublicationController(PublicationList list, AmendResult amend, StoredDictionary dictionary, AuditTrail audit) {
        this.list = list;
        this.amend = amend;
        this.dictionary = dictionary;
        this.audit = audit;
    }

    @RolesAllowed({
        Role.Names.PLANNER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.REVIEWER,
        Role.Names.OFFICER,
        Role.Names.FOLLOWUP_HANDLER,
        Role.Names.SUPERVISOR
    })
    @GetMapping
    Page<PublicationList.View> list(
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(required = false) @Nullable Long departmentId,
            @RequestParam(required = false) @Nullable PublicationState status,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return list.page(actor, new PublicationList.Filter(planId, departmentId, status, q), new Paging(page, size));
    }

    @RolesAllowed({
        Role.Names.PLANNER,
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.REVIEWER,
        Role.Names.OFFICER,
        Role.Names.FOLLOWUP_HANDLER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/{id}")
    PublicationList.View one(@PathVariable long id, Actor actor) {
        return list.one(actor, id);
    }

    @RolesAllowed(Role.Names.REVIEWER)
    @PostMapping("/{id}/correct")
    PublicationList.View correct(@PathVariable long id, @RequestBody @Valid Correction body, Actor actor) {
        amend.correct(actor, id, body.version(), body.resultCode(), body.items(), body.reason());
        return list.one(actor, id);
    }

    @RolesAllowed(Role.Names.REVIEWER)
    @PostMapping("/{id}/withdraw")
    PublicationList.View withdraw(@PathVariable long id, @RequestBody @Valid Withdrawal body, Actor actor) {
        amend.withdraw(actor, id, body.version(), body.reason());
        return list.one(actor, id);
    }

    @PermitAll
    @GetMapping("/dictionary")
    List<ResultDictionary.Value> dictionary() {
        return dictionary.inForce().values();
    }

    @RolesAllowed(Role.Names.SYSTEM_ADMIN)
    @PostMapping("/dictionary")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public ResultDictionary.Edition importDictionary(@RequestBody @Valid DictionaryImport body, Actor actor) {
        var lines = body.values().stream()
                .map(v -> new StoredDictionary.Line(v.scope(), v.code(), v.text(), v.gsxtCode(), v.gsxtText()))
                .toList();
        var version =
                dictionary.importEdition(body.title(), body.source(), body.inForceFrom(), lines, actor.username());
        audit.record(actor, "import-result-dictionary", "result-dictionary/" + version, Map.of("values", lines.size()));
        return dictionary.inForce();
    }
}
