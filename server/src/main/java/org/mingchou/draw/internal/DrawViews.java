package org.mingchou.draw.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.Quotas;
import org.mingchou.sampler.StratumCount;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A draw as the people of the ceremony read it. */
@Component
class DrawViews {

    record PartyView(
            String slug,
            String label,
            long accountId,
            String displayName,
            boolean outside,
            @Nullable OffsetDateTime committedAt,
            @Nullable String commitment,
            @Nullable String secondCommitment,
            @Nullable OffsetDateTime revealedAt,
            @Nullable OffsetDateTime secondRevealedAt,
            boolean mine) {}

    record QuotaView(
            String tier,
            long rows,
            long eligible,
            int ratio,
            long quota,
            @Nullable Long drawn) {}

    record LogView(long index, String kind, OffsetDateTime at, String digest) {}

    record Vote(String by, String reason, String reasonLabel, OffsetDateTime at) {}

    /** {@code quotas}, {@code seed} and {@code secondSeed} are empty for people outside the ceremony. */
    record Detail(
            long id,
            int version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            String drawNo,
            @Nullable String prev,
            long planId,
            String planTitle,
            String frameDigest,
            String frameRoot,
            long frameCount,
            long excludedCount,
            Map<String, Long> exclusions,
            String reserveOrder,
            String mode,
            String audience,
            List<PartyView> parties,
            List<QuotaView> quotas,
            String beaconKind,
            @Nullable String beaconText,
            @Nullable OffsetDateTime beaconAt,
            @Nullable String opening,
            @Nullable OffsetDateTime revealDeadline,
            int revealMinutes,
            @Nullable String seed,
            @Nullable String secondSeed,
            @Nullable String resultDigest,
            @Nullable String confirmedDigest,
            @Nullable Long drawnCount,
            @Nullable Long reserveCount,
            @Nullable Long shortfall,
            @Nullable String voidReason,
            @Nullable String voidReasonLabel,
            List<Vote> voidVotes,
            OffsetDateTime frozenAt,
            @Nullable OffsetDateTime openedAt,
            @Nullable OffsetDateTime computedAt,
            @Nullable OffsetDateTime settledAt,
            List<LogView> log) {}

    private record Counts(long drawn, long reserve) {}

    private final DrawStore store;
    private final Parties parties;
    private final Plans plans;
    private final PublicDraws publicDraws;
    private final OpenDraw opening;
    private final DrawAccess access;
    private final JdbcClient jdbc;

    DrawViews(
            DrawStore store,
            Parties parties,
            Plans plans,
            PublicDraws publicDraws,
            OpenDraw opening,
            DrawAccess access,
            JdbcClient jdbc) {
        this.store = store;
        this.parties = parties;
        this.plans = plans;
        this.publicDraws = publicDraws;
        this.opening = opening;
        this.access = access;
        this.jdbc = jdbc;
    }

    List<Detail> ofPlan(Actor actor, long planId) {
        var plan = plans.require(planId, actor.regionCode());
        return store.ofPlan(planId).stream().map(d -> view(actor, d, plan)).toList();
    }

    Detail detail(Actor actor, long drawId) {
        var draw = store.require(drawId, actor.regionCode());
        return view(actor, draw, plans.require(draw.planId(), draw.regionCode()));
    }

    private Detail view(Actor actor, Draw draw, PlanSnapshot plan) {
        var inside = access.inside(draw, actor);
        var all = parties.of(draw.key());
        var opened = draw.opening();
        var thrown = draw.thrown();
        var outcome = draw.outcome();
        var closing = draw.closing();
        var second = draw.second();
        var voiding = draw.voiding();
        var counts = outcome == null ? null : counts(draw.key());
        var seedShown = inside || plan.audience().equals("PUBLIC");
        return new Detail(
                draw.key(),
                draw.version(),
                draw.state().name(),
                draw.state().label(),
                DrawActions.allowed(draw, all, actor),
                draw.drawNo(),
                draw.prev(),
                plan.id(),
                plan.title(),
                draw.frame().frameDigest(),
                draw.frame().frameRoot(),
                draw.frame().frameCount(),
                draw.frame().frameCount() - draw.frame().eligibleCount(),
                publicDraws.codes(draw.key()),
                "SECOND",
                plan.mode(),
                plan.audience(),
                all.stream().map(p -> party(p, actor)).toList(),
                inside ? quotas(draw, plan) : List.of(),
                draw.beacon(),
                thrown == null ? null : thrown.beaconText(),
                thrown == null ? null : local(thrown.beaconAt()),
                opened == null ? null : opened.paramsDigest(),
                opened == null ? null : local(opened.revealDeadline()),
                draw.revealMinutes(),
                outcome == null || !seedShown ? null : outcome.seed(),
                second == null || !seedShown ? null : second.secondSeed(),
                outcome == null ? null : outcome.resultDigest(),
                closing == null ? null : closing.confirmationsDigest(),
                counts == null ? null : counts.drawn(),
                counts == null ? null : counts.reserve(),
                outcome == null ? null : outcome.shortfall(),
                voiding == null ? null : voiding.voidReason().name(),
                voiding == null ? null : voiding.voidReason().label(),
                votes(draw.key()),
                local(draw.frozenAt()),
                opened == null ? null : local(opened.openedAt()),
                outcome == null ? null : local(outcome.computedAt()),
                second == null ? null : local(second.settledAt()),
                log(draw.key()));
    }

