package org.mingchou.dispatch.internal;

import org.mingchou.shared.Labelled;
import org.mingchou.shared.Role;

enum AssignmentAct implements Labelled {
    CONFIRM("确认", Role.DEPARTMENT_ADMIN),
    NOT_APPLICABLE("申报无此业务", Role.DEPARTMENT_ADMIN),
    CLAIM("认领", Role.DEPARTMENT_ADMIN),
    STAFF("编组", null),
    DROP("随对象退出", null);

    private final String label;
    private final @org.jspecify.annotations.Nullable Role role;

    AssignmentAct(String label, @org.jspecify.annotations.Nullable Role role) {
        this.label = label;
        this.role = role;
    }

    @Override
    public String label() {
        return label;
    }

    /** Who does it by hand; null for what follows from another act. */
    @org.jspecify.annotations.Nullable Role role() {
        return role;
    }
}
