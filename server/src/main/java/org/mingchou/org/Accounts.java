package org.mingchou.org;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;

/** Accounts as other modules need them. */
public interface Accounts {

    Optional<Actor> find(long accountId);

    Optional<Actor> findByUsername(String username);

    /** Accounts in use of a region that hold a role. */
    List<Long> holders(Role role, String regionCode);

    /** @throws org.mingchou.shared.Problem when the name is taken or {@code DutyRules} refuses the set of roles */
    long create(
            String username,
            String password,
            String displayName,
            @Nullable Long departmentId,
            String regionCode,
            Set<Role> roles,
            String createdBy);

    boolean none();
}
