package org.mingchou.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.mingchou.sampler.LogEntry;
import tools.jackson.databind.json.JsonMapper;

/** What the check of {@code make verify} draws again after the list: the reserve, the substitutes, the officers. */
class RedrawnLedgerTests extends RedrawnDraws {

    @Test
    void untouchedBothDrawsAreWhole() {
        var verified = ledger.verify();
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.text()).contains("账本完好").doesNotContain("没有核对", "没有留存");
        assertThat(verified.code()).isZero();
    }

    @Test
    void everyChangedColumnOfADrawIsNamed() throws Exception {
        for (var id : both()) {
            changed(
                    "draw.draw",
                    "id = " + id,
                    List.of(
                            "plan_id = plan_id + 1000",
                            "prev = 'X'",
                            "beacon = 'live:balls'",
                            "frame_digest = repeat('0', 64)",
                            "frame_root = repeat('0', 64)",
                            "frame_salted = repeat('0', 64)",
                            "frame_count = frame_count + 1",
                            "eligible_count = eligible_count + 1",
                            "xaudit = 7",
                            "xaudit_digest = repeat('0', 64)",
                            "seed = repeat('0', 64)",
                            "shortfall = 7",
                            "second_seed = repeat('0', 64)",
                            "reveal2_digest = repeat('0', 64)",
                            "confirmations_digest = repeat('0', 64)",
                            "frozen_at = frozen_at" + DAY,
                            "opened_at = opened_at" + DAY,
                            "reveal_deadline = reveal_deadline" + DAY,
                            "beacon_at = beacon_at" + DAY,
                            "computed_at = computed_at" + DAY,
                            "confirmed_at = confirmed_at" + DAY,
                            "withheld_at = coalesce(withheld_at, now())" + DAY,
                            "voided_at = now()"),
                    "应为",
                    "记的是");
            var stratum = "draw_id = " + id + " AND stratum = 'B'";
            changed("draw.frame_stratum", stratum, List.of("objects = 1", "eligible = 1"), " B ", "应为");
            deleted("draw.frame_stratum", stratum, "B");
        }
        changed("draw.draw", "id = " + sealed, List.of("beacon2_at = beacon2_at" + DAY), "应为");
    }

    @Test
    void countsOfTheFairnessPageThatDoNotAddUpAreNamed() throws Exception {
        for (var id : both()) {
            for (var dimension : List.of("DISTRICT", "INDUSTRY", "AGE", "POSITION", "TIER")) {
                var cell = "draw_id = " + id + " AND dimension = '" + dimension + "' AND (grp, stratum) = (SELECT grp,"
                        + " stratum FROM draw.fairness_cell WHERE draw_id = " + id + " AND dimension = '" + dimension
                        + "' AND drawn > 0 ORDER BY stratum, grp LIMIT 1)";
                changed("draw.fairness_cell", cell, List.of("drawn = drawn - 1", "eligible = eligible + 1"), dimension);
                ledger.named(
                        "DELETE FROM draw.fairness_cell WHERE " + cell, "draw.fairness_cell", dimension, "drawn 之和");
            }
            ledger.named(
                    "UPDATE draw.fairness_cell SET grp = 'Z' WHERE dimension = 'TIER' AND stratum = 'B' AND draw_id = "
                            + id,
                    "draw.fairness_cell",
                    "TIER B",
                    "不是它的档次");
        }
    }

    @Test
    void everyChangedColumnOfADispatchedDrawIsNamed() throws Exception {
        for (var id : both()) {
            var row = "draw_id = " + id;
            changed(
                    "dispatch.dispatched_draw",
                    row,
                    List.of(
                            "plan_id = 4711",
                            "region_code = '130109'",
                            "lead_department_id = 4711",
                            "dispatched_at = dispatched_at" + DAY,
                            "closed_at = closed_at" + DAY,
                            "closed_at = NULL",
                            "closed_by = 'x'",
                            "second_revealed_at = second_revealed_at" + DAY,
                            "second_revealed_at = NULL"),
                    "应为");
            deleted("dispatch.dispatched_draw", row, drawNo(id));
        }
    }

    private String drawNo(long id) throws SQLException {
        return ledger.text("SELECT draw_no FROM draw.draw WHERE id = " + id);
    }

    @Test
    void everyChangedRowOfTheReserveIsNamed() throws Exception {
        for (var id : both()) {
            var first = ledger.text(
                    "SELECT object_id FROM draw.reserve_order WHERE draw_id = " + id + " ORDER BY object_id");
            var row = "draw_id = " + id + " AND object_id = '" + first + "'";
            changed("draw.reserve_order", row, List.of("position = 99", "stratum = 'Z'"), first, "应为");
            deleted("draw.reserve_order", row, first);
            ledger.named(
                    "UPDATE draw.reserve_order SET object_id = 'FRIEND' WHERE " + row,
                    "draw.reserve_order",
                    "FRIEND",
                    "不在");
        }
    }

    @Test
    void everyChangedSubstituteAndDropOutIsNamed() throws Exception {
        for (var id : both()) {
            for (var late : List.of("late", "NOT late")) {
                var which = "draw_id = " + id + " AND id = (SELECT min(id) FROM draw.substitute WHERE draw_id = " + id
                        + " AND " + late + ")";
                var left = ledger.text("SELECT dropped_id FROM draw.substitute WHERE " + which);
                changed(
                        "draw.substitute",
                        which,
                        List.of("object_id = 'FRIEND'", "late = NOT late", "taken_at = taken_at" + DAY),
                        left,
                        "应为");
                ledger.named(
                        "UPDATE draw.substitute SET dropped_id = 'FRIEND' WHERE " + which,
                        "draw.substitute",
                        "FRIEND",
                        "没有 SUBST");
                deleted("draw.substitute", which, left);
                var out = "draw_id = " + id + " AND object_id = '" + left + "'";
                changed(
                        "dispatch.drop_out",
                        out,
                        List.of(
                                "object_id = 'FRIEND'",
                                "code = 'S5'",
                                "evidence = repeat('0', 64)",
                                "late = NOT late",
                                "status = 'REJECTED'",
                                "proposed_by = proposed_by + 1",
                                "first_approver = first_approver + 1000",
                                "second_approver = second_approver + 1000",
                                "rejected_by = 1",
                                "substitute_object_id = 'FRIEND'"),
                        left,
                        "应为");
                deleted("dispatch.drop_out", out, left);
                ledger.named("UPDATE dispatch.drop_out SET draw_id = 4711 WHERE " + out, "dispatch.drop_out 缺 " + left);
            }
        }
        ledger.named(
                "INSERT INTO dispatch.drop_out OVERRIDING SYSTEM VALUE SELECT"
                        + " (jsonb_populate_record(d, '{\"id\": 4711, \"object_id\": \"FRIEND\"}')).*"
                        + " FROM dispatch.drop_out d WHERE draw_id = " + open + " LIMIT 1",
                "dispatch.drop_out",
                "FRIEND",
                "没有申请");
    }

    @Test
    void whoWithheldIsNamedAgain() throws Exception {
        deleted("draw.withheld", "draw_id = " + sealed, "market");
        ledger.named("UPDATE draw.withheld SET slug = 'lead'", "draw.withheld", "lead", "没有 WITHHELD");
    }

    @Test
    void everyChangedRowOfAPoolIsNamed() throws Exception {
        for (var id : both()) {
            var pool = "draw_id = " + id + " AND pool_id = 'YJ'";
            changed(
                    "draw.pool",
                    pool,
                    List.of(
                            "department_id = 4711",
                            "group_size = 3",
                            "on_date = on_date + 1",
                            "officers = repeat('0', 64)",
                            "avoid = repeat('0', 64)"),
                    " YJ ",
                    "应为");
            ledger.named("UPDATE draw.pool SET pool_id = 'XX' WHERE " + pool, "draw.pool", "XX", "不在 OPENING 里");
            deleted("draw.pool", pool, "YJ");
            changed(
                    "draw.pool_match",
                    pool,
                    List.of("tasks = repeat('0', 64)", "result = repeat('0', 64)", "matched_at = matched_at" + DAY),
                    " YJ ",
                    "应为");
            ledger.named(
                    "UPDATE draw.pool_match SET pool_id = 'XX' WHERE " + pool, "draw.pool_match", "XX", "没有 MATCH");
            deleted("draw.pool_match", pool, "YJ");
            var begun = "id = (SELECT min(id) FROM matching.pool WHERE draw_id = " + id + ")";
            changed(
                    "matching.pool",
                    begun,
                    List.of(
                            "plan_id = 4711",
                            "region_code = '130109'",
                            "lead_department_id = 4711",
                            "matched_at = matched_at" + DAY,
                            "repairs = repairs + 7"),
                    "应为");
            ledger.named(
                    "UPDATE matching.pool SET department_id = 4711 WHERE " + begun, "matching.pool", "部门不在 OPENING 里");
            deleted("matching.pool", begun);
        }
    }

    @Test
    void everyChangedGroupIsNamed() throws Exception {
        for (var id : both()) {
            var dealt = group(id, "status = 'STAFFED' AND NOT manual");
            var object = ledger.text("SELECT object_id FROM matching.staff_group WHERE " + dealt);
            changed(
                    "matching.staff_group",
                    dealt,
                    List.of(
                            "plan_id = 4711",
                            "region_code = '130109'",
                            "lead_department_id = 4711",
                            "assignment_id = 4711",
                            "late = NOT late",
                            "manual = NOT manual",
                            "required_qualification = 'ENVIRONMENT'",
                            "funnel = '{\"pool\": 1}'",
                            "status = 'DISSOLVED'",
                            "seats = jsonb_set(seats, '{0,officer,officerNo}', '\"FRIEND\"')",
                            "seats = jsonb_set(seats, '{1,officer,officerNo}', '\"FRIEND\"')",
                            "seats = jsonb_set(seats, '{0,officer,name}', '\"FRIEND\"')",
                            "seats = seats || jsonb_build_array(seats->0)"),
                    object,
                    "应为");
            ledger.named(
                    "UPDATE matching.staff_group SET seats = jsonb_set(seats, '{1,officer,name}', '\"FRIEND\"') WHERE "
                            + dealt,
                    object,
                    "seats[1] 的姓名",
                    "FRIEND");
            ledger.named(
                    "UPDATE matching.staff_group SET department_id = 4711 WHERE " + dealt,
                    "matching.staff_group",
                    "没有 MATCH");
            ledger.named(
                    "UPDATE matching.staff_group SET object_id = 'FRIEND' WHERE " + dealt,
                    "matching.staff_group 缺 YJ 的 " + object);
            deleted("matching.staff_group", dealt, object);
            var dissolved = group(id, "status = 'DISSOLVED'");
            changed("matching.staff_group", dissolved, List.of("status = 'STAFFED'"), "应为 DISSOLVED");
            var byHand = group(id, "manual");
            changed(
                    "matching.staff_group",
                    byHand,
                    List.of("manual_approver = manual_approver + 1", "late = false", "manual = false"),
                    "应为");
            ledger.named(
                    "UPDATE matching.staff_group SET proposal = jsonb_set(proposal, '{reason}', '\"x\"') WHERE "
                            + byHand,
                    id == open ? "proposal.reason" : "所记的更换或人工指派");
            ledger.named(
                    "UPDATE matching.staff_group SET seats = jsonb_set(seats, '{0,officer,officerNo}', '\"FRIEND\"') WHERE "
                            + byHand,
                    "seats[0]",
                    "FRIEND");
        }
    }

    private String group(long id, String which) {
        return "id = (SELECT min(g.id) FROM matching.staff_group g JOIN draw.pool p"
                + " ON p.draw_id = g.draw_id AND p.department_id = g.department_id AND p.pool_id = 'YJ'"
                + " WHERE g.draw_id = " + id + " AND " + which + ")";
    }

    @Test
    void everyChangedReplacementIsNamed() throws Exception {
        for (var id : both()) {
            for (var which : List.of("min", "max")) {
                var row = "id = (SELECT " + which + "(r.id) FROM matching.replacement r JOIN matching.staff_group g"
                        + " ON g.id = r.group_id WHERE g.draw_id = " + id + ")";
                changed(
                        "matching.replacement",
                        row,
                        List.of(
                                "seat = seat + 7",
                                "officer_out = 'FRIEND'",
                                "officer_in = 'FRIEND'",
                                "code = 'DUTY'",
                                "reason = 'x'",
                                "evidence = repeat('0', 64)",
                                "proposed_by = 'x'",
                                "replaced_by = 'x'",
                                "replaced_at = replaced_at" + DAY,
                                "log_note = log_note || 'x'",
                                "group_id = (SELECT max(id) FROM matching.staff_group WHERE draw_id = " + id + ")"));
                if (id == open) {
                    deleted("matching.replacement", row);
                } else {
                    ledger.named("DELETE FROM matching.replacement WHERE " + row, "matching.replacement", "没有哪一行与之相符");
                }
            }
        }
    }

    @Test
    void everyChangedAssignmentIsNamed() throws Exception {
        for (var id : both()) {
            for (var status : List.of("STAFFED", "DROPPED")) {
                var row = "id = (SELECT min(id) FROM dispatch.assignment WHERE draw_id = " + id + " AND status = '"
                        + status + "')";
                var object = ledger.text("SELECT object_id FROM dispatch.assignment WHERE " + row);
                changed(
                        "dispatch.assignment",
                        row,
                        List.of(
                                "plan_id = 4711",
                                "region_code = '130109'",
                                "lead_department_id = 4711",
                                "source = 'SUBSTITUTE'",
                                "status = 'CONFIRMED'"),
                        object,
                        "应为");
                ledger.named(
                        "UPDATE dispatch.assignment SET object_id = 'FRIEND' WHERE " + row,
                        "dispatch.assignment",
                        "FRIEND",
                        "既没有抽中");
                ledger.named(
                        "UPDATE dispatch.assignment SET department_id = 4711 WHERE " + row,
                        "dispatch.assignment",
                        object,
                        "不是这次抽取的部门");
                ledger.named("DELETE FROM dispatch.assignment WHERE " + row, "dispatch.assignment", "行数", "应为");
            }
            deleted(
                    "dispatch.assignment",
                    "id = (SELECT min(id) FROM dispatch.assignment WHERE draw_id = " + id + " AND status = 'STAFFED')");
        }
    }

    @Test
    void everyReadingOfABeaconIsBoundWhetherTheLogNamesItOrNot() throws Exception {
        for (var id : both()) {
            var misread = "id = (SELECT min(id) FROM draw.beacon_entry WHERE draw_id = " + id + " AND slug = 'lead')";
            changed(
                    "draw.beacon_entry",
                    misread,
                    List.of(
                            "round = 'live:other'",
                            "line = repeat('1', 54)",
                            "source = 'x'",
                            "salt = repeat('0', 32)",
                            "entered_at = entered_at" + DAY),
                    "lead");
            deleted("draw.beacon_entry", misread, "lead");
            ledger.named(
                    "UPDATE draw.beacon_entry SET slug = 'market' WHERE " + misread,
                    "draw.beacon_entry",
                    "market",
                    "没有录入");
            ledger.named(
                    "INSERT INTO draw.beacon_entry (draw_id, slug, round, line, entered_at) SELECT draw_id, slug, round,"
                            + " line, entered_at FROM draw.beacon_entry WHERE " + misread,
                    "draw.beacon_entry",
                    "lead",
                    "没有录入");
        }
    }

    @Test
    void aDissentTurnedIntoAgreementIsNamedAndSoIsAnAgreementTurnedIntoDissent() throws Exception {
        for (var id : both()) {
            var stored = "SELECT string_agg(implementation || ' ' || agrees, ',' ORDER BY implementation)"
                    + " FROM draw.verdict WHERE draw_id = " + id;
            assertThat(ledger.text(stored)).isEqualTo("own/1 false,own/2 false,own/3 true");
            for (var tool : List.of("own/1", "own/2", "own/3")) {
                var was = tool.equals("own/3");
                ledger.named(
                        "UPDATE draw.verdict SET agrees = NOT agrees WHERE who = 'court' AND implementation = '" + tool
                                + "' AND draw_id = " + id,
                        "draw.verdict",
                        "court（" + tool + "） 的 agrees",
                        "应为 " + was + "，记的是 " + !was);
            }
        }
    }

    @Test
    void whoSawASealedListIsNamedAsTheLogHasIt() throws Exception {
        var reader = "draw_id = " + sealed
                + " AND account_id = (SELECT min(account_id) FROM draw.list_reader WHERE draw_id = " + sealed + ")";
        var name = ledger.text("SELECT by_name FROM draw.list_reader WHERE " + reader);
        ledger.named(
                "UPDATE draw.list_reader SET by_name = 'x' WHERE " + reader, "draw.list_reader", " x（", "没有 ACCESS");
        deleted("draw.list_reader", reader, name);
        ledger.named(
                "INSERT INTO draw.unsealing (draw_id, by_name, unsealed_at) VALUES (" + sealed + ", 'x', now())",
                "draw.unsealing",
                "没有 UNSEAL");
    }

    /** Rows that all fit a log that breaks the rule: then the entry is named. */
    @Test
    void aLogThatDoesNotFollowTheRuleIsNamed() {
        assertThat(forged(LogEntry.Kind.CONFIRMED, ".*", p -> "0".repeat(64)))
                .anyMatch(l -> l.contains("confirmations"));
        assertThat(forged(
                        LogEntry.Kind.SUBST, "S1.*", p -> p.replaceFirst("\\|[0-9A-Z]+\\|([0-9a-f]+)$", "|FRIEND|$1")))
                .anyMatch(l -> l.contains("SUBST 不是名单关闭时退出的"));
        assertThat(forged(
                        LogEntry.Kind.SUBST, "S3.*", p -> p.replaceFirst("\\|[0-9A-Z]+\\|([0-9a-f]+)$", "|FRIEND|$1")))
                .anyMatch(l -> l.contains("SUBST 不是审计日志里哪一项退出"));
        assertThat(forged(LogEntry.Kind.MATCH, "YJ\\|.*", p -> p.replaceFirst("[0-9a-f]{64}$", "0".repeat(64))))
                .anyMatch(l -> l.contains("重新匹配，结果与日志不符"));
        assertThat(forged(LogEntry.Kind.MATCH, "YJ\\|.*", p -> p.replaceFirst("[0-9a-f]{64}", "0".repeat(64))))
                .anyMatch(l -> l.contains("不是 OPENING 和第二种子所定的"));
        assertThat(forged(LogEntry.Kind.MATCH, "REPLACE.*", p -> p.replaceFirst("_in=[^_]+", "_in=FRIEND")))
                .anyMatch(l -> l.contains("接替，记的是 FRIEND"));
        assertThat(forged(LogEntry.Kind.MATCH, "REPLACE.*", p -> p.replaceFirst("_out=[^_]+", "_out=FRIEND")))
                .anyMatch(l -> l.contains("当时不在席位"));
        assertThat(forged(LogEntry.Kind.REVEAL2, "lead.*", p -> "lead|" + "0".repeat(64)))
                .anyMatch(l -> l.contains("不能按日志和留存的文件算出第二种子"));
    }

    /** What is found when the first entry of a kind, of those that match, is another one in the open draw. */
    private List<String> forged(LogEntry.Kind kind, String which, UnaryOperator<String> payload) {
        var log = new HashMap<String, List<TreeCheck.Found>>();
        var done = new AtomicBoolean();
        var openNo = jdbc.sql("SELECT draw_no FROM draw.draw WHERE id = :id")
                .param("id", open)
                .query(String.class)
                .single();
        jdbc.sql("SELECT index, leaf, recorded_at FROM ledger.entry WHERE tree = 'draw' ORDER BY index")
                .query(rs -> {
                    var entry = LogEntry.parse(new String(rs.getBytes("leaf"), StandardCharsets.US_ASCII));
                    if (entry.draw().equals(openNo)
                            && entry.kind() == kind
                            && entry.payload().matches(which)
                            && !done.getAndSet(true)) {
                        entry = new LogEntry(kind, openNo, payload.apply(entry.payload()));
                    }
                    log.computeIfAbsent(entry.draw(), d -> new ArrayList<>())
                            .add(new TreeCheck.Found(
                                    rs.getLong("index"),
                                    entry,
                                    rs.getTimestamp("recorded_at").toInstant()));
                });
        assertThat(done).as(kind + " " + which).isTrue();
        return new DrawsCheck(
                        jdbc,
                        log,
                        new KeptFiles(HOME.resolve("blobs")),
                        Instant.now(),
                        JsonMapper.builder().build())
                .run();
    }
}
