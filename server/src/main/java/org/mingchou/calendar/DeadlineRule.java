package org.mingchou.calendar;

import org.mingchou.shared.Labelled;

/**
 * The clocks that the plan and the law start, in working days after the day of the starting event (that day itself is
 * not counted).
 *
 * @see "seed plan 四(一), 五(三), 五(四); 企业信息公示暂行条例 6"
 */
public enum DeadlineRule implements Labelled {
    CONFIRM_DISPATCH("比对确认", 2, "实施方案四（一）：两个工作日内完成比对和确认"),
    /** 54号 says "in time" and leaves the length to the region: one working day here. */
    MAKE_UP_APPROVAL("补办检查审批", 1, "国办发〔2024〕54号：紧急情况先行检查的，及时补办审批"),
    PUBLISH_RESULT("结果录入审核公示", 20, "实施方案五（三）：自联合抽查工作结束之日起20个工作日内"),
    /** The specification demands a deadline and leaves its length to the region: one working day here. */
    REVEAL_SECOND("二次揭示", 1, "抽取规范 §3.4（6）：二次揭示有期限"),
    /** Nothing becomes void by it: what is late is shown as late. From the day on which the beacon can be read. */
    READ_BEACON("信标录入", 1, "抽取规范 §3.4（3）：见证人与另一当事方各自录入，一致才生效"),
    /** The specification sets no length: as long as a department has for its results. */
    AUDIT_EXCLUSIONS("排除抽查", 20, "抽取规范 §3.6.1：被抽中的排除逐户查核"),
    /** Until then two have to have read the dice in place of a withheld secret; afterwards fewer may do. */
    READ_SECOND_BEACON("补掷信标录入", 1, "抽取规范 §3.4（6）：任何一方不能使抽取永远停住"),
    CLOSE_FOLLOW_UP("后续处置录入", 20, "实施方案五（四）：20个工作日内录入后续处置结果");

    private final String label;
    private final int workingDays;
    private final String clause;

    DeadlineRule(String label, int workingDays, String clause) {
        this.label = label;
        this.workingDays = workingDays;
        this.clause = clause;
    }

    @Override
    public String label() {
        return label;
    }

    public int workingDays() {
        return workingDays;
    }

    public String clause() {
        return clause;
    }
}
