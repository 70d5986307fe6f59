package org.mingchou.statistics.internal;

import java.util.Arrays;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Problem;

/** What is counted of an official, each with what it is counted against. */
enum Duty implements Labelled {
    PROPOSE_DROP_OUT("提出退出", "本人答复的派发对象", "申请退出"),
    APPROVE_DROP_OUT("批准退出", "本人审批的退出申请", "批准"),
    REPLACE_OFFICER("更换执法人员", "本人编组或更换的检查组", "更换"),
    LEAVE_SEAT("离开检查组", "排到的席位", "离席"),
    RECUSE("申请回避", "本部门的派发对象", "回避");

    private final String label;
    private final String cases;
    private final String events;

    Duty(String label, String cases, String events) {
        this.label = label;
        this.cases = cases;
        this.events = events;
    }

    @Override
    public String label() {
        return label;
    }

    /** What the cases are. */
    String casesLabel() {
        return cases;
    }

    /** What happened in some of them. */
    String eventsLabel() {
        return events;
    }

    static Duty of(String name) {
        return Arrays.stream(values())
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.badInput("no-such-duty", "没有这张控制图，请从控制图页面打开明细。"));
    }
}
