/** 消息提醒: the work list and the inbox. */
@ApplicationModule(
        displayName = "消息提醒",
        allowedDependencies = {"shared", "platform", "calendar", "ledger", "org"})
@NullMarked
package org.mingchou.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
