@NullMarked
package org.mingchou.item;

import org.jspecify.annotations.NullMarked;
