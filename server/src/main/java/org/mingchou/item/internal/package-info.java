@NullMarked
package org.mingchou.item.internal;

import org.jspecify.annotations.NullMarked;
