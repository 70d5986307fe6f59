package org.mingchou.followup.internal;

import org.mingchou.shared.Labelled;

enum FollowUpAct implements Labelled {
    TRANSFER("移送"),
    RECEIVE("接收"),
    CLOSE("办结"),
    CANCEL("随公示结果撤销");

    private final String label;

    FollowUpAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
