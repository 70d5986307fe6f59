package org.mingchou.draw.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.DrawMark;
import org.mingchou.draw.WitnessesAhead;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.ParamsBuilder;
import org.mingchou.shared.Clause;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What witnesses of other houses have seen of an opening, and the marks of a draw. */
@Component
@Clause("抽取规范 §2 A18")
class Witnessing {

    private final DrawLog log;
    private final DrawFiles files;
    private final BusinessClock clock;
    private final JdbcClient jdbc;
    private final boolean demo;

    Witnessing(
            DrawLog log,
            DrawFiles files,
            BusinessClock clock,
            JdbcClient jdbc,
            @Value("${mingchou.demo}") boolean demo) {
        this.log = log;
        this.files = files;
        this.clock = clock;
        this.jdbc = jdbc;
        this.demo = demo;
    }

    /** Of openings to come. */
    boolean unwatched() {
        return log.unwatched();
    }

    /** Whether nobody has to have seen the opening: it names no witness, and none is configured. */
    boolean unwatched(Draw draw) {
        return log.unwatched() && named(draw).isEmpty();
    }

    /** Names the configured witnesses in an opening, when there are some. */
    @Clause("抽取规范 §3.4.1")
    void name(ParamsBuilder params, Duration age) {
        var keys = log.standing().witnesses().stream()
                .map(w -> NoteKey.parse(w.key()))
                .toList();
        if (!keys.isEmpty()) {
            // The clock of a demo is moved and those of the witnesses are not: between their times lies nothing.
            params.witnesses(keys, demo ? 0 : age.toMinutes());
        }
    }

    /** The witnesses that the opening names, in C2SP form; none before it, and in openings from before they were named. */
    List<String> named(Draw draw) {
        return draw.opening() == null
                ? List.of()
                : files.params(draw).witnesses().stream().map(NoteKey::text).toList();
    }

    /** Empty without witnesses and before the opening. */
    Optional<DrawLog.Sighting> of(Draw draw) {
        var named = named(draw);
        return named.isEmpty() ? log.sighting(draw.drawNo()) : log.sighting(draw.drawNo(), named);
    }

    /** log/witnessed.proof, exactly when the opening names witnesses. */
    Optional<byte[]> proof(Draw draw) {
        return Optional.of(named(draw)).filter(n -> !n.isEmpty()).map(n -> log.witnessed(draw.drawNo(), n));
    }

    /** Since when enough witnesses have seen the opening; what was noted at the beacon stands, whoever witnesses now. */
    Optional<Instant> seenAt(Draw draw) {
        return jdbc.sql("SELECT seen_at FROM draw.witnessed WHERE draw_id = :draw")
                .param("draw", draw.key())
                .query((rs, n) -> rs.getTimestamp("seen_at").toInstant())
                .optional()
                .or(() -> of(draw).flatMap(s -> Optional.ofNullable(s.since())));
    }

    /** Once the beacon, or without one the result, is set: later witnesses can no longer vouch for the order. */
    void note(Draw draw) {
        of(draw).filter(s -> s.since() != null)
                .ifPresent(sighting -> jdbc.sql("""
                INSERT INTO draw.witnessed (draw_id, seen_at, witnesses, needed, noted_at)
                VALUES (:draw, :seen, :witnesses, :needed, :now)""")
                        .param("draw", draw.key())
                        .param(
                                "seen",
                                Optional.ofNullable(sighting.since())
                                        .orElseThrow()
                                        .atOffset(ZoneOffset.UTC))
                        .param("witnesses", String.join("、", sighting.seenBy()))
                        .param("needed", sighting.needed())
                        .param("now", clock.now().atOffset(ZoneOffset.UTC))
                        .update());
    }

    /** In the order of {@link DrawMark}. Before the opening nobody can have missed it. */
    List<DrawMark> marks(Draw draw) {
        var marks = new ArrayList<DrawMark>();
        if (Beacons.without(draw)) {
            marks.add(DrawMark.WITHOUT_BEACON);
        }
        if (draw.opening() == null) {
            return marks;
        }
        var decided = draw.thrown() != null || draw.outcome() != null;
        if (decided ? !noted(draw) : unwatched(draw)) {
            marks.add(DrawMark.WITHOUT_WITNESS);
        }
        return marks;
    }

    /** Who will be asked; empty once there is an opening, and when there will be none. */
    Optional<WitnessesAhead> ahead(Draw draw) {
        return draw.state() != DrawState.FROZEN
                ? Optional.empty()
                : Optional.of(WitnessesAhead.of(log.standing().witnesses().stream()
                        .map(DrawLog.WitnessStanding::name)
                        .toList()));
    }

    private boolean noted(Draw draw) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM draw.witnessed WHERE draw_id = :draw)")
                .param("draw", draw.key())
                .query(Boolean.class)
                .single();
    }
}
