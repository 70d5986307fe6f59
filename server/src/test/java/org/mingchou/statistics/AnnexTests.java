package org.mingchou.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Problem;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The ten figures over a small, hand-counted plan, each against the rows behind it and against the files. */
@ApiTest
class AnnexTests {

    private static final long PLAN = 900;
    private static final String TITLE = PlanSnapshot.title("石家庄市栾城区", 2026, 6);

    /** Counted by hand from {@link #oneSmallPlan()}. */
    private static final Map<String, Long> EXPECTED = Map.of(
            "enterprises", 3L,
            "officerVisits", 8L,
            "departments", 2L,
            "items", 3L,
            "problemItems", 3L,
            "problemEnterprises", 2L,
            "orderedToCorrect", 2L,
            "abnormalListed", 1L,
            "casesFiled", 1L,
            "consultations", 2L);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @MockitoBean
    Plans plans;

    @BeforeEach
    void oneSmallPlan() {
        var plan = Mockito.mock(PlanSnapshot.class);
        when(plan.title()).thenReturn(TITLE);
        when(plan.departments()).thenReturn(List.of());
        when(plans.require(anyLong(), anyString())).thenThrow(Problem.notFound("抽查计划"));
        Mockito.doReturn(plan).when(plans).require(eq(PLAN), eq(TestDistrict.REGION));
        var known = jdbc.sql("SELECT count(*) FROM inspection.section WHERE plan_id = :plan")
                .param("plan", PLAN)
                .query(Long.class)
                .single();
        if (known > 0) {
            return;
        }
        // Two departments at one gate, both with a finding; the first officer of each also visits B.
        var a = visit("A", "FINISHED", "INSPECTED");
        var aYj = section(a, PLAN, 1, "SUBMITTED", "YJ1", "YJ2");
        var aSl = section(a, PLAN, 2, "PUBLISHED", "SL1", "SL2");
        result(aYj, 11, "PROBLEM", "ORDER_CORRECTION");
        result(aYj, 12, "PROBLEM", "CASE_CLUE");
        result(aSl, 21, "NO_PROBLEM", null);
        consultation(a, 1);
        consultation(a, 2);
        var b = visit("B", "FINISHED", "INSPECTED");
        var bYj = section(b, PLAN, 1, "PUBLISHED", "YJ1", "YJ3");
        result(bYj, 11, "PROBLEM", "ORDER_CORRECTION");
        result(bYj, 13, "NOT_CHECKED", null);
        // Nobody found at the address.
        var c = visit("C", "FINISHED", "UNREACHABLE");
        var cYj = section(c, PLAN, 1, "PUBLISHED", "YJ2", "YJ3");
        followUp(aYj, a, "A", 11L, "ORDER_CORRECTION");
        followUp(aYj, a, "A", 12L, "CASE_CLUE");
        followUp(bYj, b, "B", 11L, "ORDER_CORRECTION");
        followUp(cYj, c, "C", null, "ABNORMAL_LIST");
        // Not counted: still going on, cancelled section, another plan.
        var d = visit("D", "IN_PROGRESS", null);
        result(section(d, PLAN, 1, "OPEN", "YJ1", "YJ2"), 14, "PROBLEM", "ORDER_CORRECTION");
        consultation(d, 1);
        section(b, PLAN, 3, "CANCELLED", "ST1", "ST2");
        result(
                section(visit("E", "FINISHED", "INSPECTED"), 901, 1, "PUBLISHED", "YJ1", "YJ2"),
                15,
                "PROBLEM",
                "TRANSFER");
    }

    @Test
    void everyFigureIsTheNumberOfRowsBehindIt() {
        var planner = Api.as(port, "yj-planner");
        var annex = planner.get("/api/plans/900/annex").expect(200).json();
        assertThat(annex.path("title").asString()).isEqualTo(TITLE + "情况统计表");
        EXPECTED.forEach((figure, expected) -> {
            assertThat(annex.path(figure).asLong()).as(figure).isEqualTo(expected);
            var rows = planner.get("/api/plans/900/annex/" + figure + "/rows?size=200")
                    .expect(200)
                    .json();
            assertThat(rows.path("total").asLong()).as("rows behind " + figure).isEqualTo(expected);
            assertThat(rows.path("items").size()).as("cells behind " + figure).isEqualTo(expected.intValue());
            assertThat(rows.path("items").path(0).size())
                    .isEqualTo(rows.path("columns").size());
        });
        assertThat(planner.get("/api/plans/900/annex/abnormalListed/rows").text())
                .contains("无法联系");
    }

