package org.mingchou.inspection.internal;

import org.mingchou.shared.Labelled;

enum SectionState implements Labelled {
    OPEN("待提交"),
    SUBMITTED("待审核"),
    RETURNED("已退回"),
    PUBLISHED("已公示"),
    CANCELLED("已取消");

    private final String label;

    SectionState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
