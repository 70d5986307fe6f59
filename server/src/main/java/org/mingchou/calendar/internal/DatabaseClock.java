package org.mingchou.calendar.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DemoClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The machine's time; in the demo shifted by a stored offset, so that all nodes and restarts agree on the date. */
@Component
class DatabaseClock implements BusinessClock, DemoClock {

    private final JdbcClient jdbc;
    private final boolean demo;
    private final Clock machine = Clock.systemUTC();

    DatabaseClock(JdbcClient jdbc, @Value("${mingchou.demo}") boolean demo) {
        this.jdbc = jdbc;
        this.demo = demo;
    }

    @Override
    public Instant instant() {
        var now = machine();
        return demo ? now.plus(offset()) : now;
    }

    @Override
    public Instant machine() {
        // PostgreSQL keeps microseconds: what was stored must equal what was said.
        return machine.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void moveTo(Instant wanted) {
        // To the microsecond: an offset in whole seconds would show 15:29 to who set 15:30.
        var micros = ChronoUnit.MICROS.between(machine.instant().truncatedTo(ChronoUnit.MICROS), wanted);
        jdbc.sql("""
                INSERT INTO calendar.demo_clock (offset_micros) VALUES (:micros)
                ON CONFLICT (singleton) DO UPDATE SET offset_micros = excluded.offset_micros""").param("micros", micros).update();
    }

    private Duration offset() {
        return jdbc.sql("SELECT offset_micros FROM calendar.demo_clock")
                .query(Long.class)
                .optional()
                .map(micros -> Duration.of(micros, ChronoUnit.MICROS))
                .orElse(Duration.ZERO);
    }
}
