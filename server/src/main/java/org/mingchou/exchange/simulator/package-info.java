/** The other side of the outlet, played for the demo: it accepts, refuses once, answers late and repeats itself. */
@NullMarked
package org.mingchou.exchange.simulator;

import org.jspecify.annotations.NullMarked;
