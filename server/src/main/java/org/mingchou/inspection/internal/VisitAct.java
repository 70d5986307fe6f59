package org.mingchou.inspection.internal;

import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Role;

enum VisitAct implements Labelled {
    SCHEDULE("安排日程", Role.DEPARTMENT_ADMIN),
    REQUEST_APPROVAL("报请批准", Role.DEPARTMENT_ADMIN),
    APPROVE("批准", Role.APPROVER),
    RETURN("退回", Role.APPROVER),
    NOTIFY("发出行政检查通知书", Role.DEPARTMENT_ADMIN),
    START_URGENTLY("紧急情况先行检查", Role.DEPARTMENT_ADMIN),
    CHECK_IN("扫码入企", Role.OFFICER),
    FILL("填写检查结果", Role.OFFICER),
    CONSULT("记录现场咨询", Role.OFFICER),
    SIGN("企业签字", Role.OFFICER),
    REFUSE("记录拒绝签字", Role.OFFICER),
    RECORD_UNREACHABLE("记录无法联系", Role.OFFICER),
    FINISH("结束现场检查", Role.OFFICER),
    CHANGE_GROUP("编组变更", null),
    CANCEL("取消", null);

    private final String label;
    private final @Nullable Role role;

    VisitAct(String label, @Nullable Role role) {
        this.label = label;
        this.role = role;
    }

    @Override
    public String label() {
        return label;
    }

    /** Who may do it; null when it follows from an act elsewhere. */
    @Nullable Role role() {
        return role;
    }
}
