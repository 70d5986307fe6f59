/** 统计分析: read views over the other schemas, and the annex. */
@ApplicationModule(
        displayName = "统计分析",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "plan",
            "dispatch",
            "inspection",
            "publication",
            "exchange"
        })
@NullMarked
package org.mingchou.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
