package org.mingchou.plan.internal;

import java.util.Collection;
import java.util.stream.Collectors;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.org.Departments;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.subject.ObjectRule;
import org.springframework.stereotype.Component;

/** A plan as other modules hold it. */
@Component
class PlanSnapshots {

    private final Departments departments;

    PlanSnapshots(Departments departments) {
        this.departments = departments;
    }

    String title(JointPlan plan) {
        return PlanSnapshot.title(departments.regionName(plan.regionCode()), plan.year(), plan.sequence());
    }

    /** Covers what at least one of these items applies to. */
    static ObjectRule anyOf(Collection<ItemSnapshot> items) {
        return new ObjectRule(items.stream()
                .map(i -> i.applicability().json())
                .distinct()
                .collect(Collectors.joining(",", "{\"any\":[", "]}")));
    }

    PlanSnapshot of(JointPlan plan) {
        var terms = plan.terms();
        return new PlanSnapshot(
                plan.key(),
                plan.regionCode(),
                departments.regionName(plan.regionCode()),
                plan.year(),
                plan.sequence(),
                title(plan),
                plan.state().name(),
                plan.leadDepartmentId(),
                plan.departments().stream()
                        .map(d -> new PlanSnapshot.PlanDepartment(
                                d.departmentId(), d.code(), d.name(), d.lead(), d.groupSize()))
                        .toList(),
                plan.items().stream()
                        .map(i -> new PlanSnapshot.PlanItem(i.itemVersionId(), i.departmentId(), i.name()))
                        .toList(),
                terms.windowFrom(),
                terms.windowTo(),
                new ObjectRule(terms.scope()),
                terms.tierScheme(),
                terms.tierAsOf(),
                plan.ratiosByTier(),
                terms.floorMode().name(),
                terms.floor(),
                terms.base().name(),
                terms.reserve(),
                terms.mode().name(),
                terms.audience().name(),
                terms.publishStart().name());
    }
}
