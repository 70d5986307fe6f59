package org.mingchou.draw.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.DrawComputed;
import org.mingchou.sampler.DrawResult;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Reveal;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes the result once. State, list, log entry and what follows from them commit together. */
@Service
class ComputeDraw {

    private static final int BATCH = 1000;

    private final DrawStore store;
    private final Parties parties;
    private final DrawFiles files;
    private final Beacons beacons;
    private final DrawTiming timing;
    private final BusinessClock clock;
    private final JdbcOperations jdbc;
    private final ApplicationEventPublisher events;
    private final Sealing sealing;

    ComputeDraw(
            DrawStore store,
            Parties parties,
            DrawFiles files,
            Beacons beacons,
            DrawTiming timing,
            BusinessClock clock,
            JdbcOperations jdbc,
            ApplicationEventPublisher events,
            Sealing sealing) {
        this.sealing = sealing;
        this.store = store;
        this.parties = parties;
        this.files = files;
        this.beacons = beacons;
        this.timing = timing;
        this.clock = clock;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Transactional
    public void compute(Actor actor, long drawId) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        DrawDuties.requireLead(draw.leadDepartmentId(), actor);
        draw.require(DrawAct.COMPUTE);
        if (draw.state() == DrawState.REVEALED) {
            if (!Beacons.without(draw)) {
                throw Problem.conflict("beacon-missing", "信标还没有录入，不能计算。请先录入信标：" + beacons.label(draw) + "。");
            }
            timing.requireOldOpening(draw);
        }
        var params = files.params(draw);
        var reveal = Reveal.of(params, parties.allSecrets(drawId, 1), beacons.value(draw));
        DrawResult result;
        try {
            var frame = files.source("frame.tsv", draw.frame().frameDigest());
            result = org.mingchou.sampler.Draw.run(params, frame, reveal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var outcome = new Draw.Outcome(
                result.seed(),
                files.put(reveal.bytes(), DrawFiles.TEXT),
                files.put(result.resultTsv(), DrawFiles.TSV),
                result.shortfall(),
                clock.now());
        var computed = store.save(draw.compute(outcome));
        insert(computed, result);
        store.log(
                computed,
                LogEntry.result(params, result, Optional.of(draw.frame().saltKey())));
        var drawn = result.rows().stream()
                .filter(r -> r.kind() == DrawnRow.Kind.DRAWN)
                .count();
        store.record(
                actor,
                DrawAct.COMPUTE,
                computed,
                Map.of("drawn", drawn, "reserve", result.rows().size() - drawn));
        sealing.note(actor, computed, Sealing.Reading.COMPUTED);
        events.publishEvent(new DrawComputed(drawId, draw.planId(), draw.regionCode()));
    }

    private void insert(Draw draw, DrawResult result) {
        jdbc.batchUpdate(
                "INSERT INTO draw.drawn_row (draw_id, region_code, object_id, stratum, rank, ticket, kind)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                result.rows(),
                BATCH,
                (statement, row) -> {
                    statement.setLong(1, draw.key());
                    statement.setString(2, draw.regionCode());
                    statement.setString(3, row.objectId());
                    statement.setString(4, row.stratum());
                    statement.setLong(5, row.rank());
                    statement.setString(6, row.ticket());
                    statement.setString(7, row.kind().name());
                });
    }
}
