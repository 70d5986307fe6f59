package org.mingchou.inspection.internal;

import static org.mingchou.shared.Role.Names.APPROVER;
import static org.mingchou.shared.Role.Names.DEPARTMENT_ADMIN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.TextLimit;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same acts for many visits: each stands for itself, a refused one says why. */
@RestController
@RequestMapping("/api/visits")
class ManyVisitsController {

    record Ids(
            @NotEmpty(message = "请先选择检查") @Size(max = 200, message = "一次最多办理200项") List<@NotNull(message = "请重新选择检查") Long> ids) {}

    record IdsOnDay(
            @NotEmpty(message = "请先选择检查") @Size(max = 200, message = "一次最多办理200项") List<@NotNull(message = "请重新选择检查") Long> ids,

            @NotNull(message = "请选择检查日期") LocalDate on) {}

    record IdsWithBasis(
            @NotEmpty(message = "请先选择检查") @Size(max = 200, message = "一次最多办理200项") List<@NotNull(message = "请重新选择检查") Long> ids,

            @NotBlank(message = "请填写报请批准的依据，例如抽查计划名称") @Size(max = TextLimit.REASON, message = "依据" + TextLimit.TOO_LONG) String basis) {}

    record Refused(long id, String type, String detail) {}

    record Outcome(List<Long> done, List<Refused> refused) {}

    private final ScheduleVisit schedule;
    private final ApproveVisit approve;
    private final VisitAccess access;

    ManyVisitsController(ScheduleVisit schedule, ApproveVisit approve, VisitAccess access) {
        this.schedule = schedule;
        this.approve = approve;
        this.access = access;
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/schedule")
    Outcome schedule(@RequestBody @Valid IdsOnDay body, Actor actor) {
        return each(body.ids(), actor, id -> schedule.schedule(id, body.on(), actor));
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/request-approval")
    Outcome requestApproval(@RequestBody @Valid IdsWithBasis body, Actor actor) {
        return each(body.ids(), actor, id -> approve.request(id, body.basis(), actor));
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/approve")
    Outcome approve(@RequestBody @Valid Ids body, Actor actor) {
        return each(body.ids(), actor, id -> approve.approve(id, actor));
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/notify")
    Outcome notify(@RequestBody @Valid Ids body, Actor actor) {
        return each(body.ids(), actor, id -> approve.notify(id, actor));
    }

    /** An id out of sight refuses the whole, before anything is done; so does a list of which nothing can be done. */
    private Outcome each(List<Long> ids, Actor actor, LongConsumer act) {
        var wanted = new LinkedHashSet<>(ids);
        wanted.forEach(id -> access.visitLedBy(id, actor));
        var done = new ArrayList<Long>();
        var refused = new ArrayList<Refused>();
        for (var id : wanted) {
            try {
                act.accept(id);
                done.add(id);
            } catch (Problem problem) {
                refused.add(new Refused(id, problem.type(), problem.detail()));
            }
        }
        if (done.isEmpty()) {
            throw Problem.conflict("none-done", "所选各项都不能办理。" + refused.get(0).detail())
                    .with("refused", refused);
        }
        return new Outcome(done, refused);
    }
}
