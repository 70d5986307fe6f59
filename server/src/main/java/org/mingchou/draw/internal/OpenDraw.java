package org.mingchou.draw.internal;

import java.util.Map;
import java.util.TreeMap;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.FrameSummary;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.StratumCount;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Binds everything into params.txt and puts its hash, the opening, into the public log. */
@Service
class OpenDraw {

    private record Stratum(String stratum, long objects, long eligible) {}

    private final DrawStore store;
    private final Parties parties;
    private final Pools pools;
    private final Plans plans;
    private final Beacons beacons;
    private final DrawTiming timing;
    private final Witnessing witnessing;
    private final BlobStore blobs;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    OpenDraw(
            DrawStore store,
            Parties parties,
            Pools pools,
            Plans plans,
            Beacons beacons,
            DrawTiming timing,
            Witnessing witnessing,
            BlobStore blobs,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.store = store;
        this.parties = parties;
        this.pools = pools;
        this.plans = plans;
        this.beacons = beacons;
        this.timing = timing;
        this.witnessing = witnessing;
        this.blobs = blobs;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Transactional
    public void open(Actor actor, long drawId) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        DrawDuties.requireLead(draw.leadDepartmentId(), actor);
        draw.require(DrawAct.OPEN);
        var missing = parties.of(drawId).stream()
                .filter(p -> !p.committed())
                .map(Parties.Party::label)
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.conflict("commitments-missing", "还没有作出承诺：" + String.join("、", missing) + "。请各方承诺后再开启。");
        }
        var plan = plans.require(draw.planId(), draw.regionCode());
        DrawDuties.requireSealable(plan, "不能开启。请牵头部门以外的两个当事方以“程序未按规定进行”作废这次抽取，再另编计划抽取。");
        var at = clock.now();
        var round = Beacons.without(draw)
                ? draw.beacon()
                : beacons.of(draw).bind(draw.beacon(), timing.earliestRound(draw, plan, at));
        var params = params(draw, plan, round);
        var digest = blobs.put(params.bytes(), "text/plain").sha256();
        var opened = store.save(draw.open(digest, round, at));
        store.log(opened, LogEntry.opening(params));
        store.record(actor, DrawAct.OPEN, opened, Map.of("opening", digest));
    }

    private Params params(Draw draw, PlanSnapshot plan, String round) {
        var frame = draw.frame();
        var builder = Params.builder()
                .draw(draw.drawNo())
                .frame(new FrameSummary(
                        HashProfile.SHA256,
                        frame.frameDigest(),
                        frame.frameRoot(),
                        frame.frameCount(),
                        strata(draw.key())))
                .ratios(plan.effectiveRatios())
                .floor(plan.effectiveFloor())
                .reserve(plan.reserve())
                .base(Params.Base.valueOf(plan.base()))
                .beacon(round)
                .mode(Params.Mode.valueOf(plan.mode()))
                .audience(Params.Audience.valueOf(plan.audience()))
                .reserveBy(Params.ReserveBy.SECOND);
        for (var party : parties.of(draw.key())) {
            builder.commit(party.slug(), String.valueOf(party.first()));
            builder.second(party.slug(), String.valueOf(party.second()));
        }
        if (frame.frameSalted() != null) {
            builder.frameSalted(frame.frameSalted());
        }
        for (var pool : pools.of(draw.key())) {
            builder.pool(
                    pool.poolId(),
                    pool.officersTsv(),
                    pool.avoidTsv(),
                    pool.groupSize(),
                    pool.date().toString());
        }
        if (draw.xaudit() != null) {
            builder.xaudit(draw.xaudit());
        }
        if (draw.prev() != null) {
            builder.prev(draw.prev());
        }
        witnessing.name(builder, DrawTiming.age(plan));
        return builder.build();
    }

    TreeMap<String, StratumCount> strata(long drawId) {
        var result = new TreeMap<String, StratumCount>();
        jdbc.sql("SELECT stratum, objects, eligible FROM draw.frame_stratum WHERE draw_id = :draw")
                .param("draw", drawId)
                .query(Stratum.class)
                .list()
                .forEach(s -> result.put(s.stratum(), new StratumCount(s.objects(), s.eligible())));
        return result;
    }
}
