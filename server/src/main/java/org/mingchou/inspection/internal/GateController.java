package org.mingchou.inspection.internal;

import static org.mingchou.shared.Role.Names.OFFICER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.QrCode;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.TextLimit;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What officers do at the gate, from a phone. */
@RestController
@RequestMapping("/api/visits/{id}")
class GateController {

    /**
     * @param latitude degrees, WGS 84
     * @param officers numbers of the officers present, at least two of each department
     * @param otherDayReason why it is not the day of the notice; needed only then
     */
    record Arrival(
            @NotBlank(message = "请扫描或输入检查表上的10位检查码") @Size(max = TextLimit.KEY, message = "检查码" + TextLimit.TOO_LONG) String sheetCode,

            @Nullable @DecimalMin(value = "-90", message = "纬度须在 -90 至 90 之间") @DecimalMax(value = "90", message = "纬度须在 -90 至 90 之间") Double latitude,

            @Nullable @DecimalMin(value = "-180", message = "经度须在 -180 至 180 之间") @DecimalMax(value = "180", message = "经度须在 -180 至 180 之间") Double longitude,

            @NotEmpty(message = "请选择到场的执法人员，每个部门至少两名") List<String> officers,

            @Nullable @Size(max = TextLimit.REASON, message = "改日检查的原因" + TextLimit.TOO_LONG) String otherDayReason,

            @Nullable @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    record Question(
            @NotBlank(message = "请填写企业咨询的问题") @Size(max = TextLimit.ACCOUNT, message = "问题" + TextLimit.TOO_LONG) String question,

            @NotBlank(message = "请填写现场的解答") @Size(max = TextLimit.ACCOUNT, message = "解答" + TextLimit.TOO_LONG) String answer,

            @NotBlank(message = "缺少提交编号 clientId，请更新应用后重试") @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    record Signature(
            @NotBlank(message = "请填写签字人姓名") @Size(max = TextLimit.NAME, message = "签字人姓名" + TextLimit.TOO_LONG) String signerName,

            @NotBlank(message = "请填写签字人身份，例如法定代表人") @Size(max = TextLimit.NAME, message = "签字人身份" + TextLimit.TOO_LONG) String signerRole,

            @NotBlank(message = "请先在签字板上签字") String image,

            @Nullable @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    record Refusal(
            @NotBlank(message = "请写明拒绝签字的原因") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @NotBlank(message = "请填写见证人姓名") @Size(max = TextLimit.NAME, message = "见证人姓名" + TextLimit.TOO_LONG) String witnessName,

            @Nullable @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    record Attempt(
            @NotNull(message = "请填写联系时间") OffsetDateTime at,

            @NotBlank(message = "请写明联系的方式和情况") @Size(max = TextLimit.ACCOUNT, message = "经过或说明" + TextLimit.TOO_LONG) String note,

            @NotBlank(message = "请上传一张现场照片") @Size(max = TextLimit.KEY, message = "证据编号" + TextLimit.TOO_LONG) String evidence) {}

    record Attempts(
            @NotEmpty(message = "请填写至少两次联系记录") List<@Valid Attempt> attempts,

            @Nullable @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    record Client(
            @Nullable @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    /**
     * @param proof the code holds the enterprise's own proof; otherwise it leads to what is public
     * @param qr data URI
     * @param sentence what it proves and where it is checked
     */
    record DoorCodeView(String drawNo, boolean proof, String address, String qr, String sentence) {}

    private final CheckIn checkIn;
    private final RecordConsultation consultation;
    private final AcknowledgeSheet acknowledge;
    private final EndVisit end;
    private final DoorCodes doorCodes;
    private final VisitViews views;
    private final VisitAccess access;

    GateController(
            CheckIn checkIn,
            RecordConsultation consultation,
            AcknowledgeSheet acknowledge,
            EndVisit end,
            DoorCodes doorCodes,
            VisitViews views,
            VisitAccess access) {
        this.checkIn = checkIn;
        this.consultation = consultation;
        this.acknowledge = acknowledge;
        this.end = end;
        this.doorCodes = doorCodes;
        this.views = views;
        this.access = access;
    }

    /** What the enterprise scans to see that it was drawn; for the officers of this visit only. */
    @RolesAllowed(OFFICER)
    @GetMapping("/door-code")
    ResponseEntity<DoorCodeView> doorCode(@PathVariable long id, Actor actor) {
        var visit = access.visit(id, actor);
        access.requireSeat(visit, actor);
        if (!DoorCodes.announced(visit)) {
            throw Problem.conflict("visit-not-announced", "检查通知还没有发出，不能出示入企证明。请在通知发出以后、到企业时再打开。");
        }
        var code = doorCodes.of(visit).orElseThrow(() -> Problem.notFound("这次抽取的证明"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new DoorCodeView(
                        code.drawNo(), code.proof(), code.address(), QrCode.svg(code.address()), code.sentence()));
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/check-in")
    VisitView.Full checkIn(@PathVariable long id, @RequestBody @Valid Arrival body, Actor actor) {
        checkIn.checkIn(
                id,
                new CheckIn.Arrival(
                        body.sheetCode(),
                        body.latitude(),
                        body.longitude(),
                        new TreeSet<>(body.officers()),
                        body.otherDayReason()),
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
