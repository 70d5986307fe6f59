package org.mingchou.exchange.internal;

import org.mingchou.shared.Labelled;

enum OutboxAct implements Labelled {
    SEND("发送"),
    GIVE_UP("停止自动重发"),
    ACCEPT("登记接收回执"),
    REFUSE("登记拒收回执"),
    RETRY("重新发送"),
    REPLACE("以更正内容替换");

    private final String label;

    OutboxAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
