package org.mingchou.plan.internal;

import static org.mingchou.shared.Role.Names.APPROVER;
import static org.mingchou.shared.Role.Names.DEPARTMENT_ADMIN;
import static org.mingchou.shared.Role.Names.FOLLOWUP_HANDLER;
import static org.mingchou.shared.Role.Names.OFFICER;
import static org.mingchou.shared.Role.Names.PARTY;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.REVIEWER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;
import static org.mingchou.shared.Role.Names.WITNESS;

import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/plans")
class PlanController {

    private static final MediaType DOCX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    /** {@code reason} of a return or cancellation, {@code note} of an approval. */
    record Decision(
            @Nullable Integer version,
            @Nullable String reason,
            @Nullable String note) {
        static final Decision EMPTY = new Decision(null, null, null);
    }

    private final WritePlan write;
    private final ApprovePlan approve;
    private final EndPlan end;
    private final PlanViews views;
    private final PreviewPlan preview;
    private final PlanDocument document;

    PlanController(
            WritePlan write,
            ApprovePlan approve,
            EndPlan end,
            PlanViews views,
            PreviewPlan preview,
            PlanDocument document) {
        this.write = write;
        this.approve = approve;
        this.end = end;
        this.views = views;
        this.preview = preview;
        this.document = document;
    }

    @RolesAllowed({PLANNER, APPROVER, DEPARTMENT_ADMIN, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR, WITNESS, PARTY
    })
    @GetMapping
    Page<PlanViews.Row> list(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable PlanState status,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return views.list(actor, year, status == null ? null : status.name(), q, new Paging(page, size));
    }

    @RolesAllowed({PLANNER, APPROVER, DEPARTMENT_ADMIN, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR, WITNESS, PARTY
    })
    @GetMapping("/{id}")
    PlanViews.Detail get(@PathVariable long id, Actor actor) {
        return views.detail(actor, id);
    }

    @RolesAllowed(PLANNER)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PlanViews.Detail create(@RequestBody PlanInput input, Actor actor) {
        return views.detail(actor, write.create(actor, input).key());
    }

    @RolesAllowed(PLANNER)
    @PutMapping("/{id}")
    PlanViews.Detail edit(@PathVariable long id, @RequestBody PlanInput input, Actor actor) {
        write.edit(actor, id, input);
        return views.detail(actor, id);
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/{id}/submit")
    PlanViews.Detail submit(
            @PathVariable long id, @RequestBody(required = false) @Nullable Decision body, Actor actor) {
        approve.submit(actor, id, given(body).version());
        return views.detail(actor, id);
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/{id}/return")
    PlanViews.Detail giveBack(
            @PathVariable long id, @RequestBody(required = false) @Nullable Decision body, Actor actor) {
        approve.giveBack(actor, id, given(body).version(), given(body).reason());
        return views.detail(actor, id);
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/{id}/approve")
    PlanViews.Detail approve(
            @PathVariable long id, @RequestBody(required = false) @Nullable Decision body, Actor actor) {
        approve.approve(actor, id, given(body).version(), given(body).note());
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, APPROVER})
    @PostMapping("/{id}/cancel")
    PlanViews.Detail cancel(
            @PathVariable long id, @RequestBody(required = false) @Nullable Decision body, Actor actor) {
        end.cancel(actor, id, given(body).version(), given(body).reason());
        return views.detail(actor, id);
    }

    @RolesAllowed(PLANNER)
    @PostMapping("/{id}/close")
    PlanViews.Detail close(@PathVariable long id, @RequestBody(required = false) @Nullable Decision body, Actor actor) {
        end.close(actor, id, given(body).version());
        return views.detail(actor, id);
    }

    @RolesAllowed({PLANNER, APPROVER, SUPERVISOR})
    @GetMapping("/{id}/preview")
    PreviewPlan.Preview preview(@PathVariable long id, Actor actor) {
        return preview.preview(actor, id);
    }

    @RolesAllowed({PLANNER, APPROVER, DEPARTMENT_ADMIN, SUPERVISOR})
    @GetMapping("/{id}/document.docx")
    ResponseEntity<byte[]> document(@PathVariable long id, Actor actor) {
        var file = document.write(actor, id);
        return ResponseEntity.ok()
                .contentType(DOCX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.bytes());
    }

    private static Decision given(@Nullable Decision body) {
        return body == null ? Decision.EMPTY : body;
    }
}
