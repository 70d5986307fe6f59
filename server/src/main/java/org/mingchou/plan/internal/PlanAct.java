package org.mingchou.plan.internal;

import org.mingchou.shared.Labelled;

enum PlanAct implements Labelled {
    EDIT("修改"),
    SUBMIT("提交审批"),
    RETURN("退回修改"),
    APPROVE("批准"),
    EXCLUDE("申请排除对象"),
    FREEZE("冻结名单"),
    CLOSE("办结"),
    CANCEL("撤销");

    private final String label;

    PlanAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
