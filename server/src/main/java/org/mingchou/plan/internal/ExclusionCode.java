package org.mingchou.plan.internal;

import org.mingchou.shared.Clause;
import org.mingchou.shared.Labelled;

/** Why an object cannot be drawn: SSJ-DRAW-1 §3.6. */
@Clause("抽取规范 §3.6")
enum ExclusionCode implements Labelled {
    X01("年度检查频次已满", true),
    X02("注销、吊销", false),
    X03("迁出本辖区", false),
    X04("依法不予列入", true),
    X05("列入试行名单", true),
    X06("其他", true),
    X07("没有适用的抽查事项", false);

    private final String label;
    private final boolean proposable;

    ExclusionCode(String label, boolean proposable) {
        this.label = label;
        this.proposable = proposable;
    }

    @Override
    public String label() {
        return label;
    }

    /** X02, X03 and X07 follow from the directories and cannot be asked for. */
    boolean proposable() {
        return proposable;
    }
}
