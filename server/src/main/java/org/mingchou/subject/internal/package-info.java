@NullMarked
package org.mingchou.subject.internal;

import org.jspecify.annotations.NullMarked;
