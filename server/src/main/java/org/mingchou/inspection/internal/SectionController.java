package org.mingchou.inspection.internal;

import static org.mingchou.shared.Role.Names.APPROVER;
import static org.mingchou.shared.Role.Names.DEPARTMENT_ADMIN;
import static org.mingchou.shared.Role.Names.FOLLOWUP_HANDLER;
import static org.mingchou.shared.Role.Names.OFFICER;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.REVIEWER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sections: fill, submit, review, publish. */
@RestController
@RequestMapping("/api/sections")
class SectionController {

    /** @param measure ORDER_CORRECTION, ABNORMAL_LIST, CASE_CLUE or TRANSFER for a problem */
    record Result(
            long itemVersionId,
            @Nullable Outcome outcome,

            @Nullable @Size(max = TextLimit.ACCOUNT, message = "发现的问题" + TextLimit.TOO_LONG) String finding,

            @Nullable @Size(max = TextLimit.ACCOUNT, message = "处理情况" + TextLimit.TOO_LONG) String handling,

            @Nullable Measure measure,

            @Nullable @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason,

            @Nullable List<String> evidence) {}

    record Results(
            @NotEmpty(message = "请至少填写一个事项的结果") List<@Valid Result> results,
            @Nullable Integer version,

            @NotBlank(message = "缺少提交编号 clientId，请更新应用后重试") @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    record Reason(
            @NotBlank(message = "请写明退回的原因，便于执法人员更正") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason) {}

    record Client(
            @Nullable @Size(max = TextLimit.KEY, message = "提交编号" + TextLimit.TOO_LONG) String clientId) {}

    private final FillSection fill;
    private final ReviewSection review;
    private final InspectionLists lists;
    private final SectionViews views;
    private final VisitAccess access;
    private final ItemResults results;
    private final BlobStore blobs;

    SectionController(
            FillSection fill,
            ReviewSection review,
            InspectionLists lists,
            SectionViews views,
            VisitAccess access,
            ItemResults results,
            BlobStore blobs) {
        this.fill = fill;
        this.review = review;
        this.lists = lists;
        this.views = views;
        this.access = access;
        this.results = results;
        this.blobs = blobs;
    }

    /** A reviewer sees the sections of the own department unless another is asked for. */
    @RolesAllowed({PLANNER, DEPARTMENT_ADMIN, APPROVER, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR})
    @GetMapping
    Page<SectionView> list(
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(required = false) @Nullable Long departmentId,
            @RequestParam(required = false) @Nullable SectionState status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        var department = departmentId == null && actor.has(Role.REVIEWER) ? actor.departmentId() : departmentId;
        return lists.sections(planId, department, status, q, new Paging(page, size), actor);
    }

    @RolesAllowed({PLANNER, DEPARTMENT_ADMIN, APPROVER, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR})
    @GetMapping("/{id}")
    SectionView get(@PathVariable long id, Actor actor) {
        return views.full(access.section(id, actor), actor);
    }

    @RolesAllowed({DEPARTMENT_ADMIN, APPROVER, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR})
    @GetMapping("/{id}/evidence/{sha256}")
    ResponseEntity<Resource> evidence(@PathVariable long id, @PathVariable String sha256, Actor actor) {
        access.section(id, actor);
        if (results.latestOf(id).values().stream()
                .noneMatch(r -> r.evidenceNames().contains(sha256))) {
            throw Problem.notFound("这份证据");
        }
        var blob = blobs.describe(sha256);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(blob.mediaType()))
                .contentLength(blob.size())
                .body(new InputStreamResource(blobs.open(sha256)));
    }

    @RolesAllowed(OFFICER)
    @PutMapping("/{id}/results")
    SectionView fill(@PathVariable long id, @RequestBody @Valid Results body, Actor actor) {
        var answers = new ArrayList<Answer>();
        for (var result : body.results()) {
            answers.add(Answer.of(
                    "results[" + answers.size() + "]",
                    result.itemVersionId(),
                    result.outcome(),
                    result.finding(),
                    result.handling(),
                    result.measure(),
                    result.reason(),
                    result.evidence()));
        }
        fill.fill(id, answers, body.version(), body.clientId(), actor);
        return get(id, actor);
    }

    @RolesAllowed(OFFICER)
    @PostMapping("/{id}/submit")
    SectionView submit(@PathVariable long id, @RequestBody(required = false) @Nullable Client body, Actor actor) {
        review.submit(id, body == null ? null : body.clientId(), actor);
        return get(id, actor);
    }

    @RolesAllowed(REVIEWER)
    @PostMapping("/{id}/return")
    SectionView giveBack(@PathVariable long id, @RequestBody @Valid Reason body, Actor actor) {
        review.giveBack(id, body.reason(), actor);
        return get(id, actor);
    }

    @RolesAllowed(REVIEWER)
    @PostMapping("/{id}/publish")
    SectionView publish(@PathVariable long id, Actor actor) {
        review.publish(id, actor);
        return get(id, actor);
    }
}
