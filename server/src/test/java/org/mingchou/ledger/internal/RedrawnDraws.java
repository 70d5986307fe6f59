package org.mingchou.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.mingchou.draw.PartyKeyActs;
import org.mingchou.draw.WholeChain;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.TestHome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * One draw whose log holds everything in clear, and one whose log holds hashes and whose second seed needed dice: for the
 * tests of what {@code make verify} draws again. Setting them up takes longer than the tests.
 */
@ApiTest
@TestPropertySource(
        properties = {
            "mingchou.database.name=redrawn",
            "mingchou.ledger.every-seconds=86400",
            "mingchou.ledger.audit-every-seconds=86400"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedrawnDraws {

    private static final List<String> TABLES = List.of(
            "draw.draw",
            "draw.party_key",
            "draw.party_key_decision",
            "draw.party",
            "draw.commitment",
            "draw.reveal",
            "draw.beacon_entry",
            "draw.frame_stratum",
            "draw.fairness_count",
            "draw.fairness_cell",
            "draw.audited_exclusion",
            "draw.pool",
            "draw.reserve_order",
            "draw.substitute",
            "draw.withheld",
            "draw.pool_match",
            "draw.verdict",
            "draw.outside_verifier",
            "draw.outside_verifier_check",
            "draw.list_reader",
            "draw.unsealing",
            "dispatch.dispatched_draw",
            "dispatch.drop_out",
            "dispatch.assignment",
            "dispatch.without_items",
            "matching.pool",
            "matching.staff_group",
            "matching.replacement");

    static final Path HOME = TestHome.fresh("redrawn-home");

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    LogRound round;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    /** Of the first class that came: the draws are made once, however many classes look at them. */
    private static @Nullable RedrawnDraws first;

    AlteredLedger ledger;
    long open;
    long sealed;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        registry.add("mingchou.home", HOME::toString);
    }

    @BeforeAll
    void twoDraws() throws InterruptedException {
        if (first != null) {
            ledger = first.ledger;
            open = first.open;
            sealed = first.sealed;
            return;
        }
        PartyKeyActs.replaced(port, "supervisor");
        // Every department has a task at every object, or a draw now and then would leave one without any.
        SampleDirectories.load(port);
        SampleDirectories.addItemForAll(port, "sl");
        SampleDirectories.addItemForAll(port, "st");
        open = WholeChain.run(port, district, 1, "OPEN", "PUBLIC", false).drawId;
        sealed = WholeChain.run(port, district, 2, "SEALED", "PARTIES", true).drawId;
        counted();
        round.settle();
        round.run(Tree.DRAW);
        round.run(Tree.AUDIT);
        ledger = new AlteredLedger(environment.getRequiredProperty("spring.flyway.url"), HOME, TABLES, List.of());
        first = this;
    }

    /** The fairness page is counted beside the requests. */
    private void counted() throws InterruptedException {
        for (int i = 0; i < 300 && count("draw.fairness_count") < 2; i++) {
            Thread.sleep(100);
        }
        assertThat(count("draw.fairness_count")).isEqualTo(2);
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    List<Long> both() {
        return List.of(open, sealed);
    }

    /** The check sees an untouched row as right, so what it names here is the change. */
    void changed(String table, String where, List<String> columns, String... words) throws Exception {
        for (var column : columns) {
            var cut = column.indexOf('=');
            var name = column.substring(0, cut).strip();
            var named = Arrays.copyOf(words, words.length + 2);
            named[words.length] = table;
            named[words.length + 1] = name;
            ledger.named(
                    "UPDATE " + table + " SET " + name + " = " + column.substring(cut + 1) + " WHERE " + where, named);
        }
    }

    void deleted(String table, String where, String... words) throws Exception {
        var named = Arrays.copyOf(words, words.length + 2);
        named[words.length] = table;
        named[words.length + 1] = " 缺 ";
        ledger.named("DELETE FROM " + table + " WHERE " + where, named);
    }

    static final String DAY = " + interval '1 day'";
}
