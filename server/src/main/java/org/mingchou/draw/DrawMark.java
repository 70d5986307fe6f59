package org.mingchou.draw;

import org.mingchou.ledger.DrawLog;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Labelled;

/** What a draw lacks of the rule. Each stands wherever the draw is shown. */
@Clause("抽取规范 §3.4：无信标；A18：无外部见证")
public enum DrawMark implements Labelled {
    WITHOUT_BEACON("无信标", "这次抽取没有使用公开的随机源，最后揭示秘密数的一方可能先于他人知道结果。"),
    WITHOUT_WITNESS(DrawLog.NO_WITNESS, "没有平台以外的见证人及时副署这次抽取的开启登记，“先登记、后产生随机数”只有本平台自己的记录为证。");

    private final String label;
    private final String meaning;

    DrawMark(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    @Override
    public String label() {
        return label;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}
