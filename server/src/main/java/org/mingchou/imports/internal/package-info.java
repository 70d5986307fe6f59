@NullMarked
package org.mingchou.imports.internal;

import org.jspecify.annotations.NullMarked;
