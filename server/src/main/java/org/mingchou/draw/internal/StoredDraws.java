package org.mingchou.draw.internal;

import java.util.List;
import java.util.Optional;
import org.mingchou.draw.Draws;
import org.mingchou.draw.PublicDraw;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredDraws implements Draws {

    private final DrawRecords draws;
    private final DrawStore store;
    private final Pools pools;
    private final CloseConfirmations close;
    private final SettleDraw settle;
    private final RecordMatch matches;
    private final PublicDraws publicDraws;
    private final JdbcClient jdbc;

    StoredDraws(
            DrawRecords draws,
            DrawStore store,
            Pools pools,
            CloseConfirmations close,
            SettleDraw settle,
            RecordMatch matches,
            PublicDraws publicDraws,
            JdbcClient jdbc) {
        this.draws = draws;
        this.store = store;
        this.pools = pools;
        this.close = close;
        this.settle = settle;
        this.matches = matches;
        this.publicDraws = publicDraws;
        this.jdbc = jdbc;
    }

    @Override
    public Summary require(long drawId, String regionCode) {
        return summary(store.require(drawId, regionCode));
    }

    @Override
    public Optional<Summary> ofPlan(long planId) {
        return draws.findByPlanIdOrderByIdDesc(planId).stream()
                .filter(d -> d.state() != DrawState.VOID)
                .findFirst()
                .map(StoredDraws::summary);
    }

    @Override
    public List<Row> rows(long drawId, String kind) {
        return jdbc.sql("""
                SELECT stratum, rank, object_id, kind FROM draw.drawn_row
                WHERE draw_id = :draw AND kind = :kind ORDER BY stratum, rank""")
                .param("draw", drawId)
                .param("kind", kind)
                .query(Row.class)
                .list();
    }

    @Override
    public void closeConfirmations(long drawId, List<Confirmation> confirmations) {
        close.close(drawId, confirmations);
    }

    @Override
    public List<Row> substitutes(long drawId) {
        return jdbc.sql("""
                SELECT r.stratum, r.rank, r.object_id, r.kind
                FROM draw.substitute s JOIN draw.drawn_row r ON r.draw_id = s.draw_id AND r.object_id = s.object_id
                WHERE s.draw_id = :draw ORDER BY s.id""").param("draw", drawId).query(Row.class).list();
    }

    @Override
    public Optional<Row> nextSubstitute(long drawId, String droppedObjectId, String code, String evidence) {
        return settle.next(drawId, droppedObjectId, code, evidence);
    }

    @Override
    public Optional<String> secondSeed(long drawId) {
        return Optional.ofNullable(store.require(drawId).second()).map(Draw.Second::secondSeed);
    }

    @Override
    public Pool pool(long drawId, long departmentId) {
        return pools.of(drawId).stream()
                .filter(p -> p.departmentId() == departmentId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("这个部门的匹配组"));
    }

    @Override
    public void recordMatch(long drawId, String poolId, byte[] tasksTsv, byte[] resultTsv) {
        matches.record(drawId, poolId, tasksTsv, resultTsv);
    }

    @Override
    public void logMatchNote(long drawId, String payload) {
        matches.note(drawId, payload);
    }

    @Override
    public List<PublicDraw> publicDraws(String regionCode) {
        return publicDraws.ofRegion(regionCode);
    }

    @Override
    public Optional<PublicDraw> publicDraw(String drawNo) {
        return publicDraws.byNumber(drawNo);
    }

    @Override
    public List<AgencyRecord> agencyRecords(String regionCode) {
        return publicDraws.agencies(regionCode);
    }

    private static Summary summary(Draw draw) {
        return new Summary(
                draw.key(),
                draw.planId(),
                draw.regionCode(),
                draw.drawNo(),
                draw.state().name());
    }
}
