package org.mingchou.exchange.internal;

import org.mingchou.shared.Labelled;

enum OutboxState implements Labelled {
    PENDING("待发送"),
    SENT("已发送，待回执"),
    ACCEPTED("对方已接收"),
    REFUSED("对方拒收"),
    FAILED("发送失败");

    private final String label;

    OutboxState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
