package org.mingchou.plan.internal;

import org.mingchou.shared.Labelled;

enum ExclusionAct implements Labelled {
    APPROVE("同意排除"),
    REJECT("不同意");

    private final String label;

    ExclusionAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
