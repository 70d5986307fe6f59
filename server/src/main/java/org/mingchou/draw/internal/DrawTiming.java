package org.mingchou.draw.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.DrawLog;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;

/**
 * How long an opening has to stand in the log before the beacon. It counts from when witnesses saw it, by their clocks;
 * where none are configured, from the log's own time.
 */
@Component
@Clause("抽取规范 §3.4（1）：年度计划至少 24 小时，其余至少 10 分钟；A18")
class DrawTiming {

    private static final Duration OF_A_YEARLY_PLAN = Duration.ofHours(24);
    private static final Duration OTHERWISE = Duration.ofMinutes(10);
    /** What a public round leaves to witnesses that do not answer at once. */
    private static final Duration WITNESSES_ANSWER = Duration.ofHours(1);
    /** A plan whose window is longer than half a year is a yearly plan. */
    private static final int HALF_A_YEAR = 183;

    private final Plans plans;
    private final Witnessing witnessing;
    private final BusinessClock clock;

    DrawTiming(Plans plans, Witnessing witnessing, BusinessClock clock) {
        this.plans = plans;
        this.witnessing = witnessing;
        this.clock = clock;
    }

    static Duration age(PlanSnapshot plan) {
        var days = ChronoUnit.DAYS.between(plan.windowFrom(), plan.windowTo()) + 1;
        return days > HALF_A_YEAR ? OF_A_YEARLY_PLAN : OTHERWISE;
    }

    Duration age(Draw draw) {
        return age(plans.require(draw.planId(), draw.regionCode()));
    }

    /** Since when the opening has been seen by others; empty while witnesses are configured and too few have seen it. */
    private Optional<Instant> seenAt(Draw draw) {
        var logged = draw.opened().openedAt();
        return witnessing
                .seenAt(draw)
                .map(at -> at.isBefore(logged) ? logged : at)
                .or(() -> witnessing.unwatched(draw) ? Optional.of(logged) : Optional.empty());
    }

    /** Before this moment no beacon; empty while too few witnesses have seen the opening. */
    Optional<Instant> earliestBeacon(Draw draw) {
        return seenAt(draw).map(at -> at.plus(age(draw)));
    }

    void requireOldOpening(Draw draw) {
        var earliest = earliestBeacon(draw).orElseThrow(() -> unseen(draw));
        if (clock.now().isBefore(earliest)) {
            var age = age(draw).equals(OTHERWISE) ? "10 分钟" : "24 小时（年度计划）";
            var from = witnessing.unwatched(draw) ? "开启登记后" : "见证人副署开启登记后";
            throw Problem.conflict(
                    "opening-too-young", from + "至少 " + age + "才能取信标，最早 " + DrawViews.shown(earliest) + "。请届时再办。");
        }
    }

    private Problem unseen(Draw draw) {
        var sighting = witnessing.of(draw).orElseThrow();
        var have = sighting.seenBy().isEmpty()
                ? "还没有人副署"
                : "已有 " + sighting.seenBy().size() + " 位（" + String.join("、", sighting.seenBy()) + "）";
        return Problem.conflict(
                "opening-not-witnessed",
                "开启登记须由 " + sighting.configured() + " 位见证人中的 " + sighting.needed() + " 位副署，" + have + "，未副署的："
                        + String.join(
                                "；",
                                sighting.awaited().stream()
                                        .map(DrawTiming::awaited)
                                        .toList())
                        + "。系统每分钟自动再请一次。请与未副署的见证人联系；长期不能恢复的，"
                        + (witnessing.named(draw).isEmpty()
                                ? "请运维人员在配置 mingchou.ledger.witnesses 中更换见证人。"
                                : "请由两个外部当事方作废后重抽：本次的见证人已写入开启登记，不能更换。"));
    }

    private static String awaited(DrawLog.WitnessStanding witness) {
        return witness.trouble() == null ? witness.name() : witness.name() + "（" + witness.trouble() + "）";
    }

    /** From here on a public round may serve: after the last moment to reveal, with time to spare. */
    Instant earliestRound(Draw draw, PlanSnapshot plan, Instant openedAt) {
        var seen = openedAt.plus(age(plan));
        if (!witnessing.unwatched()) {
            seen = seen.plus(WITNESSES_ANSWER);
        }
        var revealed = draw.revealDeadline(openedAt);
        return (seen.isAfter(revealed) ? seen : revealed).plus(OTHERWISE);
    }
}
