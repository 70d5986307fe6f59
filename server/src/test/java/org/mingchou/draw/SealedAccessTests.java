package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who reads names of a sealed draw while dispatching, matching and inspecting is named in the log, once for each person
 * (SSJ-DRAW-1 §3.7).
 */
@ApiTest
class SealedAccessTests {

    private static final List<String> DEPARTMENTS = List.of("yj", "sl", "st");

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Fairness fairness;

    @Autowired
    JdbcClient jdbc;

    private Ceremony drawn(String mode) {
        var input = SamplePlans.input(port, district);
        input.put("mode", mode);
        input.put(
                "to",
                LocalDate.parse(String.valueOf(input.get("from"))).plusDays(20).toString());
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        ceremony.draw();
        return ceremony;
    }

    @Test
    void whoReadsSealedNamesInALaterStepIsNamedOnce() {
        var ceremony = drawn("SEALED");
        assertThat(readers(ceremony)).isEmpty();
        // Numbers name nobody.
        People.as(port, "yj-admin")
                .get("/api/draws/" + ceremony.drawId + "/dispatch")
                .expect(200);
        People.as(port, "yj-admin").get("/api/worklist").expect(200);
        assertThat(readers(ceremony)).isEmpty();

        for (var department : DEPARTMENTS) {
            var ids = assignments(ceremony, department + "-admin");
            assertThat(assignments(ceremony, department + "-admin")).isEqualTo(ids);
            People.as(port, department + "-admin")
                    .post("/api/assignments/confirm", Map.of("ids", ids))
                    .expect(200);
        }
        assertThat(readers(ceremony))
                .containsExactly(entry("YJ", "yj-admin"), entry("SL", "sl-admin"), entry("ST", "st-admin"));
        // The next person of the same department is another reader; who sees no row is none.
        assignments(ceremony, "yj-approver");
        assertThat(People.as(port, "gc-yj-admin")
                        .get("/api/assignments?drawId=" + ceremony.drawId)
                        .expect(200)
                        .json()
                        .get("total")
                        .asLong())
                .isZero();
        assertThat(readers(ceremony)).hasSize(4).last().isEqualTo(entry("YJ", "yj-approver"));

        ceremony.as("yj-planner")
                .post("/api/draws/" + ceremony.drawId + "/close-confirmations")
                .expect(204);
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        for (var department : DEPARTMENTS) {
            var admin = People.as(port, department + "-admin");
            admin.post("/api/assignments/claim", Map.of("ids", assignments(ceremony, department + "-admin")))
                    .expect(200);
            admin.post("/api/draws/" + ceremony.drawId + "/pools/" + department.toUpperCase(java.util.Locale.ROOT)
                            + "/match")
                    .expect(200);
        }
        var before = readers(ceremony);
        assertThat(before).hasSize(4);
        People.as(port, "sl-approver")
                .get("/api/groups?drawId=" + ceremony.drawId)
                .expect(200);
        assertThat(readers(ceremony)).hasSize(5).last().isEqualTo(entry("SL", "sl-approver"));

        var visits = People.as(port, "yj-reviewer")
                .get("/api/visits?planId=" + ceremony.planId)
                .expect(200)
                .json();
        assertThat(visits.get("total").asLong()).isPositive();
        assertThat(readers(ceremony)).hasSize(6).last().isEqualTo(entry("YJ", "yj-reviewer"));
        // One sheet is enough, and its paper as well.
        var visit = visits.get("items").get(0).get("id").asLong();
        People.as(port, "supervisor").get("/api/visits/" + visit + "/sheet.pdf").expect(200);
        assertThat(readers(ceremony)).hasSize(7);
        People.as(port, "supervisor").get("/api/visits/" + visit).expect(200);
        People.as(port, "st-reviewer")
                .get("/api/sections?planId=" + ceremony.planId)
                .expect(200);
        assertThat(readers(ceremony)).hasSize(8).last().isEqualTo(entry("ST", "st-reviewer"));

        // Nor do sums tell where the names lie, as long as they are sealed.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("""
                                SELECT count(*) FROM draw.draw d WHERE d.computed_at IS NOT NULL AND d.state <> 'VOID'
                                AND NOT EXISTS (SELECT FROM draw.fairness_count c WHERE c.draw_id = d.id)""").query(Long.class).single() == 0);
        var counted = fairness.publicTable(TestDistrict.REGION).draws();
        ceremony.advance(21 * 24 * 60);
        ceremony.as("yj-planner").post(ceremony.path("/unseal")).expect(200);
        assertThat(fairness.publicTable(TestDistrict.REGION).draws()).isEqualTo(counted + 1);
        People.as(port, "yj-followup")
                .get("/api/visits?planId=" + ceremony.planId)
                .expect(200);
        assertThat(readers(ceremony)).hasSize(8);
    }

    @Test
    void anOpenDrawNamesNoReader() {
        var ceremony = drawn("OPEN");
        assignments(ceremony, "yj-admin");
        assertThat(readers(ceremony)).isEmpty();
    }

    private List<Long> assignments(Ceremony ceremony, String username) {
        var ids = People.as(port, username)
                .get("/api/assignments?size=100&drawId=" + ceremony.drawId)
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(a -> a.get("id").asLong())
                .toList();
        assertThat(ids).isNotEmpty();
        return ids;
    }

    private String entry(String department, String username) {
        return department + "|" + URLEncoder.encode(district.actor(username).displayName(), StandardCharsets.UTF_8);
    }

    /** The payloads of ACCESS, as the public log holds them, without the act. */
    private List<String> readers(Ceremony ceremony) {
        var prefix = "SSJ-LOG-1|ACCESS|" + ceremony.drawNo + "|READ|";
        return Api.anonymous(port)
                .get("/api/ledger/draw/entries?from=0&to=1000")
                .expect(200)
                .json()
                .valueStream()
                .map(e -> new String(Base64.getDecoder().decode(e.get("leaf").asString()), StandardCharsets.US_ASCII))
                .filter(l -> l.startsWith(prefix))
                .map(l -> l.substring(prefix.length()))
                .toList();
    }
}
