package org.mingchou.inspection.internal;

import org.mingchou.shared.Labelled;

enum VisitState implements Labelled {
    PLANNED("待安排"),
    SCHEDULED("已排期，待报批"),
    APPROVAL_REQUESTED("待审批"),
    APPROVED("已批准"),
    NOTIFIED("已通知"),
    APPROVAL_OWED("先行检查·待补批"),
    IN_PROGRESS("检查中"),
    FINISHED("现场已结束"),
    CANCELLED("已取消");

    private final String label;

    VisitState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Officers may be at the gate. */
    boolean underWay() {
        return this == IN_PROGRESS || this == APPROVAL_OWED;
    }
}
