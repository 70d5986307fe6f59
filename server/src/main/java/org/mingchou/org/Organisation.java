package org.mingchou.org;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;

/** Sets regions and departments up. */
public interface Organisation {

    /** An account to be made. */
    record NewAccount(
            String username, String displayName, @Nullable Long departmentId, String regionCode, Set<Role> roles) {}

    /** Names a region; naming it again changes the name. */
    void nameRegion(String code, String name);

    /** @throws org.mingchou.shared.Problem when the code is taken in the region */
    Departments.Department createDepartment(Actor actor, String regionCode, String code, String name, String shortName);

    /**
     * Makes accounts that share one first password, which is hashed once: two hundred slow hashes would be most of the
     * start of a demonstration.
     */
    void createAccounts(String password, List<NewAccount> accounts, String createdBy);
}
