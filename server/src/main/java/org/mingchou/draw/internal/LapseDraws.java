package org.mingchou.draw.internal;

import java.time.ZoneOffset;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids the draws whose reveal deadline has passed without all secrets. Runs before every read and act, so that nothing
 * hangs on a job; running it twice, or on two nodes, changes nothing.
 */
@Service
class LapseDraws {

    private final DrawStore store;
    private final BusinessClock clock;
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    LapseDraws(DrawStore store, BusinessClock clock, JdbcClient jdbc, AuditTrail audit) {
        this.store = store;
        this.clock = clock;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Clause("抽取规范 §3.4：期限已过而未全部揭示，自动作废")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void sweep() {
        var overdue = jdbc.sql("SELECT id FROM draw.draw WHERE state = 'OPENED' AND reveal_deadline < :now")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
        for (var id : overdue) {
            var draw = store.lock(id);
            if (draw.revealOverdue(clock.now())) {
                var voided = store.save(draw.voided(VoidReason.REVEAL_DEADLINE, clock.now()));
                store.log(voided, new LogEntry(LogEntry.Kind.VOID, draw.drawNo(), VoidReason.REVEAL_DEADLINE.name()));
                audit.record(
                        "系统",
                        draw.regionCode(),
                        "void-draw",
                        "draw/" + id,
                        Map.of("reason", VoidReason.REVEAL_DEADLINE.name()));
            }
        }
    }
}
