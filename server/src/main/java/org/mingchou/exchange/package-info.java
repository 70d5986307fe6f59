/** 数据交换: outbox, receipts, reconciliation, adapters. */
@ApplicationModule(
        displayName = "数据交换",
        allowedDependencies = {"shared", "platform", "calendar", "ledger", "org", "notification", "publication"})
@NullMarked
package org.mingchou.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
