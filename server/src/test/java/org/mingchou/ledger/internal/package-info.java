@NullMarked
package org.mingchou.ledger.internal;

import org.jspecify.annotations.NullMarked;
