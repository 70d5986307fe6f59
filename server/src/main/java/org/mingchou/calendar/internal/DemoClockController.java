package org.mingchou.calendar.internal;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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

    record Wanted(OffsetDateTime now) {}

    record Step(long minutes) {}

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
        clock.moveTo(wanted.now().toInstant());
        return now();
    }

    @PermitAll
    @PostMapping("/advance")
    Now advance(@RequestBody Step step) {
        if (step.minutes() < 0) {
            throw Problem.badInput("clock-backwards", "样例时钟只能向前拨；要回到更早的日期，请用“设定日期”。");
        }
        clock.moveTo(clock.now().plus(Duration.ofMinutes(step.minutes())));
        return now();
    }
}
