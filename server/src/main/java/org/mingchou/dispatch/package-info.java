/** 派发·确认·认领: assignments, drop-outs, claims. */
@ApplicationModule(
        displayName = "派发确认认领",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "subject",
            "item",
            "plan",
            "draw"
        })
@NullMarked
package org.mingchou.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
