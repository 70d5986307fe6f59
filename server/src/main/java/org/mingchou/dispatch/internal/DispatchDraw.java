package org.mingchou.dispatch.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.dispatch.internal.AssignmentStore.NewAssignment;
import org.mingchou.dispatch.internal.DispatchedDraws.DispatchedDraw;
import org.mingchou.draw.DrawComputed;
import org.mingchou.draw.Draws;
import org.mingchou.draw.SecondSeedRevealed;
import org.mingchou.item.Items;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.notification.Inbox;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.subject.Subjects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends every drawn object to the departments that have something to look at there. Runs in the draw's transaction. */
@Component
class DispatchDraw {

    static final String KIND = "assignment";
    private static final String DRAWN = "DRAWN";
    private static final String SUBSTITUTE = "SUBSTITUTE";

    private final Draws draws;
    private final Plans plans;
    private final Items items;
    private final Subjects subjects;
    private final DispatchedDraws dispatched;
    private final AssignmentStore assignments;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final AuditTrail audit;
    private final BusinessClock clock;

    DispatchDraw(
            Draws draws,
            Plans plans,
            Items items,
            Subjects subjects,
            DispatchedDraws dispatched,
            AssignmentStore assignments,
            Deadlines deadlines,
            Inbox inbox,
            AuditTrail audit,
            BusinessClock clock) {
        this.draws = draws;
        this.plans = plans;
        this.items = items;
        this.subjects = subjects;
        this.dispatched = dispatched;
        this.assignments = assignments;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void computed(DrawComputed event) {
        var plan = plans.require(event.planId(), event.regionCode());
        if (dispatched.insert(event.drawId(), event.planId(), event.regionCode(), plan.leadDepartmentId(), now())) {
            send(dispatched.locked(event.drawId()), plan, objectIds(draws.rows(event.drawId(), DRAWN)), DRAWN);
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void revealed(SecondSeedRevealed event) {
        var draw = dispatched.locked(event.drawId());
        dispatched.secondRevealed(event.drawId(), now());
        var plan = plans.require(event.planId(), event.regionCode());
        send(draw, plan, objectIds(draws.substitutes(event.drawId())), SUBSTITUTE);
        for (var department : plan.departments()) {
            if (!assignments
                    .of(draw.drawId(), department.departmentId(), "CONFIRMED")
                    .isEmpty()) {
                inbox.tellDepartment(department.departmentId(), "第二个秘密数已全部揭示，请认领检查对象", link(draw.planId()));
            }
        }
    }

    /** A reserve object that takes the place of a late drop-out. */
    void substitute(DispatchedDraw draw, String objectId) {
        send(draw, plans.require(draw.planId(), draw.regionCode()), List.of(objectId), SUBSTITUTE);
    }

    static String link(long planId) {
        return "/desk/plans/" + planId + "/dispatch";
    }

    private void send(DispatchedDraw draw, PlanSnapshot plan, List<String> objectIds, String source) {
        if (objectIds.isEmpty()) {
            return;
        }
        var snapshots = subjects.snapshots(objectIds);
        var texts = new HashMap<String, String>();
        snapshots.forEach((objectId, object) -> texts.put(objectId, assignments.snapshot(object)));
        var byDepartment = applicable(plan, objectIds);
        var counts = new LinkedHashMap<String, Integer>();
        for (var department : plan.departments()) {
            var ofObject = byDepartment.getOrDefault(department.departmentId(), Map.of());
            var rows = new ArrayList<NewAssignment>();
            ofObject.forEach((objectId, versions) -> {
                var object = snapshots.get(objectId);
                if (object == null) {
                    throw new IllegalStateException("a drawn object is not in the directory: " + objectId);
                }
                rows.add(new NewAssignment(objectId, object.name(), texts.getOrDefault(objectId, ""), versions));
            });
            rows.sort(Comparator.comparing(NewAssignment::objectId));
            counts.put(department.code(), rows.size());
            if (rows.isEmpty()) {
                continue;
            }
            var ids = assignments.insert(draw, department.departmentId(), source, now(), rows);
            deadlines.start(KIND, ids, DeadlineRule.CONFIRM_DISPATCH, clock.today(), "派发");
            inbox.tellDepartment(
                    department.departmentId(),
                    (source.equals(DRAWN) ? "收到 " : "收到递补对象 ") + rows.size() + " 户，请在"
                            + DeadlineRule.CONFIRM_DISPATCH.workingDays() + "个工作日内比对确认",
                    link(draw.planId()));
        }
        int without = keepThoseWithoutItems(draw, objectIds, snapshots, byDepartment, source);
        audit.record(
                "系统",
                draw.regionCode(),
                "dispatch-draw",
                "draw/" + draw.drawId(),
                Map.of("source", source, "objects", objectIds.size(), "assignments", counts, "withoutItems", without));
    }

    /** Department → object → versions of the plan's items that apply to it, in the plan's order. */
    private Map<Long, Map<String, List<Long>>> applicable(PlanSnapshot plan, List<String> objectIds) {
        var versions = items.byVersions(
                plan.items().stream().map(PlanSnapshot.PlanItem::itemVersionId).toList());
        var result = new HashMap<Long, Map<String, List<Long>>>();
        var coveredBy = new HashMap<ObjectRule, Set<String>>();
        for (var item : plan.items()) {
            var version = versions.get(item.itemVersionId());
            if (version == null) {
                throw new IllegalStateException("the plan names an unpublished item version " + item.itemVersionId());
            }
            var ofObject = result.computeIfAbsent(item.departmentId(), d -> new LinkedHashMap<>());
            var covered = coveredBy.computeIfAbsent(version.applicability(), rule -> subjects.covered(rule, objectIds));
            for (var objectId : covered) {
                ofObject.computeIfAbsent(objectId, o -> new ArrayList<>()).add(item.itemVersionId());
            }
        }
        return result;
    }

    private int keepThoseWithoutItems(
            DispatchedDraw draw,
            List<String> objectIds,
            Map<String, SubjectSnapshot> snapshots,
            Map<Long, Map<String, List<Long>>> byDepartment,
            String source) {
        var served = byDepartment.values().stream()
                .flatMap(ofObject -> ofObject.keySet().stream())
                .collect(Collectors.toSet());
        var lonely = new LinkedHashMap<String, String>();
        objectIds.stream().filter(id -> !served.contains(id)).forEach(id -> {
            var object = snapshots.get(id);
            lonely.put(id, object == null ? id : object.name());
        });
        if (!lonely.isEmpty()) {
            assignments.insertWithoutItems(draw, lonely, source);
            inbox.tellDepartment(
                    draw.leadDepartmentId(), "有 " + lonely.size() + " 户抽中对象没有适用的抽查事项，请核对", link(draw.planId()));
        }
        return lonely.size();
    }

    private static List<String> objectIds(List<Draws.Row> rows) {
        return rows.stream().map(Draws.Row::objectId).toList();
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
