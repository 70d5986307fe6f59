/** 执法人员名录库: officers, certificates, qualifications, recusals; import. */
@ApplicationModule(
        displayName = "执法人员名录库",
        allowedDependencies = {"shared", "platform", "calendar", "ledger", "org", "notification", "imports", "subject"})
@NullMarked
package org.mingchou.officer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
