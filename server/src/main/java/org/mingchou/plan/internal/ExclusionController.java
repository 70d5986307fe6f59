package org.mingchou.plan.internal;

import static org.mingchou.shared.Role.Names.APPROVER;
import static org.mingchou.shared.Role.Names.DEPARTMENT_ADMIN;
import static org.mingchou.shared.Role.Names.PLANNER;
import static org.mingchou.shared.Role.Names.SUPERVISOR;

import jakarta.annotation.security.RolesAllowed;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExclusionController {

    record View(
            long id,
            int version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            String objectId,
            String subjectName,
            @Nullable String creditCode,
            String code,
            String codeLabel,
            String note,
            @Nullable String evidence,
            String departmentName,
            String proposedBy,
            @Nullable OffsetDateTime proposedAt,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String decisionReason) {}

    record Decision(@Nullable String reason) {}

    private final ExcludeObject exclude;
    private final PlanStore plans;
    private final Exclusions exclusions;

    ExclusionController(ExcludeObject exclude, PlanStore plans, Exclusions exclusions) {
        this.exclude = exclude;
        this.plans = plans;
        this.exclusions = exclusions;
    }

    @RolesAllowed({DEPARTMENT_ADMIN, APPROVER, PLANNER, SUPERVISOR})
    @GetMapping("/api/plans/{planId}/exclusions")
    Page<View> list(
            @PathVariable long planId,
            @RequestParam(required = false) @Nullable ExclusionState status,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        var plan = plans.require(planId, actor.regionCode());
        var paging = new Paging(page, size);
        var states = status == null ? Arrays.asList(ExclusionState.values()) : List.of(status);
        var found = exclusions.findByPlanIdAndStateInAndObjectNameContainingOrderByIdDesc(
                planId, states, q.strip(), PageRequest.of(paging.page() - 1, paging.size()));
        return new Page<>(
                found.map(e -> view(e, plan, actor)).getContent(),
                found.getTotalElements(),
                paging.page(),
                paging.size());
    }

    @RolesAllowed(DEPARTMENT_ADMIN)
    @PostMapping("/api/plans/{planId}/exclusions")
    @ResponseStatus(HttpStatus.CREATED)
    View propose(@PathVariable long planId, @RequestBody ExcludeObject.Proposal proposal, Actor actor) {
        var saved = exclude.propose(actor, planId, proposal);
        return view(saved, plans.require(planId, actor.regionCode()), actor);
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/api/exclusions/{id}/approve")
    View approve(@PathVariable long id, Actor actor) {
        return decided(exclude.decide(actor, id, ExclusionAct.APPROVE, null), actor);
    }

    @RolesAllowed(APPROVER)
    @PostMapping("/api/exclusions/{id}/reject")
    View reject(@PathVariable long id, @RequestBody Decision decision, Actor actor) {
        return decided(exclude.decide(actor, id, ExclusionAct.REJECT, decision.reason()), actor);
    }

    private View decided(Exclusion exclusion, Actor actor) {
        return view(exclusion, plans.require(exclusion.planId(), actor.regionCode()), actor);
    }

    private View view(Exclusion e, JointPlan plan, Actor actor) {
        var mayDecide = actor.has(Role.APPROVER)
                && actor.departmentId() != null
                && actor.departmentId() == plan.leadDepartmentId()
                && actor.accountId() != e.proposedBy()
                && !plan.frozen();
        var department = plan.departments().stream()
                .filter(d -> d.departmentId() == e.departmentId())
                .map(PlannedDepartment::name)
                .findFirst()
                .orElse("");
        return new View(
                e.key(),
                e.version(),
                e.state().name(),
                e.state().label(),
                mayDecide
                        ? ExclusionLife.TABLE.allowed(e.state()).stream()
                                .map(Enum::name)
                                .toList()
                        : List.of(),
                e.objectId(),
                e.objectName(),
                e.creditCode(),
                e.code().name(),
                e.code().label(),
                e.note(),
                e.evidence(),
                department,
                e.proposedByName(),
                PlanViews.local(e.proposedAt()),
                e.decidedByName(),
                PlanViews.local(e.decidedAt()),
                e.decisionReason());
    }
}
