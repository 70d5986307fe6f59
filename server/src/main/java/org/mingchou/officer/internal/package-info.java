@NullMarked
package org.mingchou.officer.internal;

import org.jspecify.annotations.NullMarked;
