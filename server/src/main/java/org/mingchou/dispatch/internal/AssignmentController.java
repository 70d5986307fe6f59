package org.mingchou.dispatch.internal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.mingchou.shared.TextLimit;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/assignments")
class AssignmentController {

    record Ids(@NotEmpty(message = "请至少选择一户") List<Long> ids) {}

    record NotApplicable(
            @NotBlank(message = "请写明为什么本部门在该对象没有业务") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @NotBlank(message = "请上传证据文件，并填写上传后得到的编号") @Size(max = TextLimit.KEY, message = "证据编号" + TextLimit.TOO_LONG) String evidence) {}

    private final AssignmentList list;
    private final ConfirmAssignments confirm;
    private final ClaimAssignments claim;
    private final BlobStore blobs;

    AssignmentController(AssignmentList list, ConfirmAssignments confirm, ClaimAssignments claim, BlobStore blobs) {
        this.list = list;
        this.confirm = confirm;
        this.claim = claim;
        this.blobs = blobs;
    }

    @RolesAllowed({
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.PLANNER,
        Role.Names.APPROVER,
        Role.Names.REVIEWER,
        Role.Names.OFFICER,
        Role.Names.FOLLOWUP_HANDLER,
        Role.Names.SUPERVISOR
    })
    @GetMapping
    Page<AssignmentList.Row> list(
            @RequestParam @Nullable Long planId,
            @RequestParam @Nullable Long drawId,
            @RequestParam @Nullable Long departmentId,
            @RequestParam @Nullable AssignmentState status,
            @RequestParam @Nullable String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return list.page(
                new AssignmentList.Query(planId, drawId, departmentId, status, q), new Paging(page, size), actor);
    }

    @RolesAllowed({
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.PLANNER,
        Role.Names.APPROVER,
        Role.Names.REVIEWER,
        Role.Names.OFFICER,
        Role.Names.FOLLOWUP_HANDLER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/{id}")
    AssignmentList.Detail detail(@PathVariable long id, Actor actor) {
        return list.detail(id, actor);
    }

    @RolesAllowed({
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.PLANNER,
        Role.Names.APPROVER,
        Role.Names.REVIEWER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/{id}/evidence")
    ResponseEntity<InputStreamResource> evidence(@PathVariable long id, Actor actor) {
        return file(blobs, list.evidence(id, actor));
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/{id}/confirm")
    AssignmentList.Detail confirm(@PathVariable long id, Actor actor) {
        confirm.one(id, actor);
        return list.detail(id, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/confirm")
    BulkResult confirmMany(@RequestBody @Valid Ids body, Actor actor) {
        return confirm.many(body.ids(), actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/{id}/not-applicable")
    AssignmentList.Detail notApplicable(@PathVariable long id, @RequestBody @Valid NotApplicable body, Actor actor) {
        confirm.notApplicable(id, body.reason().strip(), body.evidence(), actor);
        return list.detail(id, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/{id}/claim")
    AssignmentList.Detail claim(@PathVariable long id, Actor actor) {
        claim.one(id, actor);
        return list.detail(id, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/claim")
    BulkResult claimMany(@RequestBody @Valid Ids body, Actor actor) {
        return claim.many(body.ids(), actor);
    }

    static ResponseEntity<InputStreamResource> file(BlobStore blobs, BlobStore.Blob blob) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(blob.mediaType()))
                .contentLength(blob.size())
                .body(new InputStreamResource(blobs.open(blob.sha256())));
    }
}
