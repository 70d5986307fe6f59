package org.mingchou.draw.internal;

import java.util.List;
import java.util.Objects;
import org.mingchou.org.Accounts;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Component;

/** The supervisors who stand outside a draw: those whose own department leads it do not watch themselves. */
@Component
class Supervisors {

    private final Accounts accounts;

    Supervisors(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Their accounts. */
    List<Long> outside(Draw draw) {
        return accounts.holders(Role.SUPERVISOR, draw.regionCode()).stream()
                .filter(id -> accounts.find(id)
                        .map(a -> !Objects.equals(a.departmentId(), draw.leadDepartmentId()))
                        .orElse(false))
                .toList();
    }
}
