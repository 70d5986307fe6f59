@NullMarked
package org.mingchou.calendar;

import org.jspecify.annotations.NullMarked;
