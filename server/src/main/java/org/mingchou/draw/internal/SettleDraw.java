package org.mingchou.draw.internal;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.draw.Draws;
import org.mingchou.draw.SecondSeedRevealed;
import org.mingchou.sampler.Confirmations;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.ReserveOrder;
import org.mingchou.sampler.SecondReveal;
import org.mingchou.sampler.SecondSeed;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What follows from the second secrets: seed2, the order of the reserve, and who steps in for whom. */
@Service
class SettleDraw {

    /** Stands in a SUBST entry when the reserve is used up. */
    private static final String NOBODY = "-";

    private final DrawStore store;
    private final DrawFiles files;
    private final BusinessClock clock;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Deadlines deadlines;

    SettleDraw(
            DrawStore store,
            DrawFiles files,
            BusinessClock clock,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Deadlines deadlines) {
        this.deadlines = deadlines;
        this.store = store;
        this.files = files;
        this.clock = clock;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** All have revealed; takes part in the transaction of the last reveal. */
    void settle(Draw draw, Params params, SortedMap<String, String> secrets) {
        settle(draw, params, SecondReveal.of(params, secrets), draw::settle);
    }

    /**
     * Some have withheld; takes part in the transaction of the second beacon.
     *
     * @param secrets of those who revealed
     * @param thrown the line of beacon2.txt
     */
    void settleWithheld(Draw draw, Params params, SortedMap<String, String> secrets, String thrown) {
        var beacon = SecondReveal.beaconOf(DrawFiles.beaconFile(thrown));
        settle(
                draw,
                params,
                SecondReveal.of(params, secrets, Optional.of(beacon)),
                second -> draw.settleWithheld(second, thrown));
    }

    private void settle(Draw draw, Params params, SecondReveal reveal, Function<Draw.Second, Draw> step) {
        var tsv = files.bytes(draw.confirmed().confirmationsDigest());
        var seed2 = SecondSeed.of(params, tsv, reveal);
        var rows = files.rows(draw.key());
        var second = new Draw.Second(seed2, files.put(reveal.bytes(), DrawFiles.TEXT), clock.now());
        var settled = store.save(step.apply(second));
        deadlines.met(LapseDraws.KIND, draw.key(), DeadlineRule.REVEAL_SECOND, clock.today());
        deadlines.met(LapseDraws.KIND, draw.key(), DeadlineRule.READ_SECOND_BEACON, clock.today());
        var order = ReserveOrder.of(params, seed2, rows);
        order.strata().forEach((stratum, ids) -> insert(draw.key(), stratum, ids));
        stepIn(settled, params, rows, order, Confirmations.parse("confirmations.tsv", tsv, rows));
        events.publishEvent(new SecondSeedRevealed(draw.key(), draw.planId(), draw.regionCode()));
    }

    /** The next of the reserve for a drop-out found later, at the visit. */
    @Clause("抽取规范 §3.8：其后的退出依次取下一户")
    @Transactional
    public Optional<Draws.Row> next(long drawId, String droppedId, String code, String evidence) {
        var draw = store.lock(drawId);
        if (draw.state() != DrawState.SETTLED) {
            throw Problem.conflict("draw-not-settled", "二次揭示尚未完成，还不能确定替补。请先由各当事方完成二次揭示。");
        }
        record Found(String stratum, boolean replaced) {}
        var dropped = jdbc.sql("""
                SELECT r.stratum, EXISTS (SELECT FROM draw.substitute s
                                          WHERE s.draw_id = r.draw_id AND s.dropped_id = r.object_id) AS replaced
                FROM draw.drawn_row r WHERE r.draw_id = :draw AND r.object_id = :object""")
                .param("draw", drawId)
                .param("object", droppedId)
                .query(Found.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("这个检查对象"));
        if (dropped.replaced()) {
            throw Problem.conflict("already-substituted", "这个检查对象已有替补，不能再次替补。");
        }
        var next = jdbc.sql("""
                SELECT o.object_id FROM draw.reserve_order o
                WHERE o.draw_id = :draw AND o.stratum = :stratum
                  AND NOT EXISTS (SELECT FROM draw.substitute s
                                  WHERE s.draw_id = o.draw_id AND s.object_id = o.object_id)
                ORDER BY o.position LIMIT 1""")
                .param("draw", drawId)
                .param("stratum", dropped.stratum())
                .query(String.class)
                .optional();
        var out = new Confirmations.Line(droppedId, Confirmations.Code.valueOf(code), Optional.of(evidence));
        next.ifPresentOrElse(
                id -> substitute(draw, files.params(draw), id, out, true),
                () -> log(draw, files.params(draw), NOBODY, out));
        return next.map(id -> row(drawId, id));
    }

    private void stepIn(
            Draw draw, Params params, List<DrawnRow> rows, ReserveOrder order, Confirmations confirmations) {
        var stratumOf = new HashMap<String, String>();
        rows.forEach(r -> stratumOf.put(r.objectId(), r.stratum()));
        var chosen = order.substitutes(confirmations, rows);
        var taken = new HashMap<String, Integer>();
        for (var line : confirmations.lines()) {
            if (line.code() == Confirmations.Code.OK) {
                continue;
            }
            var stratum = stratumOf.getOrDefault(line.objectId(), "");
            var place = taken.merge(stratum, 1, Integer::sum) - 1;
            var substitutes = chosen.getOrDefault(stratum, List.of());
            if (place < substitutes.size()) {
                substitute(draw, params, substitutes.get(place), line, false);
            } else {
                log(draw, params, NOBODY, line);
            }
        }
    }

    private void substitute(Draw draw, Params params, String objectId, Confirmations.Line out, boolean late) {
        jdbc.sql("""
                INSERT INTO draw.substitute (draw_id, object_id, dropped_id, late, taken_at)
                VALUES (:draw, :object, :dropped, :late, :at)""")
                .param("draw", draw.key())
                .param("object", objectId)
                .param("dropped", out.objectId())
                .param("late", late)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        log(draw, params, objectId, out);
    }

    private void log(Draw draw, Params params, String objectId, Confirmations.Line out) {
        store.log(draw, new LogEntry(LogEntry.Kind.SUBST, draw.drawNo(), payload(draw, params, objectId, out)));
    }

    /**
     * Sealed draws name nobody before the visits, and who steps in is of the tier of who leaves: the substitute's own page
     * would tell the other's. The log then holds a hash under the salt key.
     */
    @Clause("抽取规范 §3.7、§3.11.1")
    private static String payload(Draw draw, Params params, String objectId, Confirmations.Line out) {
        var said = out.code().name() + "|" + out.objectId() + "|" + objectId + "|"
                + out.evidence().orElse("-");
        return LogEntry.shownSubstitution(params, draw.frame().saltKey(), said);
    }

    private void insert(long drawId, String stratum, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            jdbc.sql("""
                    INSERT INTO draw.reserve_order (draw_id, object_id, stratum, position)
                    VALUES (:draw, :object, :stratum, :position)""")
                    .param("draw", drawId)
                    .param("object", ids.get(i))
                    .param("stratum", stratum)
                    .param("position", i + 1)
                    .update();
        }
    }

    private Draws.Row row(long drawId, String objectId) {
        return jdbc.sql("""
                SELECT stratum, rank, object_id, kind FROM draw.drawn_row
                WHERE draw_id = :draw AND object_id = :object""")
                .params(Map.of("draw", drawId, "object", objectId))
                .query(Draws.Row.class)
                .single();
    }
}
