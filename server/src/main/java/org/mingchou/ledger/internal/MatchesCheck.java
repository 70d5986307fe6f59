package org.mingchou.ledger.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.MatchResult;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.mingchou.sampler.Officer;
import org.mingchou.sampler.Params;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the pools of a draw against the opening and the log, and deals the officers of each again (SSJ-MATCH-1): from the
 * lists that the opening binds, the tasks that MATCH binds, and the second seed.
 */
final class MatchesCheck {

    /** In the payload of MATCH: pool, then the digests of args, tasks, officers, avoid, result. */
    private static final int FIELDS = 6;

    private static final int ARGS = 1;
    private static final int TASKS = 2;
    private static final int OFFICERS = 3;
    private static final int AVOID = 4;
    private static final int RESULT = 5;

    private static final String POOL = "draw.pool";
    private static final String POOL_MATCH = "draw.pool_match";

    /**
     * What the rule gives for a pool, before anybody was replaced.
     *
     * @param entry MATCH
     * @param tasks the qualification of seat 0, by object
     * @param seats officers by seat, by object
     * @param unstaffed by object
     */
    record Dealt(
            TreeCheck.Found entry,
            Params.Pool bound,
            Map<String, Optional<String>> tasks,
            List<Officer> officers,
            List<Avoidance> avoid,
            SortedMap<String, List<String>> seats,
            Map<String, MatchResult.Unstaffed> unstaffed,
            int repairs) {}

    private record Kept(String tasks, String result, Instant at) {}

    private final JdbcClient jdbc;
    private final KeptFiles kept;
    private final Findings findings;
    private final CheckedDraw draw;
    private final Map<Long, String> departments;

