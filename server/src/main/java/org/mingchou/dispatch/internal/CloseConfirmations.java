package org.mingchou.dispatch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes the list of confirmations, so that the second secrets may be asked for. */
@Component
@Clause("SSJ-DRAW-1 3.4 step 5")
class CloseConfirmations {

    /** Something that still waits for a decision. */
    record Open(long id, String departmentName, String objectName) {}

    private static final int NAMED = 50;

    private final AssignmentStore assignments;
    private final DropOutStore dropOuts;
    private final DispatchedDraws dispatched;
    private final Draws draws;
    private final Departments departments;
    private final AuditTrail audit;
    private final BusinessClock clock;

    CloseConfirmations(
            AssignmentStore assignments,
            DropOutStore dropOuts,
            DispatchedDraws dispatched,
            Draws draws,
            Departments departments,
            AuditTrail audit,
            BusinessClock clock) {
        this.assignments = assignments;
        this.dropOuts = dropOuts;
        this.dispatched = dispatched;
        this.draws = draws;
        this.departments = departments;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    void close(long drawId, Actor actor) {
        actor.requireDepartment(dispatched.require(drawId, actor).leadDepartmentId(), "关闭名单确认");
        if (dispatched.locked(drawId).closed()) {
            throw Problem.conflict("confirmations-closed", "名单确认已经关闭，不能再次关闭。请等各当事方揭示第二个秘密数。");
        }
        var decisions = dropOuts.ofDraw(drawId);
        requireDecided(drawId, decisions, actor);
        var drawn =
                draws.rows(drawId, "DRAWN").stream().map(Draws.Row::objectId).toList();
        var confirmations = Confirmations.of(drawn, decisions);
        dispatched.close(drawId, clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime(), actor.displayName());
        draws.closeConfirmations(drawId, confirmations);
        audit.record(
                actor,
                "close-confirmations",
                "draw/" + drawId,
                Map.of(
                        "objects",
                        confirmations.size(),
                        "dropOuts",
                        confirmations.stream()
                                .filter(c -> !c.code().equals("OK"))
                                .count(),
                        "by",
                        actor.displayName()));
    }

    private void requireDecided(long drawId, List<DropOut> decisions, Actor actor) {
        Map<Long, String> names = departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::shortName));
        var waiting = new ArrayList<Open>();
        for (var a : assignments.ofDraw(drawId)) {
            if (a.state() == AssignmentState.DISPATCHED) {
                waiting.add(new Open(
                        a.id(),
                        names.getOrDefault(a.departmentId(), "部门"),
                        a.object().name()));
            }
        }
        var proposals = new ArrayList<Open>();
        for (var d : decisions) {
            if (!DropOutLife.TABLE.terminal(d.state())) {
                proposals.add(new Open(d.id(), names.getOrDefault(d.departmentId(), "部门"), d.objectName()));
            }
        }
        if (waiting.isEmpty() && proposals.isEmpty()) {
            return;
        }
        var parts = new ArrayList<String>();
        if (!waiting.isEmpty()) {
            parts.add(waiting.size() + " 户未比对确认（" + perDepartment(waiting) + "，如“"
                    + waiting.get(0).objectName() + "”）");
        }
        if (!proposals.isEmpty()) {
            parts.add(proposals.size() + " 项退出申请未批完（"
                    + proposals.stream()
                            .limit(3)
                            .map(p -> "“" + p.objectName() + "”")
                            .collect(Collectors.joining("、"))
                    + "）");
        }
        throw Problem.conflict("confirmations-open", "还不能关闭名单确认：" + String.join("；", parts) + "。请提醒有关部门办理后再关闭。")
                .with("assignments", waiting.stream().limit(NAMED).toList())
                .with("dropOuts", proposals.stream().limit(NAMED).toList());
    }

    private static String perDepartment(List<Open> waiting) {
        var counts = new TreeMap<String, Integer>();
        waiting.forEach(o -> counts.merge(o.departmentName(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue() + " 户")
                .collect(Collectors.joining("、"));
    }
}
