package org.mingchou.plan.internal;

import org.springframework.data.relational.core.mapping.Table;

/** A department that takes part; code and names as they were when the plan was written. */
@Table(schema = "plan", name = "plan_department")
record PlannedDepartment(long departmentId, String code, String name, String shortName, boolean lead, int groupSize) {}
