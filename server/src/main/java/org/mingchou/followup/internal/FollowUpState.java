package org.mingchou.followup.internal;

import org.mingchou.shared.Labelled;

enum FollowUpState implements Labelled {
    OPEN("处置中"),
    TRANSFERRED("已移送·待接收"),
    RECEIVED("已移送·已接收"),
    CLOSED("已办结"),
    CANCELLED("已撤销");

    private final String label;

    FollowUpState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
