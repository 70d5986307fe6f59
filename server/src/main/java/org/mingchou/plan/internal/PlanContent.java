package org.mingchou.plan.internal;

import java.util.List;
import java.util.Set;

/** Everything an editor lays down in a plan, already checked. The lead department comes first. */
record PlanContent(
        int year,
        int sequence,
        Terms terms,
        List<PlannedDepartment> departments,
        List<PlannedItem> items,
        Set<TierRatio> ratios) {}
