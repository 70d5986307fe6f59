package org.mingchou.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Rates by person over rows counted by hand, each point against the rows behind it. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=mingchou_control")
class ControlChartTests {

    private static final String EVIDENCE = "ab".repeat(32);

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    JdbcClient jdbc;

    private long yj;
    private long sl;

    @BeforeEach
    void twoDepartments() {
        yj = district.department(TestDistrict.REGION, "YJ");
        sl = district.department(TestDistrict.REGION, "SL");
        if (jdbc.sql("SELECT count(*) FROM dispatch.dispatched_draw")
                        .query(Long.class)
                        .single()
                > 0) {
            return;
        }
        jdbc.sql("""
                INSERT INTO dispatch.dispatched_draw (draw_id, plan_id, region_code, lead_department_id, dispatched_at)
                VALUES (1, 1, '130111', :yj, now())""").param("yj", yj).update();
        // 样甲 answered for 40 objects and proposed 12 of them, 样乙 for 60 and proposed one.
        for (int i = 0; i < 40; i++) {
            assignment(yj, "A%03d".formatted(i), "样甲");
            if (i < 12) {
                dropOut(yj, "A%03d".formatted(i), 501, "样甲", i < 11 ? "APPROVED" : "PROPOSED");
            }
        }
        for (int i = 0; i < 60; i++) {
            assignment(sl, "B%03d".formatted(i), "样乙");
        }
        dropOut(sl, "B000", 502, "样乙", "APPROVED");
        dropOut(sl, "B001", 502, "样乙", "REJECTED");
        long pool =
                jdbc.sql("""
                INSERT INTO matching.pool (draw_id, plan_id, region_code, department_id, lead_department_id, matched_at,
                                           matched_by)
                VALUES (1, 1, '130111', :sl, :yj, now(), '样乙') RETURNING id""").param("sl", sl).param("yj", yj).query(Long.class).single();
        for (int i = 2; i < 12; i++) {
            long group = jdbc.sql("""
                    INSERT INTO matching.staff_group (pool_id, draw_id, plan_id, region_code, department_id,
                        lead_department_id, assignment_id, subject_id, object_id, object_name, late, status, seats)
                    VALUES (:pool, 1, 1, '130111', :sl, :yj, :n, :n, :object, :object, false, 'STAFFED', CAST(:seats AS jsonb))
                    RETURNING id""")
                    .param("pool", pool)
                    .param("sl", sl)
                    .param("yj", yj)
                    .param("n", i)
                    .param("object", "B%03d".formatted(i))
                    .param("seats", "[{\"officer\":{\"officerNo\":\"SL2\"}},{\"officer\":{\"officerNo\":\"SL3\"}}]")
                    .query(Long.class)
                    .single();
            if (i < 5) {
                jdbc.sql("""
                        INSERT INTO matching.replacement (group_id, region_code, seat, officer_out, officer_in, code, reason,
                                                          proposed_by, replaced_by, replaced_at, log_note)
                        VALUES (:group, '130111', 0, 'SL1', 'SL2', 'ILLNESS', '住院', :by, '样丙', now(), 'x')""")
                        .param("group", group)
                        // The last is older than the rule of two.
                        .param("by", i < 4 ? "样己" : null, Types.VARCHAR)
                        .update();
            }
        }
    }

    private void assignment(long department, String object, String by) {
        jdbc.sql("""
                INSERT INTO dispatch.assignment (draw_id, plan_id, region_code, department_id, lead_department_id,
                    object_id, object_name, object, item_version_ids, source, status, dispatched_at, confirmed_at,
                    confirmed_by)
                VALUES (1, 1, '130111', :department, :yj, :object, :object, '{}', '{1}', 'DRAWN', 'CONFIRMED', now(),
                        now(), :by)""")
                .param("department", department)
                .param("yj", yj)
                .param("object", object)
                .param("by", by)
                .update();
    }

    private void dropOut(long department, String object, long account, String name, String status) {
        var approved = status.equals("APPROVED");
        jdbc.sql("""
                INSERT INTO dispatch.drop_out (draw_id, plan_id, region_code, lead_department_id, department_id, object_id,
                    object_name, code, reason, evidence, late, status, proposed_by, proposed_by_name, proposed_at,
                    first_approver, first_approver_name, first_approved_at, second_approver, second_approver_name,
                    second_approved_at, rejected_by, rejected_by_name, rejected_at, rejected_reason)
                VALUES (1, 1, '130111', :yj, :department, :object, :object, 'S2', '无法联系', :evidence, false, :status,
                    :account, :name, now(), CASE WHEN :approved THEN :first END, CASE WHEN :approved THEN '样丁' END,
                    CASE WHEN :approved THEN now() END, CASE WHEN :approved THEN 602 END,
                    CASE WHEN :approved THEN '样戊' END, CASE WHEN :approved THEN now() END,
                    CASE WHEN :rejected THEN :first END, CASE WHEN :rejected THEN '样丁' END,
                    CASE WHEN :rejected THEN now() END, CASE WHEN :rejected THEN '证据不足' END)""")
                .param("yj", yj)
                // Of the water department; the second has no account any more.
                .param("first", district.actor("sl-approver").accountId())
                .param("department", department)
                .param("object", object)
                .param("evidence", EVIDENCE)
                .param("status", status)
                .param("account", account)
                .param("name", name)
                .param("approved", approved)
                .param("rejected", status.equals("REJECTED"))
                .update();
    }

