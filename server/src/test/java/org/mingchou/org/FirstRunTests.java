package org.mingchou.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingchou.MingchouApplication;
import org.mingchou.testing.Api;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A real installation: an own PostgreSQL, no demo, three administrators by three people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstRunTests {

    private EmbeddedPostgres ownDatabase;
    private ConfigurableApplicationContext application;
    private int port;

    @BeforeAll
    void install() throws Exception {
        ownDatabase = EmbeddedPostgres.builder().start();
        try (var connection = ownDatabase.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE mingchou_owner LOGIN");
            statement.execute("CREATE ROLE mingchou_app LOGIN");
            statement.execute("CREATE DATABASE mingchou OWNER mingchou_owner");
        }
        application = SpringApplication.run(
                MingchouApplication.class,
                "--MINGCHOU_DB_URL=jdbc:postgresql://localhost:" + ownDatabase.getPort() + "/mingchou",
                "--mingchou.demo=true",
                "--mingchou.home=target/first-run-home",
                "--server.port=0");
        port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @AfterAll
    void remove() throws Exception {
        application.close();
        ownDatabase.close();
    }

    @Test
    void thereIsNoDemoAndTheWizardMakesThreeAdministratorsOnce() {
        var api = Api.anonymous(port);
        assertThat(api.post("/api/session", Map.of("username", "yj-planner", "password", "mingchou-2026"))
                        .status())
                .isEqualTo(401);
        assertThat(api.get("/api/setup").expect(200).json().path("needed").asBoolean())
                .isTrue();
        assertThat(api.post("/api/setup", setup("short")).problem()).isEqualTo("password-too-weak");
        assertThat(api.get("/api/setup").json().path("needed").asBoolean()).isTrue();

        api.post("/api/setup", setup("a-long-password-1")).expect(201);
        assertThat(api.get("/api/setup").json().path("needed").asBoolean()).isFalse();
        var again = api.post("/api/setup", setup("a-long-password-1"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("already-set-up");

        var session = api.post("/api/session", Map.of("username", "xt", "password", "a-long-password-1"))
                .expect(200)
                .json();
        assertThat(session.path("roles").toString()).isEqualTo("[\"SYSTEM_ADMIN\"]");
        assertThat(session.path("demo").asBoolean()).isFalse();
        assertThat(api.get("/api/demo/clock").status()).isEqualTo(404);
    }

    private static Map<String, Object> setup(String password) {
        return Map.of(
                "regionCode", "130111",
                "regionName", "石家庄市栾城区",
                "systemAdmin", Map.of("username", "xt", "displayName", "系统管理员", "password", password),
                "securityAdmin", Map.of("username", "aq", "displayName", "安全管理员", "password", password),
                "auditAdmin", Map.of("username", "sj", "displayName", "审计管理员", "password", password));
    }
}
