package org.mingchou.dispatch.internal;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.dispatch.AssignmentClaimed;
import org.mingchou.dispatch.internal.DispatchedDraws.DispatchedDraw;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 认领: the department takes its confirmed objects over, once the list is closed and the second secrets are out. */
@Component
@Clause("实施方案 四（二）")
class ClaimAssignments {

    private final AssignmentStore assignments;
    private final DispatchedDraws draws;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final BusinessClock clock;

    ClaimAssignments(
            AssignmentStore assignments,
            DispatchedDraws draws,
            ApplicationEventPublisher events,
            AuditTrail audit,
            BusinessClock clock) {
        this.assignments = assignments;
        this.draws = draws;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Assignment one(long id, Actor actor) {
        var seen = assignments.requireVisible(id, actor);
        actor.requireDepartment(seen.departmentId(), "派发任务");
        requireSecondSeed(draws.shared(seen.drawId()));
        var current = assignments.requireVisible(id, actor);
        var claimed = assignments.update(current.claim(actor.displayName(), now()));
        events.publishEvent(new AssignmentClaimed(claimed.drawId(), claimed.departmentId(), List.of(id)));
        audit.record(actor, "claim-assignment", "assignment/" + id, Map.of());
        return claimed;
    }

    @Transactional
    BulkResult many(Collection<Long> ids, Actor actor) {
        var drawOf = new HashMap<Long, DispatchedDraw>();
        var drawIds = assignments.byIds(ids).stream().collect(Collectors.toMap(Assignment::id, Assignment::drawId));
        drawIds.values().stream().distinct().sorted().forEach(d -> drawOf.put(d, draws.shared(d)));
        var at = now();
        var result = BulkResult.of(assignments, ids, actor, a -> {
            var draw = drawOf.get(a.drawId());
            if (draw != null) {
                requireSecondSeed(draw);
            }
            return a.claim(actor.displayName(), at);
        });
        var department = actor.requireDepartment();
        result.done().stream()
                .collect(Collectors.groupingBy(id -> drawIds.getOrDefault(id, 0L)))
                .forEach((drawId, claimed) -> events.publishEvent(new AssignmentClaimed(drawId, department, claimed)));
        audit.record(
                actor,
                "claim-assignments",
                "department/" + department,
                Map.of("assignments", result.done(), "refused", result.refused().size()));
        return result;
    }

    private static void requireSecondSeed(DispatchedDraw draw) {
        if (!draw.secondSeedKnown()) {
            throw Problem.conflict(
                    "second-seed-not-revealed",
                    draw.closed() ? "名单确认已关闭，各当事方尚未全部揭示第二个秘密数。揭示完成后即可认领。" : "名单确认尚未关闭。请等牵头部门关闭名单确认、各当事方揭示第二个秘密数后再认领。");
        }
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
