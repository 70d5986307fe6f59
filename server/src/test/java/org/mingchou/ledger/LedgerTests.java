package org.mingchou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
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
    void theDrawTreeIsPublic() {
        assertThat(Api.anonymous(port)
                        .get("/api/ledger/draw/checkpoint")
                        .expect(200)
                        .text())
                .startsWith("mingchou.local/draw\n");
    }
}
