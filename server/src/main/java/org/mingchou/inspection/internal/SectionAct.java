package org.mingchou.inspection.internal;

import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Role;

enum SectionAct implements Labelled {
    FILL("填写检查结果", Role.OFFICER),
    SUBMIT("提交审核", Role.OFFICER),
    RETURN("退回", Role.REVIEWER),
    PUBLISH("审核通过并公示", Role.REVIEWER),
    AMEND("更正公示结果", null),
    CANCEL("取消", null);

    private final String label;
    private final @Nullable Role role;

    SectionAct(String label, @Nullable Role role) {
        this.label = label;
        this.role = role;
    }

    @Override
    public String label() {
        return label;
    }

    @Nullable Role role() {
        return role;
    }
}
