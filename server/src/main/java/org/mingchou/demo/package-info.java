/** 样例: the demonstration district, loaded through the same import and accounts that users have. */
@ApplicationModule(
        displayName = "样例",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "imports",
            "subject",
            "officer",
            "item"
        })
@NullMarked
package org.mingchou.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
