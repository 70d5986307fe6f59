package org.mingchou.draw.internal;

import java.time.ZoneOffset;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the matching of a pool for the certificate and puts its digest into the public log. */
@Service
class RecordMatch {

    private final DrawStore store;
    private final DrawFiles files;
    private final Pools pools;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    RecordMatch(DrawStore store, DrawFiles files, Pools pools, BusinessClock clock, JdbcClient jdbc) {
        this.store = store;
        this.files = files;
        this.pools = pools;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Transactional
    public void record(long drawId, String poolId, byte[] tasksTsv, byte[] resultTsv) {
        var draw = store.lock(drawId);
        var pool = pools.of(drawId).stream()
                .filter(p -> p.poolId().equals(poolId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("这个部门的匹配组"));
        var known = jdbc.sql("SELECT count(*)::int FROM draw.pool_match WHERE draw_id = :draw AND pool_id = :pool")
                .param("draw", drawId)
                .param("pool", poolId)
                .query(Integer.class)
                .single();
        if (known > 0) {
            throw Problem.conflict("pool-matched", "这个部门已经匹配过，不能重新匹配。个别更换请用“更换执法人员”。");
        }
        jdbc.sql("""
                INSERT INTO draw.pool_match (draw_id, pool_id, tasks, result, matched_at)
                VALUES (:draw, :pool, :tasks, :result, :at)""")
                .param("draw", drawId)
                .param("pool", poolId)
                .param("tasks", files.put(tasksTsv, DrawFiles.TSV))
                .param("result", files.put(resultTsv, DrawFiles.TSV))
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        var args = Certificate.matchArgs(
                draw.settled().secondSeed(), poolId, pool.date().toString(), pool.groupSize());
        store.log(
                draw,
                LogEntry.match(
                        files.params(draw), poolId, args, tasksTsv, pool.officersTsv(), pool.avoidTsv(), resultTsv));
    }

    /** An act outside the rule; one line, blanks become underscores because an entry has none. */
    @Transactional
    public void note(long drawId, String payload) {
        var draw = store.lock(drawId);
        var shown = LogEntry.shownNote(files.params(draw), draw.frame().saltKey(), payload);
        store.log(draw, new LogEntry(LogEntry.Kind.MATCH, draw.drawNo(), shown));
    }
}
