/** 匹配编组: groups of officers, assistants, replacements. */
@ApplicationModule(
        displayName = "匹配编组",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "sampler",
            "subject",
            "officer",
            "item",
            "plan",
            "draw",
            "dispatch"
        })
@NullMarked
package org.mingchou.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
