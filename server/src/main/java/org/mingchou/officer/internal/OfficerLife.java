package org.mingchou.officer.internal;

import org.mingchou.shared.Labelled;
import org.mingchou.shared.TransitionTable;

/** The whole life of an officer in the directory. */
final class OfficerLife {

    enum Status implements Labelled {
        ACTIVE("在岗"),
        SUSPENDED("暂停执法"),
        LEFT("离岗");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    enum Act implements Labelled {
        EDIT("修改"),
        SUSPEND("暂停执法"),
        LEAVE("登记离岗"),
        RESUME("恢复在岗");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        static Act towards(Status wanted) {
            return switch (wanted) {
                case ACTIVE -> RESUME;
                case SUSPENDED -> SUSPEND;
                case LEFT -> LEAVE;
            };
        }
    }

    static final TransitionTable<Status, Act> TABLE = TransitionTable.of(
                    "officer", "执法人员", Status.class, Act.class, Status.ACTIVE)
            .edge(Status.ACTIVE, Act.EDIT, Status.ACTIVE, "-")
            .edge(Status.ACTIVE, Act.SUSPEND, Status.SUSPENDED, "-")
            .edge(Status.ACTIVE, Act.LEAVE, Status.LEFT, "-")
            .edge(Status.SUSPENDED, Act.EDIT, Status.SUSPENDED, "-")
            .edge(Status.SUSPENDED, Act.RESUME, Status.ACTIVE, "-")
            .edge(Status.SUSPENDED, Act.LEAVE, Status.LEFT, "-")
            .edge(Status.LEFT, Act.RESUME, Status.ACTIVE, "-")
            .build();

    private OfficerLife() {}
}
