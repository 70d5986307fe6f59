package org.mingchou.shared;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting, and where: the signed-in account with its jurisdiction. Every act and every list query takes one, so
 * that a row outside {@code regionCode} cannot be reached by forgetting a filter.
 *
 * @param departmentId null for people outside the departments (witnesses, administrators of the platform)
 */
public record Actor(
        long accountId,
        String username,
        String displayName,
        @Nullable Long departmentId,
        String regionCode,
        Set<Role> roles)
        implements Serializable {

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role... wanted) {
        for (var role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** The actor's department, or a refusal that says why one is needed. */
    public long requireDepartment() {
        if (departmentId == null) {
            throw Problem.notAllowed("department-required", "此事项由部门办理，本账号不属于任何部门。请用部门账号登录。");
        }
        return departmentId;
    }

    /** Refuses rows of another region as if they did not exist. */
    public void requireRegion(String rowRegionCode, String what) {
        if (!regionCode.equals(rowRegionCode)) {
            throw Problem.notFound(what);
        }
    }

    /** Refuses rows of another department of the same region, saying whose they are. */
    public void requireDepartment(long rowDepartmentId, String what) {
        if (requireDepartment() != rowDepartmentId) {
            throw Problem.notAllowed("other-department", what + "由其他部门办理，请由该部门的账号操作。");
        }
    }
}
