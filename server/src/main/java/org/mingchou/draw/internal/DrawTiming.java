package org.mingchou.draw.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;

/** How long an opening has to stand in the log before the beacon. */
@Component
@Clause("抽取规范 §3.4（1）：年度计划至少 24 小时，其余至少 10 分钟；A18")
class DrawTiming {

    private static final Duration OF_A_YEARLY_PLAN = Duration.ofHours(24);
    private static final Duration OTHERWISE = Duration.ofMinutes(10);
    /** A plan whose window is longer than half a year is a yearly plan. */
    private static final int HALF_A_YEAR = 183;

    private final Plans plans;
    private final BusinessClock clock;

    DrawTiming(Plans plans, BusinessClock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    static Duration age(PlanSnapshot plan) {
        var days = ChronoUnit.DAYS.between(plan.windowFrom(), plan.windowTo()) + 1;
        return days > HALF_A_YEAR ? OF_A_YEARLY_PLAN : OTHERWISE;
    }

    Duration age(Draw draw) {
        return age(plans.require(draw.planId(), draw.regionCode()));
    }

    /**
     * Since when the opening can be seen by others. The entry's own time is what there is without witnesses; where they
     * cosign, the time of their cosignature belongs here (A18).
     */
    private static Instant seenAt(Draw draw) {
        return draw.opened().openedAt();
    }

    Instant earliestBeacon(Draw draw) {
        return seenAt(draw).plus(age(draw));
    }

    void requireOldOpening(Draw draw) {
        var earliest = earliestBeacon(draw);
        if (clock.now().isBefore(earliest)) {
            var at = DrawViews.local(earliest).withNano(0);
            var age = age(draw).equals(OTHERWISE) ? "10 分钟" : "24 小时（年度计划）";
            throw Problem.conflict(
                    "opening-too-young",
                    "开启登记后至少 " + age + "才能取信标，最早 " + at.toLocalDate() + " " + at.toLocalTime() + "。请届时再办。");
        }
    }

    /** From here on a public round may serve: after the last moment to reveal, with time to spare. */
    Instant earliestRound(Draw draw, PlanSnapshot plan, Instant openedAt) {
        var seen = openedAt.plus(age(plan));
        var revealed = draw.revealDeadline(openedAt);
        return (seen.isAfter(revealed) ? seen : revealed).plus(OTHERWISE);
    }
}
