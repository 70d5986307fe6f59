package org.mingchou.draw.internal;

import org.mingchou.shared.Clause;
import org.mingchou.shared.Labelled;

/** Why a draw may be void. Enumerated, so that the reasons can be counted per agency. */
@Clause("抽取规范 §3.4 作废；A2")
enum VoidReason implements Labelled {
    REVEAL_DEADLINE("揭示期限已过，有当事方未揭示"),
    UNWITNESSED("见证人未及时副署，所定的信标不能使用"),
    FRAME_WRONG("冻结的名单有差错"),
    PARTY_UNABLE("当事方无法继续参加"),
    SECRET_LOST("当事方遗失所承诺的秘密数"),
    PROCEDURE_BROKEN("程序未按规定进行");

    private final String label;

    VoidReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** A missed deadline is found by the clock. */
    @Override
    public boolean givenByPeople() {
        return this != REVEAL_DEADLINE && this != UNWITNESSED;
    }
}
