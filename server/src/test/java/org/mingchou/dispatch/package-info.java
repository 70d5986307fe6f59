@NullMarked
package org.mingchou.dispatch;

import org.jspecify.annotations.NullMarked;
