package org.mingchou.inspection.internal;

import org.mingchou.shared.Labelled;

/** From mild to harsh; the view {@code worsened_item} knows the same order. */
enum Measure implements Labelled {
    ORDER_CORRECTION("责令改正"),
    ABNORMAL_LIST("列入异常建议"),
    CASE_CLUE("立案线索"),
    TRANSFER("移送");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
