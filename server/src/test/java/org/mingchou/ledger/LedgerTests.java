package org.mingchou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class LedgerTests {

    @LocalServerPort
    int port;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Test
    void theApplicationRoleCannotChangeOrRemoveEntries() {
        assertThatThrownBy(() -> jdbc.sql("UPDATE ledger.entry SET leaf = leaf WHERE index = 0")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM ledger.entry").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aRowChangedBehindTheApplicationIsFoundAndNamed() throws Exception {
        audit.record("tests", "130111", "act-to-be-forged", "nothing/1", Map.of());
        var auditor = Api.as(port, "auditadmin");
        auditor.get("/api/ledger/other/health").expect(404);
        assertThat(auditor.get("/api/ledger/audit/health")
                        .expect(200)
                        .json()
                        .path("whole")
                        .asBoolean())
                .isTrue();
        var index = jdbc.sql("SELECT max(index) FROM ledger.act WHERE act = 'act-to-be-forged'")
                .query(Long.class)
                .single();
        var url = environment.getRequiredProperty("spring.flyway.url");
        try (var owner = DriverManager.getConnection(url, "mingchou_owner", "");
                var statement = owner.createStatement()) {
            statement.execute(
                    "UPDATE ledger.entry SET leaf = leaf || 'x'::bytea WHERE tree = 'audit' AND index = " + index);
            var health = auditor.get("/api/ledger/audit/health").expect(200).json();
            assertThat(health.path("whole").asBoolean()).isFalse();
            assertThat(health.path("disagreements").toString()).contains("第 " + index + " 条");
            statement.execute(
                    "UPDATE ledger.entry SET leaf = substring(leaf for length(leaf) - 1) WHERE tree = 'audit' AND index = "
                            + index);
        }
    }

    @Test
    void onlyTheAuditAdministratorReadsTheTrail() {
        assertThat(Api.as(port, "sysadmin").get("/api/audit").status()).isEqualTo(403);
        assertThat(Api.as(port, "auditadmin")
                        .get("/api/audit")
                        .expect(200)
                        .json()
                        .path("total")
                        .asLong())
                .isPositive();
    }

    @Test
    void theTrailIsReadByDayOfShanghaiAndUnderNames() {
        var auditor = Api.as(port, "auditadmin");
        audit.record("tests", TestDistrict.REGION, "grant-roles", "account/77", Map.of("after", List.of("REVIEWER")));
        var row = auditor.get("/api/audit?actor=tests&act=授予角色&subject=account/77")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(row.path("act").asString()).isEqualTo("grant-roles");
        assertThat(row.path("actLabel").asString()).isEqualTo("授予角色");
        assertThat(row.path("subjectLabel").asString()).isEqualTo("账号 77");
        assertThat(row.path("details").path(0).path("label").asString()).isEqualTo("改后");
        assertThat(row.path("details").path(0).path("value").asString()).isEqualTo("审核员");

        var day = Instant.parse(row.path("recordedAt").asString())
                .atZone(BusinessClock.ZONE)
                .toLocalDate();
        var here = "/api/audit?actor=tests&act=grant-roles&subject=account/77";
        assertThat(total(auditor, here + "&from=" + day + "&to=" + day)).isEqualTo(1);
        assertThat(total(auditor, here + "&from=" + day.plusDays(1))).isZero();
        assertThat(total(auditor, here + "&to=" + day.minusDays(1))).isZero();

        assertThat(auditor.get("/api/audit?from=abc").expect(400).text()).contains("应为日期");
        assertThat(auditor.get("/api/audit?from=2026-05-02&to=2026-05-01")
                        .expect(400)
                        .text())
                .contains("早于开始日期");
        auditor.get("/api/audit?to=+999999999-12-31").expect(400);
        assertThat(auditor.get("/api/audit/acts").expect(200).text()).contains("grant-roles", "授予角色");
        Api.as(port, "sysadmin").get("/api/audit/acts").expect(403);
    }

    private static long total(Api reader, String path) {
        return reader.get(path).expect(200).json().path("total").asLong();
    }

    @Test
    void theDrawTreeIsPublic() {
        assertThat(Api.anonymous(port)
                        .get("/api/ledger/draw/checkpoint")
                        .expect(200)
                        .text())
                .startsWith("mingchou.local/draw\n");
    }
}
