@NullMarked
package org.mingchou.followup.internal;

import org.jspecify.annotations.NullMarked;
