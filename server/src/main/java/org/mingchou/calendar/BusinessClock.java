package org.mingchou.calendar;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** The only source of the present. Business days are those of Asia/Shanghai. */
public interface BusinessClock extends InstantSource {

    ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    default Instant now() {
        return instant();
    }

    /** What the machine says, which a demo does not move: against it the clocks of other houses are held. */
    default Instant machine() {
        return instant();
    }

    default LocalDate today() {
        return LocalDate.ofInstant(instant(), ZONE);
    }
}
