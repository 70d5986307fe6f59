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
        // PostgreSQL keeps microseconds: what was stored must equal what was said.
        var now = machine.instant().truncatedTo(ChronoUnit.MICROS);
        return demo ? now.plus(offset()) : now;
    }

    @Override
    public void moveTo(Instant wanted) {
        var seconds = Duration.between(machine.instant(), wanted).toSeconds();
        jdbc.sql("""
                INSERT INTO calendar.demo_clock (offset_seconds) VALUES (:seconds)
                ON CONFLICT (singleton) DO UPDATE SET offset_seconds = excluded.offset_seconds""").param("seconds", seconds).update();
    }

    private Duration offset() {
        return jdbc.sql("SELECT offset_seconds FROM calendar.demo_clock")
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }
}
