package org.mingchou.dispatch.internal;

import org.mingchou.shared.Labelled;

enum AssignmentState implements Labelled {
    DISPATCHED("待比对确认"),
    CONFIRMED("已确认，待认领"),
    CLAIMED("已认领，待匹配"),
    STAFFED("已编组"),
    NOT_APPLICABLE("无此业务"),
    DROPPED("对象已退出");

    private final String label;

    AssignmentState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
