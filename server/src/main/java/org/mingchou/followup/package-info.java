/** 后续处置: orders to correct, abnormal-list suggestions, case clues, transfers. */
@ApplicationModule(
        displayName = "后续处置",
        allowedDependencies = {
            "subject",
            "shared",
            "platform",
            "calendar",
            "ledger",
            "org",
            "notification",
            "inspection",
            "publication",
            "plan"
        })
@NullMarked
package org.mingchou.followup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
