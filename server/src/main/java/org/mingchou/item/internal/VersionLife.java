package org.mingchou.item.internal;

import org.mingchou.shared.Labelled;
import org.mingchou.shared.TransitionTable;

/** The whole life of one version of an item. */
final class VersionLife {

    enum Status implements Labelled {
        DRAFT("草稿"),
        PUBLISHED("已公布"),
        SUPERSEDED("已被替代");

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
        PUBLISH("公布"),
        SUPERSEDE("由新版本替代");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    static final TransitionTable<Status, Act> TABLE = TransitionTable.of(
                    "item-version", "抽查事项版本", Status.class, Act.class, Status.DRAFT)
            .edge(Status.DRAFT, Act.PUBLISH, Status.PUBLISHED, "-")
            .edge(Status.PUBLISHED, Act.SUPERSEDE, Status.SUPERSEDED, "-")
            .bySystem(Act.SUPERSEDE)
            .build();

    private VersionLife() {}
}
