package org.mingchou.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.draw.Ceremony;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.ledger.DrawLog;
import org.mingchou.ledger.VerifyLedger;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MerkleFrontier;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;
import org.mingchou.sampler.Params;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.TestHome;
import org.mingchou.testing.WitnessProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * A ledger with two witnesses of other houses, each a process of its own, and the check of {@code make verify} against
 * every way in which the owner of the database might change it.
 */
@ApiTest
@TestPropertySource(
        properties = {
            "mingchou.database.name=witnessed",
            "mingchou.ledger.every-seconds=86400",
            "mingchou.ledger.audit-every-seconds=86400",
            "mingchou.ledger.sm2=true"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessedLedgerTests {

    private static final String ORIGIN = "mingchou.local";
    private static final List<String> TABLES = List.of(
            "ledger.entry",
            "ledger.head",
            "ledger.checkpoint",
            "ledger.cosignature",
            "ledger.tile",
            "ledger.act",
            "draw.draw",
            "draw.draw_number",
            "draw.log_entry",
            "draw.commitment",
            "draw.reveal",
            "draw.beacon_entry",
            "draw.beacon_unlogged",
            "draw.drawn_row",
            "draw.audited_exclusion",
            "draw.frame_code",
            "draw.verdict");

    private static final Path HOME = TestHome.fresh("witnessed-home");
    private static final KeyPair LOG_KEY = freshKey();
    private static final List<WitnessProcess> WITNESSES = new ArrayList<>();
    private static final List<String> WITNESS_KEYS = new ArrayList<>();

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    AuditTrail audit;

    @Autowired
    DrawLog log;

    @Autowired
    LogRound round;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path directory;

    private String drawNo = "";
    private long drawId;

    @DynamicPropertySource
    static void witnesses(DynamicPropertyRegistry registry) throws Exception {
        var keys = Files.createDirectories(HOME.resolve("keys"));
        Files.write(keys.resolve("log.key"), LOG_KEY.getPrivate().getEncoded());
        Files.write(keys.resolve("log.pub"), LOG_KEY.getPublic().getEncoded());
        var logs =
                List.of(signer(Tree.DRAW).key().text(), signer(Tree.AUDIT).key().text());
        for (int i = 0; i < 2; i++) {
            var folder = HOME.resolve("witness" + i);
            WITNESS_KEYS.add(WitnessProcess.init(folder, "w" + i + ".example", logs));
            WITNESSES.add(WitnessProcess.serve(folder));
            var prefix = "mingchou.ledger.witnesses[" + i + "].";
            var number = i;
            registry.add(prefix + "url", () -> WITNESSES.get(number).url());
            registry.add(prefix + "key", () -> WITNESS_KEYS.get(number));
        }
        registry.add("mingchou.home", () -> HOME.toString());
        registry.add("mingchou.ledger.export", () -> HOME.resolve("log").toString());
    }

    private static KeyPair freshKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NoteSigner signer(Tree tree) {
        return NoteSigner.log(ORIGIN + "/" + tree.id(), LOG_KEY);
    }

    @BeforeAll
    void aDrawAndSomeActs() throws Exception {
        var plan = new HashMap<>(SamplePlans.input(port, district));
        // Numbers are counted over all tests and end at 99; this database has no other plan.
        plan.put("number", 1);
        var planId = SamplePlans.approved(port, plan);
        var ceremony = Ceremony.freeze(port, district, planId);
        drawId = ceremony.drawId;
        drawNo = ceremony.draw().get("drawNo").asString();
        // Enough for full tiles in both trees, and for an entry that lies in none.
        for (int i = 0; i < 300; i++) {
            audit.record("tests", "130111", "act-" + i, "nothing/" + i, Map.of("count", i));
        }
        settleAndRun();
    }

    private void settleAndRun() throws InterruptedException {
        round.settle();
        round.run(Tree.DRAW);
        round.run(Tree.AUDIT);
    }

    @AfterAll
    static void stop() {
        WITNESSES.forEach(WitnessProcess::close);
    }

    private AlteredLedger altered() {
        var witnesses = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            witnesses.add("--mingchou.ledger.witnesses[" + i + "].url="
                    + WITNESSES.get(i).url());
            witnesses.add("--mingchou.ledger.witnesses[" + i + "].key=" + WITNESS_KEYS.get(i));
        }
        return new AlteredLedger(environment.getRequiredProperty("spring.flyway.url"), HOME, TABLES, witnesses);
    }

    private AlteredLedger.Verified verify() {
        return altered().verify();
    }

    private AlteredLedger.Verified tampered(AlteredLedger.Tampering tampering) throws Exception {
        return altered().tampered(tampering);
    }

    private void named(String sql, String... words) throws Exception {
        altered().named(sql, words);
    }

    private long one(String sql) throws SQLException {
        return altered().one(sql);
    }

    @Test
    void untouchedTheLedgerIsWhole() {
        var verified = verify();
        assertThat(verified.text()).contains("账本完好", "相符 draw", "相符 audit", "见证人 w0.example", "导出副本");
        assertThat(verified.text()).doesNotContain("未核对");
        assertThat(verified.code()).isZero();
    }

    @Test
    void bothWitnessesStandInTheStandingTheCertificateAndTheTimes() throws IOException {
        var standing = log.standing();
        assertThat(standing.mark()).isNull();
        assertThat(standing.sm2Key()).startsWith(ORIGIN + "/draw+");
        assertThat(standing.witnesses()).hasSize(2).allSatisfy(w -> {
            assertThat(w.size()).isEqualTo(standing.size());
            assertThat(w.trouble()).isNull();
        });
        assertThat(log.cosignedAt(drawNo))
                .extracting(DrawLog.Cosigned::witness)
                .containsExactlyInAnyOrder("w0.example", "w1.example");
        assertThat(log.cosignedAt("130111-2026-999999")).isEmpty();
        assertThat(log.cosignedAt(standing.size())).isEmpty();

        var published = People.as(port, "yj-planner")
                .get("/log/draw/checkpoint")
                .expect(200)
                .text();
        var note = Checkpoint.parse("published", published.getBytes(StandardCharsets.UTF_8));
        var keys = List.of(
                signer(Tree.DRAW).key(), NoteKey.parse(WITNESS_KEYS.get(0)), NoteKey.parse(WITNESS_KEYS.get(1)));
        assertThat(Checkpoint.verify(note, keys)).hasSize(3);
        var unchecked = Checkpoint.unchecked(note, keys);
        assertThat(unchecked).hasSize(1);
        assertThat(Sm2Key.verify(
                        Objects.requireNonNull(standing.sm2Key()),
                        unchecked.get(0).line(),
                        note.text()))
                .isTrue();
        assertThat(Sm2Key.verify(
                        Objects.requireNonNull(standing.sm2Key()),
                        unchecked.get(0).line(),
                        note.text() + "x"))
                .isFalse();

        var zip = directory.resolve("certificate.zip");
        Files.write(
                zip,
                People.as(port, "yj-planner")
                        .get("/api/draws/" + drawId + "/certificate.zip")
                        .expect(200)
                        .body());
        var verification = Certificate.verify(zip, Optional.of(keys.get(0)));
        assertThat(verification.lines()).anySatisfy(l -> assertThat(l).contains("cosigned by 2 witnesses"));
        assertThat(verification.verified()).isTrue();
    }

    @Test
    void everyChangedRowOfTheTreesIsNamed() throws Exception {
        var tiled = one("SELECT min(index) FROM ledger.act WHERE act = 'act-0'");
        var last = one("SELECT max(index) FROM ledger.entry WHERE tree = 'audit'");
        for (var index : List.of(tiled, last)) {
            var row = " WHERE tree = 'audit' AND index = " + index;
            var name = "audit 第 " + index + " 条";
            named("UPDATE ledger.entry SET leaf = leaf || 'x'::bytea" + row, name, "leaf_hash");
            named("UPDATE ledger.entry SET leaf_hash = sha256('x')" + row, name, "leaf_hash");
            named(
                    "UPDATE ledger.entry SET leaf = leaf || ' '::bytea, leaf_hash = sha256('\\x00'::bytea || leaf || ' '::bytea)"
                            + row,
                    name,
                    "内容被改写过");
            named("UPDATE ledger.entry SET recorded_at = recorded_at - interval '1 day'" + row, name, "recorded_at");
            named("DELETE FROM ledger.entry" + row, name, "缺失");
            var act = " WHERE index = " + index;
            named("UPDATE ledger.act SET actor = 'somebody'" + act, name, "actor");
            named("UPDATE ledger.act SET region_code = '130102'" + act, name, "region_code");
            named("UPDATE ledger.act SET act = 'another'" + act, name, "ledger.act.act");
            named("UPDATE ledger.act SET subject = 'plan/1'" + act, name, "subject");
            named("UPDATE ledger.act SET detail = '{\"count\": -1}'" + act, name, "detail");
            named("UPDATE ledger.act SET recorded_at = recorded_at + interval '1 second'" + act, name, "recorded_at");
            named("DELETE FROM ledger.act" + act, name, "没有对应的行");
        }
        named(
                "INSERT INTO ledger.act SELECT index + 1, recorded_at, actor, region_code, act, subject, detail"
                        + " FROM ledger.act WHERE index = " + last,
                "audit 第 " + (last + 1) + " 条");
        named("UPDATE ledger.head SET size = size - 1 WHERE tree = 'audit'", "audit", "树头");
        named(
                "UPDATE ledger.head SET frontier = set_byte(frontier, 40, get_byte(frontier, 40) # 1) WHERE tree = 'draw'",
                "draw",
                "树头");
        named("DELETE FROM ledger.head WHERE tree = 'draw'", "draw", "树头", "缺失");
        named(
                "UPDATE ledger.tile SET hashes = set_byte(hashes, 32 * 7, get_byte(hashes, 32 * 7) # 1) WHERE index = 0",
                "audit 第 7 条",
                "切片");
        named("UPDATE ledger.tile SET root = sha256('x') WHERE tree = 'audit' AND index = 0", "tile/0/000", "root");
        named("DELETE FROM ledger.tile WHERE tree = 'audit' AND index = 0", "tile/0/000", "缺失");
    }

    @Test
    void everyChangedSignatureIsNamed() throws Exception {
        var size = one("SELECT max(size) FROM ledger.cosignature WHERE tree = 'draw'");
        var row = " WHERE tree = 'draw' AND size = " + size;
        var name = "draw 前 " + size + " 条";
        named("UPDATE ledger.checkpoint SET root = sha256('x')" + row, name, "root");
        named("UPDATE ledger.checkpoint SET note = replace(note, ' ', '  ')" + row, name, "检查点");
        named(
                "UPDATE ledger.checkpoint SET note = (SELECT note FROM ledger.checkpoint WHERE tree = 'audit' LIMIT 1)"
                        + row,
                name,
                "签名的文字");
        named(
                "UPDATE ledger.checkpoint SET note = split_part(note, E'\n\n', 1) || E'\n\n' || (SELECT"
                        + " split_part(note, E'\n\n', 2) FROM ledger.checkpoint WHERE tree = 'audit' LIMIT 1)" + row,
                name,
                "签名");
        named(
                "UPDATE ledger.checkpoint SET sm2 = (SELECT sm2 FROM ledger.checkpoint WHERE tree = 'audit' LIMIT 1)"
                        + row,
                name,
                "SM2");
        named("DELETE FROM ledger.checkpoint" + row, name, "缺失", "副署");
        named("UPDATE ledger.cosignature SET cosigned_at = cosigned_at - interval '1 hour'" + row, name, "cosigned_at");
        named(
                "UPDATE ledger.cosignature SET line = (SELECT line FROM ledger.cosignature o WHERE o.tree = 'audit' LIMIT 1)"
                        + row,
                name,
                "副署");
    }

    @Test
    void everyChangedRowOfADrawIsNamed() throws Exception {
        var name = "抽取 " + drawNo;
        var draw = " WHERE draw_id = " + drawId;
        named(
                "UPDATE draw.drawn_row SET ticket = repeat('0', 64)" + draw
                        + " AND stratum || rank = (SELECT max(stratum || rank) FROM draw.drawn_row)",
                name,
                "drawn_row");
        named(
                "UPDATE draw.drawn_row SET object_id = 'FRIEND'" + draw
                        + " AND object_id = (SELECT min(object_id) FROM draw.drawn_row)",
                name,
                "FRIEND",
                "没有抽中");
        named(
                "DELETE FROM draw.drawn_row" + draw + " AND object_id = (SELECT min(object_id) FROM draw.drawn_row)",
                name,
                "缺 ");
        var oneSampled = draw + " AND id = (SELECT min(id) FROM draw.audited_exclusion" + draw + ")";
        named(
                "UPDATE draw.audited_exclusion SET object_id = 'FRIEND'" + oneSampled,
                name,
                "draw.audited_exclusion",
                "FRIEND 没有抽中");
        named("DELETE FROM draw.audited_exclusion" + oneSampled, name, "draw.audited_exclusion 缺 ");
        named("UPDATE draw.frame_code SET objects = objects - 1" + draw, name, "draw.frame_code");
        var forged = "INSERT INTO draw.verdict (draw_id, who, label, implementation, result, signed_time, public_key,"
                + " signature, agrees, submitted_by, logged_at, public_digest) VALUES (" + drawId
                + ", 'friend', '友', 'own/1', repeat('0', 64), '', repeat('0', 64), repeat('0', 128), true, '',"
                + " now(), repeat('0', 64))";
        named(forged, name, "friend 的重算结论在日志里没有");
        named(forged, name, "friend（own/1） 的 agrees", "应为 false，记的是 true");
        named("UPDATE draw.commitment SET first = repeat('0', 64)" + draw + " AND slug = 'lead'", name, "lead", "承诺");
        named(
                "UPDATE draw.commitment SET second = repeat('0', 64)" + draw + " AND slug = 'market'",
                name,
                "market",
                "承诺");
        named("DELETE FROM draw.commitment" + draw + " AND slug = 'market'", name, "market", "承诺");
        named(
                "UPDATE draw.reveal SET secret = repeat('0', 64)" + draw + " AND slug = 'witness'",
                name,
                "witness",
                "秘密");
        named("DELETE FROM draw.reveal" + draw + " AND slug = 'witness'", name, "witness");
        named(
                "UPDATE draw.beacon_entry SET line = repeat('1', 54)" + draw + " AND slug = 'market'",
                name,
                "BEACON 所记的录入人 market");
        named("DELETE FROM draw.beacon_entry" + draw + " AND slug = 'witness'", name, "BEACON 所记的录入人 witness");
        named(
                "UPDATE draw.draw SET beacon_text = repeat('1', 54) WHERE id = " + drawId,
                name,
                "BEACON 的摘要与 draw.draw 里的信标不符");
        named("UPDATE draw.log_entry SET payload = 'x'" + draw + " AND kind = 'RESULT'", name, "log_entry");
        named("DELETE FROM draw.log_entry" + draw + " AND kind = 'RESULT'", name, "log_entry", "缺");
        named("UPDATE draw.log_entry SET at = at - interval '1 day'" + draw + " AND kind = 'RESULT'", name, "时间");
        named("UPDATE draw.draw SET result_digest = repeat('0', 64) WHERE id = " + drawId, name, "result_digest");
        named("UPDATE draw.draw SET draw_no = '130111-2026-000077' WHERE id = " + drawId, "编号", "缺失");
        named("DELETE FROM draw.draw WHERE id = " + drawId, drawNo, "缺失");
        named("UPDATE draw.draw_number SET last = last + 1", "编号", "缺失");
        named("UPDATE draw.draw SET state = 'VOID', void_reason = 'x' WHERE id = " + drawId, name, "VOID");
    }

    @Test
    void anOpeningThatNeverEndedIsNamed() throws Exception {
        // The log up to the opening, as it stood then: nothing in it is wrong but that nothing follows.
        var opening = one("SELECT index FROM draw.log_entry WHERE kind = 'OPENING' AND draw_id = " + drawId);
        var verified = tampered(connection -> {
            rewrite(connection, opening, new byte[0], true);
            try (var statement = connection.createStatement()) {
                statement.execute("DELETE FROM draw.log_entry WHERE index > " + opening + " AND draw_id = " + drawId);
                statement.execute("DELETE FROM draw.reveal WHERE draw_id = " + drawId);
                statement.execute("DELETE FROM draw.drawn_row WHERE draw_id = " + drawId);
                statement.execute("UPDATE draw.draw SET state = 'OPENED', result_digest = NULL,"
                        + " reveal_deadline = now() - interval '10 years' WHERE id = " + drawId);
            }
        });
        assertThat(verified.text()).contains("抽取 " + drawNo + "：OPENING（第 " + opening + " 条）既无 RESULT 也无 VOID");
        assertThat(verified.code()).isEqualTo(1);
    }

    /** Everything in the database is made to fit the forged entry; the log's own key signs it. */
    private static void rewrite(Connection connection, long index, byte[] leaf, boolean cut) throws SQLException {
        var frontier = new MerkleFrontier(HashProfile.SHA256);
        try (var statement = connection.createStatement()) {
            if (cut) {
                statement.execute("DELETE FROM ledger.entry WHERE tree = 'draw' AND index > " + index);
            } else {
                var hex = HexFormat.of().formatHex(leaf);
                statement.execute("UPDATE ledger.entry SET leaf = decode('" + hex
                        + "', 'hex'), leaf_hash = sha256(decode('00" + hex
                        + "', 'hex')) WHERE tree = 'draw' AND index = "
                        + index);
            }
            statement.execute("DELETE FROM ledger.cosignature WHERE tree = 'draw'");
            statement.execute("DELETE FROM ledger.checkpoint WHERE tree = 'draw'");
            try (var rows =
                    statement.executeQuery("SELECT leaf FROM ledger.entry WHERE tree = 'draw' ORDER BY index")) {
                while (rows.next()) {
                    frontier.append(rows.getBytes(1));
                }
            }
            var root = frontier.root();
            var note = new Checkpoint(ORIGIN + "/draw", frontier.size(), root).signedBy(signer(Tree.DRAW));
            statement.execute("UPDATE ledger.head SET size = " + frontier.size() + ", frontier = decode('"
                    + HexFormat.of().formatHex(frontier.toBytes()) + "', 'hex') WHERE tree = 'draw'");
            statement.execute("INSERT INTO ledger.checkpoint (tree, size, root, note, signed_at) VALUES ('draw', "
                    + frontier.size() + ", decode('" + HexFormat.of().formatHex(root) + "', 'hex'), '" + note
                    + "', now())");
        }
    }

    @Test
    void aConsistentRewriteIsFoundAgainstTheWitnessesAndRefusedByBoth() throws Exception {
        var result = one("SELECT index FROM draw.log_entry WHERE kind = 'RESULT' AND draw_id = " + drawId);
        var forged = new LogEntry(LogEntry.Kind.RESULT, drawNo, "0".repeat(64));
        var moved = HOME.resolve("log-away");
        var notes = new ArrayList<String>();
        var verified = tampered(connection -> {
            rewrite(connection, result, forged.leaf(), false);
            try (var statement = connection.createStatement()) {
                statement.execute("UPDATE draw.log_entry SET payload = '" + forged.payload() + "' WHERE index = "
                        + result + " AND draw_id = " + drawId);
            }
            // With the files still there the entry itself is named.
            var withFiles = verify();
            assertThat(withFiles.text()).contains("draw 第 " + result + " 条：leaf_hash 与导出副本不符");
            Files.move(HOME.resolve("log"), moved);
            round.run(Tree.DRAW);
            log.standing().witnesses().forEach(w -> notes.add(String.valueOf(w.trouble())));
            if (Files.exists(HOME.resolve("log"))) {
                deleteTree(HOME.resolve("log"));
            }
        });
        Files.move(moved, HOME.resolve("log"));
        round.run(Tree.DRAW);
        assertThat(log.standing().witnesses())
                .allSatisfy(w -> assertThat(w.trouble()).isNull());
        assertThat(verified.text())
                .contains("与见证人 w0.example不符", "与见证人 w1.example不符")
                .contains("至 ");
        assertThat(verified.code()).isEqualTo(1);
        assertThat(notes).hasSize(2).allSatisfy(n -> assertThat(n).contains("409", "分叉"));
        assertThat(verify().code()).isZero();
        for (int i = 0; i < 2; i++) {
            try (var kept = Files.list(HOME.resolve("witness" + i).resolve("evidence"))) {
                assertThat(kept).hasSize(1);
            }
        }
    }

    @Test
    void aResultWithoutItsBeaconIsNamed() throws Exception {
        var digest = HashProfile.SHA256.hex(Ceremony.DICE + "\n");
        for (var forged : Map.of(
                        new LogEntry(LogEntry.Kind.ACCESS, drawNo, "READ|-|x"), "没有 BEACON：谁录入了信标没有记录",
                        new LogEntry(LogEntry.Kind.BEACON, drawNo, "live:dice|" + "0".repeat(64) + "|market,witness"),
                                "BEACON 的摘要与 draw.draw 里的信标不符",
                        new LogEntry(LogEntry.Kind.BEACON, drawNo, "live:dice|" + digest + "|witness"), "BEACON 只有一人录入",
                        new LogEntry(LogEntry.Kind.BEACON, drawNo, "live:dice|" + digest + "|friend,witness"), "不都是当事方",
                        new LogEntry(LogEntry.Kind.BEACON, drawNo, "live:dice|" + digest + "|lead,market"), "录入人里没有见证人",
                        new LogEntry(
                                        LogEntry.Kind.BEACON,
                                        drawNo,
                                        "lottery:ssq:20260514|" + digest + "|market,witness"),
                                "所记的录入人 market")
                .entrySet()) {
            var verified = tampered(connection -> forgeBeacon(connection, forged.getKey()));
            assertThat(verified.text())
                    .as(forged.getKey().text())
                    .contains("抽取 " + drawNo)
                    .contains(forged.getValue());
        }
        // A draw from before there were such entries is none of these, as long as there is no entry at all.
        var old = tampered(connection -> {
            forgeBeacon(connection, new LogEntry(LogEntry.Kind.ACCESS, drawNo, "READ|-|x"));
            exempt(connection);
        });
        assertThat(old.text()).doesNotContain("没有 BEACON", "列为没有 BEACON 的旧抽取");
    }

    @Test
    void aBeaconDecidedBeforeTheLastSecretWasOutIsNamed() {
        var found = new ArrayList<String>();
        var at = Instant.now();
        var opening = new TreeCheck.Found(1, new LogEntry(LogEntry.Kind.OPENING, drawNo, "0".repeat(64)), at);
        var thrown = Ceremony.DICE;
        var beacon = new TreeCheck.Found(
                2,
                LogEntry.beacon(
                        drawNo,
                        "live:dice",
                        (thrown + "\n").getBytes(StandardCharsets.US_ASCII),
                        List.of("market", "witness")),
                at);
        var reveal = new TreeCheck.Found(3, new LogEntry(LogEntry.Kind.REVEAL, drawNo, "lead|x"), at);
        var entries = List.of(opening, beacon, reveal);
        var params = Params.parse(People.as(port, "yj-planner")
                .get("/api/draws/" + drawId + "/params.txt")
                .expect(200)
                .body());
        new BeaconsCheck(jdbc, Map.of(drawNo, entries), found)
                .check("", drawId, params, thrown, LogEntry.Kind.BEACON, opening, null, entries);
        assertThat(found).containsExactly("日志第 2 条 BEACON 早于第 3 条 REVEAL");
    }

    /** Whoever owns the database can write the table; the log says which draws came after the first entry. */
    @Test
    void aDrawOpenedAfterTheFirstBeaconCannotBeAnOldOne() throws Exception {
        var found = new ArrayList<String>();
        var at = Instant.now();
        var opening = new TreeCheck.Found(2, new LogEntry(LogEntry.Kind.OPENING, drawNo, "0".repeat(64)), at);
        var result = new TreeCheck.Found(3, new LogEntry(LogEntry.Kind.RESULT, drawNo, "0".repeat(64)), at);
        var other = new TreeCheck.Found(1, LogEntry.beacon("X", "live:dice", new byte[1], List.of("a", "b")), at);
        var entries = List.of(opening, result);
        tampered(connection -> {
            exempt(connection);
            var params = People.as(port, "yj-planner")
                    .get("/api/draws/" + drawId + "/params.txt")
                    .expect(200)
                    .body();
            new BeaconsCheck(jdbc, Map.of(drawNo, entries, "X", List.of(other)), found)
                    .check("", drawId, Params.parse(params), null, LogEntry.Kind.BEACON, opening, result, entries);
        });
        assertThat(found).containsExactly("列为没有 BEACON 的旧抽取，但它的 OPENING（第 2 条）晚于日志里第一条信标（第 1 条）");
    }

    private void exempt(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO draw.beacon_unlogged (draw_id, kind) VALUES (" + drawId + ", 'BEACON')");
        }
    }

    /** Every row is made to fit an entry that stands where the beacon's stood. */
    private void forgeBeacon(Connection connection, LogEntry forged) throws SQLException {
        var index = one("SELECT index FROM draw.log_entry WHERE kind = 'BEACON' AND draw_id = " + drawId);
        rewrite(connection, index, forged.leaf(), false);
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE draw.log_entry SET kind = '" + forged.kind() + "', payload = '" + forged.payload()
                    + "' WHERE index = " + index + " AND draw_id = " + drawId);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(VerifyLedger.run(print, print, "--mingchou.home=" + directory))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("没有日志公钥");
        assertThat(VerifyLedger.run(
                        print,
                        print,
                        "--mingchou.home=" + directory,
                        "--log-key=" + HOME.resolve("keys").resolve("log.vkey")))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("没有数据库", "MINGCHOU_HOME");
    }
}