    /** @param departments codes by id */
    MatchesCheck(JdbcClient jdbc, KeptFiles kept, Findings findings, CheckedDraw draw, Map<Long, String> departments) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.findings = findings;
        this.draw = draw;
        this.departments = departments;
    }

    /** Whether an entry MATCH is of a pool, and not a note on a single group. */
    static boolean ofPool(CheckedDraw draw, TreeCheck.Found match) {
        var fields = match.entry().payload().split("\\|", -1);
        return fields.length == FIELDS && draw.params().pools().containsKey(fields[0]);
    }

    /** @return every pool that was matched and could be dealt again, by id */
    Map<String, Dealt> check(ReserveCheck.Settled settled) {
        pools();
        var rows = new HashMap<String, Kept>();
        jdbc.sql("SELECT pool_id, tasks, result, matched_at FROM draw.pool_match WHERE draw_id = :draw")
                .param("draw", draw.id())
                .query(rs -> {
                    rows.put(
                            rs.getString("pool_id"),
                            new Kept(
                                    rs.getString("tasks"),
                                    rs.getString("result"),
                                    rs.getTimestamp("matched_at").toInstant()));
                });
        var matched = new TreeMap<String, Dealt>();
        var seen = new HashSet<String>();
        for (var entry : draw.of(LogEntry.Kind.MATCH)) {
            if (!ofPool(draw, entry)) {
                continue;
            }
            var fields = entry.entry().payload().split("\\|", -1);
            if (!seen.add(fields[0])) {
                findings.add("日志里 " + fields[0] + " 有两条 MATCH（第 " + entry.index() + " 条多余）");
                continue;
            }
            kept(fields, entry, rows.remove(fields[0]));
            var dealt = deal(fields, entry, settled);
            if (dealt != null) {
                matched.put(fields[0], dealt);
            }
        }
        rows.keySet().stream().sorted().forEach(pool -> findings.extra(POOL_MATCH, pool, "在日志里没有 MATCH"));
        begun(seen, matched);
        return matched;
    }

    private void pools() {
        var right = new TreeMap<>(draw.params().pools());
        jdbc.sql("""
                SELECT pool_id, department_id, group_size, on_date, officers, avoid FROM draw.pool
                WHERE draw_id = :draw ORDER BY pool_id""").param("draw", draw.id()).query(rs -> {
            var id = rs.getString("pool_id");
            var bound = right.remove(id);
            if (bound == null) {
                findings.extra(POOL, id, "不在 OPENING 里");
                return;
            }
            findings.row(POOL, id)
                    .is("department_id 的部门", id, departments.get(rs.getLong("department_id")))
                    .is("group_size", bound.group().orElse(null), rs.getInt("group_size"))
                    .is("on_date", bound.date().orElse(null), rs.getString("on_date"))
                    .is("officers", bound.officers().orElse(null), rs.getString("officers"))
                    .is("avoid", bound.avoid().orElse(null), rs.getString("avoid"));
        });
        right.keySet().forEach(id -> findings.missing(POOL, id));
    }

    private void kept(String[] fields, TreeCheck.Found entry, @Nullable Kept row) {
        if (row == null) {
            findings.missing(POOL_MATCH, fields[0]);
            return;
        }
        findings.row(POOL_MATCH, fields[0])
                .is("tasks", fields[TASKS], row.tasks())
                .is("result", fields[RESULT], row.result())
                .at("matched_at", entry.recordedAt(), row.at());
    }

    private @Nullable Dealt deal(String[] fields, TreeCheck.Found entry, ReserveCheck.Settled settled) {
        var pool = fields[0];
        var bound = draw.params().pools().get(pool);
        var name = "日志第 " + entry.index() + " 条 MATCH（" + pool + "）";
        var seed2 = settled.seed2();
        if (seed2 == null
                || bound == null
                || bound.group().isEmpty()
                || bound.date().isEmpty()) {
            findings.add(name + " 早于二次揭示，或 OPENING 没有约束这个人员池");
            return null;
        }
        int group = bound.group().get();
        var date = bound.date().get();
        if (!fields[OFFICERS].equals(bound.officers().orElse(""))
                || !fields[AVOID].equals(bound.avoid().orElse(""))
                || !fields[ARGS].equals(HashProfile.SHA256.hex(Certificate.matchArgs(seed2, pool, date, group)))) {
            findings.add(name + " 的人员名单、回避名单或参数不是 OPENING 和第二种子所定的");
        }
        var tasksTsv = kept.bytes(findings, pool + " 的 tasks.tsv", fields[TASKS]);
        var officersTsv =
                kept.bytes(findings, pool + " 的 officers.tsv", bound.officers().orElse(null));
        var avoidTsv = kept.bytes(findings, pool + " 的 avoid.tsv", bound.avoid().orElse(null));
        if (tasksTsv == null || officersTsv == null || avoidTsv == null) {
            return null;
        }
        try {
            var tasks = MatchTask.parse("tasks.tsv", tasksTsv);
            var officers = Officer.parse("officers.tsv", officersTsv);
            var avoid = Avoidance.parse("avoid.tsv", avoidTsv);
            drawn(name, tasks, settled);
            var result = Matching.match(seed2, pool, date, group, tasks, officers, avoid);
            if (!HashProfile.SHA256.hex(result.tsv()).equals(fields[RESULT])) {
                findings.add(name + "：按留存的名单和第二种子重新匹配，结果与日志不符");
            }
            var qualifications = new HashMap<String, Optional<String>>();
            tasks.forEach(t -> qualifications.put(t.objectId(), t.qualification()));
            var seats = new TreeMap<String, List<String>>();
            result.rows().forEach(r -> seats.put(r.objectId(), r.officers()));
            var unstaffed = new HashMap<String, MatchResult.Unstaffed>();
            result.unstaffed().forEach(u -> unstaffed.put(u.objectId(), u));
            return new Dealt(entry, bound, qualifications, officers, avoid, seats, unstaffed, result.repairs());
        } catch (MalformedInput e) {
            findings.add(name + "：不能按留存的文件重新匹配（" + e.getMessage() + "）");
            return null;
        }
    }

    /** Tasks are confirmed objects and substitutes, nobody else's. */
    private void drawn(String name, List<MatchTask> tasks, ReserveCheck.Settled settled) {
        Set<String> allowed = new HashSet<>(settled.substitutes());
        var confirmations = settled.confirmations();
        if (confirmations != null) {
            allowed.addAll(confirmations.confirmed());
        }
        tasks.stream()
                .filter(t -> !allowed.contains(t.objectId()))
                .forEach(t -> findings.add(name + " 的任务 " + t.objectId() + " 既没有确认，也不是替补"));
    }

    /** matching.pool: begun by the first claim, matched when the log says so. */
    private void begun(Set<String> logged, Map<String, Dealt> matched) {
        var left = new HashSet<>(logged);
        jdbc.sql("""
                SELECT id, plan_id, region_code, department_id, lead_department_id, matched_at, repairs
                FROM matching.pool WHERE draw_id = :draw ORDER BY id""").param("draw", draw.id()).query(rs -> {
            var pool = departments.getOrDefault(rs.getLong("department_id"), "");
            var name = "第 " + rs.getLong("id") + " 行（" + pool + "）";
            if (!draw.params().pools().containsKey(pool)) {
                findings.extra("matching.pool", name, "的部门不在 OPENING 里");
                return;
            }
            left.remove(pool);
            var row = findings.row("matching.pool", name)
                    .is("plan_id", draw.planId(), rs.getLong("plan_id"))
                    .is("region_code", draw.regionCode(), rs.getString("region_code"))
                    .is("lead_department_id", draw.leadDepartmentId(), rs.getLong("lead_department_id"));
            var at = rs.getTimestamp("matched_at");
            if (!logged.contains(pool)) {
                row.is("matched_at", null, at);
            }
            var dealt = matched.get(pool);
            if (dealt != null) {
                row.at("matched_at", dealt.entry().recordedAt(), at == null ? null : at.toInstant())
                        .is("repairs", dealt.repairs(), rs.getObject("repairs", Integer.class));
            }
        });
        left.stream().sorted().forEach(pool -> findings.missing("matching.pool", pool));
    }
}
