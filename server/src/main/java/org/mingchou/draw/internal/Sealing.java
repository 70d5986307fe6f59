package org.mingchou.draw.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.org.Departments;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sealed names: who had them in hand is named in the log, and after the inspection window they are opened, by the lead
 * department or, a week later, by themselves.
 */
@Service
@Clause("抽取规范 §3.7 mode=sealed")
class Sealing {

    /** Days after the window's last day at whose end the names open without anybody's act. */
    static final int GRACE_DAYS = 7;

    enum Reading {
        COMPUTED,
        READ,
        DOWNLOADED
    }

    record Unsealed(String byName, OffsetDateTime unsealedAt) {}

    record Reader(String act, String byName, String department, OffsetDateTime at) {}

    private final DrawStore store;
    private final DrawFiles files;
    private final Plans plans;
    private final Departments departments;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    /** By opening, which never changes. */
    private final Map<String, Params.Mode> modes = new ConcurrentHashMap<>();

    Sealing(
            DrawStore store,
            DrawFiles files,
            Plans plans,
            Departments departments,
            BusinessClock clock,
            AuditTrail audit,
            JdbcClient jdbc) {
        this.store = store;
        this.files = files;
        this.plans = plans;
        this.departments = departments;
        this.clock = clock;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /** Sealed by its opening, whether opened since or not. */
    boolean byOpening(Draw draw) {
        var opening = draw.opening();
        return opening != null
                && modes.computeIfAbsent(
                                opening.paramsDigest(), d -> files.params(draw).mode())
                        == Params.Mode.SEALED;
    }

    /** No name may be shown now. */
    boolean sealed(Draw draw) {
        return byOpening(draw) && unsealed(draw.key()).isEmpty();
    }

    Optional<Unsealed> unsealed(long drawId) {
        return jdbc.sql("SELECT by_name, unsealed_at FROM draw.unsealing WHERE draw_id = :draw")
                .param("draw", drawId)
                .query(Unsealed.class)
                .optional();
    }

    List<Reader> readers(long drawId) {
        return jdbc.sql("""
                SELECT act, by_name, department, at FROM draw.list_reader
                WHERE draw_id = :draw ORDER BY at, account_id""").param("draw", drawId).query(Reader.class).list();
    }

    /** Names in the log whoever has the list of a sealed draw in hand, the first time that he does each thing. */
    @Transactional
    public void note(Actor actor, Draw draw, Reading reading) {
        if (!sealed(draw)) {
            return;
        }
        var id = actor.departmentId();
        var department = id == null ? null : departments.findDepartment(id).orElse(null);
        var added = jdbc.sql("""
                INSERT INTO draw.list_reader (draw_id, account_id, act, by_name, department, at)
                VALUES (:draw, :account, :act, :name, :department, :at) ON CONFLICT DO NOTHING""")
                .param("draw", draw.key())
                .param("account", actor.accountId())
                .param("act", reading.name())
                .param("name", actor.displayName())
                .param("department", department == null ? "" : department.name())
                .param("at", now())
                .update();
        if (added > 0) {
            store.log(
                    draw,
                    new LogEntry(
                            LogEntry.Kind.ACCESS,
                            draw.drawNo(),
                            reading + "|" + (department == null ? "-" : department.code()) + "|"
                                    + URLEncoder.encode(actor.displayName(), StandardCharsets.UTF_8)));
            store.record(actor, "read-sealed-list", draw, Map.of("reading", reading.name()));
        }
    }

    @Transactional
    public void unseal(Actor actor, long drawId) {
        var draw = store.lock(drawId, actor.regionCode());
        DrawDuties.requireLead(draw.leadDepartmentId(), actor);
        if (!byOpening(draw)) {
            throw Problem.conflict("draw-not-sealed", "这次抽取的名单是公开的，不需要启封。");
        }
        requireDrawn(draw);
        if (unsealed(drawId).isPresent()) {
            throw Problem.conflict("already-unsealed", "名单已经启封，不必重复办理。");
        }
        var last = windowTo(draw);
        if (!clock.today().isAfter(last)) {
            throw Problem.conflict("window-not-over", "抽查时间到 " + last + " 为止，此前名单保密，不能启封。请在次日起办理。");
        }
        open(draw, actor.displayName());
        store.record(actor, "unseal-draw", draw, Map.of());
    }

    /** Opens what nobody has opened in time; found by whoever looks next. Running it twice changes nothing. */
    @Transactional
    public void sweep() {
        var waiting = jdbc.sql("""
                SELECT d.id FROM draw.draw d WHERE d.result_digest IS NOT NULL AND d.state <> 'VOID'
                  AND NOT EXISTS (SELECT FROM draw.unsealing u WHERE u.draw_id = d.id) ORDER BY d.id""").query(Long.class).list();
        for (var id : waiting) {
            var seen = store.require(id);
            if (!byOpening(seen) || !clock.today().isAfter(windowTo(seen).plusDays(GRACE_DAYS))) {
                continue;
            }
            var draw = store.lock(id);
            if (unsealed(id).isEmpty()) {
                open(draw, "期满自动启封");
                audit.record("系统", draw.regionCode(), "unseal-draw", "draw/" + id, Map.of("automatic", true));
            }
        }
    }

    /** Draws of a lead department whose names it may open today. */
    List<Draw> openable(String regionCode, long departmentId) {
        return jdbc
                .sql("""
                SELECT d.id FROM draw.draw d
                WHERE d.region_code = :region AND d.lead_department_id = :department
                  AND d.result_digest IS NOT NULL AND d.state <> 'VOID'
                  AND NOT EXISTS (SELECT FROM draw.unsealing u WHERE u.draw_id = d.id) ORDER BY d.id""")
                .param("region", regionCode)
                .param("department", departmentId)
                .query(Long.class)
                .list()
                .stream()
                .map(store::require)
                .filter(d -> byOpening(d) && clock.today().isAfter(windowTo(d)))
                .toList();
    }

    private void open(Draw draw, String by) {
        jdbc.sql("INSERT INTO draw.unsealing (draw_id, by_name, unsealed_at) VALUES (:draw, :by, :at)")
                .param("draw", draw.key())
                .param("by", by)
                .param("at", now())
                .update();
        store.log(
                draw,
                LogEntry.unseal(files.params(draw), files.bytes(draw.drawn().resultDigest())));
    }

    LocalDate windowTo(Draw draw) {
        return plans.require(draw.planId(), draw.regionCode()).windowTo();
    }

    private static void requireDrawn(Draw draw) {
        if (draw.outcome() == null || draw.state() == DrawState.VOID) {
            throw Problem.conflict("not-drawn-yet", "抽取结果还没有计算，没有名单可以启封。");
        }
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    /** What the lead department may do now. */
    @Nullable LocalDate unsealFrom(Draw draw) {
        return sealed(draw) && draw.outcome() != null ? windowTo(draw).plusDays(1) : null;
    }
}
