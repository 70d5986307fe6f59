package org.mingchou.draw.internal;

import org.mingchou.shared.Labelled;

enum DrawAct implements Labelled {
    COMMIT("承诺"),
    OPEN("开启"),
    REVEAL("揭示"),
    COMPLETE_REVEAL("各方揭示完毕"),
    ENTER_BEACON("录入信标"),
    SET_BEACON("确定信标"),
    COMPUTE("计算结果"),
    CLOSE_CONFIRMATIONS("关闭名单确认"),
    REVEAL_SECOND("二次揭示"),
    WITHHOLD("记录未揭示"),
    ENTER_SECOND_BEACON("录入补掷的信标"),
    SET_SECOND_BEACON("确定补掷的信标"),
    SETTLE("确定替补"),
    VOID("作废");

    private final String label;

    DrawAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
