package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;
import org.mingchou.sampler.Params;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.TestHome;
import org.mingchou.testing.WitnessProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * An opening is old enough only once witnesses of other houses have seen it for long enough, by their own clocks (A18).
 * Three witnesses are configured, each a process of its own that a test starts, or leaves away. Their time is the
 * machine's; moving the business clock back before an opening makes them answer late.
 */
@ApiTest
@TestPropertySource(
        properties = {
            "mingchou.database.name=witnessed_draws",
            "mingchou.draw.allow-no-beacon=true",
            "mingchou.ledger.every-seconds=1"
        })
class WitnessedDrawTests {

    private static final String DICE = Ceremony.DICE;
    private static final Path HOME = TestHome.fresh("witnessed-draws");
    private static final KeyPair LOG_KEY = freshKey();
    private static final List<Integer> PORTS = new ArrayList<>();
    private static final List<String> KEYS = new ArrayList<>();

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @Autowired
    DrawLog log;

    @Autowired
    BusinessClock clock;

    @Autowired
    Environment environment;

    private final List<WitnessProcess> running = new ArrayList<>();
    private String before = "";

    @DynamicPropertySource
    static void witnesses(DynamicPropertyRegistry registry) throws Exception {
        var keys = Files.createDirectories(HOME.resolve("keys"));
        Files.write(keys.resolve("log.key"), LOG_KEY.getPrivate().getEncoded());
        Files.write(keys.resolve("log.pub"), LOG_KEY.getPublic().getEncoded());
        var logs = List.of(signed("draw"), signed("audit"));
        for (int i = 0; i < 3; i++) {
            var key = WitnessProcess.init(home(i), "w" + i + ".example", logs);
            var witnessPort = freePort();
            PORTS.add(witnessPort);
            KEYS.add(key);
            var prefix = "mingchou.ledger.witnesses[" + i + "].";
            registry.add(prefix + "url", () -> "http://127.0.0.1:" + witnessPort);
            registry.add(prefix + "key", () -> key);
        }
        registry.add("mingchou.home", HOME::toString);
    }

    private static KeyPair freshKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String signed(String tree) {
        return NoteSigner.log("mingchou.local/" + tree, LOG_KEY).key().text();
    }

    private static Path home(int witness) {
        return HOME.resolve("witness" + witness);
    }

    @BeforeEach
    void remember() {
        before = Ceremony.now(port);
    }

    @AfterEach
    void setBack() {
        running.forEach(WitnessProcess::close);
        Ceremony.setClock(port, before);
    }

    private WitnessProcess start(int witness) throws IOException {
        var process = WitnessProcess.serve(home(witness), PORTS.get(witness));
        running.add(process);
        return process;
    }

    private WitnessProcess start(int witness, Duration ahead) throws IOException {
        var process = WitnessProcess.serve(home(witness), PORTS.get(witness), ahead);
        running.add(process);
        return process;
    }

