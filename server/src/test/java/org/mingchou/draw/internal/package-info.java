@NullMarked
package org.mingchou.draw.internal;

import org.jspecify.annotations.NullMarked;
