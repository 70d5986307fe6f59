/** 公共值类型: values that every module speaks. No Spring, no services, no clock. */
@ApplicationModule(displayName = "公共值类型")
@NullMarked
package org.mingchou.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
