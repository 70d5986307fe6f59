/** 工作日历: versioned holidays and make-up days, deadlines in working days, and the only clock. */
@ApplicationModule(
        displayName = "工作日历",
        allowedDependencies = {"shared", "platform"})
@NullMarked
package org.mingchou.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
