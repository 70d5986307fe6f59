package org.mingchou.dispatch.internal;

import org.mingchou.shared.Labelled;

/** Why an object leaves a draw: SSJ-DRAW-1 §3.8. 无此业务 is none of these. */
enum DropOutCode implements Labelled {
    S1("注销"),
    S2("无法联系"),
    S3("不可抗力"),
    S4("重复"),
    S5("不属本辖区");

    private final String label;

    DropOutCode(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
