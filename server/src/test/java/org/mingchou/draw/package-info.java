/** The draw ceremony over HTTP. */
@NullMarked
package org.mingchou.draw;

import org.jspecify.annotations.NullMarked;
