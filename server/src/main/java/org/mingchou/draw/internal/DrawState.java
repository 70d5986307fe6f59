package org.mingchou.draw.internal;

import org.mingchou.shared.Labelled;

enum DrawState implements Labelled {
    FROZEN("已冻结，待承诺"),
    OPENED("已开启，待揭示"),
    REVEALED("已揭示，待信标"),
    BEACON_SET("信标已定"),
    DRAWN("已抽取，待确认"),
    CONFIRMED("名单已确认，待二次揭示"),
    WITHHELD("二次揭示逾期，待补掷信标"),
    SETTLED("替补与人员可定"),
    VOID("作废");

    private final String label;

    DrawState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
