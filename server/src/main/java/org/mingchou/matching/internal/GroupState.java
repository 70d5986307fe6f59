package org.mingchou.matching.internal;

import org.mingchou.shared.Labelled;

enum GroupState implements Labelled {
    UNSTAFFED("未配齐"),
    MANUAL_PROPOSED("人工指派待批准"),
    STAFFED("人员已编组"),
    DISSOLVED("编组已解除");

    private final String label;

    GroupState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
