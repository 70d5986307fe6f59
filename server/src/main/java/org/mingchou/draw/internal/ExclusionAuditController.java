package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.PARTY;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;
import static org.mingchou.shared.Role.Names.WITNESS;

import jakarta.annotation.security.RolesAllowed;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 排除抽查: the sampled exclusions, for those inside the draw; findings by the supervisor. */
@RestController
class ExclusionAuditController {

    /**
     * @param code X01 to X07
     * @param reason what the department wrote that asked for the exclusion; for people who may read such requests
     * @param hasEvidence a file lies with it that the reader may open
     * @param decidedBy who consented; null when the exclusion follows from the directories
     * @param note what was found; for the same people, since it may repeat the reason
     * @param deadline of the whole sample of the draw; null for draws before there was one
     */
    record View(
            long id,
            String status,
            String statusLabel,
            List<String> allowedActions,
            long drawId,
            String drawNo,
            String planTitle,
            String code,
            int rank,
            String objectId,
            String subjectName,
            @Nullable String creditCode,
            @Nullable String reason,
            boolean hasEvidence,
            @Nullable String proposedBy,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String note,
            @Nullable String foundBy,
            @Nullable OffsetDateTime foundAt,
            @Nullable Deadline deadline) {}

    record Finding(@Nullable String note) {}

    private record Heading(
            String drawNo, String planTitle, @Nullable Deadline deadline) {}

    private final AuditedExclusions audited;
    private final AuditExclusion find;
    private final DrawStore store;
    private final DrawAccess access;
    private final Plans plans;
    private final Deadlines deadlines;
    private final BlobStore blobs;

    ExclusionAuditController(
            AuditedExclusions audited,
            AuditExclusion find,
            DrawStore store,
            DrawAccess access,
            Plans plans,
            Deadlines deadlines,
            BlobStore blobs) {
        this.deadlines = deadlines;
        this.audited = audited;
        this.find = find;
        this.store = store;
        this.access = access;
        this.plans = plans;
        this.blobs = blobs;
    }

    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/exclusion-audits")
    Page<View> list(
            @RequestParam(required = false) @Nullable Long drawId,
            @RequestParam(required = false) @Nullable AuditState status,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        var found = audited.page(actor, drawId, status, q.strip(), new Paging(page, size));
        var headings = new HashMap<Long, Heading>();
        return new Page<>(
                found.items().stream()
                        .map(a -> view(a, headings.computeIfAbsent(a.drawId(), id -> heading(id, actor)), actor))
                        .toList(),
                found.total(),
                found.page(),
                found.size());
    }

    @RolesAllowed(SUPERVISOR)
    @PostMapping("/api/exclusion-audits/{id}/uphold")
    View uphold(@PathVariable long id, @RequestBody Finding body, Actor actor) {
        return found(find.find(actor, id, AuditAct.UPHOLD, body.note()), actor);
    }

    @RolesAllowed(SUPERVISOR)
    @PostMapping("/api/exclusion-audits/{id}/refute")
    View refute(@PathVariable long id, @RequestBody Finding body, Actor actor) {
        return found(find.find(actor, id, AuditAct.REFUTE, body.note()), actor);
    }

    @RolesAllowed({PLANNER, SUPERVISOR})
    @GetMapping("/api/exclusion-audits/{id}/evidence")
    ResponseEntity<Resource> evidence(@PathVariable long id, Actor actor) {
        var evidence = audited.require(id, actor).evidence();
        if (evidence == null) {
            throw Problem.notFound("证明材料");
        }
        var blob = blobs.describe(evidence);
        return file(evidence, blob.mediaType(), ContentDisposition.inline().build());
    }

    /** xaudit.tsv, for whoever holds the frame. */
    @RolesAllowed({PLANNER, SUPERVISOR, PARTY, WITNESS})
    @GetMapping("/api/draws/{id}/xaudit.tsv")
    ResponseEntity<Resource> sample(@PathVariable long id, Actor actor) {
        var draw = store.require(id, actor.regionCode());
        access.requireInside(draw, actor);
        var outcome = draw.outcome();
        if (outcome == null) {
            throw Problem.conflict("not-drawn-yet", "抽取结果还没有计算，排除抽查的样本也还没有产生。");
        }
        var digest = outcome.xauditDigest();
        if (digest == null) {
            throw Problem.notFound("排除抽查的样本");
        }
        var name = draw.drawNo() + "-xaudit.tsv";
        return file(
                digest,
                DrawFiles.TSV,
                ContentDisposition.attachment().filename(name).build());
    }

    private ResponseEntity<Resource> file(String digest, String mediaType, ContentDisposition disposition) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .contentLength(blobs.describe(digest).size())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(new InputStreamResource(blobs.open(digest)));
    }

    private Heading heading(long drawId, Actor actor) {
        var draw = store.require(drawId, actor.regionCode());
        return new Heading(
                draw.drawNo(),
                plans.require(draw.planId(), draw.regionCode()).title(),
                deadlines
                        .find(LapseDraws.KIND, drawId, DeadlineRule.AUDIT_EXCLUSIONS)
                        .orElse(null));
    }

    private View found(AuditedExclusion a, Actor actor) {
        return view(a, heading(a.drawId(), actor), actor);
    }

    private static View view(AuditedExclusion a, Heading heading, Actor actor) {
        var readsRequests = actor.hasAny(Role.SUPERVISOR, Role.PLANNER);
        var may = actor.has(Role.SUPERVISOR) && !a.excludedBy(actor) && a.outside(actor);
        return new View(
                a.id(),
                a.state().name(),
                a.state().label(),
                may
                        ? AuditLife.TABLE.allowed(a.state()).stream()
                                .map(Enum::name)
                                .toList()
                        : List.of(),
                a.drawId(),
                heading.drawNo(),
                heading.planTitle(),
                a.code(),
                a.rank(),
                a.objectId(),
                a.subjectName(),
                a.creditCode(),
                readsRequests ? a.reason() : null,
                readsRequests && a.evidence() != null,
                a.proposedByName(),
                a.decidedByName(),
                local(a.decidedAt()),
                readsRequests ? a.note() : null,
                a.foundByName(),
                local(a.foundAt()),
                heading.deadline());
    }

    private static @Nullable OffsetDateTime local(@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }
}
