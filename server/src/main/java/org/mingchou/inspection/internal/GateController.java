package org.mingchou.inspection.internal;

import static org.mingchou.shared.Role.Names.OFFICER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What officers do at the gate, from a phone. */
@RestController
@RequestMapping("/api/visits/{id}")
class GateController {

    /** @param officers numbers of the officers present, at least two of each department */
    record Arrival(
            @NotBlank(message = "请扫描或输入检查表上的10位检查码") String sheetCode,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @NotEmpty(message = "请选择到场的执法人员，每个部门至少两名") List<String> officers,
            @Nullable String clientId) {}

    record Question(
            @NotBlank(message = "请填写企业咨询的问题") String question,
            @NotBlank(message = "请填写现场的解答") String answer,
            @NotBlank(message = "缺少提交编号 clientId，请更新应用后重试") String clientId) {}

    record Signature(
            @NotBlank(message = "请填写签字人姓名") String signerName,
            @NotBlank(message = "请填写签字人身份，例如法定代表人") String signerRole,
            @NotBlank(message = "请先在签字板上签字") String image,
            @Nullable String clientId) {}

    record Refusal(
            @NotBlank(message = "请写明拒绝签字的原因") String reason,
            @NotBlank(message = "请填写见证人姓名") String witnessName,
            @Nullable String clientId) {}

    record Attempt(
            @NotNull(message = "请填写联系时间") OffsetDateTime at,
            @NotBlank(message = "请写明联系的方式和情况") String note,
            @NotBlank(message = "请上传一张现场照片") String evidence) {}

    record Attempts(
            @NotEmpty(message = "请填写至少两次联系记录") List<@Valid Attempt> attempts,
            @Nullable String clientId) {}

    record Client(@Nullable String clientId) {}

    private final CheckIn checkIn;
    private final RecordConsultation consultation;
    private final AcknowledgeSheet acknowledge;
    private final EndVisit end;
    private final VisitViews views;
    private final VisitAccess access;

    GateController(
            CheckIn checkIn,
            RecordConsultation consultation,
            AcknowledgeSheet acknowledge,
            EndVisit end,
            VisitViews views,
            VisitAccess access) {
        this.checkIn = checkIn;
        this.consultation = consultation;
        this.acknowledge = acknowledge;
        this.end = end;
        this.views = views;
        this.access = access;
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/check-in")
    VisitView.Full checkIn(@PathVariable long id, @RequestBody @Valid Arrival body, Actor actor) {
        checkIn.checkIn(
                id,
                new CheckIn.Arrival(
                        body.sheetCode(), body.latitude(), body.longitude(), new TreeSet<>(body.officers())),
                body.clientId(),
                actor);
        return show(id, actor);
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/consultations")
    VisitView.Full consult(@PathVariable long id, @RequestBody @Valid Question body, Actor actor) {
        consultation.record(
                id, new RecordConsultation.Consultation(body.question(), body.answer()), body.clientId(), actor);
        return show(id, actor);
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/signature")
    VisitView.Full sign(@PathVariable long id, @RequestBody @Valid Signature body, Actor actor) {
        acknowledge.sign(
                id,
                new AcknowledgeSheet.Signing(body.signerName(), body.signerRole(), body.image()),
                body.clientId(),
                actor);
        return show(id, actor);
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/refusal")
    VisitView.Full refuse(@PathVariable long id, @RequestBody @Valid Refusal body, Actor actor) {
        acknowledge.refuse(
                id, new AcknowledgeSheet.Refusing(body.reason(), body.witnessName()), body.clientId(), actor);
        return show(id, actor);
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/unreachable")
    VisitView.Full unreachable(@PathVariable long id, @RequestBody @Valid Attempts body, Actor actor) {
        end.unreachable(
                id,
                body.attempts().stream()
                        .map(a -> new EndVisit.Attempt(a.at(), a.note(), a.evidence()))
                        .toList(),
                body.clientId(),
                actor);
        return show(id, actor);
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/finish")
    VisitView.Full finish(@PathVariable long id, @RequestBody(required = false) @Nullable Client body, Actor actor) {
        end.finish(id, body == null ? null : body.clientId(), actor);
        return show(id, actor);
    }

    private VisitView.Full show(long id, Actor actor) {
        return views.full(access.visit(id, actor), actor);
    }
}
