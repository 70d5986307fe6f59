@NullMarked
package org.mingchou.exchange.internal;

import org.jspecify.annotations.NullMarked;
