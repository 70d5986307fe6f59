package org.mingchou.draw.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.PublicDraw;
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
    private final JdbcClient jdbc;

    PublicDraws(DrawRecords draws, Parties parties, Plans plans, LapseDraws lapse, JdbcClient jdbc) {
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
        return new PublicDraw(
                draw.drawNo(),
                plan.id(),
                plan.title(),
                draw.regionCode(),
                draw.state().name(),
                draw.state().label(),
                draw.prev(),
                draw.frame().frameCount(),
                codes(draw.key()),
                draw.frame().frameDigest(),
                draw.frame().frameSalted(),
                parties.of(draw.key()).stream().map(PublicDraws::party).toList(),
                draw.beacon(),
                opening == null ? null : opening.paramsDigest(),
                thrown == null ? null : thrown.beaconText(),
                seed(plan, outcome),
                logged(draw.key()),
                outcome == null ? null : drawnCount(draw.key()),
                voiding == null ? null : voiding.voidReason().label(),
                plan.mode(),
                plan.audience(),
                DrawViews.local(draw.frozenAt()),
                opening == null ? null : DrawViews.local(opening.openedAt()),
                opening == null ? null : DrawViews.local(opening.revealDeadline()),
                thrown == null ? null : DrawViews.local(thrown.beaconAt()),
                outcome == null ? null : DrawViews.local(outcome.computedAt()));
    }

    private static @Nullable String seed(PlanSnapshot plan, Draw.@Nullable Outcome outcome) {
        return outcome != null && plan.audience().equals("PUBLIC") ? outcome.seed() : null;
    }

    private static PublicDraw.Party party(Parties.Party p) {
        return new PublicDraw.Party(
                p.slug(),
                p.label(),
                p.outside(),
                p.first(),
                p.second(),
                p.firstSecret() != null,
                p.secondSecret() != null);
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

    private long drawnCount(long drawId) {
        return jdbc.sql("SELECT count(*) FROM draw.drawn_row WHERE draw_id = :draw AND kind = 'DRAWN'")
                .param("draw", drawId)
                .query(Long.class)
                .single();
    }
}
