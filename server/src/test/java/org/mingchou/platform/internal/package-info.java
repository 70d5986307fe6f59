@NullMarked
package org.mingchou.platform.internal;

import org.jspecify.annotations.NullMarked;
