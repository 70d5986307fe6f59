package org.mingchou.imports.internal;

import org.mingchou.shared.Labelled;
import org.mingchou.shared.Problem;
import org.mingchou.shared.TransitionTable;

/** One uploaded workbook. */
record Batch(
        long id,
        int version,
        String regionCode,
        String directory,
        String fileName,
        Status status,
        int rowCount,
        int goodCount,
        int badCount,
        int newCount,
        int changedCount,
        int unchangedCount,
        long uploadedBy) {

    enum Status implements Labelled {
        STAGED("待确认"),
        COMMITTED("已导入"),
        CANCELLED("已放弃");

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
        COMMIT("确认导入"),
        CANCEL("放弃");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    Batch commit(boolean acceptGoodRows) {
        var next = to(Life.TABLE.apply(status, Act.COMMIT));
        if (badCount > 0 && !acceptGoodRows) {
            throw Problem.unprocessable(
                            "import-has-bad-rows",
                            "有 " + badCount + " 行需要修改，尚未写入任何数据。请下载出错报告改好后重新上传；也可以选择“只导入其余 " + goodCount + " 行”。")
                    .with("bad", badCount)
                    .with("good", goodCount);
        }
        if (goodCount == 0) {
            throw Problem.unprocessable("import-nothing-good", "没有可以导入的行。请下载出错报告改好后重新上传。");
        }
        return next;
    }

    Batch cancel() {
        return to(Life.TABLE.apply(status, Act.CANCEL));
    }

    private Batch to(Status next) {
        return new Batch(
                id,
                version,
                regionCode,
                directory,
                fileName,
                next,
                rowCount,
                goodCount,
                badCount,
                newCount,
                changedCount,
                unchangedCount,
                uploadedBy);
    }

    /** The whole life of a batch. */
    static final class Life {
        static final TransitionTable<Status, Act> TABLE = TransitionTable.of(
                        "import-batch", "导入批次", Status.class, Act.class, Status.STAGED)
                .edge(Status.STAGED, Act.COMMIT, Status.COMMITTED, "-")
                .edge(Status.STAGED, Act.CANCEL, Status.CANCELLED, "-")
                .build();

        private Life() {}
    }
}
