package org.mingchou.plan.internal;

import org.mingchou.shared.Labelled;

enum ExclusionState implements Labelled {
    PROPOSED("待审批"),
    APPROVED("已同意排除"),
    REJECTED("未同意");

    private final String label;

    ExclusionState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
