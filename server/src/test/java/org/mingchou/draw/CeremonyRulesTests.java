package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.mingchou.sampler.Officer;
import org.mingchou.sampler.Params;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Own keys, public beacons, deadlines and what happens when somebody lets them pass. */
@ApiTest
@TestPropertySource(properties = {"mingchou.database.name=mingchou_ceremony", "mingchou.draw.allow-no-beacon=true"})
class CeremonyRulesTests {

    private static final String DICE = Ceremony.DICE;

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @Autowired
    DrawLog log;

    @Autowired
    DrawnTickets tickets;

    @TempDir
    Path directory;

    private String before = "";

    @BeforeEach
    void remember() {
        before = Ceremony.now(port);
    }

    @AfterEach
    void setBack() {
        Ceremony.setClock(port, before);
    }

    @Test
    void aPartyActsOnlyUnderItsOwnKey() {
        var ceremony = frozen("live:dice");
        var market = ceremony.person("market");
        var first = ceremony.commitment("market", 1);
        var second = ceremony.commitment("market", 2);
        assertThat(market.post(ceremony.path("/commit"), Map.of("first", first, "second", second))
                        .expect(400)
                        .problem())
                .isEqualTo("party-signature-shape");
        assertThat(ceremony.commit("market", PartyKey.fresh()).expect(422).problem())
                .isEqualTo("party-signature-wrong");
        // A signature over other commitments, and one made for another party.
        var key = PartyKey.of(port, "sc-party");
        for (var text : List.of(
                "SSJ-PARTY-COMMIT-1|" + ceremony.drawNo + "|market|" + second + "|" + first,
                "SSJ-PARTY-COMMIT-1|" + ceremony.drawNo + "|lead|" + first + "|" + second)) {
            var body = Map.of("first", first, "second", second, "signature", key.sign(text));
            assertThat(market.post(ceremony.path("/commit"), body).expect(422).problem())
                    .isEqualTo("party-signature-wrong");
        }
        assertThat(party(ceremony, "market").get("committedAt").isNull()).isTrue();
        ceremony.commitAndOpen();
        assertThat(party(ceremony, "market").get("publicKey").asString()).isEqualTo(key.publicKey());
        assertThat(party(ceremony, "market").get("keyFingerprint").asString()).matches("([0-9a-f]{4} ){3}[0-9a-f]{4}");
        assertThat(ceremony.reveal("market", ceremony.secret("market", 1), PartyKey.fresh())
                        .expect(422)
                        .problem())
                .isEqualTo("party-signature-wrong");
        ceremony.reveal("market").expect(200);
    }

    @Test
    void aResetPasswordDoesNotMakeAParty() {
        var key = PartyKey.of(port, "sc-party");
        var ceremony = frozen("live:dice");
        var impostor = signInAfterReset("sc-party");
        try {
            var first = ceremony.commitment("market", 1);
            var second = ceremony.commitment("market", 2);
            var text = "SSJ-PARTY-COMMIT-1|" + ceremony.drawNo + "|market|" + first + "|" + second;
            var own = PartyKey.fresh();
            assertThat(impostor.post(
                                    ceremony.path("/commit"),
                                    Map.of("first", first, "second", second, "signature", own.sign(text)))
                            .expect(422)
                            .problem())
                    .isEqualTo("party-signature-wrong");
            assertThat(impostor.post("/api/party-keys", Map.of("publicKey", own.publicKey(), "reason", "遗失"))
                            .expect(409)
                            .problem())
                    .isEqualTo("party-key-in-draw");
            assertThat(impostor.get("/api/party-keys/mine")
                            .expect(200)
                            .json()
                            .get("key")
                            .get("publicKey")
                            .asString())
                    .isEqualTo(key.publicKey());
        } finally {
            People.forget(port, "sc-party");
            setPasswordBack("sc-party");
        }
        ceremony.commitAndOpen();
    }

