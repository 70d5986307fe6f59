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
import java.util.List;
import java.util.function.LongConsumer;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same acts for many visits: each stands for itself, a refused one says why. */
@RestController
@RequestMapping("/api/visits")
class ManyVisitsController {

    record Ids(
            @NotEmpty(message = "请先选择检查") @Size(max = 200, message = "一次最多办理200项") List<Long> ids) {}

    record IdsOnDay(
            @NotEmpty(message = "请先选择检查") @Size(max = 200, message = "一次最多办理200项") List<Long> ids,

            @NotNull(message = "请选择检查日期") LocalDate on) {}

    record IdsWithBasis(
            @NotEmpty(message = "请先选择检查") @Size(max = 200, message = "一次最多办理200项") List<Long> ids,

            @NotBlank(message = "请填写报请批准的依据，例如抽查计划名称") String basis) {}

    record Refused(long id, String type, String detail) {}

    record Outcome(List<Long> done, List<Refused> refused) {}

    private final ScheduleVisit schedule;
    private final ApproveVisit approve;

    ManyVisitsController(ScheduleVisit schedule, ApproveVisit approve) {
        this.schedule = schedule;
        this.approve = approve;
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/schedule")
    Outcome schedule(@RequestBody @Valid IdsOnDay body, Actor actor) {
        return each(body.ids(), id -> schedule.schedule(id, body.on(), actor));
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/request-approval")
    Outcome requestApproval(@RequestBody @Valid IdsWithBasis body, Actor actor) {
        return each(body.ids(), id -> approve.request(id, body.basis(), actor));
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/approve")
    Outcome approve(@RequestBody @Valid Ids body, Actor actor) {
        return each(body.ids(), id -> approve.approve(id, actor));
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/notify")
    Outcome notify(@RequestBody @Valid Ids body, Actor actor) {
        return each(body.ids(), id -> approve.notify(id, actor));
    }

    private static Outcome each(List<Long> ids, LongConsumer act) {
        var done = new ArrayList<Long>();
        var refused = new ArrayList<Refused>();
        for (var id : ids) {
            try {
                act.accept(id);
                done.add(id);
            } catch (Problem problem) {
                refused.add(new Refused(id, problem.type(), problem.detail()));
            }
        }
        return new Outcome(done, refused);
    }
}