    @Test
    void visitsThatAreNotOverAreRemarkedOn() throws Exception {
        var planner = Api.as(port, "yj-planner");
        var annex = planner.get("/api/plans/900/annex").expect(200).json();
        assertThat(annex.path("openVisits").asLong()).isEqualTo(1);
        assertThat(annex.path("remark").asString()).contains("1 户的检查尚未结束");
        try (var document = new XWPFDocument(new ByteArrayInputStream(
                planner.get("/api/plans/900/annex.docx").expect(200).body()))) {
            assertThat(document.getParagraphs().stream().map(XWPFParagraph::getText))
                    .contains(annex.path("remark").asString());
        }
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(
                planner.get("/api/plans/900/annex.xlsx").expect(200).body()))) {
            assertThat(book.getSheetAt(0).getRow(4).getCell(0).getStringCellValue())
                    .isEqualTo(annex.path("remark").asString());
            assertThat(book.getSheetAt(0).getRow(5).getCell(0).getStringCellValue())
                    .startsWith("统计时间");
        }
    }

    @Test
    void theFilesAreNamedAfterThePlan() {
        var planner = Api.as(port, "yj-planner");
        var document = planner.get("/api/plans/900/annex.docx").expect(200);
        assertThat(URLDecoder.decode(document.headers().get("Content-Disposition"), StandardCharsets.UTF_8))
                .contains(TITLE + "情况统计表.docx");
        assertThat(planner.get("/api/plans/900/annex.xlsx").expect(200).body()).startsWith('P', 'K');
    }

    @Test
    void progressCountsWhatIsDone() {
        var progress = Api.as(port, "yj-approver")
                .get("/api/plans/900/progress")
                .expect(200)
                .json();
        var publish = progress.path("steps").path(4);
        assertThat(publish.path("key").asString()).isEqualTo("PUBLISH");
        assertThat(publish.path("total").asInt()).isEqualTo(5);
        assertThat(publish.path("done").asInt()).isEqualTo(3);
    }

    @Test
    void othersAreRefused() {
        Api.as(port, "gc-yj-planner").get("/api/plans/900/annex").expect(404);
        Api.as(port, "gc-yj-planner").get("/api/plans/900/annex/items/rows").expect(404);
        Api.as(port, "gc-yj-planner").get("/api/plans/900/annex.xlsx").expect(404);
        Api.as(port, "yj-officer-01").get("/api/plans/900/annex").expect(403);
        Api.as(port, "yj-planner").get("/api/plans/900/annex/tiers/rows").expect(404);
    }

    private long visit(String name, String state, @Nullable String outcome) {
        return jdbc.sql("""
                INSERT INTO inspection.visit (version, region_code, state, lead_department_id, object_id, object_draw_id,
                    object_name, opening_draw_id, sheet_code, enterprise_code, outcome, finished_at)
                VALUES (0, :region, :state, 1, 1, :object, :object, 1,
                    translate(lpad(:object, 10, 'Q'), '0189-_', 'ABCDEF'),
                    translate(lpad(:object, 26, 'Q'), '0189-_', 'ABCDEF'), :outcome,
                    CASE WHEN :state = 'FINISHED' THEN timestamptz '2026-05-20T03:00:00Z' END)
                RETURNING id""")
                .param("region", TestDistrict.REGION)
                .param("state", state)
                .param("object", "ANNEX" + name)
                .param("outcome", outcome)
                .query(Long.class)
                .single();
    }

    private long section(long visit, long plan, long department, String state, String... officers) {
        var id = jdbc.sql("""
                INSERT INTO inspection.section (version, region_code, state, visit_id, plan_id, plan_title, plan_year,
                    plan_sequence, window_from, window_to, publish_start, draw_id, assignment_id, group_id,
                    department_id, department_name)
                VALUES (0, :region, :state, :visit, :plan, 't', 2026, 6, '2026-05-15', '2026-06-30', 'VISIT_FINISHED', 1,
                    900000 + :visit * 10 + :department, 1, :department, '部门' || :department)
                RETURNING id""")
                .param("region", TestDistrict.REGION)
                .param("state", state)
                .param("visit", visit)
                .param("plan", plan)
                .param("department", department)
                .query(Long.class)
                .single();
        for (int seat = 0; seat < officers.length; seat++) {
            jdbc.sql("""
                    INSERT INTO inspection.section_member
                        (section_id, seat, region_code, officer_id, officer_no, officer_name)
                    VALUES (:section, :seat, :region, 1, :officer, :officer)""")
                    .param("section", id)
                    .param("seat", seat)
                    .param("region", TestDistrict.REGION)
                    .param("officer", officers[seat])
                    .update();
        }
        return id;
    }

    private void result(long section, long item, String outcome, @Nullable String measure) {
        jdbc.sql("""
                INSERT INTO inspection.section_item (section_id, position, region_code, item_version_id, item_id,
                    item_version, item_code, item_name, check_points)
                VALUES (:section, :item, :region, :item, :item, 1, 'I' || :item, '事项' || :item, '')""")
                .param("section", section)
                .param("item", item)
                .param("region", TestDistrict.REGION)
                .update();
        // An earlier answer that was changed must not count.
        for (int revision = 1; revision <= 2; revision++) {
            var last = revision == 2;
            jdbc.sql("""
                    INSERT INTO inspection.item_result (region_code, section_id, item_version_id, revision, outcome,
                        finding, handling, measure, reason, evidence, recorded_by, recorded_by_name, recorded_at)
                    VALUES (:region, :section, :item, :revision, :outcome, :finding, :finding, :measure, :reason, '', 1,
                        'x', timestamptz '2026-05-20T03:00:00Z')""")
                    .param("region", TestDistrict.REGION)
                    .param("section", section)
                    .param("item", item)
                    .param("revision", revision)
                    .param("outcome", last ? outcome : "NO_PROBLEM")
                    .param("finding", last && "PROBLEM".equals(outcome) ? "问题" : null)
                    .param("measure", last ? measure : null)
                    .param("reason", last && "NOT_CHECKED".equals(outcome) ? "停产" : null)
                    .update();
        }
    }

    private void followUp(long section, long visit, String object, @Nullable Long itemVersion, String kind) {
        jdbc.sql("""
                INSERT INTO followup.follow_up (version, region_code, state, kind, plan_id, plan_title, draw_id, visit_id,
                    section_id, publication_id, department_id, department_name, object_id, object_draw_id, object_name,
                    lead_department_id, item_version_id, item_name, finding, opened_at)
                VALUES (0, :region, 'OPEN', :kind, :plan, 't', 1, :visit, :section, 1, 1, '部门1', 1, :object, :object, 1, :item,
                    CASE WHEN :item::bigint IS NULL THEN '无法联系' ELSE '事项' END, '问题',
                    timestamptz '2026-05-20T03:00:00Z')""")
                .param("region", TestDistrict.REGION)
                .param("kind", kind)
                .param("plan", PLAN)
                .param("visit", visit)
                .param("section", section)
                .param("object", "ANNEX" + object)
                .param("item", itemVersion)
                .update();
    }

    private void consultation(long visit, long department) {
        jdbc.sql("""
                INSERT INTO inspection.consultation (region_code, visit_id, department_id, question, answer, recorded_by,
                    recorded_by_name, recorded_at)
                VALUES (:region, :visit, :department, '问', '答', 1, 'x', timestamptz '2026-05-20T03:00:00Z')""")
                .param("region", TestDistrict.REGION)
                .param("visit", visit)
                .param("department", department)
                .update();
    }
}
