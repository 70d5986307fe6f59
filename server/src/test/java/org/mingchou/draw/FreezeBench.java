package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.TestPropertySource;

/**
 * {@code make bench}, the part with a server: from freeze to result for a million objects, over HTTP, against the way that
 * nobody can verify. Timed are the two calls that work on the frame: freeze, and compute until the drawn list, its log entry
 * and the audit entry are written. What people do between them is not, nor the dispatch of each object to three departments
 * that follows in the same transaction ({@code server-dispatch-1m}). A draw whose certificate is for the parties has a
 * salted tree beside the plain one and hashes each row five times, one that is for all two times ({@code -public}). The
 * other way is one statement on the same tables with the same join, told the quotas beforehand. All are done in turn, after
 * rounds that are not counted; figures are medians.
 * No test: the name keeps it out of the suite.
 */
@ApiTest
@Import(FreezeBench.ResultSeen.class)
@TestPropertySource(
        properties = {
            "mingchou.database.name=mingchou_bench",
            "spring.datasource.hikari.connection-init-sql=SET work_mem = '256MB'"
        })
class FreezeBench {

    private static final int OBJECTS = 1_000_000;
    private static final int ROUNDS = 5;
    /** Rounds that are not counted: the first ones are compiled while they run. */
    private static final int WARM = 3;

    private static final String SOURCE = """
            FROM subject.subject s
            LEFT JOIN subject.tier t ON t.draw_id = s.draw_id
                AND t.region_code = '130111' AND t.scheme = 'HEBEI_CREDIT_RISK' AND t.newest
            WHERE s.region_code = '130111' AND s.status = 'ACTIVE'""";

    /** Notes when the result stands, before anyone acts on it. */
    @TestComponent
    static class ResultSeen {
        private volatile long at;

        @Order(Ordered.HIGHEST_PRECEDENCE)
        @EventListener
        void computed(DrawComputed event) {
            at = System.nanoTime();
        }
    }

    @Autowired
    ResultSeen seen;

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    DataSource dataSource;

    @Test
    void freezeToResult() throws Exception {
        SampleDirectories.load(port);
        var items = new ArrayList<Map<String, Object>>();
        for (var department : List.of("yj", "sl", "st")) {
            var code = SampleDirectories.addItemForAll(port, department);
            items.add(Map.of(
                    "departmentId",
                    district.department(TestDistrict.REGION, department.toUpperCase(Locale.ROOT)),
                    "groupSize",
                    2,
                    "itemIds",
                    List.of(SampleDirectories.itemIds(port, department).get(code))));
        }
        try (var connection = owner()) {
            fill(connection);
            var parties = new Own();
            var open = new Own();
            var random = new double[ROUNDS];
            var flat = new double[ROUNDS];
            for (int round = -WARM; round < ROUNDS; round++) {
                var at = Math.max(round, 0);
                draw(items, "PUBLIC", open, at);
                var quotas = draw(items, "PARTIES", parties, at);
                random[at] = unverifiable(
                        connection,
                        "SELECT s.draw_id, t.tier, row_number() OVER"
                                + " (PARTITION BY t.tier ORDER BY random()) AS rank " + SOURCE,
                        quotas);
                flat[at] = unverifiable(
                        connection,
                        "SELECT draw_id, tier, row_number() OVER (PARTITION BY tier ORDER BY random()) AS rank FROM flat",
                        quotas);
                System.out.printf(
                        Locale.ROOT,
                        "  round %d: for parties %s, for all %s, random %.2f, random on a flat table %.2f%n",
                        round,
                        parties.round(at),
                        open.round(at),
                        random[at],
                        flat[at]);
            }
            row("server-freeze-1m", median(parties.freeze), "s", "-");
            row("server-compute-1m", median(parties.compute), "s", "-");
            row("server-dispatch-1m", median(parties.dispatch), "s", "-");
            row("server-freeze-1m-public", median(open.freeze), "s", "-");
            row("server-compute-1m-public", median(open.compute), "s", "-");
            row("server-random-1m", median(random), "s", "-");
            row("server-random-flat-1m", median(flat), "s", "-");
            row("server-times-faster-flat", median(flat) / parties.median(), "times", "-");
            var missed = row("server-times-faster-public", median(random) / open.median(), "times", ">=3")
                    + row("server-times-faster", median(random) / parties.median(), "times", ">=3");
            assertThat(missed).as("targets that are missed").isZero();
        }
    }

    /** Seconds of each round. */
    private static final class Own {
        final double[] freeze = new double[ROUNDS];
        final double[] compute = new double[ROUNDS];
        final double[] dispatch = new double[ROUNDS];

        double median() {
            return FreezeBench.median(IntStream.range(0, ROUNDS)
                    .mapToDouble(i -> freeze[i] + compute[i])
                    .toArray());
        }

        String round(int at) {
            return String.format(
                    Locale.ROOT, "freeze %.2f compute %.2f (dispatch %.2f)", freeze[at], compute[at], dispatch[at]);
        }
    }

