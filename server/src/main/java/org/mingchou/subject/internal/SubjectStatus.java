package org.mingchou.subject.internal;

import org.mingchou.shared.Labelled;

enum SubjectStatus implements Labelled {
    ACTIVE("存续"),
    CANCELLED("注销"),
    REVOKED("吊销"),
    MOVED_OUT("迁出");

    private final String label;

    SubjectStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
