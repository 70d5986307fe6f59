package org.mingchou.plan.internal;

import org.springframework.data.relational.core.mapping.Table;

/** Basis points of one tier. */
@Table(schema = "plan", name = "tier_ratio")
record TierRatio(String tier, int ratio) {}
