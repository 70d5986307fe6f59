/** 检查对象名录库: objects with dated names, codes, labels and tiers; object rules; import. */
@ApplicationModule(
        displayName = "检查对象名录库",
        allowedDependencies = {"shared", "platform", "calendar", "ledger", "org", "notification", "imports"})
@NullMarked
package org.mingchou.subject;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
