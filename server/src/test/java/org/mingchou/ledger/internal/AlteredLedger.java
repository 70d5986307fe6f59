package org.mingchou.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.mingchou.ledger.VerifyLedger;

/** The database of a running server with rows changed behind its back, and what the check says of it. */
final class AlteredLedger {

    record Verified(int code, String text) {

        List<String> findings() {
            return text.lines().filter(l -> l.startsWith("不符 ")).toList();
        }
    }

    interface Tampering {
        void with(Connection connection) throws Exception;
    }

    private final String url;
    private final List<String> tables;
    private final List<String> args = new ArrayList<>();

    /**
     * @param url of the owner
     * @param tables that are put back after each change
     * @param more arguments of the check
     */
    AlteredLedger(String url, Path home, List<String> tables, List<String> more) {
        this.url = url;
        this.tables = tables;
        args.addAll(
                List.of("--mingchou.home=" + home, "--MINGCHOU_DB_URL=" + url, "--MINGCHOU_DB_OWNER=mingchou_owner"));
        args.addAll(more);
    }

    Verified verify() {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var code = VerifyLedger.run(print, print, args.toArray(String[]::new));
        return new Verified(code, out.toString(StandardCharsets.UTF_8));
    }

    private Connection superuser() throws SQLException {
        var connection = DriverManager.getConnection(url.replaceAll("user=[^&]*", "user=postgres"), "postgres", "");
        try (var statement = connection.createStatement()) {
            // Who owns the machine is bound by no constraint either.
            statement.execute("SET session_replication_role = replica");
        }
        return connection;
    }

    /** Changes rows behind the application's back, verifies, and puts the rows back. */
    Verified tampered(Tampering tampering) throws Exception {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("CREATE TABLE public." + table.replace('.', '_') + "_kept AS TABLE " + table);
            }
            try {
                tampering.with(connection);
                return verify();
            } finally {
                for (var table : tables) {
                    var kept = "public." + table.replace('.', '_') + "_kept";
                    statement.execute("DELETE FROM " + table);
                    statement.execute("INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM " + kept);
                    statement.execute("DROP TABLE " + kept);
                }
            }
        }
    }

    /** After this statement one finding holds all these words. */
    void named(String sql, String... words) throws Exception {
        var verified = tampered(connection -> {
            try (var statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        });
        assertThat(verified.code()).as(sql + "\n" + verified.text()).isEqualTo(1);
        assertThat(verified.findings())
                .as(sql)
                .anySatisfy(line -> assertThat(line).contains(words));
    }

    String text(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        }
    }

    long one(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }
}
