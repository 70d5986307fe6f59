package org.mingchou.inspection.internal;

import java.util.List;
import java.util.function.Predicate;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;

/** Why someone may not review a section. */
record ReviewRule(String name, String clause, String reason, Predicate<Case> refuses) {

    /** @param fillers accounts that ever wrote an answer; {@code members} accounts with a seat */
    record Case(Section section, Actor reviewer, List<Long> fillers, List<Long> members) {}

    static final List<ReviewRule> ALL = List.of(
            new ReviewRule(
                    "other-department",
                    "实施方案五（一）1：各部门负责本系统",
                    "这份记录由其他部门审核，请由该部门的审核员办理。",
                    c -> c.reviewer().requireDepartment() != c.section().task().departmentId()),
            new ReviewRule(
                    "filler-cannot-review",
                    "职责分离：填报与审核分开",
                    "您填写或提交过这份记录，不能审核。请由本部门另一位审核员办理。",
                    c -> c.fillers().contains(c.reviewer().accountId())),
            new ReviewRule(
                    "member-cannot-review",
                    "职责分离：检查与审核分开",
                    "您是这次检查的执法人员，不能审核自己参加的检查。请由本部门另一位审核员办理。",
                    c -> c.members().contains(c.reviewer().accountId())));

    static void requireAll(Case c) {
        for (var rule : ALL) {
            if (rule.refuses().test(c)) {
                throw Problem.notAllowed(rule.name(), rule.reason()).with("clause", rule.clause());
            }
        }
    }
}
