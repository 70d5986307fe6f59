package org.mingchou.draw.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.Draws;
import org.mingchou.draw.PublicDraw;
import org.mingchou.org.Departments;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Draws as a stranger sees them. What is not named here stays inside. */
@Component
class PublicDraws {

    private final DrawRecords draws;
    private final Parties parties;
    private final Plans plans;
    private final LapseDraws lapse;
    private final Beacons beacons;
    private final Witnessing witnessing;
    private final ShownReadings readings;
    private final Departments departments;
    private final AuditedExclusions audited;
    private final LaterSteps later;
    private final JdbcClient jdbc;

    PublicDraws(
            DrawRecords draws,
            Parties parties,
            Plans plans,
            LapseDraws lapse,
            Beacons beacons,
            Witnessing witnessing,
            ShownReadings readings,
            Departments departments,
            AuditedExclusions audited,
            LaterSteps later,
            JdbcClient jdbc) {
        this.later = later;
        this.audited = audited;
        this.beacons = beacons;
        this.witnessing = witnessing;
        this.readings = readings;
        this.departments = departments;
        this.draws = draws;
        this.parties = parties;
        this.plans = plans;
        this.lapse = lapse;
        this.jdbc = jdbc;
    }

    List<PublicDraw> ofRegion(String regionCode) {
        lapse.sweep();
        return draws.findByRegionCodeOrderByIdDesc(regionCode).stream()
                .map(this::view)
                .toList();
    }

    Optional<PublicDraw> byNumber(String drawNo) {
        lapse.sweep();
        return draws.findByDrawNo(drawNo).map(this::view);
    }

    private PublicDraw view(Draw draw) {
        var plan = plans.require(draw.planId(), draw.regionCode());
        var opening = draw.opening();
        var thrown = draw.thrown();
        var outcome = draw.outcome();
        var voiding = draw.voiding();
        var withholding = draw.withholding();
        return new PublicDraw(
                draw.drawNo(),
                plan.id(),
                plan.title(),
                draw.regionCode(),
                draw.state().name(),
                label(draw),
                draw.prev(),
                draw.frame().frameCount(),
                codes(draw.key()),
                audited.audit(draw),
                draw.frame().frameDigest(),
                draw.frame().frameSalted(),
                parties.of(draw.key()).stream().map(PublicDraws::party).toList(),
                draw.beacon(),
                beacons.label(draw),
                failedRounds(draw.key()),
                opening == null ? null : opening.paramsDigest(),
                thrown == null ? null : thrown.beaconText(),
                readings.first(draw),
                withholding == null ? null : withholding.beacon2Text(),
                readings.second(draw),
                seed(plan, outcome),
                logged(draw.key()),
                outcome == null ? null : drawnCount(draw.key()),
                dissents(draw),
                voiding == null ? null : voiding.voidReason().label(),
                witnessing.marks(draw),
                witnessing.ahead(draw).orElse(null),
                plan.mode(),
                plan.audience(),
                DrawViews.local(draw.frozenAt()),
                opening == null ? null : DrawViews.local(opening.openedAt()),
                witnessing.seenAt(draw).map(DrawViews::local).orElse(null),
                opening == null ? null : DrawViews.local(opening.revealDeadline()),
                thrown == null ? null : DrawViews.local(thrown.beaconAt()),
                outcome == null ? null : DrawViews.local(outcome.computedAt()),
                later.of(draw));
    }

    /** What a citizen waits for; the ceremony's own words are for those who take part. */
    private static String label(Draw draw) {
        return switch (draw.state()) {
            case FROZEN -> "名单已冻结，等各方交出承诺";
            case OPENED -> "已开启，等各方揭示秘密数";
            case REVEALED -> Beacons.without(draw) ? "秘密数已揭示，等算出结果" : "秘密数已揭示，等公开产生信标";
            case BEACON_SET -> "信标已产生，等算出结果";
            case DRAWN -> "已抽出，各部门正在核对名单";
            case CONFIRMED -> "名单已核对，等各方第二次揭示";
            case WITHHELD -> "有一方逾期没有揭示，等补掷骰子";
            case SETTLED -> "抽取已全部完成";
            case VOID -> "已作废";
        };
    }

