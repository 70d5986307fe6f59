@NullMarked
package org.mingchou.publication;

import org.jspecify.annotations.NullMarked;
