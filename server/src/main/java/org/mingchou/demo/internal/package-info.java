@NullMarked
package org.mingchou.demo.internal;

import org.jspecify.annotations.NullMarked;
