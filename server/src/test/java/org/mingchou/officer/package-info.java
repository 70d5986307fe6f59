@NullMarked
package org.mingchou.officer;

import org.jspecify.annotations.NullMarked;
