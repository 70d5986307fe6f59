package org.mingchou.calendar;

import java.time.Instant;

/** Moves the business clock of the demonstration. Without {@code mingchou.demo=true} the moved time is not used. */
public interface DemoClock {

    void moveTo(Instant wanted);
}
