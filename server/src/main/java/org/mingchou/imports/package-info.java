/** 名录导入: one way in for every directory — a workbook is staged, judged row by row, shown, and only then written. */
@ApplicationModule(
        displayName = "名录导入",
        allowedDependencies = {"shared", "platform", "calendar", "ledger", "org", "notification"})
@NullMarked
package org.mingchou.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
