@NullMarked
package org.mingchou.org;

import org.jspecify.annotations.NullMarked;
