package org.mingchou.plan.internal;

import org.springframework.data.relational.core.mapping.Table;

/** A published item version as the plan took it in. */
@Table(schema = "plan", name = "plan_item")
record PlannedItem(
        long itemVersionId,
        long itemId,
        int itemVersion,
        long departmentId,
        String code,
        String name,
        String itemClass) {}
