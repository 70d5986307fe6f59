@NullMarked
package org.mingchou.ledger;

import org.jspecify.annotations.NullMarked;
