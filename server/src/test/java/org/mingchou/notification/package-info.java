@NullMarked
package org.mingchou.notification;

import org.jspecify.annotations.NullMarked;
