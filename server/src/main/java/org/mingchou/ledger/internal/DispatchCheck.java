package org.mingchou.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Confirmations;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.LogEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds schema {@code dispatch} against the draw: that exactly the drawn objects and their substitutes were sent out, and
 * that whoever left did so as confirmations.tsv, SUBST and the trail have it.
 */
final class DispatchCheck {

    private static final String DROP_OUT = "dispatch.drop_out";
    private static final String DISPATCHED = "dispatch.dispatched_draw";
    private static final String ASSIGNMENT = "dispatch.assignment";

    private final JdbcClient jdbc;
    private final Findings findings;
    private final CheckedDraw draw;
    private final Acts acts;
    private final Map<Long, String> departments;

    /** @param departments codes by id */
    DispatchCheck(JdbcClient jdbc, Findings findings, CheckedDraw draw, Acts acts, Map<Long, String> departments) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.draw = draw;
        this.acts = acts;
        this.departments = departments;
    }

    /** @return objects that left the draw, at whatever time */
    Set<String> dropOuts(ReserveCheck.Settled settled) {
        var closed = new HashMap<String, Confirmations.Line>();
        var confirmations = settled.confirmations();
        if (confirmations != null) {
            confirmations.lines().stream()
                    .filter(l -> l.code() != Confirmations.Code.OK)
                    .forEach(l -> closed.put(l.objectId(), l));
        }
        var late = new HashMap<String, String>();
        settled.steps().stream().filter(ReserveCheck.Step::late).forEach(s -> late.put(s.dropped(), s.in()));
        var dropped = new TreeSet<String>();
        dropped.addAll(closed.keySet());
        dropped.addAll(late.keySet());
        var missing = new TreeSet<>(dropped);
        jdbc.sql("""
                SELECT d.id, d.object_id, d.code, d.evidence, d.late, d.status, d.substitute_object_id,
                    p.username AS proposed_by, f.username AS first_approver, s.username AS second_approver,
                    r.username AS rejected_by
                FROM dispatch.drop_out d
                LEFT JOIN org.account p ON p.id = d.proposed_by
                LEFT JOIN org.account f ON f.id = d.first_approver
                LEFT JOIN org.account s ON s.id = d.second_approver
                LEFT JOIN org.account r ON r.id = d.rejected_by
                WHERE d.draw_id = :draw ORDER BY d.id""").param("draw", draw.id()).query(rs -> {
            if (decided(rs, late)) {
                missing.remove(rs.getString("object_id"));
                dropped.add(rs.getString("object_id"));
                var line = closed.get(rs.getString("object_id"));
                if (line != null) {
                    findings.row(DROP_OUT, name(rs))
                            .is("code（对照 confirmations.tsv）", line.code().name(), rs.getString("code"))
                            .is(
                                    "evidence（对照 confirmations.tsv）",
                                    line.evidence().orElse(null),
                                    rs.getString("evidence"));
                } else if (confirmations != null && !late.containsKey(rs.getString("object_id"))) {
                    findings.extra(DROP_OUT, name(rs), "已批准退出，confirmations.tsv 和日志的 SUBST 里却没有");
                }
            }
        });
        missing.forEach(object -> findings.missing(DROP_OUT, object + " 已批准的退出"));
        return dropped;
    }

    private static String name(ResultSet rs) throws SQLException {
        return "第 " + rs.getLong("id") + " 行（" + rs.getString("object_id") + "）";
    }

    /** Against the trail; true when the trail has it approved. */
    private boolean decided(ResultSet rs, Map<String, String> late) throws SQLException {
        String state = "PROPOSED";
        String proposer = null;
        String rejecter = null;
        var approvers = new ArrayList<String>();
        Acts.@Nullable Act proposal = null;
        for (var act : acts.of("drop-out/" + rs.getLong("id"))) {
            switch (act.kind()) {
                case "propose-drop-out" -> {
                    proposal = act;
                    proposer = act.actor();
                }
                case "approve-drop-out" -> {
                    approvers.add(act.actor());
                    state = act.text("state");
                }
                default -> {
                    rejecter = act.actor();
                    state = "REJECTED";
                }
            }
        }
        if (proposal == null) {
            findings.extra(DROP_OUT, name(rs), "在审计日志里没有申请");
            return false;
        }
        var object = proposal.text("object");
        var approved = state.equals("APPROVED");
        var in = approved ? late.get(object) : null;
        findings.row(DROP_OUT, "第 " + rs.getLong("id") + " 行（" + object + "）")
                .is("object_id", object, rs.getString("object_id"))
                .is("code", proposal.text("code"), rs.getString("code"))
                .is("evidence", proposal.text("evidence"), rs.getString("evidence"))
                .is("late", proposal.detail().path("late").asBoolean(false), rs.getBoolean("late"))
                .is("status", state, rs.getString("status"))
                .is("proposed_by", proposer, rs.getString("proposed_by"))
                .is("first_approver", approvers.isEmpty() ? null : approvers.get(0), rs.getString("first_approver"))
                .is("second_approver", approvers.size() < 2 ? null : approvers.get(1), rs.getString("second_approver"))
                .is("rejected_by", rejecter, rs.getString("rejected_by"))
                .is("substitute_object_id", "-".equals(in) ? null : in, rs.getString("substitute_object_id"));
        return approved;
    }

    /** When the draw went out, when its list was closed and by whom, and when the second seed was known. */
    void dispatched(ReserveCheck.Settled settled) {
        var sent = acts.of(draw.subject(), "dispatch-draw").stream()
                .map(Acts.Act::at)
                .findFirst()
                .orElse(draw.of(LogEntry.Kind.RESULT).get(0).recordedAt());
        var closing = acts.of(draw.subject(), "close-confirmations").stream().findFirst();
        var rows = jdbc.sql("""
                SELECT plan_id, region_code, lead_department_id, dispatched_at, closed_at, closed_by, second_revealed_at
                FROM dispatch.dispatched_draw WHERE draw_id = :draw""")
                .param("draw", draw.id())
                .query((rs, n) -> {
                    var row = findings.row(DISPATCHED, draw.drawNo())
                            .is("plan_id", draw.planId(), rs.getLong("plan_id"))
                            .is("region_code", draw.regionCode(), rs.getString("region_code"))
                            .is("lead_department_id", draw.leadDepartmentId(), rs.getLong("lead_department_id"))
                            .at("dispatched_at", sent, moment(rs, "dispatched_at"));
                    closed(row, closing, rs);
                    second(row, settled, rs);
                    return row;
                })
                .list();
        if (rows.isEmpty()) {
            findings.missing(DISPATCHED, draw.drawNo());
        }
    }

    private void closed(Findings.Row row, Optional<Acts.Act> closing, ResultSet rs) throws SQLException {
        if (closing.isEmpty()) {
            row.is("closed_at", null, moment(rs, "closed_at")).is("closed_by", null, rs.getString("closed_by"));
            return;
        }
        row.at("closed_at", closing.get().at(), moment(rs, "closed_at"));
        if (closing.get().detail().has("by")) {
            row.is("closed_by", closing.get().text("by"), rs.getString("closed_by"));
        } else {
            findings.unchecked(DISPATCHED + " 里 " + draw.drawNo() + " 的 closed_by 没有核对："
                    + closing.get().name() + "早于写明它的版本");
        }
    }

    /** With the entry that made the second seed known: the last secret, or the beacon in place of withheld ones. */
    private void second(Findings.Row row, ReserveCheck.Settled settled, ResultSet rs) throws SQLException {
        var stored = moment(rs, "second_revealed_at");
        if (settled.seed2() == null) {
            row.is("second_revealed_at", null, stored);
            return;
        }
        var kind = draw.of(LogEntry.Kind.WITHHELD).isEmpty() ? LogEntry.Kind.REVEAL2 : LogEntry.Kind.BEACON2;
        var entries = draw.of(kind);
        if (!entries.isEmpty()) {
            row.at("second_revealed_at", entries.get(entries.size() - 1).recordedAt(), stored);
        } else if (stored == null) {
            // Second beacons of older draws have no entry.
            findings.extra(DISPATCHED, draw.drawNo(), "没有 second_revealed_at，第二种子却已揭示");
        }
    }

    private static @Nullable Instant moment(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** @param dealt the pools that were matched */
    void assignments(
            List<DrawnRow> rows,
            ReserveCheck.Settled settled,
            Set<String> dropped,
            Map<String, MatchesCheck.Dealt> dealt) {
        var sources = new HashMap<String, String>();
        rows.stream().filter(r -> r.kind() == DrawnRow.Kind.DRAWN).forEach(r -> sources.put(r.objectId(), "DRAWN"));
        settled.substitutes().forEach(id -> sources.put(id, "SUBSTITUTE"));
        var unsent = new HashSet<>(sources.keySet());
        var counted = new TreeMap<String, Integer>();
        var matched = new HashMap<String, Set<String>>();
        dealt.forEach((pool, d) -> matched.put(pool, new TreeSet<>(d.tasks().keySet())));
        jdbc.sql("""
                SELECT a.id, a.plan_id, a.region_code, a.department_id, a.lead_department_id, a.object_id, a.source,
                    a.status, g.status AS group_status
                FROM dispatch.assignment a LEFT JOIN matching.staff_group g ON g.assignment_id = a.id
                WHERE a.draw_id = :draw ORDER BY a.id""").param("draw", draw.id()).withFetchSize(Findings.PAGE).query(rs -> {
            var object = rs.getString("object_id");
            var department = departments.getOrDefault(rs.getLong("department_id"), "");
            var name = "第 " + rs.getLong("id") + " 行（" + department + " 的 " + object + "）";
            unsent.remove(object);
            counted.merge(department + " " + rs.getString("source"), 1, Integer::sum);
            matched.getOrDefault(department, new HashSet<>()).remove(object);
            var source = sources.get(object);
            if (source == null) {
                findings.extra(ASSIGNMENT, name, "既没有抽中，也不是替补");
                return;
            }
            if (!draw.params().pools().containsKey(department)) {
                findings.extra(ASSIGNMENT, name, "的 department_id 不是这次抽取的部门");
            }
            findings.row(ASSIGNMENT, name)
                    .is("source", source, rs.getString("source"))
                    .is("plan_id", draw.planId(), rs.getLong("plan_id"))
                    .is("region_code", draw.regionCode(), rs.getString("region_code"))
                    .is("lead_department_id", draw.leadDepartmentId(), rs.getLong("lead_department_id"));
            status(name, rs.getString("status"), rs.getString("group_status"), dropped.contains(object));
        });
        jdbc.sql("SELECT object_id, source FROM dispatch.without_items WHERE draw_id = :draw ORDER BY object_id")
                .param("draw", draw.id())
                .query(rs -> {
                    var object = rs.getString("object_id");
                    unsent.remove(object);
                    if (!sources.containsKey(object)) {
                        findings.extra("dispatch.without_items", object, "既没有抽中，也不是替补");
                    } else {
                        findings.row("dispatch.without_items", object)
                                .is("source", sources.get(object), rs.getString("source"));
                    }
                });
        unsent.stream().sorted().forEach(id -> findings.missing(ASSIGNMENT, id));
        matched.forEach((pool, ids) -> ids.forEach(id -> findings.missing(ASSIGNMENT, pool + " 的 " + id)));
        counts(counted);
    }

    /** As far as groups and drop-outs say what it has to be. */
    private void status(String name, String stored, @Nullable String group, boolean dropped) {
        var row = findings.row(ASSIGNMENT, name);
        if (group != null) {
            row.is(
                    "status",
                    switch (group) {
                        case "STAFFED" -> "STAFFED";
                        case "DISSOLVED" -> "DROPPED";
                        default -> "CLAIMED";
                    },
                    stored);
        } else if (dropped) {
            // An answer 无此业务 stays when the object leaves.
            row.is("status", stored.equals("NOT_APPLICABLE") ? stored : "DROPPED", stored);
        } else if (stored.equals("DROPPED") || stored.equals("STAFFED")) {
            findings.extra(
                    ASSIGNMENT, name, "的 status 记为 " + stored + "，却没有" + (stored.equals("DROPPED") ? "批准的退出" : "编组"));
        }
    }

    /** How many were sent to each department, as the trail counted them. */
    private void counts(Map<String, Integer> counted) {
        var right = new TreeMap<String, Integer>();
        for (var act : acts.of(draw.subject(), "dispatch-draw")) {
            act.detail()
                    .path("assignments")
                    .properties()
                    .forEach(e -> right.merge(
                            e.getKey() + " " + act.text("source"), e.getValue().asInt(0), Integer::sum));
        }
        var keys = new TreeSet<>(right.keySet());
        keys.addAll(counted.keySet());
        for (var key : keys) {
            findings.row(ASSIGNMENT, key).is("行数", right.getOrDefault(key, 0), counted.getOrDefault(key, 0));
        }
    }
}
