package org.mingchou.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/**
 * The database as its owner sees it, for commands that run beside or without the server: the one named by
 * {@code MINGCHOU_DB_URL}, or the embedded one of {@code mingchou.home}, which is started when it does not run.
 */
public final class OwnerDatabase implements AutoCloseable {

    private static final String OWNER = "mingchou_owner";
    private static final String DATABASE = "mingchou";

    private final Connection connection;
    private final @Nullable EmbeddedPostgres started;

    private OwnerDatabase(Connection connection, @Nullable EmbeddedPostgres started) {
        this.connection = connection;
        this.started = started;
    }

    /**
     * Connects.
     *
     * @throws IllegalStateException when there is no data or the database cannot be reached; the message says what to do
     */
    public static OwnerDatabase open(PropertyResolver environment, Path home) throws IOException {
        var url = environment.getProperty("MINGCHOU_DB_URL", "");
        try {
            if (!url.isBlank()) {
                return new OwnerDatabase(
                        DriverManager.getConnection(
                                url,
                                environment.getProperty("MINGCHOU_DB_OWNER", OWNER),
                                environment.getProperty("MINGCHOU_DB_OWNER_PASSWORD", "")),
                        null);
            }
            var data = home.resolve("postgres");
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                throw new IllegalStateException(
                        home + " 里没有数据库。请先用 make run 启动过一次，或用 MINGCHOU_HOME 指明数据目录，" + "或用 MINGCHOU_DB_URL 指明数据库");
            }
            var port = runningPort(data.resolve("postmaster.pid"));
            if (port > 0) {
                return new OwnerDatabase(
                        DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + DATABASE, OWNER, ""),
                        null);
            }
            var cluster = EmbeddedPostgres.builder()
                    .setDataDirectory(data.toFile())
                    .setOverrideWorkingDirectory(
                            home.resolve("postgres-binaries").toFile())
                    .setCleanDataDirectory(false)
                    .start();
            return new OwnerDatabase(
                    DriverManager.getConnection(cluster.getJdbcUrl(OWNER, DATABASE), OWNER, ""), cluster);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    url.isBlank()
                            ? "内置数据库连接不上（" + e.getMessage() + "）。若服务正在启动或停止，请稍候再试"
                            : "数据库 " + url + " 连接不上（" + e.getMessage()
                                    + "）。请核对 MINGCHOU_DB_URL、MINGCHOU_DB_OWNER、MINGCHOU_DB_OWNER_PASSWORD",
                    e);
        }
    }

    /** The port of the cluster that uses these files; 0 when none does. Its first line is a process, the fourth the port. */
    private static int runningPort(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        var lines = Files.readAllLines(file);
        try {
            var alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
            return alive ? Integer.parseInt(lines.get(3).strip()) : 0;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("内置数据库正在启动或停止，请稍候再试", e);
        }
    }

    /** The owner's connection. */
    public Connection connection() {
        return connection;
    }

    /** Disconnects, and stops the database if this started it. */
    @Override
    public void close() throws IOException {
        try (started) {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