    private static @Nullable String seed(PlanSnapshot plan, Draw.@Nullable Outcome outcome) {
        return outcome != null && plan.everythingPublic() ? outcome.seed() : null;
    }

    private static PublicDraw.Party party(Parties.Party p) {
        return new PublicDraw.Party(
                p.slug(),
                p.label(),
                p.outside(),
                p.first(),
                p.second(),
                p.publicKey() == null ? null : PartySignatures.fingerprint(p.publicKey()),
                p.revealedAt() == null ? null : DrawViews.local(p.revealedAt().toInstant()),
                p.secondSecret() != null,
                p.withheld());
    }

    private List<String> failedRounds(long drawId) {
        return jdbc.sql("SELECT round FROM draw.failed_round WHERE draw_id = :draw ORDER BY round")
                .param("draw", drawId)
                .query(String.class)
                .list();
    }

    /** By department code. */
    List<Draws.AgencyRecord> agencies(String regionCode) {
        lapse.sweep();
        record Row(long leadDepartmentId, String reason, long draws) {}
        var byDepartment = new TreeMap<Long, TreeMap<String, Long>>();
        jdbc.sql("""
                SELECT lead_department_id, coalesce(void_reason, '') AS reason, count(*) AS draws
                FROM draw.draw WHERE region_code = :region GROUP BY 1, 2""")
                .param("region", regionCode)
                .query(Row.class)
                .list()
                .forEach(row -> byDepartment
                        .computeIfAbsent(row.leadDepartmentId(), id -> new TreeMap<>())
                        .put(row.reason(), row.draws()));
        return departments.inRegion(regionCode).stream()
                .filter(d -> byDepartment.containsKey(d.id()))
                .sorted(Comparator.comparing(Departments.Department::code))
                .map(d -> {
                    var counts = byDepartment.getOrDefault(d.id(), new TreeMap<>());
                    var voids = new TreeMap<String, Long>();
                    counts.forEach((reason, n) -> {
                        if (!reason.isEmpty()) {
                            voids.put(VoidReason.valueOf(reason).label(), n);
                        }
                    });
                    return new Draws.AgencyRecord(
                            d.id(),
                            d.name(),
                            counts.values().stream().mapToLong(n -> n).sum(),
                            voids.values().stream().mapToLong(n -> n).sum(),
                            voids);
                })
                .toList();
    }

    Map<String, Long> codes(long drawId) {
        record Row(String code, long objects) {}
        var result = new TreeMap<String, Long>();
        jdbc.sql("SELECT code, objects FROM draw.frame_code WHERE draw_id = :draw")
                .param("draw", drawId)
                .query(Row.class)
                .list()
                .forEach(row -> result.put(row.code(), row.objects()));
        return result;
    }

    private @Nullable String logged(long drawId) {
        return jdbc.sql("SELECT payload FROM draw.log_entry WHERE draw_id = :draw AND kind = 'RESULT'")
                .param("draw", drawId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Signed verdicts against the draw; nobody can take one back. */
    int dissents(Draw draw) {
        return draw.outcome() == null
                ? 0
                : jdbc.sql("SELECT count(*)::int FROM draw.verdict WHERE draw_id = :draw AND NOT agrees")
                        .param("draw", draw.key())
                        .query(Integer.class)
                        .single();
    }

    private long drawnCount(long drawId) {
        return jdbc.sql("SELECT count(*) FROM draw.drawn_row WHERE draw_id = :draw AND kind = 'DRAWN'")
                .param("draw", drawId)
                .query(Long.class)
                .single();
    }
}
