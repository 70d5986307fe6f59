package org.mingchou.plan.internal;

import org.mingchou.shared.Labelled;

enum PlanState implements Labelled {
    DRAFT("起草"),
    SUBMITTED("待审批"),
    APPROVED("已批准"),
    CLOSED("已办结"),
    CANCELLED("已撤销");

    private final String label;

    PlanState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
