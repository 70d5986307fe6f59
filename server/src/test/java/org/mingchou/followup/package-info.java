@NullMarked
package org.mingchou.followup;

import org.jspecify.annotations.NullMarked;
