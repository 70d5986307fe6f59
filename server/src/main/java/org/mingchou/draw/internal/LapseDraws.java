package org.mingchou.draw.internal;

import java.time.ZoneOffset;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids the draws whose reveal deadline has passed without all secrets, or whose only round comes before witnesses have
 * seen the opening for long enough, and names in the log who let the deadline of the
 * second reveal pass. Runs before every read and act, so that nothing
 * hangs on a job; running it twice, or on two nodes, changes nothing.
 */
@Service
class LapseDraws {

    /** Of the clocks that run after the draw: second reveal, its beacon, audit of the excluded. */
    static final String KIND = "draw";

    private final DrawStore store;
    private final BusinessClock clock;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Parties parties;
    private final Deadlines deadlines;
    private final Beacons beacons;
    private final BeaconReaders readers;

    LapseDraws(
            DrawStore store,
            BusinessClock clock,
            JdbcClient jdbc,
            AuditTrail audit,
            Parties parties,
            Deadlines deadlines,
            Beacons beacons,
            BeaconReaders readers) {
        this.readers = readers;
        this.beacons = beacons;
        this.parties = parties;
        this.deadlines = deadlines;
        this.store = store;
        this.clock = clock;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void sweep() {
        voidUnrevealed();
        voidUnwitnessed();
        nameWithheld();
        startReading();
    }

    @Clause("抽取规范 §3.4：期限已过而未全部揭示，自动作废")
    private void voidUnrevealed() {
        var overdue = jdbc.sql("SELECT id FROM draw.draw WHERE state = 'OPENED' AND reveal_deadline < :now")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
        for (var id : overdue) {
            var draw = store.lock(id);
            if (draw.revealOverdue(clock.now())) {
                makeVoid(draw, VoidReason.REVEAL_DEADLINE);
            }
        }
    }

    /** Decided before the round is public, so that nobody chooses between this round and another draw. */
    @Clause("抽取规范 §3.4：见证人未及时副署，而所定的信标没有下一期，自动作废；A18")
    private void voidUnwitnessed() {
        var waiting = jdbc.sql("SELECT id FROM draw.draw WHERE state IN ('OPENED', 'REVEALED') ORDER BY id")
                .query(Long.class)
                .list();
        for (var id : waiting) {
            if (!beacons.unwitnessed(store.require(id))) {
                continue;
            }
            var draw = store.lock(id);
            if ((draw.state() == DrawState.OPENED || draw.state() == DrawState.REVEALED) && beacons.unwitnessed(draw)) {
                makeVoid(draw, VoidReason.UNWITNESSED);
            }
        }
    }

    private void makeVoid(Draw draw, VoidReason reason) {
        var voided = store.save(draw.voided(reason, clock.now()));
        store.log(voided, new LogEntry(LogEntry.Kind.VOID, draw.drawNo(), reason.name()));
        record(draw, "void-draw", Map.of("reason", reason.name()));
    }

    @Clause("抽取规范 §3.4（6）：逾期未二次揭示的，由 WITHHELD 记名")
    private void nameWithheld() {
        var waiting = jdbc.sql("SELECT id FROM draw.draw WHERE state = 'CONFIRMED' ORDER BY id")
                .query(Long.class)
                .list();
        if (waiting.isEmpty()) {
            return;
        }
        var clocks = deadlines.find(KIND, waiting, DeadlineRule.REVEAL_SECOND);
        for (var id : waiting) {
            var deadline = clocks.get(id);
            if (deadline == null) {
                // Closed before there was a deadline: its day is today.
                deadlines.start(KIND, id, DeadlineRule.REVEAL_SECOND, clock.today(), "关闭名单确认");
            } else if (deadline.overdue()) {
                withhold(id);
            }
        }
    }

    private void withhold(long drawId) {
        var draw = store.lock(drawId);
        if (draw.state() != DrawState.CONFIRMED) {
            return;
        }
        var missing = parties.of(drawId).stream()
                .filter(p -> p.secondSecret() == null)
                .map(Parties.Party::slug)
                .toList();
        var withheld = store.save(draw.withhold(clock.now()));
        for (var slug : missing) {
            parties.withhold(drawId, slug);
            store.log(withheld, new LogEntry(LogEntry.Kind.WITHHELD, draw.drawNo(), slug));
        }
        deadlines.start(KIND, drawId, DeadlineRule.READ_SECOND_BEACON, clock.today(), "记录未二次揭示");
        record(draw, "withhold-draw", Map.of("parties", missing));
        readers.tellSecond(withheld);
    }

    /** Those that withheld before two had to read the dice. */
    private void startReading() {
        var waiting = jdbc.sql("SELECT id FROM draw.draw WHERE state = 'WITHHELD' ORDER BY id")
                .query(Long.class)
                .list();
        var clocks = deadlines.find(KIND, waiting, DeadlineRule.READ_SECOND_BEACON);
        waiting.stream()
                .filter(id -> !clocks.containsKey(id))
                .forEach(id -> deadlines.start(KIND, id, DeadlineRule.READ_SECOND_BEACON, clock.today(), "记录未二次揭示"));
    }

    private void record(Draw draw, String act, Map<String, ?> detail) {
        audit.record("系统", draw.regionCode(), act, "draw/" + draw.key(), detail);
    }
}
