package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.Workbooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What the planner is told before anyone commits, in a district in which nothing else draws. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=mingchou_pre_freeze")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreFreezeTests {

    private static String firstDraw = "";

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    private JsonNode checks(long planId) {
        return People.as(port, "yj-planner")
                .get("/api/plans/" + planId + "/pre-freeze")
                .expect(200)
                .json();
    }

    private static JsonNode check(JsonNode report, String key) {
        return report.get("checks")
                .valueStream()
                .filter(c -> c.get("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String level(JsonNode report, String key) {
        return check(report, key).get("level").asString();
    }

    @Test
    @Order(1)
    void theFirstFrameHasNothingToCompareAndItsQuotasAreThoseOfTheDraw() {
        var input = SamplePlans.input(port, district);
        // A floor of a tenth lifts the quotas above what the ratios alone give.
        input.put(
                "ratio",
                Map.of(
                        "byTier",
                        Map.of("A", 100, "B", 300, "C", 1000, "D", 3000, "N", 300),
                        "floorMode",
                        "OVERALL",
                        "floor",
                        1000,
                        "reserve",
                        5000,
                        "base",
                        "ALL"));
        var planId = SamplePlans.approved(port, input);
        var report = checks(planId);
        assertThat(report.get("previous").isNull()).isTrue();
        assertThat(level(report, "changes")).isEqualTo("OK");
        assertThat(check(report, "changes").get("finding").asString()).contains("首次");
        assertThat(report.get("rows").asInt()).isEqualTo(SampleDirectories.OBJECTS);
        assertThat(report.get("eligible").asInt()).isEqualTo(318);
        assertThat(report.get("exclusions").toString()).contains("{\"code\":\"X02\",\"tier\":\"B\",\"objects\":2}");
        assertThat(level(report, "tier-age")).isEqualTo("OK");
        assertThat(level(report, "officers")).isEqualTo("OK");
        // Six officers each, one of them with a certificate that has ended.
        assertThat(report.get("departments")).hasSize(3).allSatisfy(d -> {
            assertThat(d.get("officers").asInt()).isEqualTo(5);
            assertThat(d.get("expired").asInt()).isEqualTo(1);
        });
        // 32 drawn, all of them with something for YJ: 32 × 2 seats ÷ 5 officers.
        assertThat(report.get("departments").get(0).get("visitsEach").asDouble())
                .isEqualTo(12.8);
        assertThat(report.get("itemsWithoutObject")
                        .valueStream()
                        .map(i -> i.get("name").asString()))
                .containsExactly("对围垦河道审批的后续监管（样例）");
        assertThat(level(report, "items")).isEqualTo("LOOK");
        assertThat(check(report, "items").get("advice").asString()).contains("核对");

        var ceremony = Ceremony.freeze(port, district, planId);
        firstDraw = ceremony.drawNo;
        var drawn = ceremony.draw();
        for (var quota : drawn.get("quotas")) {
            var expected = report.get("tiers")
                    .valueStream()
                    .filter(t -> t.get("tier").equals(quota.get("tier")))
                    .findFirst()
                    .orElseThrow();
            assertThat(expected.get("quota").asLong())
                    .as("quota of " + quota.get("tier"))
                    .isEqualTo(quota.get("quota").asLong())
                    .isEqualTo(quota.get("drawn").asLong());
        }
        assertThat(level(checks(planId), "drawn-already")).isEqualTo("STOP");
        assertThat(Api.anonymous(port).get("/draws/" + firstDraw).text()).doesNotContain("与上次名单相比");
    }

    @Test
    @Order(2)
    void whatChangedSinceTheLastDrawIsCountedAndTheCountsArePublic() {
        People.as(port, "yj-planner")
                .post("/api/demo/clock/advance", Map.of("minutes", 31 * 24 * 60))
                .expect(200);
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("统一社会信用代码", "名称", "登记状态", "监管标签", "取消标签", "信用风险等级", "等级评定日期"));
        // One comes, one goes, one dies, and one is moved up with a date that looks old enough.
        rows.add(List.of(SampleDirectories.code(321), "样例第321机械有限公司", "存续", "应急管理领域、工贸", "", "B", "2026-01-31"));
        rows.add(List.of(SampleDirectories.code(22), "样例第22机械有限公司", "", "", "应急管理领域", "", ""));
        rows.add(List.of(SampleDirectories.code(23), "样例第23机械有限公司", "注销", "", "", "", ""));
        rows.add(List.of(SampleDirectories.code(24), "样例第24机械有限公司", "", "", "", "D", "2026-02-01"));
        var registrar = People.as(port, "yj-registrar");
        var staged = registrar
                .upload("/api/subjects/imports", "subjects.xlsx", Workbooks.of("Sheet1", rows))
                .expect(201)
                .json();
        assertThat(staged.path("bad").asInt()).as(staged.toString()).isZero();
        registrar
                .post("/api/subjects/imports/" + staged.get("id").asLong() + "/commit", Map.of("acceptGoodRows", false))
                .expect(200);

        var planId = SamplePlans.approved(port, SamplePlans.input(port, district));
        var report = checks(planId);
        var previous = report.get("previous");
        assertThat(previous.get("drawNo").asString()).isEqualTo(firstDraw);
        assertThat(previous.get("sameScope").asBoolean()).isTrue();
        assertThat(previous.get("added").asInt()).isEqualTo(1);
        assertThat(previous.get("removed").asInt()).isEqualTo(1);
        assertThat(previous.get("statusMoves").toString()).isEqualTo("[{\"from\":\"E\",\"to\":\"X02\",\"objects\":1}]");
        assertThat(previous.get("tierMoves").toString()).isEqualTo("[{\"from\":\"B\",\"to\":\"D\",\"objects\":1}]");
        assertThat(level(report, "changes")).isEqualTo("LOOK");
        assertThat(report.get("recentTierMoves").toString())
                .contains("{\"from\":\"B\",\"to\":\"D\",\"objects\":1}")
                .contains("{\"from\":\"-\",\"to\":\"B\",\"objects\":1}");
        assertThat(level(report, "recent-tier-moves")).isEqualTo("LOOK");

        var ceremony = Ceremony.freeze(port, district, planId);
        var page = Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo)
                .expect(200)
                .text()
                .replaceAll("<[^>]+>", "");
        assertThat(page).contains("新增 1 家，减少 1 家，参加与否或理由改变 1 家").contains(firstDraw);
        assertThat(page).doesNotContain("B→D", "等级改变", "调级");
        assertThat(page).contains("X02");
    }

    @Test
    @Order(3)
    void whatWouldRefuseAFreezeIsSaidBeforehand() {
        var young = SamplePlans.input(port, district);
        young.put("tierAsOf", young.get("from"));
        young.put("ratio", Map.of("byTier", Map.of("A", 100), "floor", 300));
        var planId = SamplePlans.approved(port, young);
        People.as(port, "sl-admin")
                .post(
                        "/api/plans/" + planId + "/exclusions",
                        Map.of("objectId", SampleDirectories.code(11), "code", "X01", "note", "本年度已受检，达到频次上限"))
                .expect(201);
        var report = checks(planId);
        for (var key : List.of("tier-age", "quota", "exclusions")) {
            assertThat(level(report, key)).as(key).isEqualTo("STOP");
            assertThat(check(report, key).get("levelLabel").asString()).isEqualTo("先处理");
            assertThat(check(report, key).get("advice").asString()).as(key).isNotBlank();
        }
        var narrow = checks(SamplePlans.approved(port, SamplePlans.narrowInput(port, district)));
        assertThat(narrow.get("objectsWithoutItem").asInt()).isPositive();
        assertThat(level(narrow, "objects")).isEqualTo("LOOK");
    }

    @Test
    @Order(4)
    void onlyThePlannerOfTheLeadDepartmentReadsIt() {
        var planId = SamplePlans.approved(port, SamplePlans.input(port, district));
        var path = "/api/plans/" + planId + "/pre-freeze";
        assertThat(People.as(port, "sl-planner").get(path).expect(403).problem())
                .isEqualTo("lead-department-only");
        People.as(port, "yj-admin").get(path).expect(403);
        People.as(port, "supervisor").get(path).expect(403);
        People.as(port, "gc-yj-planner").get(path).expect(404);
        Api.anonymous(port).get(path).expect(401);
    }
}
