package org.mingchou.matching.internal;

import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Role;

enum GroupAct implements Labelled {
    MATCH("随机匹配", null),
    PROPOSE_MANUAL("人工指派", Role.DEPARTMENT_ADMIN),
    APPROVE_MANUAL("批准人工指派", Role.APPROVER),
    REJECT_MANUAL("不批准人工指派", Role.APPROVER),
    REPLACE("申请按规则更换人员", Role.DEPARTMENT_ADMIN),
    APPROVE_REPLACEMENT("批准更换", Role.APPROVER),
    REJECT_REPLACEMENT("不批准更换", Role.APPROVER),
    ADD_ASSISTANT("选派协助人员", Role.DEPARTMENT_ADMIN),
    DISSOLVE("随对象退出解除", null);

    private final String label;
    private final @Nullable Role role;

    GroupAct(String label, @Nullable Role role) {
        this.label = label;
        this.role = role;
    }

    @Override
    public String label() {
        return label;
    }

    /** Who does it by hand; null for what follows from another act. */
    @Nullable Role role() {
        return role;
    }
}
