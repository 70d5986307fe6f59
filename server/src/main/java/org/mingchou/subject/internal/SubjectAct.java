package org.mingchou.subject.internal;

import org.mingchou.shared.Labelled;

enum SubjectAct implements Labelled {
    EDIT("修改"),
    CANCEL("登记注销"),
    REVOKE("登记吊销"),
    MOVE_OUT("登记迁出"),
    RESTORE("恢复存续");

    private final String label;

    SubjectAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The act that leads to a wanted status. */
    static SubjectAct towards(SubjectStatus wanted) {
        return switch (wanted) {
            case ACTIVE -> RESTORE;
            case CANCELLED -> CANCEL;
            case REVOKED -> REVOKE;
            case MOVED_OUT -> MOVE_OUT;
        };
    }
}
