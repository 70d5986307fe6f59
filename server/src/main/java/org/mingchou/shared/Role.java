package org.mingchou.shared;

/** What an account may do. The constants in {@link Names} exist because annotations take only constants. */
public enum Role implements Labelled {
    SYSTEM_ADMIN("系统管理员"),
    SECURITY_ADMIN("安全管理员"),
    AUDIT_ADMIN("审计管理员"),
    REGISTRAR("名录管理员"),
    PLANNER("计划员"),
    DEPARTMENT_ADMIN("部门管理员"),
    APPROVER("审批人"),
    OFFICER("执法人员"),
    REVIEWER("审核员"),
    FOLLOWUP_HANDLER("后续处置人"),
    SUPERVISOR("司法行政监督员"),
    WITNESS("见证人"),
    PARTY("抽取当事方");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** For {@code @RolesAllowed}. */
    public static final class Names {
        public static final String SYSTEM_ADMIN = "SYSTEM_ADMIN";
        public static final String SECURITY_ADMIN = "SECURITY_ADMIN";
        public static final String AUDIT_ADMIN = "AUDIT_ADMIN";
        public static final String REGISTRAR = "REGISTRAR";
        public static final String PLANNER = "PLANNER";
        public static final String DEPARTMENT_ADMIN = "DEPARTMENT_ADMIN";
        public static final String APPROVER = "APPROVER";
        public static final String OFFICER = "OFFICER";
        public static final String REVIEWER = "REVIEWER";
        public static final String FOLLOWUP_HANDLER = "FOLLOWUP_HANDLER";
        public static final String SUPERVISOR = "SUPERVISOR";
        public static final String WITNESS = "WITNESS";
        public static final String PARTY = "PARTY";

        private Names() {}
    }
}
