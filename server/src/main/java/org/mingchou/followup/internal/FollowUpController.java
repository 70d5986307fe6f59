package org.mingchou.followup.internal;

import static org.mingchou.shared.Role.Names.APPROVER;
import static org.mingchou.shared.Role.Names.DEPARTMENT_ADMIN;
import static org.mingchou.shared.Role.Names.FOLLOWUP_HANDLER;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.REVIEWER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.mingchou.shared.TextLimit;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
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
@RequestMapping("/api/follow-ups")
class FollowUpController {

    record Closing(
            @NotBlank(message = "请写明处置结果") @Size(max = TextLimit.ACCOUNT, message = "处置结果" + TextLimit.TOO_LONG) String outcome,

            @NotBlank(message = "请上传办结的证据") @Size(max = TextLimit.KEY, message = "证据编号" + TextLimit.TOO_LONG) String evidence) {}

    record Transfer(
            @NotNull(message = "请选择接收部门") Long toDepartmentId,

            @NotBlank(message = "请写明移送的理由") @Size(max = TextLimit.ACCOUNT, message = "经过或说明" + TextLimit.TOO_LONG) String note) {}

    private final HandleFollowUp handle;
    private final FollowUpLists lists;
    private final BlobStore blobs;

    FollowUpController(HandleFollowUp handle, FollowUpLists lists, BlobStore blobs) {
        this.handle = handle;
        this.lists = lists;
        this.blobs = blobs;
    }

    /** A handler sees what the own department has or was handed, unless another is asked for. */
    @RolesAllowed({FOLLOWUP_HANDLER, PLANNER, DEPARTMENT_ADMIN, APPROVER, REVIEWER, SUPERVISOR})
    @GetMapping
    Page<FollowUpView> list(
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(required = false) @Nullable Long departmentId,
            @RequestParam(required = false) @Nullable FollowUpState status,
            @RequestParam(required = false) @Nullable FollowUpKind kind,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        var department = departmentId == null && actor.has(Role.FOLLOWUP_HANDLER) ? actor.departmentId() : departmentId;
        return lists.page(planId, department, status, kind, q, new Paging(page, size), actor);
    }

    @RolesAllowed({FOLLOWUP_HANDLER, PLANNER, DEPARTMENT_ADMIN, APPROVER, REVIEWER, SUPERVISOR})
    @GetMapping("/{id}")
    FollowUpView get(@PathVariable long id, Actor actor) {
        return lists.full(handle.find(id, actor), actor);
    }

    @RolesAllowed({FOLLOWUP_HANDLER, DEPARTMENT_ADMIN, APPROVER, SUPERVISOR})
    @GetMapping("/{id}/evidence")
    ResponseEntity<Resource> evidence(@PathVariable long id, Actor actor) {
        var sha256 = handle.find(id, actor).closing().evidenceSha256();
        if (sha256 == null) {
            throw Problem.notFound("办结证据");
        }
        var blob = blobs.describe(sha256);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(blob.mediaType()))
                .contentLength(blob.size())
                .body(new InputStreamResource(blobs.open(sha256)));
    }

    @RolesAllowed(FOLLOWUP_HANDLER)
    @PostMapping("/{id}/close")
    FollowUpView close(@PathVariable long id, @RequestBody @Valid Closing body, Actor actor) {
        handle.close(id, body.outcome(), body.evidence(), actor);
        return get(id, actor);
    }

    @RolesAllowed(FOLLOWUP_HANDLER)
    @PostMapping("/{id}/transfer")
    FollowUpView transfer(@PathVariable long id, @RequestBody @Valid Transfer body, Actor actor) {
        handle.transfer(id, body.toDepartmentId(), body.note(), actor);
        return get(id, actor);
    }

    @RolesAllowed(FOLLOWUP_HANDLER)
    @PostMapping("/{id}/receive")
    FollowUpView receive(@PathVariable long id, Actor actor) {
        handle.receive(id, actor);
        return get(id, actor);
    }
}
