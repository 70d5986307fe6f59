@NullMarked
package org.mingchou.imports;

import org.jspecify.annotations.NullMarked;
