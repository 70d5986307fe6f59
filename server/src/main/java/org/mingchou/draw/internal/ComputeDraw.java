package org.mingchou.draw.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.DrawComputed;
import org.mingchou.platform.BulkCopy;
import org.mingchou.sampler.DrawResult;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Reveal;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes the result once. State, list, log entry and what follows from them commit together. */
@Service
class ComputeDraw {

    private final DrawStore store;
    private final Parties parties;
    private final DrawFiles files;
    private final Beacons beacons;
    private final DrawTiming timing;
    private final Witnessing witnessing;
    private final BusinessClock clock;
    private final BulkCopy bulk;
    private final ApplicationEventPublisher events;
    private final Sealing sealing;
    private final OpenAudit audits;
    private final VerdictWork verdicts;

    ComputeDraw(
            DrawStore store,
            Parties parties,
            DrawFiles files,
            Beacons beacons,
            DrawTiming timing,
            Witnessing witnessing,
            BusinessClock clock,
            BulkCopy bulk,
            ApplicationEventPublisher events,
            Sealing sealing,
            OpenAudit audits,
            VerdictWork verdicts) {
        this.verdicts = verdicts;
        this.audits = audits;
        this.sealing = sealing;
        this.store = store;
        this.parties = parties;
        this.files = files;
        this.beacons = beacons;
        this.timing = timing;
        this.witnessing = witnessing;
        this.clock = clock;
        this.bulk = bulk;
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
                throw Problem.conflict(
                        "beacon-missing", "信标还没有确定，不能计算。请见证人与另一当事方各自录入信标，一致后再计算：" + beacons.label(draw) + "。");
            }
            timing.requireOldOpening(draw);
        }
        var params = files.params(draw);
        var reveal = Reveal.of(params, parties.allSecrets(drawId, 1), beacons.value(draw));
        org.mingchou.sampler.Draw.Audited drawn;
        try {
            drawn = org.mingchou.sampler.Draw.auditedByDigest(
                    params, files.source("frame.tsv", draw.frame().frameDigest()), reveal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var result = drawn.result();
        var sample = drawn.sample();
        // Both go over the whole list, while the database takes it in.
        var list = CompletableFuture.supplyAsync(result::resultTsv);
        var entry = CompletableFuture.supplyAsync(
                () -> LogEntry.result(params, result, Optional.of(draw.frame().saltKey())));
        insert(draw, result);
        var outcome = new Draw.Outcome(
                result.seed(),
                files.put(reveal.bytes(), DrawFiles.TEXT),
                files.put(list.join(), DrawFiles.TSV),
                sample.map(s -> files.put(s.tsv(), DrawFiles.TSV)).orElse(null),
                result.shortfall(),
                clock.now());
        var computed = store.save(draw.compute(outcome));
        if (Beacons.without(draw)) {
            witnessing.note(computed);
        }
        sample.filter(s -> !s.rows().isEmpty()).ifPresent(s -> audits.open(computed, s.rows()));
        store.log(computed, entry.join());
        var drawnRows = result.rows().stream()
                .filter(r -> r.kind() == DrawnRow.Kind.DRAWN)
                .count();
        store.record(
                actor,
                DrawAct.COMPUTE,
                computed,
                Map.of("drawn", drawnRows, "reserve", result.rows().size() - drawnRows));
        sealing.note(actor, computed, Sealing.Reading.COMPUTED);
        verdicts.ask(computed);
        events.publishEvent(new DrawComputed(drawId, draw.planId(), draw.regionCode()));
    }

    /** In the order of the primary key, which is filled faster so than in the order of tickets. */
    private void insert(Draw draw, DrawResult result) {
        var rows = result.rows().toArray(DrawnRow[]::new);
        Arrays.parallelSort(rows, Comparator.comparing(DrawnRow::objectId));
        bulk.write("draw.drawn_row (draw_id, region_code, object_id, stratum, rank, ticket, kind)", out -> {
            for (var row : rows) {
                out.row(
                        draw.key(),
                        draw.regionCode(),
                        row.objectId(),
                        row.stratum(),
                        row.rank(),
                        row.ticket(),
                        row.kind().name());
            }
        });
    }
}
