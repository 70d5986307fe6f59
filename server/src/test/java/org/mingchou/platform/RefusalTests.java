package org.mingchou.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Malformed input is refused in Chinese, with a stable type, and is never a failure of ours. */
@ApiTest
class RefusalTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/subjects?page=abc",
                "/api/subjects?tier=Z",
                "/api/subjects?status=zz",
                "/api/subjects?kind=zz",
                "/api/subjects?label=zz",
                "/api/officers?certificate=zz",
                "/api/officers?qualification=zz",
                "/api/officers?departmentId=zz",
                "/api/recusals?status=zz",
                "/api/items?itemClass=zz",
                "/api/items?status=zz",
                "/api/plans?status=zz",
                "/api/exchange/outbox?status=zz",
                "/api/publications?status=zz",
                "/api/accounts?role=zz",
                "/api/plans?year=zz",
                "/api/plans/99999999999999999999"
            })
    void namesTheParameterItCannotRead(String path) {
        var answer = Api.as(port, "yj-registrar").get(path);
        answer.expect(400);
        assertThat(answer.problem()).isEqualTo("fields-need-mending");
        var parameter = path.contains("?") ? path.substring(path.indexOf('?') + 1, path.indexOf('=')) : "id";
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(parameter);
        assertThat(answer.json().get("detail").asString()).containsPattern("[\\u4e00-\\u9fff]{4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/subjects", "/api/officers", "/api/items", "/api/plans"})
    void refusesTheNullCharacterInASearch(String path) {
        assertThat(Api.as(port, path.endsWith("plans") ? "yj-planner" : "yj-registrar")
                        .get(path + "?q=%00")
                        .expect(400)
                        .problem())
                .isEqualTo("unusable-character");
    }

    @Test
    void refusesTheNullCharacterInAForm() {
        var registrar = Api.as(port, "yj-registrar");
        assertThat(registrar
                        .post("/api/subjects", Map.of("name", "样\u0000例"))
                        .expect(400)
                        .problem())
                .isEqualTo("unusable-character");
        assertThat(registrar
                        .post(
                                "/api/officers",
                                Map.of(
                                        "name",
                                        "样\u0000例",
                                        "departmentId",
                                        district.department(TestDistrict.REGION, "YJ")))
                        .expect(400)
                        .problem())
                .isEqualTo("unusable-character");
    }

    @Test
    void refusesANullInsideAList() {
        var planner = Api.as(port, "yj-planner");
        assertThat(planner.post("/api/plans", Map.of("departments", Collections.singletonList(null)))
                        .expect(400)
                        .problem())
                .isEqualTo("unreadable-body");
        var registrar = Api.as(port, "yj-registrar");
        assertThat(registrar
                        .post("/api/items", Map.of("content", Collections.singletonList(null)))
                        .expect(400)
                        .problem())
                .isEqualTo("unreadable-body");
        assertThat(registrar
                        .post("/api/object-rules/count", Map.of())
                        .expect(400)
                        .problem())
                .isEqualTo("fields-need-mending");
    }

    @Test
    void namesTheFieldAndWhatMayStandInItWhereAValueIsNotKnown() {
        var planner = Api.as(port, "yj-planner");
        var choice = planner.post("/api/plans", Map.of("audience", "EVERYBODY")).expect(400);
        assertThat(choice.problem()).isEqualTo("fields-need-mending");
        assertThat(choice.json().get("errors").get(0).get("field").asString()).isEqualTo("audience");
        assertThat(choice.json().get("detail").asString()).contains("audience 的值无法识别（可以是", "PUBLIC", "PARTIES");
        var nested = planner.post("/api/plans", Map.of("departments", List.of(Map.of("departmentId", "yj"))))
                .expect(400);
        assertThat(nested.problem()).isEqualTo("unreadable-body");
        assertThat(nested.json().get("detail").asString()).contains("departments[0].departmentId 的值无法识别（应为数字）");
        var date = planner.post("/api/plans", Map.of("from", "5月13日")).expect(400);
        assertThat(date.problem()).isEqualTo("unreadable-body");
        assertThat(date.json().get("detail").asString()).contains("from 的值无法识别（应为日期，例如 2026-05-13）");
    }

    @Test
    void refusesADateNoCalendarKnowsAndTextsLongerThanTheImportTakes() {
        var registrar = Api.as(port, "yj-registrar");
        var department = district.department(TestDistrict.REGION, "YJ");
        var officer = registrar
                .post("/api/officers", Map.of("name", "样庚", "departmentId", department))
                .expect(201)
                .json();
        var certificates = "/api/officers/" + officer.get("id").asLong() + "/certificates";
        assertThat(registrar
                        .post(certificates, Map.of("number", "冀T0900", "validTo", "+999999999-01-01"))
                        .expect(400)
                        .problem())
                .isEqualTo("value-out-of-range");
        var longer = "长".repeat(5000);
        registrar
                .post(certificates, Map.of("number", longer, "validTo", "2028-01-01"))
                .expect(400);
        registrar
                .post("/api/officers", Map.of("name", longer, "departmentId", department))
                .expect(400);
        registrar
                .post("/api/subjects", Map.of("name", "样例长址有限公司", "address", longer))
                .expect(400);
        assertThat(registrar
                        .get("/api/subjects?q="
                                + java.net.URLEncoder.encode("样例长址", java.nio.charset.StandardCharsets.UTF_8))
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void refusesTextsOfAnItemLongerThanTheImportTakes() {
        var errors = Api.as(port, "yj-registrar")
                .post(
                        "/api/items",
                        Map.of(
                                "code",
                                "YJ-LONG",
                                "departmentId",
                                district.department(TestDistrict.REGION, "YJ"),
                                "legalBasis",
                                "长".repeat(2001),
                                "method",
                                "长".repeat(201),
                                "content",
                                List.of("长".repeat(4001))))
                .expect(400)
                .json()
                .get("errors")
                .toString();
        assertThat(errors).contains("legalBasis", "现有 2001 个", "method", "现有 201 个", "现有 4001 个");
    }

    @Test
    void refusesAFormatNobodyReads() {
        var answer = Api.as(port, "yj-registrar")
                .upload("/api/subjects", "对象.xml", new byte[] {'<'})
                .expect(415);
        assertThat(answer.problem()).isEqualTo("media-type-not-supported");
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void refusesAMethodNobodyOffers() {
        var answer = Api.as(port, "yj-planner").put("/api/plans", Map.of()).expect(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void asksForTheFileWhenAnUploadHasNone() {
        var answer = Api.as(port, "yj-registrar")
                .post("/api/subjects/imports", Map.of())
                .expect(400);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("file");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 140})
    void saysHowLargeAFileMayBe(int megabytes) {
        for (var path : List.of("/api/subjects/imports", "/api/blobs")) {
            var answer = Api.as(port, "yj-registrar").upload(path, "大文件.xlsx", new byte[megabytes << 20]);
            answer.expect(413);
            assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.problem()).isEqualTo("file-too-large");
            assertThat(answer.json().get("detail").asString()).contains("50 MB", "请");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/calendar/due?days=3#from", "/api/ledger/draw/entries?from=0#to"})
    void namesTheParameterThatIsMissing(String pathAndParameter) {
        var parts = pathAndParameter.split("#");
        var answer = Api.as(port, "yj-planner").get(parts[0]).expect(400);
        assertThat(answer.problem()).isEqualTo("fields-need-mending");
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(parts[1]);
        assertThat(answer.json().get("detail").asString()).contains("缺少参数 " + parts[1]);
    }
}
