package org.mingchou.draw.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.DrawMark;
import org.mingchou.ledger.DrawLog;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What witnesses of other houses have seen of an opening, and the marks of a draw. */
@Component
@Clause("抽取规范 §2 A18")
class Witnessing {

    private final DrawLog log;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    Witnessing(DrawLog log, BusinessClock clock, JdbcClient jdbc) {
        this.log = log;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    boolean unwatched() {
        return log.unwatched();
    }

    /** Empty without witnesses and before the opening. */
    Optional<DrawLog.Sighting> of(Draw draw) {
        return log.sighting(draw.drawNo());
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

    /** In the order of {@link DrawMark}. */
    List<DrawMark> marks(Draw draw) {
        var marks = new ArrayList<DrawMark>();
        if (Beacons.without(draw)) {
            marks.add(DrawMark.WITHOUT_BEACON);
        }
        var decided = draw.thrown() != null || draw.outcome() != null;
        if (decided ? !noted(draw) : log.unwatched()) {
            marks.add(DrawMark.WITHOUT_WITNESS);
        }
        return marks;
    }

    private boolean noted(Draw draw) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM draw.witnessed WHERE draw_id = :draw)")
                .param("draw", draw.key())
                .query(Boolean.class)
                .single();
    }
}