    static OffsetDateTime local(Instant at) {
        return at.atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static @Nullable OffsetDateTime local(@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static PartyView party(Parties.Party p, Actor actor) {
        return new PartyView(
                p.slug(),
                p.label(),
                p.accountId(),
                p.displayName(),
                p.outside(),
                local(p.committedAt()),
                p.first(),
                p.second(),
                local(p.revealedAt()),
                local(p.secondRevealedAt()),
                p.accountId() == actor.accountId());
    }

    private List<QuotaView> quotas(Draw draw, PlanSnapshot plan) {
        var strata = opening.strata(draw.key());
        var ratios = plan.effectiveRatios();
        var quotas = Quotas.allocate(strata, ratios, plan.effectiveFloor(), Params.Base.valueOf(plan.base()))
                .quotas();
        var drawn = draw.outcome() == null ? Map.<String, Long>of() : drawnByStratum(draw.key());
        var result = new ArrayList<QuotaView>();
        for (Map.Entry<String, StratumCount> entry : strata.entrySet()) {
            var stratum = entry.getKey();
            result.add(new QuotaView(
                    stratum,
                    entry.getValue().rows(),
                    entry.getValue().eligible(),
                    ratios.getOrDefault(stratum, 0),
                    quotas.getOrDefault(stratum, 0L),
                    draw.outcome() == null ? null : drawn.getOrDefault(stratum, 0L)));
        }
        return result;
    }

    private Map<String, Long> drawnByStratum(long drawId) {
        record Row(String stratum, long objects) {}
        var result = new java.util.TreeMap<String, Long>();
        jdbc.sql("""
                SELECT stratum, count(*) AS objects FROM draw.drawn_row
                WHERE draw_id = :draw AND kind = 'DRAWN' GROUP BY stratum""")
                .param("draw", drawId)
                .query(Row.class)
                .list()
                .forEach(row -> result.put(row.stratum(), row.objects()));
        return result;
    }

    private Counts counts(long drawId) {
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE kind = 'DRAWN') AS drawn,
                       count(*) FILTER (WHERE kind = 'RESERVE') AS reserve
                FROM draw.drawn_row WHERE draw_id = :draw""").param("draw", drawId).query(Counts.class).single();
    }

    private List<Vote> votes(long drawId) {
        return jdbc.sql("SELECT by_name, reason, voted_at FROM draw.void_vote WHERE draw_id = :draw ORDER BY voted_at")
                .param("draw", drawId)
                .query((rs, n) -> new Vote(
                        rs.getString("by_name"),
                        rs.getString("reason"),
                        VoidReason.valueOf(rs.getString("reason")).label(),
                        rs.getObject("voted_at", OffsetDateTime.class)
                                .atZoneSameInstant(BusinessClock.ZONE)
                                .toOffsetDateTime()))
                .list();
    }

    private List<LogView> log(long drawId) {
        return jdbc.sql("SELECT index, kind, at, payload FROM draw.log_entry WHERE draw_id = :draw ORDER BY index")
                .param("draw", drawId)
                .query((rs, n) -> new LogView(
                        rs.getLong("index"),
                        rs.getString("kind"),
                        rs.getObject("at", OffsetDateTime.class)
                                .atZoneSameInstant(BusinessClock.ZONE)
                                .toOffsetDateTime(),
                        rs.getString("payload")))
                .list();
    }
}
