package org.mingchou.statistics.internal;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rates by person: for the supervisor, and for the heads of their own department. */
@RestController
@RequestMapping("/api/control-charts")
class ControlChartController {

    private final ControlCharts charts;

    ControlChartController(ControlCharts charts) {
        this.charts = charts;
    }

    @RolesAllowed({Role.Names.SUPERVISOR, Role.Names.APPROVER})
    @GetMapping
    List<ControlCharts.Chart> charts(Actor actor) {
        return charts.charts(actor);
    }

    @RolesAllowed({Role.Names.SUPERVISOR, Role.Names.APPROVER})
    @GetMapping("/rows")
    Page<ControlCharts.Row> rows(
            @RequestParam String duty,
            @RequestParam String official,
            @RequestParam long departmentId,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return charts.rows(actor, Duty.of(duty), official, departmentId, new Paging(page, size));
    }
}
