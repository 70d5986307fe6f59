package org.mingchou.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.Workbooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ApiTest
class OfficerDirectoryTests {

    @LocalServerPort
    int port;

    @Autowired
    Officers officers;

    @Autowired
    TestDistrict district;

    @Autowired
    JdbcClient jdbc;

    private static final List<String> HEADER = List.of("姓名", "部门", "执法证号", "有效期至", "资格", "手机", "登录账号");

    private static JsonNode stage(Api registrar, List<?>... rows) {
        var sheet = new ArrayList<List<?>>(List.of(HEADER));
        sheet.addAll(List.of(rows));
        return registrar
                .upload("/api/officers/imports", "人员.xlsx", Workbooks.of("人员", sheet))
                .expect(201)
                .json();
    }

    @Test
    void importsOfficersAndKeepsTheirNumbersSecret() {
        var registrar = Api.as(port, "sl-registrar");
        var report = stage(
                registrar,
                List.of("样甲", "水利局", "冀T0001", "2028-12-31", "水行政执法", "10012345678", "sl-officer-01"),
                List.of("样乙", "SL", "冀T0002", 46142, "没有的资格", "123", "yj-officer-01"),
                List.of("样丙", "应急管理局", "冀T0003", "2028-12-31", "", "", ""));
        assertThat(report.get("bad").asInt()).isEqualTo(2);
        assertThat(report.get("errors").toString())
                .contains("专业资格", "手机号", "登录账号", "所属部门")
                .doesNotContain("\"123");
        var path = "/api/officers/imports/" + report.get("id").asLong();
        assertThat(jdbc.sql("SELECT string_agg(cells, '') FROM imports.row WHERE batch_id = :id")
                        .param("id", report.get("id").asLong())
                        .query(String.class)
                        .single())
                .doesNotContain("10012345678");
        assertThat(Api.as(port, "yj-registrar")
                        .get(path + "/report.xlsx")
                        .expect(403)
                        .problem())
                .isEqualTo("import-of-someone-else");
        registrar.post(path + "/commit", Map.of("acceptGoodRows", true)).expect(200);

        var made = officers.pool(district.department(TestDistrict.REGION, "SL")).stream()
                .filter(o -> "冀T0001".equals(o.certificateNo()))
                .findFirst()
                .orElseThrow();
        assertThat(made.officerNo()).matches("130111-SL-\\d{3}");
        assertThat(officers.byAccount(district.actor("sl-officer-01").accountId()))
                .contains(made);
        assertThat(jdbc.sql("SELECT phone_cipher FROM officer.officer WHERE id = :id")
                        .param("id", made.id())
                        .query(String.class)
                        .single())
                .startsWith("v1:");
        var page = registrar.get("/api/officers?q=10012345678").expect(200).json();
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.get("items").get(0).get("phone").asString()).isEqualTo("100****5678");
        var history = registrar
                .get("/api/officers/" + made.id())
                .json()
                .get("history")
                .toString();
        assertThat(history).contains("水利局", "水行政执法", "sl-officer-01").doesNotContain("WATER_");

