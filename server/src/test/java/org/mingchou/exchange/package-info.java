@NullMarked
package org.mingchou.exchange;

import org.jspecify.annotations.NullMarked;
