/** 检查实施: approval, notice, visit, 一企一表, signatures, review. */
@ApplicationModule(
        displayName = "检查实施",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "officer",
            "item",
            "plan",
            "draw",
            "dispatch",
            "matching",
            "subject"
        })
@NullMarked
package org.mingchou.inspection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
