/** Joint plans over HTTP. */
@NullMarked
package org.mingchou.plan;

import org.jspecify.annotations.NullMarked;
