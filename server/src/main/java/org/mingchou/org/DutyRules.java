package org.mingchou.org;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingchou.shared.Role;

/**
 * Separation of duties between roles, as named values. Rules about two persons in one act (proposer and approver,
 * filler and reviewer) stand with the act.
 */
public enum DutyRules {
    ADMINISTRATORS_APART("三员分立", "等保2.0 8.1.4 三权分立", "系统、安全、审计三个管理员须由三人分任，且不得兼任业务角色。请为此人只保留一个管理员角色。") {
        @Override
        boolean brokenBy(Set<Role> roles) {
            var administrators = EnumSet.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);
            return roles.size() > 1 && roles.stream().anyMatch(administrators::contains);
        }
    },
    DIRECTORY_APART_FROM_DRAW("管库不抽取", "抽取规范 A5；职责分离", "名录管理员不得担任计划员、见证人或抽取当事方。请把抽取交给另一人。") {
        @Override
        boolean brokenBy(Set<Role> roles) {
            return roles.contains(Role.REGISTRAR)
                    && (roles.contains(Role.PLANNER) || roles.contains(Role.WITNESS) || roles.contains(Role.PARTY));
        }
    },
    SUPERVISOR_ONLY_READS("监督只读", "行政执法监督条例", "司法行政监督员只监督、不办理，不得兼任其他角色。") {
        @Override
        boolean brokenBy(Set<Role> roles) {
            return roles.contains(Role.SUPERVISOR) && roles.size() > 1;
        }
    },
    WITNESS_STANDS_OUTSIDE("见证在外", "抽取规范 §3.4", "见证人须是部门以外的人，不得兼任其他角色。") {
        @Override
        boolean brokenBy(Set<Role> roles) {
            return roles.contains(Role.WITNESS) && roles.size() > 1;
        }
    },
    OFFICER_DOES_NOT_REVIEW("检查不审核", "实施方案五（三）录入、审核", "执法人员不得兼任审核员。请由部门内另一人审核。") {
        @Override
        boolean brokenBy(Set<Role> roles) {
            return roles.contains(Role.OFFICER) && roles.contains(Role.REVIEWER);
        }
    };

    private final String label;
    private final String clause;
    private final String reason;

    DutyRules(String label, String clause, String reason) {
        this.label = label;
        this.clause = clause;
        this.reason = reason;
    }

    abstract boolean brokenBy(Set<Role> roles);

    public String label() {
        return label;
    }

    public String clause() {
        return clause;
    }

    public String reason() {
        return reason;
    }

    /** The first rule that a set of roles breaks. */
    public static Optional<DutyRules> firstBrokenBy(Set<Role> roles) {
        return List.of(values()).stream().filter(r -> r.brokenBy(roles)).findFirst();
    }
}
