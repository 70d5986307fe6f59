package org.mingchou.matching.internal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MatchingController {

    record Assistant(
            @NotBlank(message = "请填写协助人员姓名") @Size(max = TextLimit.NAME, message = "姓名或名称" + TextLimit.TOO_LONG) String name,

            @NotBlank(message = "请填写协助人员的专业") @Size(max = TextLimit.NAME, message = "专业" + TextLimit.TOO_LONG) String specialty,

            @NotBlank(message = "请写明为什么需要协助") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason) {}

    /** @param evidence SHA-256 of the proof; needed for ILLNESS and DUTY */
    record Replacement(
            @NotNull(message = "请选择要更换的席位") Integer seat,

            @NotNull(message = "请选择更换原因：ILLNESS 因病、RECUSAL 回避、LEFT 调离、DUTY 公务冲突、CERTIFICATE 证件到期或被收回") ReplacementCode code,

            @NotBlank(message = "请写明更换的事实") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @Nullable @Size(max = TextLimit.KEY, message = "证据编号" + TextLimit.TOO_LONG) String evidence) {}

    record Manual(
            @NotEmpty(message = "请选择至少两名执法人员") List<Long> officerIds,

            @NotBlank(message = "请写明人工指派的理由，它将随“非随机”标记一并留存") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason) {}

    record Refusal(
            @NotBlank(message = "请写明不批准的理由") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason) {}

    private final PoolList pools;
    private final GroupList groups;
    private final MatchOfficers match;
    private final ReplaceOfficer replace;
    private final StaffManually manual;
    private final AddAssistant assist;
    private final BlobStore blobs;

    MatchingController(
            PoolList pools,
            GroupList groups,
            MatchOfficers match,
            ReplaceOfficer replace,
            StaffManually manual,
            AddAssistant assist,
            BlobStore blobs) {
        this.pools = pools;
        this.groups = groups;
        this.match = match;
        this.replace = replace;
        this.manual = manual;
        this.assist = assist;
        this.blobs = blobs;
    }

    @RolesAllowed({Role.Names.DEPARTMENT_ADMIN, Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/draws/{drawId}/pools")
    List<PoolList.View> pools(@PathVariable long drawId, Actor actor) {
        return pools.ofDraw(drawId, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/api/draws/{drawId}/pools/{pool}/match")
    PoolList.View match(@PathVariable long drawId, @PathVariable String pool, Actor actor) {
        return pools.one(drawId, match.match(drawId, pool, actor), actor);
    }

    @RolesAllowed({Role.Names.DEPARTMENT_ADMIN, Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/groups")
    Page<GroupList.Row> list(
            @RequestParam @Nullable Long planId,
            @RequestParam @Nullable Long drawId,
            @RequestParam @Nullable Long departmentId,
            @RequestParam @Nullable GroupState status,
            @RequestParam @Nullable String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return groups.page(new GroupList.Query(planId, drawId, departmentId, status, q), new Paging(page, size), actor);
    }

    @RolesAllowed({Role.Names.DEPARTMENT_ADMIN, Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/groups/{id}")
    GroupList.Row one(@PathVariable long id, Actor actor) {
        return groups.one(id, actor);
    }

    @RolesAllowed({Role.Names.DEPARTMENT_ADMIN, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/groups/{id}/candidates")
    List<GroupList.Candidate> candidates(@PathVariable long id, Actor actor) {
        return groups.candidates(id, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/api/groups/{id}/assistants")
    @ResponseStatus(HttpStatus.CREATED)
    GroupList.Row assist(@PathVariable long id, @RequestBody @Valid Assistant body, Actor actor) {
        assist.add(
                id,
                new Group.Assistant(
                        body.name().strip(),
                        body.specialty().strip(),
                        body.reason().strip()),
                actor);
        return groups.one(id, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/api/groups/{id}/replace")
    GroupList.Row replace(@PathVariable long id, @RequestBody @Valid Replacement body, Actor actor) {
        replace.propose(id, body.seat(), body.code(), body.reason().strip(), body.evidence(), actor);
        return groups.one(id, actor);
    }

    @RolesAllowed(Role.Names.APPROVER)
    @PostMapping("/api/groups/{id}/approve-replacement")
    GroupList.Row approveReplacement(@PathVariable long id, Actor actor) {
        replace.approve(id, actor);
        return groups.one(id, actor);
    }

    @RolesAllowed(Role.Names.APPROVER)
    @PostMapping("/api/groups/{id}/reject-replacement")
    GroupList.Row rejectReplacement(@PathVariable long id, @RequestBody @Valid Refusal body, Actor actor) {
        replace.reject(id, body.reason().strip(), actor);
        return groups.one(id, actor);
    }

    @RolesAllowed({Role.Names.DEPARTMENT_ADMIN, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/groups/{id}/replacement-evidence")
    ResponseEntity<InputStreamResource> evidence(@PathVariable long id, Actor actor) {
        var blob = groups.replacementEvidence(id, actor);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(blob.mediaType()))
                .contentLength(blob.size())
                .body(new InputStreamResource(blobs.open(blob.sha256())));
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/api/groups/{id}/staff-manually")
    GroupList.Row staffManually(@PathVariable long id, @RequestBody @Valid Manual body, Actor actor) {
        manual.propose(id, body.officerIds(), body.reason().strip(), actor);
        return groups.one(id, actor);
    }

    @RolesAllowed(Role.Names.APPROVER)
    @PostMapping("/api/groups/{id}/approve-manual")
    GroupList.Row approveManual(@PathVariable long id, Actor actor) {
        manual.approve(id, actor);
        return groups.one(id, actor);
    }

    @RolesAllowed(Role.Names.APPROVER)
    @PostMapping("/api/groups/{id}/reject-manual")
    GroupList.Row rejectManual(@PathVariable long id, @RequestBody @Valid Refusal body, Actor actor) {
        manual.reject(id, body.reason().strip(), actor);
        return groups.one(id, actor);
    }
}
