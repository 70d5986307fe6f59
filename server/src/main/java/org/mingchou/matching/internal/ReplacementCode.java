package org.mingchou.matching.internal;

import org.mingchou.shared.Labelled;

/** Why an officer leaves a group. */
enum ReplacementCode implements Labelled {
    ILLNESS("因病"),
    RECUSAL("回避"),
    LEFT("调离"),
    DUTY("公务冲突"),
    CERTIFICATE("证件到期或被收回");

    private final String label;

    ReplacementCode(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