        var again = stage(registrar, List.of("样甲", "水利局", "冀T0001", "2028-12-31", "", "", ""));
        assertThat(again.get("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void anAccountOfAnotherOfficerIsARowsFaultBeforeAnythingIsWritten() {
        var registrar = Api.as(port, "yj-registrar");
        var report = stage(
                registrar,
                List.of("样子", "应急管理局", "冀T0301", "2028-12-31", "", "", "yj-officer-02"),
                List.of("样丑", "应急管理局", "冀T0302", "2028-12-31", "", "", "yj-officer-02"));
        assertThat(report.get("good").asInt()).isEqualTo(1);
        assertThat(report.get("errors").toString()).contains("登录账号", "第 2 行");
        registrar
                .post("/api/officers/imports/" + report.get("id").asLong() + "/commit", Map.of("acceptGoodRows", true))
                .expect(200);
        var again = stage(registrar, List.of("样寅", "应急管理局", "冀T0303", "2028-12-31", "", "", "yj-officer-02"));
        assertThat(again.get("good").asInt()).isZero();
        assertThat(again.get("errors").toString()).contains("样子");
    }

    @Test
    void registersEditsAndRenewsACertificate() {
        var registrar = Api.as(port, "yj-registrar");
        var department = district.department(TestDistrict.REGION, "YJ");
        var made = registrar
                .post(
                        "/api/officers",
                        Map.of(
                                "name",
                                "样丁",
                                "departmentId",
                                department,
                                "qualifications",
                                List.of("HAZCHEM_INSPECTOR")))
                .expect(201)
                .json();
        var id = made.get("id").asLong();
        assertThat(made.get("certificateState").asString()).isEqualTo("NONE");
        var renewed = registrar
                .post(
                        "/api/officers/" + id + "/certificates",
                        Map.of("number", "冀T0100", "validFrom", "2026-01-01", "validTo", "2099-12-31"))
                .expect(201)
                .json();
        assertThat(renewed.get("certificateState").asString()).isEqualTo("VALID");
        assertThat(registrar
                        .post(
                                "/api/officers/" + id + "/certificates",
                                Map.of("number", "冀T0100", "validTo", "2099-12-31"))
                        .expect(409)
                        .problem())
                .isEqualTo("certificate-known");
        var input = new HashMap<String, Object>(
                Map.of("name", "样丁", "departmentId", department, "status", "LEFT", "version", 0, "reason", "调离"));
        var left = registrar.put("/api/officers/" + id, input).expect(200).json();
        assertThat(left.get("status").asString()).isEqualTo("LEFT");
        assertThat(officers.pool(department)).noneMatch(o -> o.id() == id);
        assertThat(registrar.put("/api/officers/" + id, input).expect(409).problem())
                .isEqualTo("changed-meanwhile");
        Api.as(port, "sl-registrar").put("/api/officers/" + id, input).expect(403);
        Api.as(port, "gc-yj-registrar").get("/api/officers/" + id).expect(404);
        Api.as(port, "yj-officer-01").get("/api/officers").expect(403);
    }

    @Test
    void aCertificateNumberBelongsToOneOfficer() {
        var registrar = Api.as(port, "yj-registrar");
        var department = district.department(TestDistrict.REGION, "YJ");
        var ids = List.of("样辛", "样壬").stream()
                .map(name -> registrar
                        .post("/api/officers", Map.of("name", name, "departmentId", department))
                        .expect(201)
                        .json()
                        .get("id")
                        .asLong())
                .toList();
        var certificate = Map.of("number", "冀T0901", "validTo", "2028-01-01");
        registrar
                .post("/api/officers/" + ids.get(0) + "/certificates", certificate)
                .expect(201);
        assertThat(registrar
                        .post("/api/officers/" + ids.get(1) + "/certificates", certificate)
                        .expect(409)
                        .problem())
                .isEqualTo("certificate-of-another");
    }

    @Test
    void anOfficerRecusesHimselfAndHisAdministratorWithdraws() {
        var registrar = Api.as(port, "st-registrar");
        var department = district.department(TestDistrict.REGION, "ST");
        var officer = registrar
                .post("/api/officers", Map.of("name", "样戊", "departmentId", department, "username", "st-officer-01"))
                .expect(201)
                .json();
        var object = registrar
                .post("/api/subjects", Map.of("name", "样例回避有限公司"))
                .expect(201)
                .json();
        var foreign = Api.as(port, "gc-yj-registrar")
                .post("/api/subjects", Map.of("name", "样例邻区有限公司"))
                .expect(201)
                .json();
        var self = Api.as(port, "st-officer-01");
        self.post("/api/recusals", Map.of("subjectId", foreign.get("id").asLong(), "ground", "RELATIVE", "note", "兄弟"))
                .expect(404);
        assertThat(self.post(
                                "/api/recusals",
                                Map.of("subjectId", object.get("id").asLong(), "ground", "X", "note", ""))
                        .expect(400)
                        .json()
                        .get("errors"))
                .hasSize(2);
        var declared = self.post(
                        "/api/recusals",
                        Map.of("subjectId", object.get("id").asLong(), "ground", "RELATIVE", "note", "法定代表人为其兄"))
                .expect(201)
                .json();
        assertThat(declared.get("allowedActions").get(0).asString()).isEqualTo("WITHDRAW");
        assertThat(officers.recusals(department))
                .contains(new Officers.Recusal(
                        officer.get("officerNo").asString(),
                        object.get("drawId").asString()));
        assertThat(self.post(
                                "/api/recusals",
                                Map.of("subjectId", object.get("id").asLong(), "ground", "OTHER", "note", "重复"))
                        .expect(409)
                        .problem())
                .isEqualTo("recusal-known");

        var path = "/api/recusals/" + declared.get("id").asLong() + "/withdraw";
        Api.as(port, "sl-admin").post(path, Map.of("reason", "越权")).expect(403);
        Api.as(port, "gc-yj-admin").post(path, Map.of("reason", "越区")).expect(404);
        Api.as(port, "st-planner").post(path, Map.of("reason", "角色")).expect(403);
        assertThat(Api.as(port, "sl-admin")
                        .get("/api/recusals")
                        .expect(200)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        Api.as(port, "st-admin").post(path, Map.of("reason", "其兄已卸任")).expect(200);
        assertThat(Api.as(port, "st-admin")
                        .post(path, Map.of("reason", "再撤"))
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");
        assertThat(officers.recusals(department)).isEmpty();
    }
}
