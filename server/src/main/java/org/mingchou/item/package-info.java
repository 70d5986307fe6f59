/** 随机抽查事项清单: items, published versions, applicability; import. */
@ApplicationModule(
        displayName = "随机抽查事项清单",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "imports",
            "subject",
            "officer"
        })
@NullMarked
package org.mingchou.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
