package org.mingchou.ledger.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.AuditSample;
import org.mingchou.sampler.Draw;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.PublicSummary;
import org.mingchou.sampler.Reveal;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.ObjectMapper;

/**
 * Holds the rows of schema {@code draw} against the log: numbers without gaps, every OPENING ended, and of each draw the
 * commitments, secrets, entries and the drawn list, which is drawn again from the kept files; the other checks of this
 * package go on from there. The one place outside the draws that reads their tables: a check that asked the checked module
 * would prove little.
 */
final class DrawsCheck {

    /** How long after the reveal deadline a draw with all secrets may wait for its beacon. */
    private static final Duration BEACON_PATIENCE = Duration.ofDays(7);

    private static final int VERDICT_FIELDS = 3;

    private static final Duration SLACK = Duration.ofMinutes(1);

    private record Row(
            long id,
            long planId,
            String regionCode,
            long leadDepartmentId,
            String drawNo,
            String state,
            @Nullable String paramsDigest,
            @Nullable OffsetDateTime revealDeadline,
            String saltKey,
            @Nullable String revealDigest,
            @Nullable String resultDigest,
            @Nullable String confirmationsDigest,
            @Nullable String secondSeed,
            @Nullable String reveal2Digest,
            @Nullable String beaconText,
            @Nullable String beacon2Text) {}

    private record Logged(long index, String kind, String payload, OffsetDateTime at) {}

    private record Commitment(String slug, String first, String second) {}

    private record Verdict(String who, String implementation, String result, String publicDigest, boolean agrees) {}

    private record Secret(String slug, int round, String secret) {}

    private final JdbcClient jdbc;
    private final Map<String, List<TreeCheck.Found>> log;
    private final KeptFiles kept;
    private final Instant now;
    private final ObjectMapper json;
    private final List<String> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final BeaconsCheck beacons;
    private final Acts acts;
    private final KeysCheck keys;
    private final Map<Long, String> departments = new HashMap<>();

    DrawsCheck(
            JdbcClient jdbc, Map<String, List<TreeCheck.Found>> log, KeptFiles kept, Instant now, ObjectMapper json) {
        this.jdbc = jdbc;
        this.log = log;
        this.kept = kept;
        this.now = now;
        this.json = json;
        this.beacons = new BeaconsCheck(jdbc, log, found);
        this.acts = new Acts(jdbc, json);
        this.keys = new KeysCheck(jdbc, new Findings("当事方密钥：", found, notes), acts);
    }

    /** Every disagreement, in words that name draw, entry and row. */
    List<String> run() {
        jdbc.sql("SELECT id, code FROM org.department").query(rs -> {
            departments.put(rs.getLong("id"), rs.getString("code"));
        });
        keys.check();
        numbers();
        var known = new HashSet<String>();
        for (var draw : draws()) {
            known.add(draw.drawNo());
            one(draw, log.getOrDefault(draw.drawNo(), List.of()));
        }
        log.forEach((drawNo, entries) -> {
            if (!known.contains(drawNo)) {
                found.add("抽取 " + drawNo + "：日志第 " + entries.get(0).index() + " 条起有它的条目，draw.draw 里没有这次抽取");
            }
        });
        return found;
    }

    /** What could not be checked, in words. */
    List<String> notes() {
        return notes;
    }

    private void numbers() {
        var drawn = new HashSet<>(
                jdbc.sql("SELECT draw_no FROM draw.draw").query(String.class).list());
        jdbc.sql("SELECT agency, year, last FROM draw.draw_number ORDER BY agency, year")
                .query((rs, n) -> {
                    var counted = new HashSet<String>();
                    for (int number = 1; number <= rs.getInt("last"); number++) {
                        var drawNo = "%s-%d-%06d".formatted(rs.getString("agency"), rs.getInt("year"), number);
                        counted.add(drawNo);
                        if (!drawn.contains(drawNo)) {
                            found.add("抽取编号 " + drawNo + " 缺失：编号应当连续，draw.draw 里没有这次抽取");
                        }
                    }
                    var prefix = "%s-%d-".formatted(rs.getString("agency"), rs.getInt("year"));
                    drawn.stream()
                            .filter(d -> d.startsWith(prefix) && !counted.contains(d))
                            .sorted()
                            .forEach(d -> found.add("抽取编号 " + d + " 超出 draw.draw_number 记下的最后一号"));
                    drawn.removeAll(counted);
                    drawn.removeIf(d -> d.startsWith(prefix));
                    return prefix;
                })
                .list();
        drawn.stream().sorted().forEach(d -> found.add("抽取编号 " + d + " 不属于 draw.draw_number 里的任何机关和年度"));
    }

