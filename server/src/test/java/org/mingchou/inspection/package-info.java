@NullMarked
package org.mingchou.inspection;

import org.jspecify.annotations.NullMarked;
