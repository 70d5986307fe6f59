@NullMarked
package org.mingchou.subject;

import org.jspecify.annotations.NullMarked;
