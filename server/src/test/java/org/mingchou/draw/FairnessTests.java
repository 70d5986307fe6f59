package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.Fairness.Dimension;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.Workbooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** One draw in a district of its own, counted into the fairness tables. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=mingchou_fairness")
class FairnessTests {

    private static long drawId;

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Fairness fairness;

    @Autowired
    Draws draws;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void oneDraw() throws InterruptedException {
        if (drawId != 0) {
            return;
        }
        SampleDirectories.load(port);
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("统一社会信用代码", "名称", "地址", "行业代码", "成立日期"));
        for (int n = 1; n <= SampleDirectories.OBJECTS; n++) {
            var town = n % 2 == 0 ? "样例镇" : n % 40 == 1 ? "偏远乡" : "范例街道";
            rows.add(List.of(
                    SampleDirectories.code(n),
                    "样例第" + n + "机械有限公司",
                    "石家庄市栾城区" + town + "示例路" + n + "号",
                    n % 4 == 0 ? "F5211" : "C3311",
                    n % 3 == 0 ? "2024-06-01" : "2001-06-01"));
        }
        var registrar = People.as(port, "yj-registrar");
        var staged = registrar
                .upload("/api/subjects/imports", "subjects.xlsx", Workbooks.of("Sheet1", rows))
                .expect(201)
                .json();
        assertThat(staged.path("bad").asInt()).as(staged.toString()).isZero();
        registrar
                .post("/api/subjects/imports/" + staged.get("id").asLong() + "/commit", Map.of("acceptGoodRows", false))
                .expect(200);
        assertThat(fairness.publicTable(TestDistrict.REGION).draws()).isZero();
        assertThat(Api.anonymous(port).get("/fairness").expect(200).text()).contains("还没有完成的抽取");
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, SamplePlans.input(port, district)));
        ceremony.draw();
        drawId = ceremony.drawId;
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (fairness.publicTable(TestDistrict.REGION).draws() == 0 && System.nanoTime() < until) {
            Thread.sleep(100);
        }
    }

    @Test
    void everyDimensionCountsEveryObjectAndEveryDrawnOneOnce() {
        var table = fairness.fullTable(TestDistrict.REGION);
        assertThat(table.draws()).isEqualTo(1);
        assertThat(table.eligible()).isEqualTo(318);
        assertThat(table.drawn()).isEqualTo(15);
        for (var dimension : Dimension.values()) {
            var groups = table.groups().stream()
                    .filter(g -> g.dimension() == dimension)
                    .toList();
            assertThat(groups.stream().mapToLong(Fairness.Group::eligible).sum())
                    .as("eligible by " + dimension)
                    .isEqualTo(318);
            assertThat(groups.stream().mapToLong(Fairness.Group::drawn).sum())
                    .as("drawn by " + dimension)
                    .isEqualTo(15);
            assertThat(groups.stream().mapToDouble(Fairness.Group::expected).sum())
                    .as("expected by " + dimension)
                    .isCloseTo(15, org.assertj.core.api.Assertions.within(1e-6));
        }
    }

    /** Counted again from the drawn list and the way the objects were made up. */
    @Test
    void theGroupsAreThoseOfTheDirectory() {
        var expected = new TreeMap<String, Long>();
        for (var row : draws.rows(drawId, "DRAWN")) {
            int n = Integer.parseInt(row.objectId().substring(10, 17));
            expected.merge("INDUSTRY " + (n % 4 == 0 ? "F" : "C"), 1L, Long::sum);
            expected.merge("DISTRICT " + (n % 2 == 0 ? "样例镇" : n % 40 == 1 ? "偏远乡" : "范例街道"), 1L, Long::sum);
            expected.merge("AGE " + (n % 3 == 0 ? "01" : "10"), 1L, Long::sum);
            expected.merge("TIER " + row.stratum(), 1L, Long::sum);
        }
        var counted = new TreeMap<String, Long>();
        fairness.fullTable(TestDistrict.REGION).groups().stream()
                .filter(g -> g.dimension() != Dimension.POSITION && g.drawn() > 0)
                .forEach(g -> counted.put(g.dimension() + " " + ageless(g), g.drawn()));
        assertThat(counted).isEqualTo(expected);
    }

    /** Objects of 2024 are one, two or three years old by the day on which the test runs. */
    private static String ageless(Fairness.Group g) {
        return g.dimension() == Dimension.AGE && !g.group().equals("10") ? "01" : g.group();
    }

    @Test
    void thePublicTableHoldsNoTierAndNoSmallGroup() {
        var table = fairness.publicTable(TestDistrict.REGION);
        assertThat(table.groups()).isNotEmpty().allSatisfy(g -> {
            assertThat(g.dimension()).isNotEqualTo(Dimension.TIER);
            assertThat(g.eligible()).isGreaterThanOrEqualTo(30);
        });
        assertThat(table.groups().stream().map(Fairness.Group::group)).doesNotContain("偏远乡");
        var page = Api.anonymous(port).get("/fairness").expect(200).text();
        assertThat(page)
                .contains("若完全随机，出现这么大或更大偏差的机会", "制造业", "样例镇", "1</b> 次", "霍尔姆")
                .doesNotContain("偏远乡", "TIER", "A 级", "<script", "style=\"");
    }

    @Test
    void onlyTheSupervisorReadsTiers() {
        var supervisor =
                People.as(port, "supervisor").get("/api/fairness").expect(200).json();
        assertThat(supervisor.get("groups").toString()).contains("\"dimension\":\"TIER\",\"group\":\"D\"");
        for (var other : List.of("yj-planner", "yj-approver", "witness", "sysadmin")) {
            People.as(port, other).get("/api/fairness").expect(403);
        }
        Api.anonymous(port).get("/api/fairness").expect(401);
        assertThat(People.as(port, "gc-supervisor")
                        .get("/api/fairness")
                        .expect(200)
                        .json()
                        .get("draws")
                        .asInt())
                .isZero();
    }

    @Test
    void thePageComputesNothingAnew() {
        var before = cells();
        Api.anonymous(port).get("/fairness").expect(200);
        assertThat(cells()).isEqualTo(before).isPositive();
    }

    private long cells() {
        return jdbc.sql("SELECT count(*) FROM draw.fairness_cell")
                .query(Long.class)
                .single();
    }
}
