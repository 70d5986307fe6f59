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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.TextLimit;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Visits before the gate: schedule, approval, notice, papers. */
@RestController
@RequestMapping("/api/visits")
class VisitController {

    record Day(@NotNull(message = "请选择检查日期") LocalDate on) {}

    record Basis(
            @NotBlank(message = "请填写报请批准的依据，例如抽查计划名称") @Size(max = TextLimit.REASON, message = "依据" + TextLimit.TOO_LONG) String basis) {}

    record Reason(
            @NotBlank(message = "请写明原因") @Size(max = TextLimit.REASON, message = "理由" + TextLimit.TOO_LONG) String reason) {}

    private final ScheduleVisit schedule;
    private final ApproveVisit approve;
    private final InspectionLists lists;
    private final VisitViews views;
    private final VisitPapers papers;
    private final DoorCodes doorCodes;
    private final VisitAccess access;

    VisitController(
            ScheduleVisit schedule,
            ApproveVisit approve,
            InspectionLists lists,
            VisitViews views,
            VisitPapers papers,
            DoorCodes doorCodes,
            VisitAccess access) {
        this.schedule = schedule;
        this.approve = approve;
        this.lists = lists;
        this.views = views;
        this.papers = papers;
        this.doorCodes = doorCodes;
        this.access = access;
    }

    @RolesAllowed({PLANNER, DEPARTMENT_ADMIN, APPROVER, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR})
    @GetMapping
    Page<VisitView.Row> list(
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(required = false) @Nullable Long departmentId,
            @RequestParam(required = false) @Nullable VisitState status,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return lists.visits(planId, departmentId, status, mine, q, new Paging(page, size), actor);
    }

    @RolesAllowed({PLANNER, DEPARTMENT_ADMIN, APPROVER, OFFICER, REVIEWER, FOLLOWUP_HANDLER, SUPERVISOR})
    @GetMapping("/{id}")
    VisitView.Full get(@PathVariable long id, Actor actor) {
        return views.full(access.visit(id, actor), actor);
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/{id}/schedule")
    VisitView.Full schedule(@PathVariable long id, @RequestBody @Valid Day body, Actor actor) {
        schedule.schedule(id, body.on(), actor);
        return get(id, actor);
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/{id}/request-approval")
    VisitView.Full requestApproval(@PathVariable long id, @RequestBody @Valid Basis body, Actor actor) {
        approve.request(id, body.basis(), actor);
        return get(id, actor);
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/{id}/approve")
    VisitView.Full approve(@PathVariable long id, Actor actor) {
        approve.approve(id, actor);
        return get(id, actor);
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/{id}/return")
    VisitView.Full giveBack(@PathVariable long id, @RequestBody @Valid Reason body, Actor actor) {
        approve.giveBack(id, body.reason(), actor);
        return get(id, actor);
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/{id}/notify")
    VisitView.Full notify(@PathVariable long id, Actor actor) {
        approve.notify(id, actor);
        return get(id, actor);
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/{id}/start-urgently")
    VisitView.Full startUrgently(@PathVariable long id, @RequestBody @Valid Reason body, Actor actor) {
        approve.startUrgently(id, body.reason(), actor);
        return get(id, actor);
    }

    @RolesAllowed({DEPARTMENT_ADMIN, APPROVER, OFFICER, SUPERVISOR})
    @GetMapping("/{id}/notice.pdf")
    ResponseEntity<byte[]> notice(@PathVariable long id, Actor actor) {
        var visit = reader(id, actor);
        return file("行政检查通知书-" + visit.object().name(), papers.notice(visit, doorCodes.inHandOf(visit, actor)));
    }

    @RolesAllowed({DEPARTMENT_ADMIN, APPROVER, OFFICER, REVIEWER, SUPERVISOR})
    @GetMapping("/{id}/sheet.pdf")
    ResponseEntity<byte[]> sheet(@PathVariable long id, Actor actor) {
        var visit = reader(id, actor);
        return file("一企一表-" + visit.object().name(), papers.sheet(visit, doorCodes.inHandOf(visit, actor)));
    }

    /**
     * The papers carry the code of the sheet: they are for the departments of the visit and for the supervisor. The
     * enterprise's own codes stand only on what its officers, or who prints for it, fetch.
     */
    private Visit reader(long id, Actor actor) {
        var visit = access.visit(id, actor);
        var takesPart = actor.departmentId() != null
                && (actor.departmentId() == visit.leadDepartmentId()
                        || access.live(id).stream().anyMatch(s -> s.task().departmentId() == actor.departmentId()));
        if (!takesPart && !actor.has(org.mingchou.shared.Role.SUPERVISOR)) {
            throw Problem.notAllowed("other-department", "文书由参加检查的部门打印，请由这些部门的账号下载。");
        }
        access.reading(access.live(id), actor);
        return visit;
    }

    private static ResponseEntity<byte[]> file(String name, byte[] pdf) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(name + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(pdf);
    }
}
