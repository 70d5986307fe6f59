@NullMarked
package org.mingchou.statistics.internal;

import org.jspecify.annotations.NullMarked;