    private List<Row> draws() {
        return jdbc.sql("""
                SELECT id, plan_id, region_code, lead_department_id, draw_no, state, params_digest, reveal_deadline,
                    salt_key, reveal_digest, result_digest, confirmations_digest, second_seed, reveal2_digest,
                    beacon_text, beacon2_text
                FROM draw.draw ORDER BY draw_no""").query(Row.class).list();
    }

    private void one(Row draw, List<TreeCheck.Found> entries) {
        var where = "抽取 " + draw.drawNo() + "：";
        log(where, draw, entries);
        var opening = only(where, entries, LogEntry.Kind.OPENING);
        var result = only(where, entries, LogEntry.Kind.RESULT);
        var voided = only(where, entries, LogEntry.Kind.VOID);
        if (opening == null) {
            if (!draw.state().equals("FROZEN") && !draw.state().equals("VOID")) {
                found.add(where + "状态为 " + draw.state() + "，日志里没有 OPENING");
            }
            return;
        }
        if (result != null && voided != null) {
            found.add(where + "日志里既有 RESULT（第 " + result.index() + " 条）又有 VOID（第 " + voided.index() + " 条）");
        }
        if ((voided != null) != draw.state().equals("VOID")) {
            found.add(where + "状态 " + draw.state() + " 与日志里" + (voided == null ? "没有" : "有") + " VOID 不符");
        }
        var params = params(where, draw, opening);
        if (params == null) {
            return;
        }
        if (result == null && voided == null) {
            pending(where, draw, opening, params, entries);
        }
        verdicts(where, draw, entries);
        commitments(where, draw, params);
        secrets(where, draw, entries);
        var findings = new Findings(where, found, notes);
        var opened = new CheckedDraw(
                draw.id(),
                draw.planId(),
                draw.regionCode(),
                draw.leadDepartmentId(),
                draw.drawNo(),
                draw.saltKey(),
                params,
                entries);
        var columns = new DrawColumns(jdbc, findings, opened, acts);
        columns.opened();
        new PartiesCheck(jdbc, findings, opened, acts, keys).check();
        if (result != null) {
            result(where, draw, columns, params, result).ifPresent(rows -> afterwards(findings, opened, draw, rows));
        } else {
            noAgreements(where, draw);
            if (draw.resultDigest() != null) {
                found.add(where + "draw.draw 记有结果，日志里没有 RESULT");
            }
        }
        if (result != null || draw.beaconText() != null || has(entries, LogEntry.Kind.BEACON)) {
            beacons.check(where, draw.id(), params, draw.beaconText(), LogEntry.Kind.BEACON, opening, result, entries);
        }
        if (draw.beacon2Text() != null || has(entries, LogEntry.Kind.BEACON2)) {
            beacons.check(where, draw.id(), params, draw.beacon2Text(), LogEntry.Kind.BEACON2, opening, null, entries);
        }
        only(where, entries, LogEntry.Kind.CONFIRMED);
    }

    /** What follows from the drawn list: who left, who stepped in, which officers. */
    private void afterwards(Findings findings, CheckedDraw opened, Row draw, List<DrawnRow> rows) {
        var settled = new ReserveCheck(jdbc, kept, findings, opened, rows, acts)
                .check(new ReserveCheck.Stored(
                        draw.confirmationsDigest(), draw.secondSeed(), draw.reveal2Digest(), draw.beacon2Text()));
        if (settled == null) {
            return;
        }
        var dispatch = new DispatchCheck(jdbc, findings, opened, acts, departments);
        var dropped = dispatch.dropOuts(settled);
        var dealt = new MatchesCheck(jdbc, kept, findings, opened, departments).check(settled);
        new GroupsCheck(jdbc, kept, findings, opened, acts, departments, json, dealt).check(settled.seed2(), dropped);
        dispatch.assignments(rows, settled, dropped, dealt);
        dispatch.dispatched(settled);
    }