    @Test
    void theOpeningAgesFromTheWitnessesTimeAndNotFromTheLogs() throws Exception {
        Ceremony.setClock(
                port, OffsetDateTime.parse(Ceremony.now(port)).minusMinutes(30).toString());
        var ceremony = frozen("live:dice");
        var ahead = ceremony.state().get("witnessesAhead");
        assertThat(ahead.get("names")).hasSize(3);
        for (var tail : List.of("", "/live")) {
            assertThat(page(ceremony, tail))
                    .contains("将请平台以外的见证人w0.example、w1.example、w2.example副署开启登记")
                    .doesNotContain("无外部见证");
        }
        assertThat(page(ceremony, "")).contains("平台以外的见证人副署开启登记（按见证人的时钟）");
        ceremony.commitOpenReveal();
        assertThat(ceremony.state().get("witnessesAhead").isNull()).isTrue();
        ceremony.advance(11);
        // Old enough by the log's own word, and nobody else has seen it.
        var unseen = ceremony.beacon(DICE).expect(409);
        assertThat(unseen.problem()).isEqualTo("opening-not-witnessed");
        assertThat(unseen.text()).contains("3 位见证人中的 2 位", "还没有人副署", "w0.example", "w1.example", "w2.example");
        var state = ceremony.state();
        assertThat(state.get("beaconEarliest").isNull()).isTrue();
        assertThat(state.get("witnessing").get("needed").asInt()).isEqualTo(2);
        assertThat(state.get("witnessing").get("awaited")).hasSize(3);
        assertThat(data(ceremony).get("earliestBeaconAt").isNull()).isTrue();
        assertThat(page(ceremony, "/live")).contains("等待外部见证人副署", "w2.example").doesNotContain("距最早可产生信标");

        // One of three is no majority.
        start(0);
        await(ceremony, w -> w.get("seenBy").size() == 1);
        var one = ceremony.beacon(DICE).expect(409);
        assertThat(one.problem()).isEqualTo("opening-not-witnessed");
        assertThat(one.text()).contains("已有 1 位（w0.example）");

        start(1);
        var since = since(ceremony);
        assertThat(since)
                .isBetween(clock.machine().minusSeconds(60), clock.machine().plusSeconds(1));
        state = ceremony.state();
        var earliest = OffsetDateTime.parse(state.get("beaconEarliest").asString());
        assertThat(earliest.toInstant()).isEqualTo(since.plus(Duration.ofMinutes(10)));
        assertThat(data(ceremony).get("earliestBeaconAt").asString())
                .isEqualTo(state.get("beaconEarliest").asString());
        var young = ceremony.beacon(DICE).expect(409);
        assertThat(young.problem()).isEqualTo("opening-too-young");
        assertThat(young.text())
                .contains(
                        "见证人副署开启登记后",
                        earliest.toLocalDate() + " " + earliest.toLocalTime().withNano(0));

        // The third, whenever it comes, moves nothing.
        Ceremony.setClock(port, earliest.plusSeconds(1).toString());
        start(2);
        await(ceremony, w -> w.get("seenBy").size() == 3);
        assertThat(ceremony.state().get("beaconEarliest").asString())
                .isEqualTo(state.get("beaconEarliest").asString());
        ceremony.beacon(DICE).expect(200);
        ceremony.compute().expect(200);
        assertThat(draws.publicDraw(ceremony.drawNo).orElseThrow().marks()).isEmpty();
        assertThat(ceremony.state().get("marks")).isEmpty();
        assertThat(page(ceremony, "")).contains("平台以外的见证人副署开启登记").doesNotContain("无外部见证");

        // A stranger finds the same in the certificate (§3.4.1).
        var params = Params.parse(ceremony.person("witness")
                .get(ceremony.path("/params.txt"))
                .expect(200)
                .body());
        assertThat(params.witnesses()).extracting(NoteKey::text).containsExactlyInAnyOrderElementsOf(KEYS);
        var zip = ceremony.certificate(HOME);
        assertThat(Ceremony.verify(zip).lines())
                .endsWith("VERIFIED")
                .anyMatch(l -> l.matches("(ok|note) witnessed: 3 of 3, more than half by " + since + "[,;] .*"))
                .filteredOn(l -> l.matches("ok witness: w[012]\\.example\\+[0-9a-f]{8} saw OPENING at .*"))
                .hasSize(3);
        new Outsiders(port, district, HOME).threeVerdicts(ceremony);
        var published = Files.write(
                HOME.resolve("public.zip"),
                Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo + "/public-certificate.zip")
                        .expect(200)
                        .body());
        assertThat(Ceremony.verify(published).lines())
                .endsWith("VERIFIED")
                .anyMatch(l -> l.matches("(ok|note) witnessed: 3 of 3, more than half by " + since + "[,;] .*"));
        // An opening of another day names others: they count for it, whoever is asked now.
        var gone = NoteSigner.witness("gone.example", freshKey()).key();
        var sighting = log.sighting(ceremony.drawNo, List.of(KEYS.get(0), gone.text(), KEYS.get(1)))
                .orElseThrow();
        assertThat(sighting.seenBy()).containsExactly("w0.example", "w1.example");
        assertThat(sighting.since()).isEqualTo(since);
        assertThat(sighting.awaited())
                .singleElement()
                .satisfies(w -> assertThat(w.trouble()).contains("已不在本平台的见证人配置"));
        var lonely =
                log.sighting(ceremony.drawNo, List.of(KEYS.get(0), gone.text())).orElseThrow();
        assertThat(lonely.since()).isNull();
    }

    @Test
    void aDrawWithoutBeaconWaitsForTheWitnessesToo() throws Exception {
        var ceremony = frozen("none");
        ceremony.commitOpenReveal();
        ceremony.advance(11);
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("opening-not-witnessed");
        start(1);
        start(2);
        since(ceremony);
        ceremony.compute().expect(200);
        assertThat(draws.publicDraw(ceremony.drawNo).orElseThrow().marks()).containsExactly(DrawMark.WITHOUT_BEACON);
        assertThat(Ceremony.verify(ceremony.certificate(HOME)).lines())
                .endsWith("VERIFIED")
                .anyMatch(l -> l.matches("(ok|note) witnessed: 2 of 3, more than half by .*"));
    }

    @Test
    void aSlowClockDoesNotMakeAnOpeningOlder() throws Exception {
        Ceremony.setClock(
                port, OffsetDateTime.parse(Ceremony.now(port)).minusMinutes(30).toString());
        start(0, Duration.ofDays(-1));
        var ceremony = frozen("live:dice");
        ceremony.commitOpenReveal();
        await(ceremony, w -> w.get("seenBy").size() == 1);
        ceremony.advance(11);
        assertThat(ceremony.beacon(DICE).expect(409).problem()).isEqualTo("opening-not-witnessed");
        start(1);
        // The honest one saw it half an hour after the log says it stood there.
        var opened = OffsetDateTime.parse(ceremony.state().get("openedAt").asString())
                .toInstant();
        assertThat(since(ceremony)).isAfter(opened.plus(Duration.ofMinutes(25)));
        assertThat(ceremony.beacon(DICE).expect(409).problem()).isEqualTo("opening-too-young");
    }

    @Test
    void twoSlowClocksCountFromWhenTheyAnswered() throws Exception {
        var ceremony = frozen("live:dice");
        ceremony.commitOpenReveal();
        ceremony.advance(20);
        start(0, Duration.ofDays(-1));
        start(2, Duration.ofDays(-1));
        var opened = OffsetDateTime.parse(ceremony.state().get("openedAt").asString())
                .toInstant();
        assertThat(since(ceremony)).isAfter(opened.plus(Duration.ofMinutes(19)));
        assertThat(ceremony.beacon(DICE).expect(409).problem()).isEqualTo("opening-too-young");
    }

    @Test
    void aClockInTheFutureIsRefusedByNameUntilItIsRight() throws Exception {
        var fast = start(0, Duration.ofDays(400));
        start(1);
        var ceremony = frozen("live:dice");
        ceremony.commitOpenReveal();
        var waiting = await(
                ceremony,
                w -> w.get("seenBy").size() == 1
                        && w.get("awaited")
                                .valueStream()
                                .anyMatch(a -> a.get("trouble").asString("").contains("时钟比本平台快")));
        assertThat(waiting.get("seenBy").get(0).asString()).isEqualTo("w1.example");
        ceremony.advance(11);
        var refused = ceremony.beacon(DICE).expect(409);
        assertThat(refused.problem()).isEqualTo("opening-not-witnessed");
        assertThat(refused.text()).contains("w0.example（见证人的时钟比本平台快", "核对双方的时钟");
        fast.close();
        start(0);
        assertThat(since(ceremony)).isBefore(clock.machine().plusSeconds(1));
        ceremony.beacon(DICE).expect(200);
    }

    @Test
    void aDrandRoundThatWouldComeTooEarlyVoidsTheDrawBeforeItIsKnown() {
        var ceremony = frozen("drand:quicknet");
        ceremony.commitOpenReveal();
        var state = ceremony.state();
        var due = OffsetDateTime.parse(state.get("beaconDueAt").asString());
        var opened = OffsetDateTime.parse(state.get("openedAt").asString());
        // The witnesses have an hour more.
        assertThat(due).isAfterOrEqualTo(opened.plusMinutes(80));
        var until = OffsetDateTime.parse(state.get("witnessing").get("until").asString());
        assertThat(until).isEqualTo(due.minusMinutes(10));
        assertThat(ceremony.person("market")
                        .post(ceremony.path("/void"), Map.of("reason", "UNWITNESSED"))
                        .expect(409)
                        .problem())
                .isEqualTo("still-to-be-witnessed");
        Ceremony.setClock(port, until.minusSeconds(5).toString());
        assertThat(ceremony.state().get("status").asString()).isEqualTo("REVEALED");
        Ceremony.setClock(port, until.plusSeconds(1).toString());
        state = ceremony.state();
        assertThat(state.get("status").asString()).isEqualTo("VOID");
        assertThat(state.get("voidReason").asString()).isEqualTo("UNWITNESSED");
        assertThat(state.get("log").valueStream().map(e -> e.get("kind").asString()))
                .contains("VOID");
        assertThat(page(ceremony, "")).contains("见证人未及时副署");
    }

    @Test
    void aDrandRoundSeenInTimeServes() throws Exception {
        start(0);
        start(1);
        var ceremony = frozen("drand:quicknet");
        ceremony.commitOpenReveal();
        since(ceremony);
        var due = OffsetDateTime.parse(ceremony.state().get("beaconDueAt").asString());
        Ceremony.setClock(port, due.minusMinutes(1).toString());
        assertThat(ceremony.state().get("status").asString()).isEqualTo("REVEALED");
        var round = ceremony.state().get("beaconRound").asString();
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/beacon"), Map.of("text", "{}", "source", "api"))
                        .expect(409)
                        .problem())
                .isEqualTo("beacon-not-due");
        assertThat(ceremony.state().get("beaconKind").asString()).isEqualTo(round);
    }

    @Test
    void aLotteryIssueBeforeTheWitnessesGivesWayToTheFirstAfterThem() throws Exception {
        var ceremony = frozen("lottery:fc3d");
        Ceremony.setClock(
                port, OffsetDateTime.parse(Ceremony.now(port)).minusDays(3).toString());
        ceremony.commitOpenReveal();
        var bound = ceremony.state().get("beaconRound").asString();
        start(0);
        start(2);
        var from = since(ceremony).plus(Duration.ofMinutes(10)).atZone(BusinessClock.ZONE);
        var day = from.toLocalDate();
        if (from.toLocalTime().isAfter(java.time.LocalTime.of(21, 15))) {
            day = day.plusDays(1);
        }
        var serving = "lottery:fc3d:" + day.toString().replace("-", "");
        assertThat(serving).isNotEqualTo(bound);
        var state = ceremony.state();
        assertThat(state.get("beaconKind").asString()).isEqualTo(bound);
        assertThat(state.get("beaconRound").asString()).isEqualTo(serving);
        // The issue of the opening is public by now, and decides nothing: nobody is kept from voiding.
        var first = LocalDate.parse(bound.substring(13), java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
        Ceremony.setClock(port, first + "T21:20:00+08:00");
        assertThat(read(ceremony, "witness").expect(409).problem()).isEqualTo("opening-too-young");
        assertThat(ceremony.as("sc-party")
                        .get(ceremony.path(""))
                        .json()
                        .get("allowedActions")
                        .toString())
                .contains("VOID");
        Ceremony.setClock(port, day + "T21:15:01+08:00");
        read(ceremony, "witness").expect(200);
        var set = read(ceremony, "lead").expect(200).json();
        assertThat(set.get("beaconText").asString())
                .isEqualTo("lottery=fc3d issue=" + serving.substring(13) + " numbers=3,0,7");
        assertThat(draws.publicDraw(ceremony.drawNo).orElseThrow().failedRounds())
                .containsExactly(bound);
        ceremony.compute().expect(200);
        assertThat(Ceremony.verify(ceremony.certificate(HOME)).lines())
                .endsWith("VERIFIED")
                .anyMatch(l ->
                        l.matches("ok witnessed: 2 of 3, .* minutes before the beacon at .*T13:15:00Z, 0 demanded"));
    }

    /** Witnesses who come after the beacon vouch for nothing that came before it. */
    @Test
    void whatNobodyWitnessedBeforeTheBeaconStaysMarked() throws Exception {
        start(0);
        start(1);
        var ceremony = frozen("live:dice");
        ceremony.commitOpenReveal();
        since(ceremony);
        ceremony.advance(11);
        assertThat(ceremony.state().get("marks")).isEmpty();
        ceremony.beacon(DICE).expect(200);
        assertThat(ceremony.state().get("marks")).isEmpty();
        forgetWitnesses(ceremony.drawId);
        assertThat(ceremony.state().get("marks").get(0).get("label").asString()).isEqualTo("无外部见证");
        assertThat(page(ceremony, "")).contains("无外部见证");
        assertThat(page(ceremony, "/live")).contains("无外部见证");
        ceremony.compute().expect(200);
        assertThat(Api.anonymous(port).get("/draws").expect(200).text()).contains("无外部见证");
    }

    private void forgetWitnesses(long drawId) throws SQLException {
        var url = environment.getRequiredProperty("spring.flyway.url").replaceAll("user=[^&]*", "user=postgres");
        try (var connection = DriverManager.getConnection(url, "postgres", "");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM draw.witnessed WHERE draw_id = " + drawId))
                    .isEqualTo(1);
        }
    }

    private Ceremony frozen(String beacon) {
        var input = SamplePlans.input(port, district);
        input.put("audience", "PUBLIC");
        return Ceremony.freeze(port, district, SamplePlans.approved(port, input), beacon);
    }

    private static Api.Answer read(Ceremony ceremony, String slug) {
        return ceremony.person(slug)
                .post(ceremony.path("/beacon"), Map.of("text", "307", "source", "https://www.cwl.gov.cn/"));
    }

    private JsonNode data(Ceremony ceremony) {
        return Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + "/live.json")
                .expect(200)
                .json();
    }

    private String page(Ceremony ceremony, String tail) {
        return Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + tail)
                .expect(200)
                .text();
    }

    private static JsonNode await(Ceremony ceremony, Predicate<JsonNode> wanted) throws InterruptedException {
        JsonNode seen = null;
        for (int i = 0; i < 120; i++) {
            seen = ceremony.state().get("witnessing");
            if (wanted.test(seen)) {
                return seen;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("the witnesses did not get there: " + seen);
    }

    private static java.time.Instant since(Ceremony ceremony) throws InterruptedException {
        return OffsetDateTime.parse(await(ceremony, w -> !w.get("since").isNull())
                        .get("since")
                        .asString())
                .toInstant();
    }
}
