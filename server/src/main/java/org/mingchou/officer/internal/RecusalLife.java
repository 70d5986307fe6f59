package org.mingchou.officer.internal;

import org.mingchou.shared.Labelled;
import org.mingchou.shared.TransitionTable;

/** The whole life of a declared conflict of interest. */
final class RecusalLife {

    enum Status implements Labelled {
        ACTIVE("有效"),
        WITHDRAWN("已撤回");

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
        WITHDRAW("撤回");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** 行政处罚法 43: a direct interest, or another relation that may touch fairness. */
    enum Ground implements Labelled {
        RELATIVE("近亲属"),
        INTEREST("利害关系"),
        FORMER_POST("曾任职"),
        OTHER("其他");

        private final String label;

        Ground(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    static final TransitionTable<Status, Act> TABLE = TransitionTable.of(
                    "recusal", "回避", Status.class, Act.class, Status.ACTIVE)
            .edge(Status.ACTIVE, Act.WITHDRAW, Status.WITHDRAWN, "-")
            .build();

    private RecusalLife() {}
}
