@NullMarked
package org.mingchou.platform;

import org.jspecify.annotations.NullMarked;
