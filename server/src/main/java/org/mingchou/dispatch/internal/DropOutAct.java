package org.mingchou.dispatch.internal;

import org.mingchou.shared.Labelled;

enum DropOutAct implements Labelled {
    APPROVE("批准"),
    REJECT("不批准");

    private final String label;

    DropOutAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
