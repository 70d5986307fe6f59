@NullMarked
package org.mingchou.matching;

import org.jspecify.annotations.NullMarked;
