@NullMarked
package org.mingchou.publication.internal;

import org.jspecify.annotations.NullMarked;
