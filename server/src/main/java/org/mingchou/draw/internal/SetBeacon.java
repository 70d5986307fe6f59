package org.mingchou.draw.internal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The beacon, after every secret is out. The witness and another party read it, each on his own, and it counts when both
 * have read the same: who knows every secret could otherwise type what suits him.
 */
@Service
class SetBeacon {

    /** A published number may come late; only then a round has failed. */
    private static final Duration FAILED_AFTER = Duration.ofHours(2);

    private static final int LONGEST_SOURCE = 500;
    /** As many as the log's entry names; the two who decided are always among them. */
    private static final int NAMED = 16;

    private final DrawStore store;
    private final Parties parties;
    private final Beacons beacons;
    private final BeaconEntries entries;
    private final DrawTiming timing;
    private final Witnessing witnessing;
    private final BusinessClock clock;
    private final BeaconReaders readers;
    private final JdbcClient jdbc;

    SetBeacon(
            DrawStore store,
            Parties parties,
            Beacons beacons,
            BeaconEntries entries,
            DrawTiming timing,
            Witnessing witnessing,
            BusinessClock clock,
            BeaconReaders readers,
            JdbcClient jdbc) {
        this.readers = readers;
        this.store = store;
        this.parties = parties;
        this.beacons = beacons;
        this.entries = entries;
        this.timing = timing;
        this.witnessing = witnessing;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Clause("抽取规范 §3.4（3）：见证人与另一当事方各自录入，一致才生效；A1")
    @Transactional
    public void enter(Actor actor, long drawId, @Nullable String text, @Nullable String source, boolean confirmed) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        requireBeacon(draw);
        draw.require(DrawAct.ENTER_BEACON);
        timing.requireOldOpening(draw);
        var kind = beacons.of(draw);
        var round = serving(actor, draw);
        requireDue(kind, round);
        var line = kind.read(round, text == null ? "" : text);
        BeaconEntries.requireSure(kind, line, confirmed);
        var entry = entries.enter(draw, party, round, line, kind.seenByAll() ? null : requireSource(source));
        store.record(
                actor,
                DrawAct.ENTER_BEACON,
                draw,
                // Not what was read: equal digests would tell, and a lottery's numbers can be tried through. The digest
                // is salted, and the salt stands in the row alone.
                Map.of("party", party.slug(), "round", round, "entry", entry));
        var alike = entries.last(draw, round).stream()
                .map(BeaconEntries.Last::entry)
                .filter(e -> line.equals(e.line()))
                .sorted(Comparator.comparing((BeaconEntries.Entry e) -> !witness(e)))
                .limit(NAMED)
                .toList();
        if (alike.size() > 1 && witness(alike.get(0))) {
            var readers = alike.stream().map(BeaconEntries.Entry::slug).toList();
            decide(actor, draw, round, line, readers);
        }
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
        var entry = entries.enter(draw, party, round, null, requireSource(source));
        store.record(actor, "beacon-failed-draw", draw, Map.of("party", party.slug(), "round", round, "entry", entry));
        var failed = entries.last(draw, round).stream()
                .map(BeaconEntries.Last::entry)
                .filter(e -> e.line() == null)
                .toList();
        if (failed.size() > 1 && failed.stream().anyMatch(SetBeacon::witness)) {
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
        readers.tell(draw);
    }

    private void decide(Actor actor, Draw draw, String round, String line, List<String> readers) {
        var saved = store.save(draw.setBeacon(line, clock.now()));
        witnessing.note(saved);
        store.log(saved, LogEntry.beacon(draw.drawNo(), round, DrawFiles.beaconFile(line), readers));
        store.record(actor, DrawAct.SET_BEACON, saved, Map.of("beacon", digest(line)));
    }

    private static String digest(String line) {
        return HashProfile.SHA256.hex(DrawFiles.beaconFile(line));
    }

    private static boolean witness(BeaconEntries.Entry entry) {
        return entry.role().equals("WITNESS");
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