    /** What outsiders found; entries of the time when they signed the result alone have no row any more. */
    private void verdicts(String where, Row draw, List<TreeCheck.Found> entries) {
        var logged = new ArrayList<>(entries.stream()
                .filter(f -> f.entry().kind() == LogEntry.Kind.VERDICT)
                .map(f -> f.entry().payload())
                .filter(payload -> payload.split("\\|", -1).length == VERDICT_FIELDS)
                .toList());
        for (var row : verdicts(draw)) {
            if (!logged.remove(row.who() + "|" + row.result() + "|" + row.publicDigest())) {
                found.add(where + "draw.verdict 里 " + row.who() + " 的重算结论在日志里没有");
            }
        }
        logged.forEach(
                l -> found.add(where + "日志里 " + l.substring(0, l.indexOf('|')) + " 的 VERDICT 在 draw.verdict 里没有"));
    }

    private List<Verdict> verdicts(Row draw) {
        return jdbc.sql("""
                SELECT who, implementation, result, public_digest, agrees FROM draw.verdict
                WHERE draw_id = :draw ORDER BY who, implementation""").param("draw", draw.id()).query(Verdict.class).list();
    }

    /**
     * Whether each verdict stands as what it is: agreement exactly when both digests are those of the draw run again
     * (§3.11.4). One turned into the other would pass a dissent off, or hide an outsider.
     */
    private void agreements(String where, Row draw, Params params, FrameSource frame, Draw.Audited again)
            throws IOException {
        var rows = verdicts(draw);
        if (rows.isEmpty()) {
            return;
        }
        var salted = params.frameSalted().isPresent() || params.mode() == Params.Mode.SEALED;
        var summary = PublicSummary.of(
                params, again.result(), frame, salted ? Optional.of(draw.saltKey()) : Optional.empty());
        var published = summary.digest(HashProfile.SHA256);
        var findings = new Findings(where, found, notes);
        for (var row : rows) {
            var agrees =
                    row.result().equals(summary.result()) && row.publicDigest().equals(published);
            findings.row("draw.verdict", row.who() + "（" + row.implementation() + "）")
                    .is("agrees（结果和公开内容与重抽的对照）", agrees, row.agrees());
        }
    }

    /** Without a result there is nothing to agree with. */
    private void noAgreements(String where, Row draw) {
        verdicts(draw).stream()
                .filter(Verdict::agrees)
                .forEach(row -> found.add(where + "draw.verdict 里 " + row.who() + " 记为一致，日志里却没有 RESULT"));
    }

    private static boolean has(List<TreeCheck.Found> entries, LogEntry.Kind kind) {
        return entries.stream().anyMatch(f -> f.entry().kind() == kind);
    }

