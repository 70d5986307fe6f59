@NullMarked
package org.mingchou.dispatch.internal;

import org.jspecify.annotations.NullMarked;