    @Test
    void aLostKeyIsReplacedByTwoPeopleAndNeverDuringADraw() {
        var username = "sl-planner";
        var person = People.as(port, username);
        var old = PartyKey.of(port, username);
        var next = PartyKey.fresh();
        assertThat(person.post("/api/party-keys", Map.of("publicKey", "AB"))
                        .expect(400)
                        .problem())
                .isEqualTo("party-key-shape");
        assertThat(person.post("/api/party-keys", Map.of("publicKey", "01" + "00".repeat(31)))
                        .expect(400)
                        .problem())
                .isEqualTo("party-key-shape");
        assertThat(person.post("/api/party-keys", Map.of("publicKey", next.publicKey()))
                        .expect(400)
                        .problem())
                .isEqualTo("party-key-reason");
        assertThat(person.post("/api/party-keys", Map.of("publicKey", old.publicKey(), "reason", "遗失"))
                        .expect(409)
                        .problem())
                .isEqualTo("party-key-known");
        var mine = person.post("/api/party-keys", Map.of("publicKey", next.publicKey(), "reason", "密钥码遗失"))
                .expect(201)
                .json();
        assertThat(mine.get("key").get("publicKey").asString()).isEqualTo(old.publicKey());
        var id = mine.get("waiting").get("id").asLong();
        var consent = "/api/party-keys/" + id + "/consent";
        var why = Map.of("reason", "当面核对了本人和指纹");
        // Who can set passwords could be both people at once.
        People.as(port, "secadmin").post(consent, why).expect(403);
        person.post(consent, why).expect(403);
        var second = People.as(port, "sysadmin");
        assertThat(second.get("/api/party-keys")
                        .expect(200)
                        .json()
                        .valueStream()
                        .map(k -> k.get("id").asLong()))
                .contains(id);
        assertThat(second.post(consent, Map.of()).expect(400).problem()).isEqualTo("reason-required");
        second.post(consent, why).expect(204);
        assertThat(second.post(consent, why).expect(409).problem()).isEqualTo("party-key-decided");
        mine = person.get("/api/party-keys/mine").expect(200).json();
        assertThat(mine.get("key").get("publicKey").asString()).isEqualTo(next.publicKey());
        assertThat(mine.get("waiting").isNull()).isTrue();
        assertThat(People.as(port, "auditadmin")
                        .get("/api/audit?act=consent-party-key")
                        .expect(200)
                        .text())
                .contains("party-key/" + id);

        PartyKey.of(port, "witness");
        var ceremony = frozen("live:dice");
        assertThat(ceremony.person("witness")
                        .post(
                                "/api/party-keys",
                                Map.of("publicKey", PartyKey.fresh().publicKey(), "reason", "遗失"))
                        .expect(409)
                        .problem())
                .isEqualTo("party-key-in-draw");
        ceremony.draw();
        assertThat(ceremony.person("witness")
                        .post(
                                "/api/party-keys",
                                Map.of("publicKey", PartyKey.fresh().publicKey(), "reason", "遗失"))
                        .expect(409)
                        .problem())
                .isEqualTo("party-key-in-draw");
    }

    @Test
    void afterAResetEvenTheFirstKeyNeedsASecondPerson() {
        var impostor = signInAfterReset("sc-planner");
        var key = PartyKey.fresh();
        assertThat(impostor.post("/api/party-keys", Map.of("publicKey", key.publicKey()))
                        .expect(400)
                        .problem())
                .isEqualTo("party-key-reason");
        var mine = impostor.post("/api/party-keys", Map.of("publicKey", key.publicKey(), "reason", "密码遗忘，初次登记"))
                .expect(201)
                .json();
        assertThat(mine.get("key").isNull()).isTrue();
        People.as(port, "sysadmin")
                .post("/api/party-keys/" + mine.get("waiting").get("id").asLong() + "/reject", Map.of("reason", "不是本人"))
                .expect(204);
        mine = impostor.get("/api/party-keys/mine").expect(200).json();
        assertThat(mine.get("key").isNull()).isTrue();
        assertThat(mine.get("waiting").isNull()).isTrue();
    }

