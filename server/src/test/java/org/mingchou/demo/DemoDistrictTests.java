package org.mingchou.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.item.Items;
import org.mingchou.officer.Officers;
import org.mingchou.org.Departments;
import org.mingchou.shared.CreditCode;
import org.mingchou.subject.Subjects;
import org.mingchou.testing.Api;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The district as {@code make run} brings it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "mingchou.database.temporary=true",
            "mingchou.database.name=mingchou_demo",
            "mingchou.home=target/test-home-${mingchou.test.fork:0}",
            "mingchou.demo=true",
            "mingchou.sign-in.per-minute=100000"
        })
class DemoDistrictTests {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);

    @LocalServerPort
    int port;

    @Autowired
    Subjects subjects;

    @Autowired
    Officers officers;

    @Autowired
    Items items;

    @Autowired
    Departments departments;

    @Test
    void isLargeEnoughAndGradedAsHebeiIs() {
        var tiers = subjects.countByTier(
                "130111", subjects.parse("{\"always\":true}"), "HEBEI_CREDIT_RISK", LocalDate.of(2026, 5, 13));
        var graded = tiers.entrySet().stream()
                .filter(e -> !e.getKey().equals("-"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(graded).isEqualTo(6000);
        assertThat(tiers.getOrDefault("B", 0L) * 100.0 / graded).isBetween(91.0, 93.0);
        assertThat(tiers.getOrDefault("D", 0L)).isPositive();
        assertThat(departments.regionName("130109")).isEqualTo("石家庄市藁城区");
    }

    @Test
    void givesEveryObjectOfThePlanAnItem() {
        var ids = new HashSet<String>();
        var scope = subjects.parse("{\"label\":\"EMERGENCY_MANAGEMENT\"}");
        subjects.forEach("130111", scope, scope, "HEBEI_CREDIT_RISK", LAST_DAY, row -> ids.add(row.drawId()));
        assertThat(ids)
                .hasSizeBetween(1400, 1600)
                .allMatch(id -> CreditCode.parse(id)
                        .filter(code -> code.warning().isEmpty())
                        .isPresent());
        var inspecting = departments.inRegion("130111").stream()
                .map(Departments.Department::id)
                .toList();
        var all = items.inForce(inspecting, LocalDate.of(2026, 5, 11));
        assertThat(all).hasSize(23);
        var covered = new HashSet<String>();
        all.forEach(item -> covered.addAll(subjects.covered(item.applicability(), ids)));
        assertThat(covered).isEqualTo(ids);
    }

    @Test
    void hasOfficersWhoseCertificatesLapsedAndARareQualification() {
        var pools = departments.inRegion("130111").stream()
                .flatMap(d -> officers.pool(d.id()).stream())
                .toList();
        assertThat(pools).hasSize(90).allMatch(o -> o.accountId() != null);
        assertThat(pools).filteredOn(o -> !o.certificateValidOn(LAST_DAY)).hasSizeBetween(5, 20);
        assertThat(pools)
                .filteredOn(o -> o.qualifications().contains("HAZCHEM_INSPECTOR"))
                .hasSize(2);
    }

    @Test
    void letsPeopleInAndStartsOnThePlansDay() {
        var session =
                Api.as(port, "yj-officer-30").get("/api/session").expect(200).json();
        assertThat(session.get("today").asString()).isEqualTo("2026-05-13");
        Api.as(port, "gc-yj-planner").get("/api/subjects").expect(200);
        assertThat(Api.as(port, "supervisor")
                        .get("/api/officers")
                        .expect(200)
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(90);
    }
}