    private static JsonNode chart(JsonNode charts, String duty) {
        return charts.valueStream()
                .filter(c -> c.get("duty").asString().equals(duty))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode point(JsonNode chart, String official) {
        return chart.get("points")
                .valueStream()
                .filter(p -> p.get("official").asString().equals(official))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode charts(String username) {
        return People.as(port, username).get("/api/control-charts").expect(200).json();
    }

    private JsonNode rows(String username, String duty, String official, long department) {
        return People.as(port, username)
                .get(path(duty, official, department))
                .expect(200)
                .json();
    }

    private static String path(String duty, String official, long department) {
        return "/api/control-charts/rows?size=200&duty=" + duty + "&departmentId=" + department + "&official="
                + URLEncoder.encode(official, StandardCharsets.UTF_8);
    }

    @Test
    void whoProposesFarMoreThanOthersLiesAboveTheLimit() {
        var chart = chart(charts("supervisor"), "PROPOSE_DROP_OUT");
        assertThat(chart.get("cases").asLong()).isEqualTo(100);
        assertThat(chart.get("events").asLong()).isEqualTo(13);
        var much = point(chart, "样甲");
        assertThat(much.get("cases").asLong()).isEqualTo(40);
        assertThat(much.get("events").asLong()).isEqualTo(12);
        assertThat(much.get("perMille").asInt()).isEqualTo(300);
        // 13 of 100, 40 of them his: P(X > 10) = 0.00062 and P(X > 9) = 0.0047 by 1 - phyper(…, 13, 87, 40).
        assertThat(much.get("upper").asLong()).isEqualTo(10);
        assertThat(much.get("beyond").asString()).isEqualTo("ABOVE");
        var little = point(chart, "样乙");
        assertThat(little.get("events").asLong()).as("the refused one is none").isEqualTo(1);
        assertThat(little.get("beyond").asString()).isEqualTo("BELOW");
    }

    @Test
    void everyPointIsTheRowsBehindIt() {
        for (var chart : charts("supervisor")) {
            for (var point : chart.get("points")) {
                var rows = rows(
                        "supervisor",
                        chart.get("duty").asString(),
                        point.get("official").asString(),
                        point.get("departmentId").asLong());
                assertThat(rows.get("total").asLong())
                        .as(chart.get("duty") + " " + point.get("official"))
                        .isEqualTo(point.get("cases").asLong());
                assertThat(rows.get("items")
                                .valueStream()
                                .filter(r -> r.get("happened").asBoolean()))
                        .hasSize(point.get("events").asInt());
            }
        }
    }

    @Test
    void approversAndReplacementsAreCounted() {
        var charts = charts("supervisor");
        var approve = chart(charts, "APPROVE_DROP_OUT");
        assertThat(point(approve, "样丁").get("cases").asLong()).isEqualTo(13);
        assertThat(point(approve, "样丁").get("events").asLong()).isEqualTo(12);
        assertThat(point(approve, "样戊").get("events").asLong()).isEqualTo(12);
        // 11 of what he decided was asked for by the other department, which also leads.
        assertThat(point(approve, "样丁").get("departmentId").asLong()).isEqualTo(sl);
        assertThat(point(approve, "样戊").get("departmentId").asLong()).isEqualTo(yj);
        assertThat(chart(charts("sl-approver"), "APPROVE_DROP_OUT").get("points"))
                .hasSize(1);
        var replace = chart(charts, "REPLACE_OFFICER");
        assertThat(point(replace, "样己").get("events").asLong())
                .as("who asked, not who approved")
                .isEqualTo(2);
        assertThat(point(replace, "样丙").get("events").asLong()).isEqualTo(1);
        assertThat(point(replace, "样乙").get("cases").asLong()).isEqualTo(7);
        var leave = chart(charts, "LEAVE_SEAT");
        assertThat(point(leave, "SL1").get("events").asLong()).isEqualTo(3);
        assertThat(point(leave, "SL2").get("cases").asLong()).isEqualTo(10);
        assertThat(point(leave, "SL1").get("beyond").asString()).isEqualTo("ABOVE");
    }

    @Test
    void aHeadReadsHisOwnDepartmentAndTheNeighbourNothing() {
        var own = chart(charts("sl-approver"), "PROPOSE_DROP_OUT");
        assertThat(own.get("points")).hasSize(1);
        assertThat(own.get("cases").asLong())
                .as("the limits are those of the region")
                .isEqualTo(100);
        assertThat(rows("sl-approver", "PROPOSE_DROP_OUT", "样乙", sl)
                        .get("total")
                        .asLong())
                .isEqualTo(60);
        People.as(port, "sl-approver").get(path("PROPOSE_DROP_OUT", "样甲", yj)).expect(404);
        assertThat(charts("gc-supervisor")
                        .valueStream()
                        .mapToInt(c -> c.get("points").size()))
                .containsOnly(0);
        assertThat(rows("gc-supervisor", "PROPOSE_DROP_OUT", "样甲", yj)
                        .get("total")
                        .asLong())
                .isZero();
        for (var other : new String[] {"yj-planner", "yj-admin", "yj-reviewer", "witness"}) {
            People.as(port, other).get("/api/control-charts").expect(403);
        }
        assertThat(People.as(port, "supervisor")
                        .get(path("NO_SUCH", "样甲", yj))
                        .expect(400)
                        .problem())
                .isEqualTo("no-such-duty");
    }

    @Test
    void thePublicReadsRatesOfDepartmentsAndCodesButNoName() {
        var page = Api.anonymous(port).get("/fairness").expect(200).text();
        assertThat(page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
                .contains("石家庄市栾城区应急管理局 40 11 27.5%", "石家庄市栾城区水利局 60 1 1.7%", "S2 无法联系 12 12.0%")
                .doesNotContain("样甲", "样乙", "样丁");
    }
}