    /** No witness is configured here: said of what is to come before the opening, of the draw from then on. */
    @Test
    void aDrawThatNobodyWitnessesIsMarkedWhereverItIsShown() throws IOException {
        var ceremony = frozen("live:dice");
        unmarkedYet(ceremony);
        ceremony.commitAndOpen();
        markedUnwitnessed(ceremony);
        Ceremony.slugs().forEach(slug -> ceremony.reveal(slug).expect(200));
        var young = ceremony.beacon(DICE).expect(409);
        assertThat(young.problem()).isEqualTo("opening-too-young");
        assertThat(young.text()).contains("开启登记后至少 10 分钟");
        ceremony.advance(11);
        ceremony.beacon(DICE).expect(200);
        ceremony.compute().expect(200);
        markedUnwitnessed(ceremony);
        assertThat(Ceremony.verify(ceremony.certificate(directory)).lines())
                .endsWith("VERIFIED")
                .anyMatch(l -> l.startsWith("note witnessed: none (无外部见证)"));
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        assertThat(tickets.ownTicket(ceremony.drawId, own).orElseThrow().marks())
                .containsExactly(DrawMark.WITHOUT_WITNESS);
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo + "/names")
                        .expect(200)
                        .text())
                .contains("无外部见证");
    }

    private void unmarkedYet(Ceremony ceremony) {
        var stranger = Api.anonymous(port);
        var ahead = "开启以后不会有人副署开启登记，届时在此标明“无外部见证”";
        for (var path : List.of("/draws/" + ceremony.drawNo, "/draws/" + ceremony.drawNo + "/live")) {
            var page = stranger.get(path).expect(200).text();
            assertThat(page).as(path).contains(ahead).doesNotContain("没有平台以外的见证人及时副署", "平台以外的见证人副署开启登记（");
            assertThat(page.replace(ahead, "")).as(path).doesNotContain("无外部见证");
        }
        for (var path : List.of("/draws", "/plans/" + ceremony.planId)) {
            assertThat(line(stranger.get(path).expect(200).text(), ceremony))
                    .as(path)
                    .doesNotContain("无外部见证");
        }
        for (var state : states(ceremony)) {
            assertThat(state.get("marks")).isEmpty();
            assertThat(state.get("witnessesAhead").get("names")).isEmpty();
            assertThat(state.get("witnessesAhead").get("sentence").asString()).contains(ahead);
        }
    }

    /** Its line in a list of draws. */
    private static String line(String page, Ceremony ceremony) {
        var from = page.indexOf(ceremony.drawNo);
        return page.substring(from, page.indexOf("名单冻结于", from));
    }

    private List<JsonNode> states(Ceremony ceremony) {
        return List.of(
                ceremony.state(),
                ceremony.as("yj-planner")
                        .get("/api/plans/" + ceremony.planId + "/draws")
                        .expect(200)
                        .json()
                        .get(0));
    }

    private void markedUnwitnessed(Ceremony ceremony) {
        var stranger = Api.anonymous(port);
        for (var path : List.of(
                "/draws/" + ceremony.drawNo, "/draws/" + ceremony.drawNo + "/live", "/plans/" + ceremony.planId)) {
            assertThat(stranger.get(path).expect(200).text()).as(path).contains("无外部见证");
        }
        assertThat(line(stranger.get("/draws").expect(200).text(), ceremony)).contains("无外部见证");
        for (var state : states(ceremony)) {
            assertThat(state.get("witnessesAhead").isNull()).isTrue();
            assertThat(state.get("marks").valueStream().map(m -> m.get("label").asString()))
                    .containsExactly("无外部见证");
            assertThat(state.get("witnessing").isNull()).isTrue();
        }
    }

    @Test
    void aYearlyPlanStandsOpenForADay() {
        Ceremony.setClock(
                port, LocalDate.parse(Ceremony.now(port).substring(0, 10)).getYear() + 1 + "-02-01T09:00:00+08:00");
        var input = SamplePlans.input(port, district);
        input.put("to", Ceremony.now(port).substring(0, 4) + "-12-31");
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        ceremony.commitOpenReveal();
        assertThat(ceremony.state().get("openingMinutes").asInt()).isEqualTo(1440);
        ceremony.advance(23 * 60 + 59);
        var young = ceremony.beacon(DICE).expect(409);
        assertThat(young.problem()).isEqualTo("opening-too-young");
        assertThat(young.text()).contains("24 小时");
        ceremony.advance(2);
        ceremony.beacon(DICE).expect(200);
    }

    @Test
    void aRetryKeepsTheFrameWhateverHappensToTheDirectories() throws IOException {
        var planId = SamplePlans.approved(port, SamplePlans.input(port, district));
        var ceremony = Ceremony.freeze(port, district, planId);
        var frame = ceremony.as("yj-planner")
                .get(ceremony.path("/frame.tsv"))
                .expect(200)
                .body();
        var pool = draws.pool(ceremony.drawId, district.department(TestDistrict.REGION, "YJ"));
        var records = draws.agencyRecords(TestDistrict.REGION);
        voidIt(ceremony);

        SampleDirectories.addObject(port, 900);
        SampleDirectories.addOfficer(port, "yj", 77);
        var retry = Ceremony.freeze(port, district, planId);
        assertThat(retry.state().get("prev").asString()).isEqualTo(ceremony.drawNo);
        assertThat(retry.state().get("frameDigest").asString()).isEqualTo(HashProfile.SHA256.hex(frame));
        assertThat(retry.as("yj-planner")
                        .get(retry.path("/frame.tsv"))
                        .expect(200)
                        .body())
                .isEqualTo(frame);
        var again = draws.pool(retry.drawId, district.department(TestDistrict.REGION, "YJ"));
        assertThat(again.officersTsv()).isEqualTo(pool.officersTsv());
        assertThat(again.avoidTsv()).isEqualTo(pool.avoidTsv());
        // A plan that freezes now does see the changes: the test would miss nothing.
        var fresh = frozen("live:dice");
        assertThat(fresh.state().get("frameDigest").asString()).isNotEqualTo(HashProfile.SHA256.hex(frame));
        assertThat(draws.pool(fresh.drawId, district.department(TestDistrict.REGION, "YJ"))
                        .officersTsv())
                .isNotEqualTo(pool.officersTsv());

        var counted = draws.agencyRecords(TestDistrict.REGION).stream()
                .filter(r -> r.department().endsWith("应急管理局"))
                .findFirst()
                .orElseThrow();
        var earlier = records.stream()
                .filter(r -> r.department().endsWith("应急管理局"))
                .findFirst()
                .orElseThrow();
        assertThat(counted.voids()).isEqualTo(earlier.voids() + 1);
        assertThat(counted.draws()).isEqualTo(earlier.draws() + 2);
        assertThat(counted.voidReasons().getOrDefault("冻结的名单有差错", 0L))
                .isEqualTo(earlier.voidReasons().getOrDefault("冻结的名单有差错", 0L) + 1);
        assertThat(draws.agencyRecords(TestDistrict.NEIGHBOUR)).isEmpty();
    }

    @Test
    void twoVotesForTwoReasonsAreRefused() {
        var ceremony = frozen("live:dice");
        ceremony.person("market")
                .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                .expect(200);
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/void"), Map.of("reason", "PARTY_UNABLE"))
                        .expect(409)
                        .problem())
                .isEqualTo("other-void-reason");
    }

    /** Whoever rules the database may log a matching over other officers; the opening has bound the list. */
    @Test
    void anOfficerListSwappedAfterTheOpeningIsRefused() throws IOException {
        var ceremony = confirmed();
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        var bound = draws.pool(ceremony.drawId, district.department(TestDistrict.REGION, "YJ"));
        var honest = matched(ceremony, bound, bound.officersTsv(), bound.avoidTsv());
        assertThat(Ceremony.verify(honest).lines()).endsWith("VERIFIED").anyMatch(l -> l.startsWith("ok match YJ"));

        var other = confirmed();
        Ceremony.slugs().forEach(slug -> other.revealSecond(slug).expect(200));
        var theirs = draws.pool(other.drawId, district.department(TestDistrict.REGION, "YJ"));
        var officers = Officer.parse("officers.tsv", theirs.officersTsv());
        var without = Officer.tsv(officers.subList(1, officers.size()));
        var swapped = Ceremony.verify(matched(other, theirs, without, theirs.avoidTsv()));
        assertThat(swapped.verified()).isFalse();
        assertThat(swapped.lines().get(swapped.lines().size() - 1)).contains("officers");

        var third = confirmed();
        Ceremony.slugs().forEach(slug -> third.revealSecond(slug).expect(200));
        var pool = draws.pool(third.drawId, district.department(TestDistrict.REGION, "YJ"));
        var barred = Avoidance.tsv(List.of(new Avoidance(
                officers.get(0).officerId(),
                draws.rows(third.drawId, "DRAWN").get(0).objectId())));
        var spared = Ceremony.verify(matched(third, pool, pool.officersTsv(), barred));
        assertThat(spared.verified()).isFalse();
        assertThat(spared.lines().get(spared.lines().size() - 1)).contains("avoid");
    }

    /** A certificate with a matching over these lists, logged as if they had been bound. */
    private Path matched(Ceremony ceremony, Draws.Pool pool, byte[] officers, byte[] avoid) throws IOException {
        var seed2 = draws.secondSeed(ceremony.drawId).orElseThrow();
        var tasks = draws.rows(ceremony.drawId, "DRAWN").stream()
                .map(r -> new MatchTask(r.objectId(), Optional.empty()))
                .toList();
        var result = Matching.match(
                        seed2,
                        pool.poolId(),
                        pool.date().toString(),
                        pool.groupSize(),
                        tasks,
                        Officer.parse("officers.tsv", officers),
                        Avoidance.parse("avoid.tsv", avoid))
                .tsv();
        var args = Certificate.matchArgs(seed2, pool.poolId(), pool.date().toString(), pool.groupSize());
        var zip = Ceremony.members(ceremony.certificate(directory));
        var params = Params.parse(Ceremony.member(zip, "params.txt"));
        var entry = LogEntry.match(params, pool.poolId(), args, MatchTask.tsv(tasks), officers, avoid, result);
        log.append("MATCH", ceremony.drawNo, entry.payload());
        var evidence = log.evidence(ceremony.drawNo);
        zip.put("log/checkpoint", evidence.checkpoint());
        zip.put("log/opening.proof", evidence.openingProof());
        zip.put("log/result.proof", evidence.resultProof());
        zip.put(Certificate.matchMember(pool.poolId(), "args.txt"), args);
        zip.put(Certificate.matchMember(pool.poolId(), "tasks.tsv"), MatchTask.tsv(tasks));
        zip.put(Certificate.matchMember(pool.poolId(), "officers.tsv"), officers);
        zip.put(Certificate.matchMember(pool.poolId(), "avoid.tsv"), avoid);
        zip.put(Certificate.matchMember(pool.poolId(), "result.tsv"), result);
        var file = directory.resolve(ceremony.drawNo + "-matched.zip");
        var sources = new LinkedHashMap<String, FrameSource>();
        zip.forEach((name, bytes) -> sources.put(name, FrameSource.of(bytes)));
        try (var out = Files.newOutputStream(file)) {
            Certificate.write(out, sources);
        }
        return file;
    }

    private Ceremony frozen(String beacon) {
        return Ceremony.freeze(port, district, SamplePlans.approved(port, SamplePlans.input(port, district)), beacon);
    }

    private Ceremony confirmed() {
        return Ceremony.confirmed(port, district, draws);
    }

    private static void voidIt(Ceremony ceremony) {
        for (var slug : List.of("market", "witness")) {
            ceremony.person(slug)
                    .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                    .expect(200);
        }
    }

    private static JsonNode party(Ceremony ceremony, String slug) {
        return ceremony.state()
                .get("parties")
                .valueStream()
                .filter(p -> p.get("slug").asString().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** What an administrator can do: set a password, sign in, and change it as the platform demands. */
    private Api signInAfterReset(String username) {
        var interim = "interim-mingchou-1";
        People.as(port, "secadmin")
                .post(
                        "/api/accounts/" + district.actor(username).accountId() + "/reset-password",
                        Map.of("password", interim))
                .expect(204);
        var api = Api.anonymous(port);
        api.post("/api/session", Map.of("username", username, "password", interim))
                .expect(200);
        api.put("/api/session/password", Map.of("current", interim, "next", "impostor-mingchou-1"));
        var again = Api.anonymous(port);
        again.post("/api/session", Map.of("username", username, "password", "impostor-mingchou-1"))
                .expect(200);
        return again;
    }

    private void setPasswordBack(String username) {
        var api = Api.anonymous(port);
        api.post("/api/session", Map.of("username", username, "password", "impostor-mingchou-1"))
                .expect(200);
        api.put("/api/session/password", Map.of("current", "impostor-mingchou-1", "next", TestDistrict.PASSWORD));
    }
}
