package org.mingchou.draw.internal;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads draws inside a region, stores them, and writes what happened into the public log and the audit trail. */
@Component
class DrawStore {

    private final DrawRecords draws;
    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final DrawLog log;
    private final AuditTrail audit;

    DrawStore(DrawRecords draws, JdbcClient jdbc, BusinessClock clock, DrawLog log, AuditTrail audit) {
        this.draws = draws;
        this.jdbc = jdbc;
        this.clock = clock;
        this.log = log;
        this.audit = audit;
    }

    Draw require(long id, String regionCode) {
        return draws.findById(id)
                .filter(d -> d.regionCode().equals(regionCode))
                .orElseThrow(() -> Problem.notFound("这次抽取"));
    }

    Draw require(long id) {
        return draws.findById(id).orElseThrow(() -> Problem.notFound("这次抽取"));
    }

    /** As {@link #require(long, String)}, holding the row until the transaction ends. */
    Draw lock(long id, String regionCode) {
        hold(id);
        return require(id, regionCode);
    }

    Draw lock(long id) {
        hold(id);
        return require(id);
    }

    private void hold(long id) {
        var held = jdbc.sql("SELECT id FROM draw.draw WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
        if (held.isEmpty()) {
            throw Problem.notFound("这次抽取");
        }
    }

    List<Draw> ofPlan(long planId) {
        return draws.findByPlanIdOrderByIdDesc(planId);
    }

    /** The void draw that this one repeats. */
    Optional<Draw> repeats(Draw draw) {
        return draw.prev() == null
                ? Optional.empty()
                : ofPlan(draw.planId()).stream()
                        .filter(d -> d.drawNo().equals(draw.prev()))
                        .findFirst();
    }

    /** The draw that repeats this void one. */
    Optional<Draw> repeatedBy(Draw draw) {
        return ofPlan(draw.planId()).stream()
                .filter(d -> draw.drawNo().equals(d.prev()))
                .findFirst();
    }

    Draw save(Draw draw) {
        return draws.save(draw);
    }

    void record(Actor actor, DrawAct act, Draw draw, Map<String, ?> detail) {
        record(actor, act.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-draw", draw, detail);
    }

    void record(Actor actor, String act, Draw draw, Map<String, ?> detail) {
        audit.record(actor, act, "draw/" + draw.key(), detail);
    }

    /** Appends to the public log, in this transaction. */
    void log(Draw draw, LogEntry entry) {
        var position = log.append(entry.kind().name(), draw.drawNo(), entry.payload());
        jdbc.sql(
                        "INSERT INTO draw.log_entry (draw_id, index, kind, payload, at) VALUES (:draw, :index, :kind, :payload, :at)")
                .param("draw", draw.key())
                .param("index", position.index())
                .param("kind", entry.kind().name())
                .param("payload", entry.payload())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The next number of an agency in this year, e.g. {@code 130111-2026-000001}; given back when the draw fails. */
    String nextNumber(String agency) {
        var year = clock.today().getYear();
        var number = jdbc.sql("""
                INSERT INTO draw.draw_number (agency, year, last) VALUES (:agency, :year, 1)
                ON CONFLICT (agency, year) DO UPDATE SET last = draw_number.last + 1
                RETURNING last""")
                .param("agency", agency)
                .param("year", year)
                .query(Integer.class)
                .single();
        return "%s-%d-%06d".formatted(agency, year, number);
    }
}
