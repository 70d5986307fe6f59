@NullMarked
package org.mingchou.inspection.internal;

import org.jspecify.annotations.NullMarked;
