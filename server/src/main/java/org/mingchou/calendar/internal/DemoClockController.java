package org.mingchou.calendar.internal;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Problem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the business date of the demo. Does not exist in a real installation. */
@RestController
@RequestMapping("/api/demo/clock")
@ConditionalOnProperty(name = "mingchou.demo", havingValue = "true")
class DemoClockController {

    record Now(OffsetDateTime now, LocalDate today) {}

    record Wanted(@Nullable OffsetDateTime now) {}

    record Step(long minutes) {}

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final long MOST_MINUTES =
            Duration.ofDays(366L * (LAST_YEAR - FIRST_YEAR)).toMinutes();

    private final DatabaseClock clock;

    DemoClockController(DatabaseClock clock) {
        this.clock = clock;
    }

    @PermitAll
    @GetMapping
    Now now() {
        return new Now(clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime(), clock.today());
    }

    @PermitAll
    @PutMapping
    Now set(@RequestBody Wanted wanted) {
        if (wanted.now() == null) {
            throw Problem.fields(List.of(new Problem.FieldError("now", "请填写样例时钟的新时间，例如 2026-05-15T09:00:00+08:00。")));
        }
        return move(wanted.now().toInstant());
    }

    @PermitAll
    @PostMapping("/advance")
    Now advance(@RequestBody Step step) {
        if (step.minutes() < 0) {
            throw Problem.badInput("clock-backwards", "样例时钟只能向前拨；要回到更早的日期，请用“设定日期”。");
        }
        if (step.minutes() > MOST_MINUTES) {
            throw outOfRange();
        }
        return move(clock.now().plus(Duration.ofMinutes(step.minutes())));
    }

    private Now move(Instant wanted) {
        var year = wanted.atZone(BusinessClock.ZONE).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw outOfRange();
        }
        clock.moveTo(wanted);
        return now();
    }

    private static Problem outOfRange() {
        return Problem.badInput("clock-out-of-range", "样例时钟只能拨到 " + FIRST_YEAR + " 年至 " + LAST_YEAR + " 年之间。请改一个日期。");
    }
}
