@NullMarked
package org.mingchou.demo;

import org.jspecify.annotations.NullMarked;
