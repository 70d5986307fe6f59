@NullMarked
package org.mingchou.matching.internal;

import org.jspecify.annotations.NullMarked;
