@NullMarked
package org.mingchou.statistics;

import org.jspecify.annotations.NullMarked;
