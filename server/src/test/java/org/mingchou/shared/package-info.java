@NullMarked
package org.mingchou.shared;

import org.jspecify.annotations.NullMarked;
