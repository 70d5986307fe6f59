package org.mingchou.draw.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.DrawMark;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which beacon a draw has, and in which round it stands now. */
@Component
class Beacons {

    static final String NONE = "none";
    private final List<BeaconSource> sources;
    private final JdbcClient jdbc;
    private final DrawTiming timing;
    private final Witnessing witnessing;
    private final BusinessClock clock;
    private final boolean noneAllowed;

    Beacons(
            List<BeaconSource> sources,
            JdbcClient jdbc,
            DrawTiming timing,
            Witnessing witnessing,
            BusinessClock clock,
            @Value("${mingchou.draw.allow-no-beacon:false}") boolean noneAllowed) {
        this.sources = sources;
        this.jdbc = jdbc;
        this.timing = timing;
        this.witnessing = witnessing;
        this.clock = clock;
        this.noneAllowed = noneAllowed;
    }

    boolean noneAllowed() {
        return noneAllowed;
    }

    static boolean without(Draw draw) {
        return draw.beacon().equals(NONE);
    }

    /** The state in words; without a beacon nobody waits for one. */
    static String statusLabel(Draw draw) {
        return draw.state() == DrawState.REVEALED && without(draw)
                ? "已揭示，待计算"
                : draw.state().label();
    }

    /** The beacon as chosen at the freeze. */
    String require(@Nullable String chosen) {
        if (chosen == null || chosen.isBlank()) {
            throw Problem.unprocessable("beacon-required", "抽取必须有信标，否则最后揭示的一方可以左右结果。请选择现场掷骰、公开彩票或 drand。");
        }
        if (chosen.equals(NONE)) {
            if (!noneAllowed) {
                throw Problem.unprocessable(
                        "beacon-required", "抽取必须有信标，否则最后揭示的一方可以左右结果；本平台没有开放无信标抽取。请填写现场信标，例如 live:dice（公开掷骰）。");
            }
            return chosen;
        }
        var bound = chosen.chars().filter(c -> c == ':').count() > 1;
        if (bound || find(chosen).isEmpty()) {
            throw Problem.unprocessable("beacon-not-offered", "没有这种信标。请从列出的信标中选择；彩票的期次、drand 的轮次在开启时由揭示期限按公式确定，不能指定。");
        }
        return chosen;
    }

    BeaconSource of(Draw draw) {
        return find(draw.beacon()).orElseThrow(() -> new IllegalStateException("no source of " + draw.beacon()));
    }

    String label(Draw draw) {
        return without(draw) ? DrawMark.WITHOUT_BEACON.label() : of(draw).label(draw.beacon());
    }

    /**
     * The round that is to be read now: the one of the opening, or what took the place of failed ones. One that comes
     * before witnesses have seen the opening for long enough has failed in that sense too; the first that does not serves.
     */
    String round(Draw draw) {
        var round = announced(draw);
        var kind = of(draw);
        return timing.earliestBeacon(draw)
                .filter(from -> kind.dueAt(round).filter(from::isAfter).isPresent())
                .filter(from -> kind.next(round).isPresent())
                .map(from -> kind.bind(round, from))
                .orElse(round);
    }

    /** As {@link #round}, as far as people have found rounds failed. */
    String announced(Draw draw) {
        return jdbc.sql("SELECT next FROM draw.failed_round WHERE draw_id = :draw ORDER BY round DESC LIMIT 1")
                .param("draw", draw.key())
                .query(String.class)
                .optional()
                .orElse(draw.beacon());
    }

    /**
     * The last moment at which the opening has to be seen by witnesses; empty where a later round may serve, and where
     * there are none.
     */
    Optional<Instant> witnessedBy(Draw draw) {
        if (draw.opening() == null
                || without(draw)
                || witnessing.unwatched(draw)
                || of(draw).next(draw.beacon()).isPresent()) {
            return Optional.empty();
        }
        return of(draw).dueAt(draw.beacon()).map(due -> due.minus(timing.age(draw)));
    }

    /** The one round that could have served comes too early for what witnesses have seen: known before it is public. */
    boolean unwitnessed(Draw draw) {
        return witnessedBy(draw)
                .filter(by -> clock.now().isAfter(by))
                .filter(by -> timing.earliestBeacon(draw)
                        .filter(from -> !from.isAfter(by.plus(timing.age(draw))))
                        .isEmpty())
                .isPresent();
    }

    /** Whether the outcome can be known: from then on nobody may void, though the beacon be not entered yet. */
    @Clause("抽取规范 A2：作废须在信标时间之前")
    boolean outcomeKnown(Draw draw) {
        if (without(draw)) {
            return draw.state() == DrawState.REVEALED;
        }
        if (draw.opening() == null) {
            return false;
        }
        var announced = announced(draw);
        var serving = round(draw);
        return of(draw).dueAt(serving.equals(announced) ? draw.beacon() : serving)
                .filter(due -> !clock.now().isBefore(due))
                .isPresent();
    }

    /**
     * The first moment at which the beacon may be read: once the opening is old enough, and a public round has come. Empty
     * while too few witnesses have seen the opening.
     */
    Optional<Instant> readableFrom(Draw draw) {
        return timing.earliestBeacon(draw)
                .map(earliest -> without(draw)
                        ? earliest
                        : of(draw).dueAt(round(draw))
                                .filter(due -> due.isAfter(earliest))
                                .orElse(earliest));
    }

    /** Which beacon and which round serves, e.g. 福彩双色球 2026年5月14日开奖. */
    String name(Draw draw) {
        return without(draw) ? label(draw) : (label(draw) + " " + of(draw).round(round(draw))).strip();
    }

    /** The beacon of reveal.txt; empty for a draw without. */
    Optional<String> value(Draw draw) {
        return without(draw)
                ? Optional.empty()
                : Optional.of(of(draw).value(draw.beaconSet().beaconText()));
    }

    private Optional<BeaconSource> find(String beacon) {
        return sources.stream().filter(s -> s.offers(beacon)).findFirst();
    }
}
