package org.mingchou.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.mingchou.shared.CreditCode;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.Workbooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class SubjectDirectoryTests {

    @LocalServerPort
    int port;

    @Autowired
    Subjects subjects;

    static String code(String serial) {
        var first = "91130111MA" + serial;
        return first + CreditCode.checkDigit(first);
    }

    @Test
    void registersEditsAndRemembers() {
        var registrar = Api.as(port, "yj-registrar");
        var made = registrar
                .post(
                        "/api/subjects",
                        Map.of(
                                "name",
                                "样例甲机械有限公司",
                                "creditCode",
                                code("0REG001"),
                                "tier",
                                "B",
                                "tierAsOf",
                                "2026-04-30",
                                "labels",
                                List.of("INDUSTRY_TRADE")))
                .expect(201)
                .json();
        assertThat(made.get("drawId").asString()).isEqualTo(code("0REG001"));
        assertThat(made.get("tier").asString()).isEqualTo("B");
        var id = made.get("id").asLong();

        var input = new HashMap<String, Object>(Map.of(
                "name", "样例乙机械有限公司", "creditCode", code("0REG001"), "version", 0, "labels", List.of("WATER_INTAKE")));
        assertThat(registrar.put("/api/subjects/" + id, input).expect(400).problem())
                .isEqualTo("fields-need-mending");
        input.put("reason", "变更登记通知书");
        var edited = registrar.put("/api/subjects/" + id, input).expect(200).json();
        assertThat(edited.get("names")).hasSize(2);
        assertThat(edited.get("names").get(0).get("to").isNull()).isFalse();
        assertThat(edited.get("labels").get(0).get("code").asString()).isEqualTo("WATER_INTAKE");
        assertThat(edited.get("labelHistory")).hasSize(2);
        assertThat(edited.get("history")
                        .get(0)
                        .get("changes")
                        .get(0)
                        .get("before")
                        .asString())
                .isEqualTo("样例甲机械有限公司");
        assertThat(registrar.put("/api/subjects/" + id, input).expect(409).problem())
                .isEqualTo("changed-meanwhile");

        var found = Api.as(port, "yj-admin")
                .get("/api/subjects?q=" + encode("乙机"))
                .expect(200)
                .json();
        assertThat(found.get("total").asInt()).isEqualTo(1);
        assertThat(found.get("items").get(0).get("tier").isNull()).isTrue();
        assertThat(found.get("items").get(0).get("allowedActions")).isEmpty();
    }

    @Test
    void theTrueHolderOfACodeIsRegisteredAfterAMistakeWasCorrected() {
        var registrar = Api.as(port, "yj-registrar");
        for (var serial : List.of("0REGX1", "0REGX2")) {
            var made = registrar
                    .post("/api/subjects", Map.of("name", "样例误登有限公司" + serial, "creditCode", code(serial + "1")))
                    .expect(201)
                    .json();
            registrar
                    .put(
                            "/api/subjects/" + made.get("id").asLong(),
                            Map.of(
                                    "name",
                                    "样例误登有限公司" + serial,
                                    "creditCode",
                                    code(serial + "9"),
                                    "reason",
                                    "代码录错",
                                    "version",
                                    0))
                    .expect(200);
        }
        var typed = registrar
                .post("/api/subjects", Map.of("name", "样例真主有限公司", "creditCode", code("0REGX11")))
                .expect(201)
                .json();
        assertThat(typed.get("drawId").asString()).startsWith("MC-130111-");

        var report = registrar
                .upload(
                        "/api/subjects/imports",
                        "对象.xlsx",
                        Workbooks.of("对象", List.of(List.of("名称", "统一社会信用代码"), List.of("样例真主二有限公司", code("0REGX21")))))
                .expect(201)
                .json();
        assertThat(report.get("new").asInt()).isEqualTo(1);
        registrar
                .post("/api/subjects/imports/" + report.get("id").asLong() + "/commit", Map.of("acceptGoodRows", false))
                .expect(200);
        var imported =
                registrar.get("/api/subjects?q=" + code("0REGX21")).json().get("items");
        assertThat(imported.toString()).contains("样例真主二有限公司", "MC-130111-");
    }

    @Test
    void numbersAnObjectWithoutCodeForEver() {
        var registrar = Api.as(port, "yj-registrar");
        var made = registrar
                .post("/api/subjects", Map.of("name", "样例水闸除险加固项目", "kind", "PROJECT"))
                .expect(201)
                .json();
        assertThat(made.get("drawId").asString()).matches("MC-130111-\\d{8}");
        var edited = registrar
                .put(
                        "/api/subjects/" + made.get("id").asLong(),
                        Map.of(
                                "name",
                                "样例水闸除险加固项目",
                                "kind",
                                "PROJECT",
                                "creditCode",
                                code("0REG002"),
                                "version",
                                0,
                                "reason",
                                "取得代码"))
                .expect(200)
                .json();
        assertThat(edited.get("drawId")).isEqualTo(made.get("drawId"));
    }

    @Test
    void refusesOtherRolesAndOtherDistricts() {
        var id = Api.as(port, "yj-registrar")
                .post("/api/subjects", Map.of("name", "样例丙有限公司"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        Api.as(port, "yj-planner")
                .post("/api/subjects", Map.of("name", "样例丁有限公司"))
                .expect(403);
        Api.as(port, "gc-yj-registrar").get("/api/subjects/" + id).expect(404);
        Api.as(port, "gc-yj-registrar")
                .put("/api/subjects/" + id, Map.of("name", "x", "version", 0, "reason", "y"))
                .expect(404);
        assertThat(Api.as(port, "yj-officer-01")
                        .get("/api/subjects?tier=D")
                        .expect(403)
                        .problem())
                .isEqualTo("tier-is-internal");
        assertThat(Api.as(port, "supervisor")
                        .get("/api/subjects/" + id)
                        .expect(200)
                        .json()
                        .get("allowedActions"))
                .isEmpty();
    }

    @Test
    void keepsToTheTransitionTable() {
        var registrar = Api.as(port, "yj-registrar");
        var id = registrar
                .post("/api/subjects", Map.of("name", "样例戊有限公司", "status", "CANCELLED"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        var refused = registrar
                .put(
                        "/api/subjects/" + id,
                        Map.of("name", "样例戊有限公司", "status", "REVOKED", "version", 0, "reason", "吊销"))
                .expect(409);
        assertThat(refused.problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(refused.json().get("detail").asString()).contains("恢复存续");
    }

    @Test
    void importsInAnyColumnOrderAndNamesEveryBadCell() throws IOException {
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("2026年对象清单"));
        rows.add(List.of("备注", "企业名称", "社会信用代码 ", "标签", "风险等级", "评定日期", "状态"));
        rows.add(List.of("", "样例导入一有限公司", code("0MMP001").replace('1', '１'), "工贸、取水", "B", 46142, ""));
        rows.add(List.of("", "", "", "", "", "", ""));
        rows.add(List.of("", "样例导入二有限公司", "9113011", "工贸", "E", "2026年4月31日", "开业"));
        rows.add(List.of("", "", code("0MMP003"), "没有的标签", "", "", ""));
        rows.add(List.of("", "样例导入四有限公司", code("0MMP001"), "", "", "", ""));
        rows.add(List.of("", "样例导入五有限公司", "91350211M0000XUF46", "", "", "", ""));
        rows.add(List.of("", "  ", "", "", "", "", ""));
        var registrar = Api.as(port, "yj-registrar");
        var report = registrar
                .upload("/api/subjects/imports", "对象.xlsx", Workbooks.of("名单", rows))
                .expect(201)
                .json();
        assertThat(report.get("rows").asInt()).isEqualTo(5);
        assertThat(report.get("good").asInt()).isEqualTo(2);
        assertThat(report.get("new").asInt()).isEqualTo(2);
        var errors = new ArrayList<String>();
        report.get("errors")
                .forEach(e -> errors.add(e.get("sheet").asString()
                        + e.get("row").asInt()
                        + e.get("column").asString()));
        assertThat(errors)
                .containsExactly("名单5统一社会信用代码", "名单5登记状态", "名单5信用风险等级", "名单5等级评定日期", "名单6名称", "名单6监管标签", "名单7整行");
        assertThat(report.get("warnings").get(0).get("row").asInt()).isEqualTo(8);

        var path = "/api/subjects/imports/" + report.get("id").asLong();
        assertThat(registrar
                        .post(path + "/commit", Map.of("acceptGoodRows", false))
                        .expect(422)
                        .problem())
                .isEqualTo("import-has-bad-rows");
        assertThat(subjects.snapshots(List.of(code("0MMP001")))).isEmpty();
        Api.as(port, "gc-yj-registrar")
                .post(path + "/commit", Map.of("acceptGoodRows", true))
                .expect(404);

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(
                registrar.get(path + "/report.xlsx").expect(200).body()))) {
            var lines = workbook.getFirstSheet().read();
            assertThat(lines.get(0).getCellText(7)).isEqualTo("出错原因");
            assertThat(lines.get(2).getCellText(7)).contains("统一社会信用代码：应为 18 位，现在是 7 位");
        }
        var done = registrar
                .post(path + "/commit", Map.of("acceptGoodRows", true))
                .expect(200)
                .json();
        assertThat(done.get("status").asString()).isEqualTo("COMMITTED");
        assertThat(subjects.snapshots(List.of(code("0MMP001"))).values())
                .extracting(SubjectSnapshot::name)
                .containsExactly("样例导入一有限公司");
        assertThat(registrar
                        .post(path + "/commit", Map.of("acceptGoodRows", true))
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");

        var again = registrar
                .upload(
                        "/api/subjects/imports",
                        "对象.xlsx",
                        Workbooks.of(
                                "名单",
                                List.of(
                                        List.of("名称", "统一社会信用代码", "地址"),
                                        List.of("样例导入一有限公司", code("0MMP001"), ""),
                                        List.of("样例导入五有限公司", "91350211M0000XUF46", "样例路5号"))))
                .expect(201)
                .json();
        assertThat(again.get("unchanged").asInt()).isEqualTo(1);
        assertThat(again.get("changed").asInt()).isEqualTo(1);
        registrar.delete("/api/subjects/imports/" + again.get("id").asLong()).expect(204);
    }

    @Test
    void refusesFilesThatAreNoDirectory() {
        var registrar = Api.as(port, "yj-registrar");
        assertThat(registrar
                        .upload(
                                "/api/subjects/imports",
                                "a.xlsx",
                                "名称,代码".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .expect(422)
                        .problem())
                .isEqualTo("import-not-a-workbook");
        assertThat(registrar
                        .upload(
                                "/api/subjects/imports",
                                "a.xlsx",
                                Workbooks.of("表", List.of(List.of("甲", "乙"), List.of(1, 2))))
                        .expect(422)
                        .problem())
                .isEqualTo("import-header-not-found");
        assertThat(registrar
                        .upload(
                                "/api/subjects/imports",
                                "a.xlsx",
                                Workbooks.of("表", List.of(List.of("地址", "类别"), List.of(1, 2))))
                        .expect(422)
                        .problem())
                .isEqualTo("import-column-missing");
        Api.as(port, "yj-admin")
                .upload("/api/subjects/imports", "a.xlsx", new byte[0])
                .expect(403);
        assertThat(Api.as(port, "yj-registrar")
                        .get("/api/subjects/import-template")
                        .expect(200)
                        .body()
                        .length)
                .isGreaterThan(1000);
    }

    @Test
    void countsAndStreamsByOneRule() {
        var registrar = Api.as(port, "gc-yj-registrar");
        for (int i = 1; i <= 3; i++) {
            registrar
                    .post(
                            "/api/subjects",
                            Map.of(
                                    "name",
                                    "样例规则" + i,
                                    "creditCode",
                                    code("0RUL00" + i),
                                    "industryCode",
                                    i == 3 ? "G5435" : "C2614",
                                    "labels",
                                    i == 1 ? List.of() : List.of("HEAVY_METALS"),
                                    "tier",
                                    "C",
                                    "tierAsOf",
                                    "2026-04-30"))
                    .expect(201);
        }
        var rule = Map.of("all", List.of(Map.of("label", "HEAVY_METALS"), Map.of("not", Map.of("industry", "C26"))));
        var answer = Api.as(port, "gc-yj-planner")
                .post("/api/object-rules/count", Map.of("rule", rule))
                .expect(200)
                .json();
        assertThat(answer.get("byTier").get("C").asInt()).isEqualTo(1);
        var parsed = subjects.parse("{\"all\":[{\"label\":\"HEAVY_METALS\"}]}");
        var ids = new ArrayList<String>();
        subjects.forEach(
                TestDistrict.NEIGHBOUR,
                parsed,
                subjects.parse("{\"industry\":\"C26\"}"),
                "HEBEI_CREDIT_RISK",
                java.time.LocalDate.of(2026, 5, 1),
                row -> ids.add(row.drawId() + row.tier() + row.status() + row.concerned()));
        assertThat(ids).containsExactly(code("0RUL002") + "CACTIVEtrue", code("0RUL003") + "CACTIVEfalse");
        assertThat(subjects.covered(parsed, List.of(code("0RUL001"), code("0RUL002"))))
                .containsExactly(code("0RUL002"));
        var wrong = Api.as(port, "gc-yj-planner")
                .post("/api/object-rules/count", Map.of("rule", Map.of("any", List.of(Map.of("label", "X")))))
                .expect(400);
        assertThat(wrong.json().get("detail").asString()).contains("$.any[0].label");
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void takesWhatAFormulaCameToAndNamesThoseThatCameToNothing() throws IOException {
        var good = code("0FML001");
        var staged = importWith(
                "<c r='A2' t='str'><f>B9&amp;C9</f><v>" + good + "</v></c>"
                        + "<c r='B2' t='str'><f>B9</f><v>样例公式一有限公司</v></c>"
                        + "<c r='C2' t='inlineStr'><is><t>B</t></is></c><c r='D2'><f>TODAY()</f><v>46142</v></c>",
                "<c r='A3' t='str'><f>B9&amp;C9</f></c>" + name("B3", "样例公式二有限公司"),
                "<c r='A4' t='e'><f>1/0</f><v>#DIV/0!</v></c>" + name("B4", "样例公式三有限公司"),
                "<c r='A5'><f>B9</f><v></v></c>" + name("B5", "样例公式四有限公司"),
                "<c r='A6' t='str'><f>IF(B9=\"\",\"\",B9)</f><v></v></c>" + name("B6", "样例公式五有限公司"));
        var faults = new ArrayList<String>();
        staged.get("errors")
                .forEach(e -> faults.add(e.get("row").asInt()
                        + e.get("column").asString()
                        + e.get("reason").asString()));
        assertThat(faults.get(0)).startsWith("3统一社会信用代码").contains("粘贴为数值");
        assertThat(faults.get(1)).startsWith("4统一社会信用代码").contains("#DIV/0!");
        assertThat(faults.get(2)).startsWith("5统一社会信用代码").contains("粘贴为数值");
        assertThat(staged.get("bad").asInt()).isEqualTo(3);
        Api.as(port, "yj-registrar")
                .post("/api/subjects/imports/" + staged.get("id").asLong() + "/commit", Map.of("acceptGoodRows", true))
                .expect(200);
        var row = Api.as(port, "yj-registrar")
                .get("/api/subjects?q=" + good)
                .json()
                .get("items");
        assertThat(row.get(0).get("name").asString()).isEqualTo("样例公式一有限公司");
        assertThat(row.get(0).get("tierAsOf").asString()).isEqualTo("2026-04-30");
    }

    @Test
    void aNumberThatLostDigitsIsNamed() {
        var staged = Api.as(port, "yj-registrar")
                .upload(
                        "/api/subjects/imports",
                        "对象.xlsx",
                        Workbooks.of(
                                "名单",
                                List.of(
                                        List.of("名称", "统一社会信用代码"),
                                        List.of("样例丢位一有限公司", 911301110000000000L),
                                        List.of("样例丢位二有限公司", 9.1130111E17),
                                        List.of("样例丢位三有限公司", "9.1130111E+17"))))
                .expect(201)
                .json();
        assertThat(staged.get("bad").asInt()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            var fault = staged.get("errors").get(i);
            assertThat(fault.get("sheet").asString()).isEqualTo("名单");
            assertThat(fault.get("row").asInt()).isEqualTo(i + 2);
            assertThat(fault.get("column").asString()).isEqualTo("统一社会信用代码");
            assertThat(fault.get("reason").asString()).contains("文本");
        }
    }

    private static String name(String cell, String name) {
        return "<c r='" + cell + "' t='inlineStr'><is><t>" + name + "</t></is></c>";
    }

    /** A workbook whose cells are written as a spreadsheet program stores them; the header is row 1. */
    private tools.jackson.databind.JsonNode importWith(String... rows) throws IOException {
        var sheet = new StringBuilder();
        for (int r = 0; r < rows.length; r++) {
            sheet.append("<row r=\"")
                    .append(r + 2)
                    .append("\">")
                    .append(rows[r].strip())
                    .append("</row>");
        }
        var plain = Workbooks.of("名单", List.of(List.of("统一社会信用代码", "名称", "信用风险等级", "等级评定日期")));
        return Api.as(port, "yj-registrar")
                .upload("/api/subjects/imports", "公式.xlsx", Workbooks.withRows(plain, sheet.toString()))
                .expect(201)
                .json();
    }
}
