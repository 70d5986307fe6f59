package org.mingchou.draw.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.draw.BeaconReadings;
import org.mingchou.draw.ExclusionAudit;
import org.mingchou.draw.WitnessesAhead;
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
            @Nullable String publicKey,
            @Nullable String keyFingerprint,
            @Nullable String signature,
            @Nullable OffsetDateTime revealedAt,
            @Nullable OffsetDateTime secondRevealedAt,
            boolean withheld,
            boolean mine) {}

    record QuotaView(
            String tier,
            long rows,
            long eligible,
            int ratio,
            long quota,
            @Nullable Long drawn) {}

    record LogView(long index, String kind, OffsetDateTime at, String digest) {}

    /** @param code e.g. {@code WITHOUT_WITNESS} */
    record MarkView(String code, String label, String meaning) {}

    /** @param trouble why it did not cosign the last time; null when nothing is known */
    record AwaitedView(String name, @Nullable String trouble) {}

    /**
     * How far witnesses have seen the opening.
     *
     * @param needed how many of {@code configured} have to
     * @param since when enough had, by their clocks
     * @param until the last moment at which they may, or the draw is void; null when a later round serves
     */
    record WitnessingView(
            int configured,
            int needed,
            @Nullable OffsetDateTime since,
            @Nullable OffsetDateTime until,
            List<String> seenBy,
            List<AwaitedView> awaited) {}

    /** Another draw of the same plan. */
    record Ref(long id, String drawNo) {}

    record Vote(String by, String reason, String reasonLabel, OffsetDateTime at) {}

    /**
     * {@code quotas}, {@code seed} and {@code secondSeed} are empty for people outside the ceremony.
     *
     * @param prev number of the void draw that this one repeats
     * @param repeats the same, to be opened
     * @param repeatedBy the draw that repeats this void one; null while there is none
     * @param beaconRound the round to be read now, e.g. {@code lottery:ssq:20260514}
     * @param beaconWhere where everybody finds it, in Chinese; null where that goes without saying
     * @param beaconDeadline until when it is to be read; null unless it is awaited and its time is known
     * @param beaconEarliest before it no beacon; null before the opening and while too few witnesses have seen it
     * @param openingMinutes how long the opening has to stand before the beacon
     * @param witnessesAhead who will be asked to cosign the opening; null once it is made, and when there will be none
     * @param witnessing null without witnesses, before the opening, and once the draw is past the beacon or void
     * @param dissents signed verdicts against the draw
     * @param auditDigest of xaudit.tsv, once computed
     * @param secondBeaconBy who may read the dice that take the place of a withheld second secret; two of them have to
     * @param secondBeaconDeadline until then two have to; null unless a secret was withheld
     */
    record Detail(
            long id,
            int version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            String drawNo,
            @Nullable String prev,
            @Nullable Ref repeats,
            @Nullable Ref repeatedBy,
            long planId,
            String planTitle,
            String frameDigest,
            String frameRoot,
            long frameCount,
            long excludedCount,
            Map<String, Long> exclusions,
            @Nullable ExclusionAudit audit,
            @Nullable String auditDigest,
            String reserveOrder,
            String mode,
            String audience,
            List<PartyView> parties,
            List<QuotaView> quotas,
            String beaconKind,
            String beaconLabel,
            boolean withoutBeacon,
            List<MarkView> marks,
            @Nullable WitnessesAhead witnessesAhead,
            @Nullable String beaconRound,
            @Nullable OffsetDateTime beaconDueAt,
            @Nullable String beaconWhere,
            @Nullable Deadline beaconDeadline,
            @Nullable OffsetDateTime beaconEarliest,
            long openingMinutes,
            @Nullable WitnessingView witnessing,
            BeaconReadings beaconReadings,
            @Nullable String beaconText,
            @Nullable OffsetDateTime beaconAt,
            @Nullable Deadline secondDeadline,
            List<String> secondBeaconBy,
            @Nullable Deadline secondBeaconDeadline,
            BeaconReadings secondBeaconReadings,
            @Nullable String secondBeaconText,
            @Nullable OffsetDateTime secondBeaconAt,
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
            int dissents,
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
    private final Beacons beacons;
    private final DrawTiming timing;
    private final Witnessing witnessing;
    private final ShownReadings readings;
    private final SecondReaders secondReaders;
    private final PartyKeys keys;
    private final Deadlines deadlines;
    private final AuditedExclusions audited;
    private final BeaconReaders beaconReaders;
    private final VoidVotes votes;
    private final JdbcClient jdbc;

    DrawViews(
            DrawStore store,
            Parties parties,
            Plans plans,
            PublicDraws publicDraws,
            OpenDraw opening,
            DrawAccess access,
            Beacons beacons,
            DrawTiming timing,
            Witnessing witnessing,
            ShownReadings readings,
            SecondReaders secondReaders,
            PartyKeys keys,
            Deadlines deadlines,
            AuditedExclusions audited,
            BeaconReaders beaconReaders,
            VoidVotes votes,
            JdbcClient jdbc) {
        this.votes = votes;
        this.beaconReaders = beaconReaders;
        this.audited = audited;
        this.store = store;
        this.parties = parties;
        this.plans = plans;
        this.publicDraws = publicDraws;
        this.opening = opening;
        this.access = access;
        this.beacons = beacons;
        this.timing = timing;
        this.witnessing = witnessing;
        this.readings = readings;
        this.secondReaders = secondReaders;
        this.keys = keys;
        this.deadlines = deadlines;
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
        var withholding = draw.withholding();
        var round = opened == null || Beacons.without(draw) ? null : beacons.round(draw);
        var secondRead = second(draw, all);
        var seedShown = inside || plan.audience().equals("PUBLIC");
        return new Detail(
                draw.key(),
                draw.version(),
                draw.state().name(),
                Beacons.statusLabel(draw),
                DrawActions.allowed(draw, all, actor, beacons.outcomeKnown(draw), secondRead),
                draw.drawNo(),
                draw.prev(),
                store.repeats(draw).map(DrawViews::ref).orElse(null),
                store.repeatedBy(draw).map(DrawViews::ref).orElse(null),
                plan.id(),
                plan.title(),
                draw.frame().frameDigest(),
                draw.frame().frameRoot(),
                draw.frame().frameCount(),
                draw.frame().frameCount() - draw.frame().eligibleCount(),
                publicDraws.codes(draw.key()),
                audited.audit(draw),
                outcome == null ? null : outcome.xauditDigest(),
                "SECOND",
                plan.mode(),
                plan.audience(),
                all.stream().map(p -> party(p, actor)).toList(),
                inside ? quotas(draw, plan) : List.of(),
                draw.beacon(),
                beacons.label(draw),
                Beacons.without(draw),
                witnessing.marks(draw).stream()
                        .map(m -> new MarkView(m.name(), m.label(), m.meaning()))
                        .toList(),
                witnessing.ahead(draw).orElse(null),
                round,
                due(draw, round),
                round == null ? null : beacons.of(draw).where(round).orElse(null),
                beaconReaders.deadline(draw).orElse(null),
                opened == null
                        ? null
                        : timing.earliestBeacon(draw).map(DrawViews::local).orElse(null),
                DrawTiming.age(plan).toMinutes(),
                witnessing(draw),
                readings.first(draw),
                thrown == null ? null : thrown.beaconText(),
                thrown == null ? null : local(thrown.beaconAt()),
                deadlines
                        .find(LapseDraws.KIND, draw.key(), DeadlineRule.REVEAL_SECOND)
                        .orElse(null),
                secondRead.stream().map(Parties.Party::label).toList(),
                deadlines
                        .find(LapseDraws.KIND, draw.key(), DeadlineRule.READ_SECOND_BEACON)
                        .orElse(null),
                readings.second(draw),
                withholding == null ? null : withholding.beacon2Text(),
                withholding == null || withholding.beacon2At() == null ? null : local(withholding.beacon2At()),
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
                publicDraws.dissents(draw),
                voiding == null ? null : voiding.voidReason().name(),
                voiding == null ? null : voiding.voidReason().label(),
                votes(draw),
                local(draw.frozenAt()),
                opened == null ? null : local(opened.openedAt()),
                outcome == null ? null : local(outcome.computedAt()),
                second == null ? null : local(second.settledAt()),
                log(draw.key()));
    }

    private static Ref ref(Draw draw) {
        return new Ref(draw.key(), draw.drawNo());
    }

    private @Nullable WitnessingView witnessing(Draw draw) {
        if (draw.state() != DrawState.OPENED && draw.state() != DrawState.REVEALED) {
            return null;
        }
        return witnessing
                .of(draw)
                .map(s -> new WitnessingView(
                        s.configured(),
                        s.needed(),
                        s.since() == null ? null : local(s.since()),
                        beacons.witnessedBy(draw).map(DrawViews::local).orElse(null),
                        s.seenBy(),
                        s.awaited().stream()
                                .map(w -> new AwaitedView(w.name(), w.trouble()))
                                .toList()))
                .orElse(null);
    }

    private @Nullable OffsetDateTime due(Draw draw, @Nullable String round) {
        return round == null
                ? null
                : beacons.of(draw).dueAt(round).map(DrawViews::local).orElse(null);
    }

    private List<Parties.Party> second(Draw draw, List<Parties.Party> all) {
        return draw.state() == DrawState.WITHHELD ? secondReaders.now(draw, all) : List.of();
    }

    static OffsetDateTime local(Instant at) {
        return at.atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    /** To the second, for sentences. */
    static String shown(Instant at) {
        var local = local(at).withNano(0);
        return local.toLocalDate() + " " + local.toLocalTime();
    }

    private static @Nullable OffsetDateTime local(@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }

    /** The key under which a party has committed, before that the one that counts for its account. */
    private PartyView party(Parties.Party p, Actor actor) {
        var bound = p.publicKey();
        var key = bound != null
                ? bound
                : keys.of(p.accountId()).map(PartyKeys.Key::publicKey).orElse(null);
        return new PartyView(
                p.slug(),
                p.label(),
                p.accountId(),
                p.displayName(),
                p.outside(),
                local(p.committedAt()),
                p.first(),
                p.second(),
                key,
                key == null ? null : PartySignatures.fingerprint(key),
                p.signature(),
                local(p.revealedAt()),
                local(p.secondRevealedAt()),
                p.withheld(),
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

    private List<Vote> votes(Draw draw) {
        return votes.of(draw.key()).stream()
                .map(v -> new Vote(v.byName(), v.reason().name(), v.reason().label(), local(v.at())))
                .toList();
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
