@NullMarked
package org.mingchou.plan.internal;

import org.jspecify.annotations.NullMarked;
