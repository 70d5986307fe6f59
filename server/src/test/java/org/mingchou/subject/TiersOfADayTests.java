package org.mingchou.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A frame takes each tier as it was on a day, whether it is the newest or one that was replaced since. */
@ApiTest
class TiersOfADayTests {

    private static final String SCHEME = "HEBEI_CREDIT_RISK";

    @LocalServerPort
    int port;

    @Autowired
    Subjects subjects;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aTierCountsFromItsDayUntilTheNextOne() {
        var code = SubjectDirectoryTests.code("0DAY001");
        Api.as(port, "gc-yj-registrar")
                .post(
                        "/api/subjects",
                        Map.of(
                                "name",
                                "样例分级",
                                "creditCode",
                                code,
                                "industryCode",
                                "B0610",
                                "labels",
                                List.of("NATURE_RESERVE"),
                                "tier",
                                "C",
                                "tierAsOf",
                                "2026-04-30"))
                .expect(201);
        assertThat(tier("2026-04-30")).isEqualTo("C");
        assertThat(tier("2026-04-29")).isEqualTo("null");

        grade("B", "2026-05-20");
        assertThat(tier("2026-05-01")).isEqualTo("C");
        assertThat(tier("2026-05-20")).isEqualTo("B");

        // Recorded late, of an earlier day: it replaces nothing that came after.
        grade("A", "2026-01-31");
        assertThat(tier("2026-06-01")).isEqualTo("B");
        assertThat(tier("2026-05-01")).isEqualTo("C");
        assertThat(tier("2026-02-01")).isEqualTo("A");

        // Of two of one day the one recorded last.
        grade("D", "2026-05-20");
        assertThat(tier("2026-06-01")).isEqualTo("D");
        assertThat(jdbc.sql("SELECT tier FROM subject.tier WHERE draw_id = :id AND newest")
                        .param("id", code)
                        .query(String.class)
                        .list())
                .containsExactly("D");
    }

    private void grade(String tier, String asOf) {
        jdbc.sql("""
                INSERT INTO subject.tier (subject_id, region_code, scheme, tier, as_of, source, recorded_by, recorded_at)
                SELECT id, region_code, :scheme, :tier, :asOf::date, 'test', 'test', now()
                FROM subject.subject WHERE name = '样例分级'""")
                .param("scheme", SCHEME)
                .param("tier", tier)
                .param("asOf", asOf)
                .update();
    }

    /** What a frame and a count find; they must agree. */
    private String tier(String day) {
        var rule = subjects.parse("{\"label\":\"NATURE_RESERVE\"}");
        var asOf = LocalDate.parse(day);
        var found = new ArrayList<String>();
        subjects.forEach(
                TestDistrict.NEIGHBOUR, rule, rule, SCHEME, asOf, row -> found.add(String.valueOf(row.tier())));
        assertThat(found).hasSize(1);
        var counted = subjects.countByTier(TestDistrict.NEIGHBOUR, rule, SCHEME, asOf);
        assertThat(counted).isEqualTo(Map.of(found.get(0).equals("null") ? "-" : found.get(0), 1L));
        return found.get(0);
    }
}
