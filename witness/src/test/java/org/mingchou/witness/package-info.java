@NullMarked
package org.mingchou.witness;

import org.jspecify.annotations.NullMarked;
