/** 随机抽取: frame, parties, commitments, seed, result, reserve, certificate. */
@ApplicationModule(
        displayName = "随机抽取",
        allowedDependencies = {
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "subject",
            "officer",
            "item",
            "plan"
        })
@NullMarked
package org.mingchou.draw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
