package org.mingchou.draw.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The beacon, after every secret is out. The witness types in what everybody in the room sees; what comes from outside
 * the witness and another party read independently, and it counts when both have read the same.
 */
@Service
class SetBeacon {

    /**
     * The last entry of a party for the present round.
     *
     * @param line of beacon.txt; null when the party found the round failed
     */
    record Entry(String slug, String role, @Nullable String line, Instant enteredAt) {}

    /** A published number may come late; only then a round has failed. */
    private static final Duration FAILED_AFTER = Duration.ofHours(2);

    private static final int LONGEST_SOURCE = 500;

    private final DrawStore store;
    private final Parties parties;
    private final Beacons beacons;
    private final DrawTiming timing;
    private final Witnessing witnessing;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    SetBeacon(
            DrawStore store,
            Parties parties,
            Beacons beacons,
            DrawTiming timing,
            Witnessing witnessing,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.store = store;
        this.parties = parties;
        this.beacons = beacons;
        this.timing = timing;
        this.witnessing = witnessing;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Transactional
    public void set(Actor actor, long drawId, @Nullable String text, @Nullable String source) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        requireBeacon(draw);
        var kind = beacons.of(draw);
        if (!kind.twoReaders() && !party.role().equals("WITNESS")) {
            throw Problem.notAllowed("witness-only", "信标由见证人录入，请由见证人账号操作。");
        }
        draw.require(kind.twoReaders() ? DrawAct.ENTER_BEACON : DrawAct.SET_BEACON);
        timing.requireOldOpening(draw);
        var round = serving(actor, draw);
        requireDue(kind, round);
        var line = kind.read(round, text == null ? "" : text);
        if (!kind.twoReaders()) {
            decide(actor, draw, line);
            return;
        }
        enter(draw, party, round, line, requireSource(source));
        store.record(actor, DrawAct.ENTER_BEACON, draw, Map.of("party", party.slug(), "round", round));
        var entries = entries(draw, round);
        var agreed = entries.stream()
                .filter(e -> e.role().equals("WITNESS") && line(e).isPresent())
                .filter(w -> entries.stream().anyMatch(o -> !o.slug().equals(w.slug()) && line(o).equals(line(w))))
                .findFirst();
        agreed.flatMap(SetBeacon::line).ifPresent(read -> decide(actor, draw, read));
    }

    /** Says that nothing was published in this round; when the witness and another party say so, the next one serves. */
    @Clause("抽取规范 §3.4（3）：一期未开出，取按公式的下一期；故障不是作废理由")
    @Transactional
    public void failed(Actor actor, long drawId, @Nullable String source) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        requireBeacon(draw);
        draw.require(DrawAct.ENTER_BEACON);
        var kind = beacons.of(draw);
        timing.requireOldOpening(draw);
        var round = serving(actor, draw);
        var next = kind.next(round)
                .orElseThrow(() ->
                        Problem.conflict("beacon-has-no-next", "这种信标没有“下一期”：现场信标可重新掷骰，drand 的轮次只会迟到，不会缺失。请等该轮公布后录入。"));
        var due = kind.dueAt(round).orElseThrow();
        if (clock.now().isBefore(due.plus(FAILED_AFTER))) {
            throw Problem.conflict(
                    "beacon-may-come", "该期应于 " + DrawViews.shown(due) + " 开出，至少再等 2 小时仍未公布，方可改用下一期。请稍候再查。");
        }
        enter(draw, party, round, null, requireSource(source));
        store.record(actor, "beacon-failed-draw", draw, Map.of("party", party.slug(), "round", round));
        var entries = entries(draw, round);
        var agreed = entries.stream()
                .anyMatch(w -> w.role().equals("WITNESS")
                        && line(w).isEmpty()
                        && entries.stream().anyMatch(o -> !o.slug().equals(w.slug()) && line(o).isEmpty()));
        if (agreed) {
            replace(actor, draw, round, next);
        }
    }

    /** The round to be read now; one that witnesses have overtaken is shown as replaced from the first entry on. */
    private String serving(Actor actor, Draw draw) {
        var announced = beacons.announced(draw);
        var round = beacons.round(draw);
        if (!round.equals(announced)) {
            replace(actor, draw, announced, round);
        }
        return round;
    }

    private void replace(Actor actor, Draw draw, String round, String next) {
        jdbc.sql("""
                INSERT INTO draw.failed_round (draw_id, round, next, failed_at)
                VALUES (:draw, :round, :next, :at)""")
                .param("draw", draw.key())
                .param("round", round)
                .param("next", next)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        store.record(actor, "next-round-draw", draw, Map.of("failed", round, "next", next));
    }

    /** The last entry of each party for a round, ascending by slug. */
    List<Entry> entries(Draw draw, String round) {
        return jdbc.sql("""
                SELECT DISTINCT ON (e.slug) e.slug, p.role, e.line, e.entered_at
                FROM draw.beacon_entry e JOIN draw.party p ON p.draw_id = e.draw_id AND p.slug = e.slug
                WHERE e.draw_id = :draw AND e.round = :round ORDER BY e.slug, e.id DESC""")
                .param("draw", draw.key())
                .param("round", round)
                .query((rs, n) -> new Entry(
                        rs.getString("slug"),
                        rs.getString("role"),
                        rs.getString("line"),
                        rs.getTimestamp("entered_at").toInstant()))
                .list();
    }

    private void decide(Actor actor, Draw draw, String line) {
        var saved = store.save(draw.setBeacon(line, clock.now()));
        witnessing.note(saved);
        store.record(
                actor, DrawAct.SET_BEACON, saved, Map.of("beacon", HashProfile.SHA256.hex(DrawFiles.beaconFile(line))));
    }

    private void enter(Draw draw, Parties.Party party, String round, @Nullable String line, String source) {
        jdbc.sql("""
                INSERT INTO draw.beacon_entry (draw_id, slug, round, line, source, entered_at)
                VALUES (:draw, :slug, :round, :line, :source, :at)""")
                .param("draw", draw.key())
                .param("slug", party.slug())
                .param("round", round)
                .param("line", line)
                .param("source", source)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Optional<String> line(Entry entry) {
        return Optional.ofNullable(entry.line());
    }

    private static void requireBeacon(Draw draw) {
        if (Beacons.without(draw)) {
            throw Problem.conflict("draw-without-beacon", "这次抽取无信标，各方揭示后直接计算。请由计划员计算结果。");
        }
    }

    private void requireDue(BeaconSource kind, String round) {
        kind.dueAt(round).filter(due -> clock.now().isBefore(due)).ifPresent(due -> {
            throw Problem.conflict(
                    "beacon-not-due", "应取的信标 " + round + " 于 " + DrawViews.shown(due) + " 公布，现在还没有。请届时录入。");
        });
    }

    private static String requireSource(@Nullable String source) {
        var shown = source == null ? "" : source.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_SOURCE) {
            throw Problem.badInput("beacon-source", "请写明在哪里查得（网址或报纸名称、日期），500 字以内。");
        }
        return shown;
    }
}
