package org.mingchou.dispatch.internal;

import org.mingchou.shared.Labelled;

enum DropOutState implements Labelled {
    PROPOSED("待第一人批准"),
    FIRST_APPROVED("待第二人批准"),
    APPROVED("已批准退出"),
    REJECTED("未批准");

    private final String label;

    DropOutState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
