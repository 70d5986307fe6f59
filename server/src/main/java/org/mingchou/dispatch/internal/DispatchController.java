package org.mingchou.dispatch.internal;

import jakarta.annotation.security.RolesAllowed;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.SealedNames;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How far the confirmations of a draw have come, and their closing. */
@RestController
class DispatchController {

    record OfDepartment(
            long departmentId,
            String departmentName,
            int dispatched,
            int confirmed,
            int claimed,
            int staffed,
            int notApplicable,
            int dropped,
            int total) {}

    record WithoutItems(String objectId, String subjectName, String source) {}

    record Progress(
            long drawId,
            long planId,
            OffsetDateTime dispatchedAt,
            @Nullable OffsetDateTime closedAt,
            @Nullable String closedBy,
            boolean secondSeedKnown,
            List<OfDepartment> departments,
            int undecidedDropOuts,
            List<WithoutItems> withoutItems,
            List<String> allowedActions) {}

    private record Count(long departmentId, String status, int count) {}

    private final JdbcClient jdbc;
    private final DispatchedDraws draws;
    private final CloseConfirmations close;
    private final Departments departments;
    private final SealedNames sealed;

    DispatchController(
            JdbcClient jdbc,
            DispatchedDraws draws,
            CloseConfirmations close,
            Departments departments,
            SealedNames sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.draws = draws;
        this.close = close;
        this.departments = departments;
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.DEPARTMENT_ADMIN, Role.Names.APPROVER, Role.Names.SUPERVISOR})
    @GetMapping("/api/draws/{drawId}/dispatch")
    Progress progress(@PathVariable long drawId, Actor actor) {
        var draw = draws.require(drawId, actor);
        boolean leads = actor.departmentId() != null && actor.departmentId() == draw.leadDepartmentId();
        boolean seesAll = leads || actor.has(Role.SUPERVISOR);
        var counts = jdbc.sql("""
                SELECT department_id, status, count(*) AS count FROM dispatch.assignment
                WHERE draw_id = :draw GROUP BY department_id, status""").param("draw", drawId).query(Count.class).list();
        int undecided = jdbc.sql("""
                SELECT count(*) FROM dispatch.drop_out
                WHERE draw_id = :draw AND status IN ('PROPOSED', 'FIRST_APPROVED')""").param("draw", drawId).query(Integer.class).single();
        var withoutItems = seesAll ? withoutItems(drawId) : List.<WithoutItems>of();
        if (!withoutItems.isEmpty()) {
            sealed.read(actor, List.of(draw.planId()));
        }
        var mayClose = leads && actor.has(Role.PLANNER) && !draw.closed();
        return new Progress(
                drawId,
                draw.planId(),
                draw.dispatchedAt()
                        .atZoneSameInstant(org.mingchou.calendar.BusinessClock.ZONE)
                        .toOffsetDateTime(),
                AssignmentList.local(draw.closedAt()),
                draw.closedBy(),
                draw.secondSeedKnown(),
                byDepartment(counts, actor),
                undecided,
                withoutItems,
                mayClose ? List.of("CLOSE_CONFIRMATIONS") : List.of());
    }

    @RolesAllowed(Role.Names.PLANNER)
    @PostMapping("/api/draws/{drawId}/close-confirmations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeConfirmations(@PathVariable long drawId, Actor actor) {
        close.close(drawId, actor);
    }

    private List<WithoutItems> withoutItems(long drawId) {
        return jdbc.sql("""
                SELECT object_id, object_name AS subject_name, source FROM dispatch.without_items
                WHERE draw_id = :draw ORDER BY object_id""").param("draw", drawId).query(WithoutItems.class).list();
    }

    private List<OfDepartment> byDepartment(List<Count> counts, Actor actor) {
        Map<Long, Map<String, Integer>> table = counts.stream()
                .collect(Collectors.groupingBy(Count::departmentId, Collectors.toMap(Count::status, Count::count)));
        return departments.inRegion(actor.regionCode()).stream()
                .filter(d -> table.containsKey(d.id()))
                .map(d -> {
                    var of = table.getOrDefault(d.id(), Map.of());
                    return new OfDepartment(
                            d.id(),
                            d.shortName(),
                            of.getOrDefault("DISPATCHED", 0),
                            of.getOrDefault("CONFIRMED", 0),
                            of.getOrDefault("CLAIMED", 0),
                            of.getOrDefault("STAFFED", 0),
                            of.getOrDefault("NOT_APPLICABLE", 0),
                            of.getOrDefault("DROPPED", 0),
                            of.values().stream().mapToInt(Integer::intValue).sum());
                })
                .toList();
    }
}
