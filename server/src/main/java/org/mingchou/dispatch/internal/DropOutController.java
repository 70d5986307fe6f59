package org.mingchou.dispatch.internal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.dispatch.internal.DropOut.Attempt;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.mingchou.shared.TextLimit;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DropOutController {

    record Proposal(
            @NotBlank(message = "请选择要退出的对象") @Size(max = TextLimit.KEY, message = "对象编号" + TextLimit.TOO_LONG) String objectId,

            @NotNull(message = "请选择退出情形（S1 注销、S2 无法联系、S3 不可抗力、S4 重复、S5 不属本辖区）") DropOutCode code,

            @NotBlank(message = "请写明退出的事实") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @NotBlank(message = "请上传证据文件，并填写上传后得到的编号") @Size(max = TextLimit.KEY, message = "证据编号" + TextLimit.TOO_LONG) String evidence,

            @Nullable @Size(max = 20, message = "最多写20次联系") List<@Valid @NotNull(message = "请填写联系经过") Attempt> attempts) {}

    record Refusal(
            @NotBlank(message = "请写明不批准的理由，申请部门据此补充材料") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason) {}

    private final DropOutList list;
    private final ProposeDropOut propose;
    private final DecideDropOut decide;
    private final BlobStore blobs;

    DropOutController(DropOutList list, ProposeDropOut propose, DecideDropOut decide, BlobStore blobs) {
        this.list = list;
        this.propose = propose;
        this.decide = decide;
        this.blobs = blobs;
    }

    @RolesAllowed({
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.PLANNER,
        Role.Names.REVIEWER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/draws/{drawId}/drop-outs")
    List<DropOutList.Row> ofDraw(@PathVariable long drawId, Actor actor) {
        return list.ofDraw(drawId, actor);
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/draws/{drawId}/drop-outs/rates")
    List<DropOutList.Rate> rates(@PathVariable long drawId, Actor actor) {
        return list.rates(drawId, actor);
    }

    @RolesAllowed(Role.Names.DEPARTMENT_ADMIN)
    @PostMapping("/api/draws/{drawId}/drop-outs")
    @ResponseStatus(HttpStatus.CREATED)
    DropOutList.Row propose(@PathVariable long drawId, @RequestBody @Valid Proposal body, Actor actor) {
        var attempts = body.attempts() == null ? List.<Attempt>of() : body.attempts();
        return list.row(
                propose.propose(
                        drawId,
                        new ProposeDropOut.Proposal(
                                body.objectId(), body.code(), body.reason().strip(), body.evidence(), attempts),
                        actor),
                actor);
    }

    @RolesAllowed({
        Role.Names.DEPARTMENT_ADMIN,
        Role.Names.APPROVER,
        Role.Names.PLANNER,
        Role.Names.REVIEWER,
        Role.Names.SUPERVISOR
    })
    @GetMapping("/api/drop-outs/{id}/evidence")
    ResponseEntity<InputStreamResource> evidence(@PathVariable long id, Actor actor) {
        return AssignmentController.file(
                blobs, blobs.describe(decide.require(id, actor).evidence()));
    }

    @RolesAllowed(Role.Names.APPROVER)
    @PostMapping("/api/drop-outs/{id}/approve")
    DropOutList.Row approve(@PathVariable long id, Actor actor) {
        return list.row(decide.approve(id, actor), actor);
    }

    @RolesAllowed(Role.Names.APPROVER)
    @PostMapping("/api/drop-outs/{id}/reject")
    DropOutList.Row reject(@PathVariable long id, @RequestBody @Valid Refusal body, Actor actor) {
        return list.row(decide.reject(id, body.reason().strip(), actor), actor);
    }
}
