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

    default LocalDate today() {
        return LocalDate.ofInstant(instant(), ZONE);
    }
}
