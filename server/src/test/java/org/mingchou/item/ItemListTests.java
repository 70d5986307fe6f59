package org.mingchou.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.Workbooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class ItemListTests {

    @LocalServerPort
    int port;

    @Autowired
    Items items;

    @Autowired
    TestDistrict district;

    @Autowired
    BusinessClock clock;

    private Map<String, Object> input(String code, String name) {
        return new HashMap<>(Map.of(
                "code",
                code,
                "departmentId",
                district.department(TestDistrict.REGION, "YJ"),
                "name",
                name,
                "itemClass",
                "KEY",
                "content",
                List.of("台账"),
                "rule",
                Map.of("any", List.of(Map.of("label", "INDUSTRY_TRADE"), Map.of("industry", "C26")))));
    }

    @Test
    void publishesVersionsThatNeverChange() {
        var registrar = Api.as(port, "yj-registrar");
        var made = registrar
                .post("/api/items", input("YJ-T1", "样例事项一"))
                .expect(201)
                .json();
        var id = made.get("id").asLong();
        var department = List.of(district.department(TestDistrict.REGION, "YJ"));
        assertThat(made.get("status").asString()).isEqualTo("DRAFT");
        assertThat(made.get("appliesTo").asString()).isEqualTo("工贸 或 行业代码以 C26 开头");
        assertThat(items.inForce(department, clock.today())).noneMatch(i -> i.itemId() == id);

        var published = registrar
                .post("/api/items/" + id + "/versions/1/publish")
                .expect(200)
                .json();
        assertThat(published.get("publishedVersion").asInt()).isEqualTo(1);
        var first = items.inForce(department, clock.today()).stream()
                .filter(i -> i.itemId() == id)
                .findFirst()
                .orElseThrow();
        assertThat(registrar
                        .post("/api/items/" + id + "/versions/1/publish")
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");

        registrar
                .post("/api/items/" + id + "/versions", input("ignored", "样例事项一（修订）"))
                .expect(201);
        registrar
                .post(
                        "/api/items/" + id + "/versions/2/publish",
                        Map.of("effectiveFrom", clock.today().plusDays(10).toString()))
                .expect(200);
        assertThat(items.inForce(department, clock.today())).contains(first);
        assertThat(items.inForce(department, clock.today().plusDays(10)))
                .anyMatch(i -> i.itemId() == id && i.version() == 2)
                .doesNotContain(first);
        assertThat(items.byVersions(List.of(first.versionId()))).containsEntry(first.versionId(), first);
    }

    @Test
    void refusesWhatIsNotItsOwn() {
        var registrar = Api.as(port, "yj-registrar");
        var id = registrar
                .post("/api/items", input("YJ-T2", "样例事项二"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        assertThat(registrar
                        .post("/api/items", input("YJ-T2", "样例事项二"))
                        .expect(409)
                        .problem())
                .isEqualTo("item-code-taken");
        assertThat(Api.as(port, "sl-registrar")
                        .post("/api/items/" + id + "/versions/1/publish")
                        .expect(403)
                        .problem())
                .isEqualTo("other-department");
        Api.as(port, "gc-yj-registrar").get("/api/items/" + id).expect(404);
        Api.as(port, "yj-admin").post("/api/items", input("YJ-T3", "样例事项三")).expect(403);
        var wrong = input("YJ-T4", "样例事项四");
        wrong.put("rule", Map.of("label", "NO_SUCH_LABEL"));
        assertThat(registrar.post("/api/items", wrong).expect(400).problem()).isEqualTo("object-rule");
        assertThat(registrar
                        .post("/api/items/" + id + "/versions/1/publish", Map.of("effectiveFrom", "2020-01-01"))
                        .expect(422)
                        .problem())
                .isEqualTo("effective-in-the-past");
        assertThat(Api.as(port, "yj-planner")
                        .get("/api/items/" + id + "/applicable-count")
                        .expect(200)
                        .json()
                        .get("count")
                        .isIntegralNumber())
                .isTrue();
    }

    @Test
    void importsAListAndTurnsAChangeIntoAVersion() {
        var header = List.of("编码", "抽查事项", "部门", "类别", "适用对象", "检查内容及要求", "生效日期");
        var registrar = Api.as(port, "st-registrar");
        var staged = registrar
                .upload(
                        "/api/items/imports",
                        "清单.xlsx",
                        Workbooks.of(
                                "清单",
                                List.of(
                                        header,
                                        List.of("ST-T1", "样例危废检查", "ST", "重点", "危险废物、涉重金属", "台账；联单", "2026-01-01"))))
                .expect(201)
                .json();
        registrar
                .post("/api/items/imports/" + staged.get("id").asLong() + "/commit", Map.of("acceptGoodRows", false))
                .expect(200);
        var snapshot = items.inForce(List.of(district.department(TestDistrict.REGION, "ST")), LocalDate.of(2026, 5, 1))
                .get(0);
        assertThat(snapshot.checkPoints()).containsExactly("台账", "联单");
        assertThat(snapshot.applicability().json())
                .isEqualTo("{\"any\":[{\"label\":\"HAZARDOUS_WASTE\"},{\"label\":\"HEAVY_METALS\"}]}");
        var again = registrar
                .upload(
                        "/api/items/imports",
                        "清单.xlsx",
                        Workbooks.of(
                                "清单",
                                List.of(
                                        header,
                                        List.of("ST-T1", "样例危废检查", "ST", "重点", "危险废物、涉重金属", "台账；联单", "2026-01-01"),
                                        List.of("YJ-T9", "样例", "应急管理局", "重点", "全部对象", "台账", ""),
                                        List.of("ST-T2", "样例", "ST", "特别", "没有", "台账", ""))))
                .expect(201)
                .json();
        assertThat(again.get("unchanged").asInt()).isEqualTo(1);
        assertThat(again.get("bad").asInt()).isEqualTo(2);
    }

    @Test
    void showsTheVersionInForceUntilTheDayOfItsSuccessor() {
        var registrar = Api.as(port, "yj-registrar");
        var id = registrar
                .post("/api/items", input("YJ-T5", "样例事项五"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        var soon = clock.today().plusDays(5).toString();
        registrar
                .post("/api/items/" + id + "/versions/1/publish", Map.of("effectiveFrom", soon))
                .expect(200);
        var early = registrar.get("/api/items/" + id).expect(200).json();
        assertThat(early.get("publishedVersion").isNull()).isTrue();
        assertThat(early.get("publishedVersionId").isNull()).isTrue();
        assertThat(early.get("effectiveFrom").asString()).isEqualTo(soon);
        assertThat(early.get("versions").get(0).get("inForce").asBoolean()).isFalse();

        var other = registrar
                .post("/api/items", input("YJ-T6", "样例事项六"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        registrar.post("/api/items/" + other + "/versions/1/publish").expect(200);
        registrar
                .post("/api/items/" + other + "/versions", input("ignored", "样例事项六（修订）"))
                .expect(201);
        registrar
                .post("/api/items/" + other + "/versions/2/publish", Map.of("effectiveFrom", soon))
                .expect(200);
        var row = registrar
                .get("/api/items?q=YJ-T6")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertThat(row.get("name").asString()).isEqualTo("样例事项六");
        assertThat(row.get("publishedVersion").asInt()).isEqualTo(1);
        assertThat(row.get("status").asString()).isEqualTo("PUBLISHED");
        assertThat(row.get("nextVersionFrom").asString()).isEqualTo(soon);
        var detail = registrar.get("/api/items/" + other).expect(200).json();
        assertThat(detail.get("name").asString()).isEqualTo("样例事项六");
        assertThat(detail.get("versions").get(0).get("inForce").asBoolean()).isFalse();
        assertThat(detail.get("versions").get(1).get("inForce").asBoolean()).isTrue();
        assertThat(registrar
                        .get("/api/items?status=PUBLISHED&q=YJ-T6")
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aRequiredQualificationMustBeOnTheList() throws java.io.IOException {
        var registrar = Api.as(port, "yj-registrar");
        var known =
                registrar.get("/api/officers/qualifications").expect(200).json().get(0);
        var wrong = input("YJ-T7", "样例事项七");
        wrong.put("requiredQualification", "NO_SUCH");
        var refused = registrar.post("/api/items", wrong).expect(400);
        assertThat(refused.json().get("errors").get(0).get("field").asString()).isEqualTo("requiredQualification");
        wrong.put("requiredQualification", known.get("code").asString());
        registrar.post("/api/items", wrong).expect(201);

        var header = List.of("编码", "抽查事项", "部门", "类别", "适用对象", "检查内容及要求", "专业资格要求");
        var staged = registrar
                .upload(
                        "/api/items/imports",
                        "清单.xlsx",
                        Workbooks.of(
                                "清单",
                                List.of(
                                        header,
                                        List.of("YJ-T8", "样例", "YJ", "一般", "工贸", "台账", "没有这种资格"),
                                        List.of(
                                                "YJ-T10",
                                                "样例",
                                                "YJ",
                                                "一般",
                                                "工贸",
                                                "台账",
                                                known.get("code").asString()),
                                        List.of(
                                                "YJ-T11",
                                                "样例",
                                                "YJ",
                                                "一般",
                                                "工贸",
                                                "台账",
                                                known.get("name").asString()))))
                .expect(201)
                .json();
        assertThat(staged.get("bad").asInt()).isEqualTo(1);
        var fault = staged.get("errors").get(0);
        assertThat(fault.get("row").asInt()).isEqualTo(2);
        assertThat(fault.get("column").asString()).isEqualTo("专业资格要求");
        registrar
                .post("/api/items/imports/" + staged.get("id").asLong() + "/commit", Map.of("acceptGoodRows", true))
                .expect(200);
        for (var code : List.of("YJ-T10", "YJ-T11")) {
            assertThat(registrar
                            .get("/api/items?q=" + code)
                            .json()
                            .get("items")
                            .get(0)
                            .get("requiredQualification")
                            .asString())
                    .isEqualTo(known.get("code").asString());
        }
    }
}
