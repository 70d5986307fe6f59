package org.mingchou.draw.internal;

import org.mingchou.shared.Labelled;

enum AuditAct implements Labelled {
    UPHOLD("认定排除成立"),
    REFUTE("认定排除不成立");

    private final String label;

    AuditAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
