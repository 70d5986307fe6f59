/** 抽查计划: joint plans, exclusions, approval, the 实施方案. */
@ApplicationModule(
        displayName = "抽查计划",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "subject",
            "officer",
            "item"
        })
@NullMarked
package org.mingchou.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