    /** The owner's connection, with the memory that the server has. */
    private Connection owner() throws SQLException {
        try (var own = dataSource.getConnection()) {
            var url = own.getMetaData().getURL().replaceFirst("[?].*", "");
            var connection = DriverManager.getConnection(url, "mingchou_owner", "");
            try (var statement = connection.createStatement()) {
                statement.execute("SET work_mem = '256MB'");
            }
            return connection;
        }
    }

    /** Names, addresses and the like are filled as an import would: they make the rows as wide as real ones. */
    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Nobody looks for a name here, and the index takes longer to fill than all the rest.
            statement.execute("DROP INDEX subject.subject_name_grams");
            statement.execute("""
                    INSERT INTO subject.subject (draw_id, region_code, kind, status, name, credit_code, address, industry,
                                                 legal_representative, created_at)
                    SELECT id, '130111', 'ENTERPRISE', CASE WHEN n %% 50 = 7 THEN 'REVOKED' ELSE 'ACTIVE' END,
                           '样例第' || n || '机械制造有限公司', id, '石家庄市栾城区样例镇工业路' || n || '号', 'C34', '张三', now()
                    FROM (SELECT n, '91130111' || lpad((n::bigint * 7919 %% 1000003)::text, 9, '0') || 'X' AS id
                          FROM generate_series(1, %d) n) x""".formatted(OBJECTS));
            statement.execute("""
                    INSERT INTO subject.tier (subject_id, region_code, scheme, tier, as_of, source, recorded_by, recorded_at)
                    SELECT id, region_code, 'HEBEI_CREDIT_RISK',
                           (ARRAY['A', 'A', 'A', 'A', 'A', 'A', 'B', 'B', 'B', 'C'])[1 + id % 10],
                           DATE '2026-01-31', 'bench', 'bench', now()
                    FROM subject.subject WHERE name LIKE '%机械制造有限公司'""");
            statement.execute("VACUUM ANALYZE");
            statement.execute("CREATE TEMP TABLE flat AS SELECT s.draw_id, t.tier " + SOURCE);
            statement.execute("ANALYZE flat");
        }
    }

    /** Quotas and reserve of the draw by tier: what the other way shall find as well. */
    private Map<String, Integer> draw(List<Map<String, Object>> items, String audience, Own own, int round) {
        var input = SamplePlans.input(port, district);
        input.put("scope", Map.of("always", true));
        input.put("departments", items);
        input.put("audience", audience);
        var plan = SamplePlans.approved(port, input);
        People.as(port, "yj-planner");
        var start = System.nanoTime();
        var ceremony = Ceremony.freeze(port, district, plan);
        own.freeze[round] = (System.nanoTime() - start) / 1e9;
        ceremony.commitOpenReveal();
        ceremony.advance(11);
        ceremony.beacon(Ceremony.DICE).expect(200);
        start = System.nanoTime();
        ceremony.compute().expect(200);
        own.compute[round] = (seen.at - start) / 1e9;
        own.dispatch[round] = (System.nanoTime() - seen.at) / 1e9;
        waitForFairness(ceremony.drawId);
        var quotas = new java.util.TreeMap<String, Integer>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT stratum, count(*) FROM draw.drawn_row WHERE draw_id = "
                        + ceremony.drawId + " GROUP BY stratum")) {
            while (rows.next()) {
                quotas.put(rows.getString(1), rows.getInt(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(quotas.values().stream().mapToInt(i -> i).sum()).isGreaterThan(OBJECTS * 3 / 100);
        return quotas;
    }

    /** A draw is counted for the fairness page after it is done; what is timed next shall have the machine to itself. */
    private void waitForFairness(long drawId) {
        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT count(*) FROM draw.fairness_count WHERE draw_id = " + drawId)) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        });
    }

    /** Seconds until the objects stand in a table of their own, as they do after a draw. */
    private static double unverifiable(Connection connection, String numbered, Map<String, Integer> quotas)
            throws SQLException {
        var limit = new StringBuilder("CASE tier");
        quotas.forEach((tier, objects) -> limit.append(" WHEN '%s' THEN %d".formatted(tier, objects)));
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS chosen");
            var start = System.nanoTime();
            statement.execute("CREATE TEMP TABLE chosen AS SELECT * FROM (" + numbered + ") x WHERE rank <= "
                    + limit.append(" ELSE 0 END"));
            var seconds = (System.nanoTime() - start) / 1e9;
            try (var rows = statement.executeQuery("SELECT count(*) FROM chosen")) {
                rows.next();
                assertThat(rows.getInt(1))
                        .isEqualTo(quotas.values().stream().mapToInt(i -> i).sum());
            }
            return seconds;
        }
    }

    private static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static int row(String name, double value, String unit, String target)
            throws IOException, InterruptedException {
        return new ProcessBuilder("../bench/row.sh", name, String.format(Locale.ROOT, "%.2f", value), unit, target)
                .inheritIO()
                .start()
                .waitFor();
    }
}
