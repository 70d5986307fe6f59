package org.mingchou.platform.internal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the application its database before anything asks for one: the PostgreSQL named by {@code MINGCHOU_DB_URL}, or
 * else an embedded one whose files stay in {@code mingchou.home}/postgres.
 *
 * <p>Either way there are two roles: the owner migrates, the application role has no UPDATE or DELETE on evidence and
 * ledgers. With an own PostgreSQL they come from {@code deploy/postgresql.sql}.
 */
public final class DatabaseStart implements EnvironmentPostProcessor {

    private static final String OWNER = "mingchou_owner";
    private static final String APPLICATION = "mingchou_app";
    private static final String DATABASE = "mingchou";

    /** One cluster per JVM, however many contexts the tests start. */
    private static @Nullable EmbeddedPostgres running;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var url = environment.getProperty("MINGCHOU_DB_URL", "");
        var properties = new HashMap<String, Object>();
        if (url.isBlank()) {
            var cluster = start(environment);
            var database = environment.getProperty("mingchou.database.name", DATABASE);
            prepare(cluster, database);
            var local = cluster.getJdbcUrl(APPLICATION, database);
            properties.put("spring.datasource.url", local);
            properties.put("spring.datasource.username", APPLICATION);
            properties.put("spring.datasource.password", "");
            properties.put("spring.flyway.url", cluster.getJdbcUrl(OWNER, database));
            properties.put("spring.flyway.user", OWNER);
            properties.put("spring.flyway.password", "");
            properties.put("mingchou.database.embedded", "true");
            properties.put("mingchou.database.port", String.valueOf(cluster.getPort()));
        } else {
            properties.put("spring.datasource.url", url);
            properties.put("spring.datasource.username", environment.getProperty("MINGCHOU_DB_USER", APPLICATION));
            properties.put("spring.datasource.password", environment.getProperty("MINGCHOU_DB_PASSWORD", ""));
            properties.put("spring.flyway.url", url);
            properties.put("spring.flyway.user", environment.getProperty("MINGCHOU_DB_OWNER", OWNER));
            properties.put("spring.flyway.password", environment.getProperty("MINGCHOU_DB_OWNER_PASSWORD", ""));
            properties.put("mingchou.database.embedded", "false");
            // A real installation has no demo accounts and no movable clock, whatever else was configured.
            properties.put("mingchou.demo", "false");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("mingchou-database", properties));
    }

    private static synchronized EmbeddedPostgres start(ConfigurableEnvironment environment) {
        if (running != null) {
            return running;
        }
        try {
            var builder = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "100")
                    // The indexes of a frame of a million objects fit in. What is not used is not taken from the
                    // system.
                    .setServerConfig("shared_buffers", "1GB");
            // A fixed port lets a person or a script look into the embedded database.
            var port = environment.getProperty("MINGCHOU_EMBEDDED_PORT", Integer.class, 0);
            if (port > 0) {
                builder.setPort(port);
            }
            var temporary = environment.getProperty("mingchou.database.temporary", Boolean.class, false);
            if (!temporary) {
                var home =
                        Path.of(environment.getProperty("mingchou.home", "var")).toAbsolutePath();
                Files.createDirectories(home);
                builder.setDataDirectory(home.resolve("postgres").toFile())
                        .setOverrideWorkingDirectory(
                                home.resolve("postgres-binaries").toFile())
                        .setCleanDataDirectory(false);
            }
            running = builder.start();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("内置 PostgreSQL 未能启动；可设置 MINGCHOU_DB_URL 使用已有的数据库", e);
        }
    }

    private static void prepare(EmbeddedPostgres cluster, String database) {
        try (var connection = cluster.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var role : List.of(OWNER, APPLICATION)) {
                statement.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role
                        + "') THEN CREATE ROLE " + role + " LOGIN; END IF; END $$");
            }
            try (var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + database + " OWNER " + OWNER
                    + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        } catch (SQLException e) {
            throw new IllegalStateException("内置 PostgreSQL 已启动，但未能建立数据库角色", e);
        }
    }
}
