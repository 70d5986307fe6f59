package org.mingchou.draw.internal;

import org.mingchou.shared.Labelled;

enum AuditState implements Labelled {
    OPEN("待查核"),
    UPHELD("排除成立"),
    REFUTED("排除不成立");

    private final String label;

    AuditState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
