package org.mingchou.inspection.internal;

import org.mingchou.shared.Labelled;

enum Outcome implements Labelled {
    NO_PROBLEM("未发现问题"),
    PROBLEM("发现问题"),
    NOT_CHECKED("未检查"),
    ABSENT_WITH_REASON("合理缺项");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    boolean needsReason() {
        return this == NOT_CHECKED || this == ABSENT_WITH_REASON;
    }
}
