/** 机构与用户: departments, accounts, roles, separation of duties, sign-in. */
@ApplicationModule(
        displayName = "机构与用户",
        allowedDependencies = {"shared", "platform", "calendar", "ledger"})
@NullMarked
package org.mingchou.org;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
