/** 结果公示: published results, the result dictionary, portal and enterprise pages. */
@ApplicationModule(
        displayName = "结果公示",
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
            "draw",
            "dispatch",
            "matching",
            "inspection"
        })
@NullMarked
package org.mingchou.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