    private TreeCheck.@Nullable Found only(String where, List<TreeCheck.Found> entries, LogEntry.Kind kind) {
        var all = entries.stream().filter(f -> f.entry().kind() == kind).toList();
        if (all.size() > 1) {
            found.add(where + "日志里有 " + all.size() + " 条 " + kind + "（第 "
                    + all.get(1).index() + " 条多余）");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private void log(String where, Row draw, List<TreeCheck.Found> entries) {
        var rows = new HashMap<Long, Logged>();
        jdbc.sql("SELECT index, kind, payload, at FROM draw.log_entry WHERE draw_id = :draw")
                .param("draw", draw.id())
                .query(Logged.class)
                .list()
                .forEach(row -> rows.put(row.index(), row));
        for (var entry : entries) {
            var row = rows.remove(entry.index());
            if (row == null) {
                found.add(where + "draw.log_entry 缺日志第 " + entry.index() + " 条（"
                        + entry.entry().kind() + "）");
            } else if (!row.kind().equals(entry.entry().kind().name())
                    || !row.payload().equals(entry.entry().payload())) {
                found.add(where + "draw.log_entry 第 " + entry.index() + " 条与日志不符");
            } else if (Duration.between(row.at().toInstant(), entry.recordedAt())
                            .abs()
                            .compareTo(SLACK)
                    > 0) {
                found.add(where + "日志第 " + entry.index() + " 条的时间，ledger.entry 与 draw.log_entry 不符");
            }
        }
        rows.keySet().stream().sorted().forEach(i -> found.add(where + "draw.log_entry 第 " + i + " 条在日志里没有"));
    }

    private void pending(
            String where, Row draw, TreeCheck.Found opening, Params params, List<TreeCheck.Found> entries) {
        if (draw.revealDeadline() == null) {
            found.add(where + "已 OPENING（第 " + opening.index() + " 条）而没有揭示期限");
            return;
        }
        var deadline = draw.revealDeadline().toInstant();
        var revealed = entries.stream()
                .filter(f -> f.entry().kind() == LogEntry.Kind.REVEAL)
                .map(f -> f.entry().payload().split("\\|", 2)[0])
                .distinct()
                .count();
        var complete = revealed >= params.commitments().size();
        if (now.isAfter(complete ? deadline.plus(BEACON_PATIENCE) : deadline)) {
            found.add(where + "OPENING（第 " + opening.index() + " 条）既无 RESULT 也无 VOID，揭示期限 " + deadline + " 已过"
                    + (complete ? " " + BEACON_PATIENCE.toDays() + " 天以上" : "；打开这次抽取的页面即自动作废"));
        }
    }

    private @Nullable Params params(String where, Row draw, TreeCheck.Found opening) {
        var bytes = kept.bytes(new Findings(where, found, notes), "params.txt", draw.paramsDigest());
        if (bytes == null) {
            return null;
        }
        try {
            var params = Params.parse(bytes);
            if (!params.opening().equals(opening.entry().payload())
                    || !params.draw().equals(draw.drawNo())) {
                found.add(where + "params.txt 与日志第 " + opening.index() + " 条 OPENING 不符");
                return null;
            }
            return params;
        } catch (MalformedInput e) {
            found.add(where + "params.txt 不可读（" + e.getMessage() + "）");
            return null;
        }
    }

    private void commitments(String where, Row draw, Params params) {
        var rows = jdbc.sql("SELECT slug, first, second FROM draw.commitment WHERE draw_id = :draw ORDER BY slug")
                .param("draw", draw.id())
                .query(Commitment.class)
                .list();
        compare(where + "draw.commitment.first", rows, Commitment::first, params.commitments());
        if (!params.secondCommitments().isEmpty()) {
            compare(where + "draw.commitment.second", rows, Commitment::second, params.secondCommitments());
        }
    }

    private void compare(
            String where, List<Commitment> rows, Function<Commitment, String> value, SortedMap<String, String> opened) {
        var missing = new HashSet<>(opened.keySet());
        for (var row : rows) {
            missing.remove(row.slug());
            if (!value.apply(row).equals(opened.get(row.slug()))) {
                found.add(where + "：当事方 " + row.slug() + " 的承诺与 OPENING 里的不符");
            }
        }
        missing.forEach(slug -> found.add(where + "：缺当事方 " + slug + " 的承诺"));
    }

    private void secrets(String where, Row draw, List<TreeCheck.Found> entries) {
        Set<String> logged = new HashSet<>();
        for (var f : entries) {
            if (f.entry().kind() == LogEntry.Kind.REVEAL) {
                logged.add("1|" + f.entry().payload());
            } else if (f.entry().kind() == LogEntry.Kind.REVEAL2) {
                logged.add("2|" + f.entry().payload());
            }
        }
        for (var row : jdbc.sql(
                        "SELECT slug, round, secret FROM draw.reveal WHERE draw_id = :draw ORDER BY round, slug")
                .param("draw", draw.id())
                .query(Secret.class)
                .list()) {
            var key = row.round() + "|" + row.slug() + "|";
            // Where the public must not learn the seed, the log holds the secret's digest.
            if (!logged.remove(key + row.secret())
                    && !logged.remove(key + "sha256:" + HashProfile.SHA256.hex(row.secret()))) {
                found.add(where + "draw.reveal 里当事方 " + row.slug() + " 第 " + row.round() + " 轮的秘密与日志不符");
            }
        }
        logged.forEach(
                l -> found.add(where + "日志里揭示过的秘密 " + l.substring(0, l.lastIndexOf('|')) + " 在 draw.reveal 里没有"));
    }

    /** @return the drawn list as it has to be; empty when the draw cannot be run again */
    private Optional<List<DrawnRow>> result(
            String where, Row draw, DrawColumns columns, Params params, TreeCheck.Found result) {
        var reveal = kept.bytes(new Findings(where, found, notes), "reveal.txt", draw.revealDigest());
        var frame = kept.file(params.frameDigest());
        if (reveal == null || frame == null) {
            if (frame == null) {
                found.add(where + "frame.tsv（" + params.frameDigest() + "）在 blobs 里缺失");
            }
            return Optional.empty();
        }
        try {
            var again = Draw.audited(params, FrameSource.of(frame), Reveal.parse(reveal, params));
            var drawn = again.result();
            if (!LogEntry.result(params, drawn, Optional.of(draw.saltKey()))
                    .payload()
                    .equals(result.entry().payload())) {
                found.add(where + "按留存的名单和秘密重抽，结果与日志第 " + result.index() + " 条 RESULT 不符");
            }
            if (!HashProfile.SHA256.hex(drawn.resultTsv()).equals(draw.resultDigest())) {
                found.add(where + "draw.draw.result_digest 与重抽的结果不符");
            }
            columns.computed(again);
            drawn(where, draw, drawn.rows());
            var findings = new Findings(where, found, notes);
            again.sample().ifPresent(sample -> {
                sampled(where, draw, sample);
                new ExclusionsCheck(jdbc, findings, acts).check(draw.id(), draw.planId());
            });
            new FairnessCheck(jdbc, findings).check(draw.id(), drawn, result.recordedAt(), now);
            agreements(where, draw, params, FrameSource.of(frame), again);
            return Optional.of(drawn.rows());
        } catch (IOException | MalformedInput | IllegalArgumentException e) {
            found.add(where + "不能按留存的文件重抽（" + e.getMessage() + "）");
            return Optional.empty();
        }
    }

    private void drawn(String where, Row draw, List<DrawnRow> drawn) {
        var rows = jdbc.sql("SELECT stratum, rank, object_id, ticket, kind FROM draw.drawn_row WHERE draw_id = :draw")
                .param("draw", draw.id())
                .query((rs, n) -> new DrawnRow(
                        rs.getString("stratum"),
                        rs.getLong("rank"),
                        rs.getString("object_id"),
                        rs.getString("ticket"),
                        DrawnRow.Kind.valueOf(rs.getString("kind"))))
                .list();
        compare(where + "draw.drawn_row", rows, drawn, DrawnRow::objectId);
    }

    private void sampled(String where, Row draw, AuditSample sample) {
        var rows = jdbc.sql("SELECT code, rank, object_id, ticket FROM draw.audited_exclusion WHERE draw_id = :draw")
                .param("draw", draw.id())
                .query((rs, n) -> new AuditSample.Row(
                        rs.getString("code"), rs.getLong("rank"), rs.getString("object_id"), rs.getString("ticket")))
                .list();
        compare(where + "draw.audited_exclusion", rows, sample.rows(), AuditSample.Row::objectId);
        var published = new TreeMap<String, Long>();
        jdbc.sql("SELECT code, objects FROM draw.frame_code WHERE draw_id = :draw")
                .param("draw", draw.id())
                .query(rs -> {
                    published.put(rs.getString(1), rs.getLong(2));
                });
        var right = new TreeMap<String, Long>();
        sample.codes().forEach((code, count) -> right.put(code, count.excluded()));
        if (!published.equals(right)) {
            found.add(where + "draw.frame_code 记的排除户数 " + published + " 与名单里的 " + right + " 不符");
        }
    }

    private <T> void compare(String where, List<T> stored, List<T> right, Function<T, String> objectId) {
        var rows = new HashMap<String, T>();
        stored.forEach(row -> rows.put(objectId.apply(row), row));
        for (var one : right) {
            var id = objectId.apply(one);
            var row = rows.remove(id);
            if (row == null) {
                found.add(where + " 缺 " + id);
            } else if (!row.equals(one)) {
                found.add(where + " 里 " + id + " 的行与重抽的结果不符");
            }
        }
        rows.keySet().stream().sorted().forEach(id -> found.add(where + " 里的 " + id + " 没有抽中"));
    }
}
