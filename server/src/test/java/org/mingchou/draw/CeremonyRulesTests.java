package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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

    private static final String DICE = "123456".repeat(9);
    /** drand quicknet, round 1000. */
    private static final String SIGNATURE =
            "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";

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
        before = now();
    }

    @AfterEach
    void setBack() {
        setClock(before);
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
        var mine = impostor.post("/api/party-keys", Map.of("publicKey", key.publicKey(), "reason", "口令遗忘，初次登记"))
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

    @Test
    void aLotteryIsReadByTwoAndItsIssueFollowsFromTheDeadline() throws IOException {
        var ceremony = frozen("lottery:ssq");
        assertThat(ceremony.state().get("beaconKind").asString()).isEqualTo("lottery:ssq");
        ceremony.commitOpenReveal();
        var opened = ceremony.state();
        var deadline = OffsetDateTime.parse(opened.get("revealDeadline").asString());
        var day = firstDrawing(deadline.plusMinutes(10));
        var issue = "lottery:ssq:" + day.toString().replace("-", "");
        assertThat(opened.get("beaconKind").asString()).isEqualTo(issue);
        assertThat(opened.get("beaconRound").asString()).isEqualTo(issue);
        assertThat(OffsetDateTime.parse(opened.get("beaconDueAt").asString()))
                .isEqualTo(OffsetDateTime.parse(day + "T21:15:00+08:00"));
        var params = Params.parse(ceremony.as("witness")
                .get(ceremony.path("/params.txt"))
                .expect(200)
                .body());
        assertThat(params.beacon()).isEqualTo(issue);

        setClock(day + "T21:14:59+08:00");
        assertThat(read(ceremony, "witness", "01 05 12 20 28 33 07").expect(409).problem())
                .isEqualTo("beacon-not-due");
        assertThat(ceremony.as("sc-party")
                        .get(ceremony.path(""))
                        .json()
                        .get("allowedActions")
                        .toString())
                .contains("VOID");
        setClock(day + "T21:16:00+08:00");
        for (var bad : List.of("1 2 3", "05 01 12 20 28 33 07", "01 05 12 20 28 34 07", "01 05 12 20 28 33 17", "x")) {
            assertThat(read(ceremony, "witness", bad).expect(422).problem()).isEqualTo("beacon-lottery");
        }
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/beacon"), Map.of("text", "01 05 12 20 28 33 07"))
                        .expect(400)
                        .problem())
                .isEqualTo("beacon-source");
        // The number is public, whether or not anybody has typed it in: nobody may void any more.
        assertThat(ceremony.person("market")
                        .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                        .expect(409)
                        .problem())
                .isEqualTo("outcome-known");
        read(ceremony, "witness", "01 05 12 20 28 33 07").expect(200);
        // One person, however often, is not two; and the other does not see what the first has read.
        var one = read(ceremony, "witness", "01 05 12 20 28 33 + 07").expect(200);
        assertThat(one.json().get("status").asString()).isEqualTo("REVEALED");
        assertThat(one.text()).doesNotContain("01,05,12,20,28,33");
        var differ =
                read(ceremony, "market", "01 05 12 20 28 33 08").expect(200).json();
        assertThat(differ.get("status").asString()).isEqualTo("REVEALED");
        assertThat(differ.get("readingsDiffer").asBoolean()).isTrue();
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("beacon-missing");
        var agreed = read(ceremony, "market", "1,5,12,20,28,33+7").expect(200).json();
        assertThat(agreed.get("status").asString()).isEqualTo("BEACON_SET");
        var line = "lottery=ssq issue=" + issue.substring(12) + " numbers=01,05,12,20,28,33+07";
        assertThat(agreed.get("beaconText").asString()).isEqualTo(line);
        ceremony.compute().expect(200);
        assertThat(new String(member(members(certificate(ceremony)), "beacon.txt")))
                .isEqualTo(line + "\n");
        assertThat(verify(certificate(ceremony)).verified()).isTrue();
    }

    @Test
    void aFailedIssueIsFollowedByTheNextOneByFormula() {
        var ceremony = frozen("lottery:fc3d");
        ceremony.commitOpenReveal();
        var round = ceremony.state().get("beaconRound").asString();
        var day = LocalDate.parse(ceremony.state().get("beaconDueAt").asString().substring(0, 10));
        setClock(day + "T22:00:00+08:00");
        var path = ceremony.path("/beacon-failed");
        var source = Map.of("source", "中国福利彩票发行管理中心网站");
        assertThat(ceremony.person("witness").post(path, source).expect(409).problem())
                .isEqualTo("beacon-may-come");
        setClock(day + "T23:15:01+08:00");
        ceremony.person("witness").post(path, source).expect(200);
        assertThat(ceremony.state().get("beaconRound").asString()).isEqualTo(round);
        ceremony.person("lead").post(path, source).expect(200);
        var next = "lottery:fc3d:" + day.plusDays(1).toString().replace("-", "");
        var state = ceremony.state();
        assertThat(state.get("beaconRound").asString()).isEqualTo(next);
        assertThat(state.get("status").asString()).isEqualTo("REVEALED");
        assertThat(draws.publicDraw(ceremony.drawNo).orElseThrow().failedRounds())
                .containsExactly(round);
        setClock(day.plusDays(1) + "T21:15:00+08:00");
        read(ceremony, "lead", "3 0 7").expect(200);
        var set = read(ceremony, "witness", "307").expect(200).json();
        assertThat(set.get("beaconText").asString())
                .isEqualTo("lottery=fc3d issue=" + next.substring(13) + " numbers=3,0,7");
    }

    @Test
    void aDrandRoundFollowsFromTheTimeAndKeepsItsSignature() throws IOException {
        var ceremony = frozen("drand:quicknet");
        ceremony.commitOpenReveal();
        var opened = ceremony.state();
        var from = OffsetDateTime.parse(opened.get("revealDeadline").asString())
                .plusMinutes(10)
                .toInstant();
        var due = OffsetDateTime.parse(opened.get("beaconDueAt").asString()).toInstant();
        assertThat(due).isBetween(from, from.plusSeconds(3));
        var round = Long.parseLong(opened.get("beaconRound").asString().substring("drand:quicknet:".length()));
        assertThat(1692803367L + (round - 1) * 3).isEqualTo(due.getEpochSecond());
        ceremony.advance(69);
        assertThat(read(ceremony, "witness", round(round, SIGNATURE))
                        .expect(409)
                        .problem())
                .isEqualTo("beacon-not-due");
        ceremony.advance(2);
        assertThat(read(ceremony, "witness", "not json").expect(422).problem()).isEqualTo("beacon-drand");
        assertThat(read(ceremony, "witness", round(round + 1, SIGNATURE))
                        .expect(422)
                        .problem())
                .isEqualTo("beacon-round");
        var tampered = round(round, SIGNATURE).replace(SIGNATURE, "00" + SIGNATURE.substring(2));
        assertThat(read(ceremony, "witness", tampered).expect(422).problem()).isEqualTo("beacon-randomness");
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/beacon-failed"), Map.of("source", "api"))
                        .expect(409)
                        .problem())
                .isEqualTo("beacon-has-no-next");
        read(ceremony, "witness", round(round, SIGNATURE)).expect(200);
        read(ceremony, "market", round(round, SIGNATURE)).expect(200);
        ceremony.compute().expect(200);
        var verified = verify(certificate(ceremony));
        assertThat(verified.lines()).endsWith("VERIFIED").contains("note beacon signature: not checked");
        assertThat(new String(member(members(certificate(ceremony)), "reveal.txt")))
                .startsWith("beacon=" + randomness(SIGNATURE) + "\n");
    }

    @Test
    void aDrawWithoutBeaconIsMarkedWhereverItIsShown() throws IOException {
        var ceremony = frozen("none");
        ceremony.commitOpenReveal();
        assertThat(read(ceremony, "witness", DICE).expect(409).problem()).isEqualTo("draw-without-beacon");
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("opening-too-young");
        // The last reveal has decided: nobody may spare the list he has seen.
        assertThat(ceremony.person("market")
                        .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                        .expect(409)
                        .problem())
                .isEqualTo("outcome-known");
        assertThat(ceremony.state().get("allowedActions").toString()).contains("COMPUTE");
        assertThat(ceremony.as("witness").get(ceremony.path("")).json().get("allowedActions"))
                .isEmpty();
        ceremony.advance(11);
        ceremony.compute().expect(200);
        assertThat(members(certificate(ceremony))).doesNotContainKey("beacon.txt");
        assertThat(verify(certificate(ceremony)).verified()).isTrue();
        assertThat(ceremony.state().get("withoutBeacon").asBoolean()).isTrue();
        assertThat(ceremony.state().get("beaconLabel").asString()).isEqualTo("无信标");
        var listed = ceremony.as("yj-planner")
                .get("/api/plans/" + ceremony.planId + "/draws")
                .expect(200)
                .json();
        assertThat(listed.get(0).get("withoutBeacon").asBoolean()).isTrue();
        var stranger = Api.anonymous(port);
        var list = stranger.get("/draws").expect(200).text();
        assertThat(list.substring(list.indexOf(ceremony.drawNo))).contains("无信标");
        assertThat(stranger.get("/draws/" + ceremony.drawNo).expect(200).text()).contains("无信标");
        assertThat(stranger.get("/plans/" + ceremony.planId).expect(200).text()).contains("无信标");
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        assertThat(tickets.ownTicket(ceremony.drawId, own).orElseThrow().marks())
                .containsExactly(DrawMark.WITHOUT_BEACON, DrawMark.WITHOUT_WITNESS);

        var other = frozen("live:dice");
        assertThat(other.state().get("withoutBeacon").asBoolean()).isFalse();
        assertThat(stranger.get("/draws/" + other.drawNo).expect(200).text()).doesNotContain("无信标");
    }

    /** No witness is configured here: before, during and after, wherever a draw is shown. */
    @Test
    void aDrawThatNobodyWitnessesIsMarkedWhereverItIsShown() {
        var ceremony = frozen("live:dice");
        markedUnwitnessed(ceremony);
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
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        assertThat(tickets.ownTicket(ceremony.drawId, own).orElseThrow().marks())
                .containsExactly(DrawMark.WITHOUT_WITNESS);
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo + "/names")
                        .expect(200)
                        .text())
                .contains("无外部见证");
    }

    private void markedUnwitnessed(Ceremony ceremony) {
        var stranger = Api.anonymous(port);
        for (var path : List.of(
                "/draws/" + ceremony.drawNo, "/draws/" + ceremony.drawNo + "/live", "/plans/" + ceremony.planId)) {
            assertThat(stranger.get(path).expect(200).text()).as(path).contains("无外部见证");
        }
        var list = stranger.get("/draws").expect(200).text();
        var from = list.indexOf(ceremony.drawNo);
        assertThat(list.substring(from, list.indexOf("名单封存于", from))).contains("无外部见证");
        for (var state : List.of(
                ceremony.state(),
                ceremony.as("yj-planner")
                        .get("/api/plans/" + ceremony.planId + "/draws")
                        .expect(200)
                        .json()
                        .get(0))) {
            assertThat(state.get("marks").valueStream().map(m -> m.get("label").asString()))
                    .containsExactly("无外部见证");
            assertThat(state.get("witnessing").isNull()).isTrue();
        }
    }

    @Test
    void aYearlyPlanStandsOpenForADay() {
        setClock(LocalDate.parse(now().substring(0, 10)).getYear() + 1 + "-02-01T09:00:00+08:00");
        var input = SamplePlans.input(port, district);
        input.put("to", now().substring(0, 4) + "-12-31");
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
    void whoWithholdsTheSecondSecretIsNamedAndCannotStopTheDraw() throws IOException {
        var ceremony = confirmed();
        ceremony.revealSecond("lead").expect(200);
        ceremony.revealSecond("witness").expect(200);
        var deadline = ceremony.state().get("secondDeadline");
        assertThat(deadline.get("rule").asString()).isEqualTo("REVEAL_SECOND");
        // Through the whole of the last day the party may still reveal.
        setClock(deadline.get("dueOn").asString() + "T23:59:00+08:00");
        assertThat(ceremony.state().get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(dice(ceremony, "witness").expect(409).problem()).isEqualTo("act-not-allowed-in-state");
        setClock(LocalDate.parse(deadline.get("dueOn").asString()).plusDays(1) + "T00:00:01+08:00");
        assertThat(ceremony.revealSecond("market").expect(409).problem()).isEqualTo("second-reveal-deadline-passed");
        var late = ceremony.state();
        assertThat(late.get("status").asString()).isEqualTo("WITHHELD");
        assertThat(late.get("log").toString()).contains("\"WITHHELD\"").contains("\"market\"");
        assertThat(party(ceremony, "market").get("withheld").asBoolean()).isTrue();
        assertThat(dice(ceremony, "market").expect(403).problem()).isEqualTo("second-beacon-typist");
        assertThat(dice(ceremony, "lead").expect(403).problem()).isEqualTo("second-beacon-typist");
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/second-beacon"), Map.of("text", "123"))
                        .expect(422)
                        .problem())
                .isEqualTo("beacon-dice");
        var settled = dice(ceremony, "witness").expect(200).json();
        assertThat(settled.get("status").asString()).isEqualTo("SETTLED");
        assertThat(dice(ceremony, "witness").expect(409).problem()).isEqualTo("act-not-allowed-in-state");

        var zip = members(certificate(ceremony));
        assertThat(new String(member(zip, "beacon2.txt"))).isEqualTo(DICE + "\n");
        assertThat(new String(member(zip, "reveal2.txt")))
                .isEqualTo("beacon=" + HashProfile.SHA256.hex(DICE + "\n") + "\nsecond.lead="
                        + ceremony.secret("lead", 2) + "\nsecond.witness=" + ceremony.secret("witness", 2) + "\n");
        assertThat(settled.get("secondSeed").asString())
                .isEqualTo(HashProfile.SHA256.hex(
                        "SSJ-SEED-2|" + settled.get("opening").asString() + "|"
                                + HashProfile.SHA256.hex(member(zip, "confirmations.tsv")) + "|"
                                + ceremony.secret("lead", 2) + "|-|"
                                + ceremony.secret("witness", 2) + "|" + HashProfile.SHA256.hex(DICE + "\n")));
        assertThat(verify(certificate(ceremony)).lines()).endsWith("VERIFIED");
        // Without the proof that the party was named, nobody need believe the dice.
        var proof = new String(member(zip, "log/result.proof"));
        assertThat(proof).contains("entry=SSJ-LOG-1|WITHHELD|" + ceremony.drawNo + "|market");
        var shown = draws.publicDraw(ceremony.drawNo).orElseThrow();
        assertThat(shown.secondBeaconText()).isEqualTo(DICE);
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo)
                        .expect(200)
                        .text())
                .contains("逾期未揭示");
    }

    @Test
    void whenTheWitnessWithholdsAnotherOutsidePartyTypesTheDice() throws IOException {
        var ceremony = confirmed();
        ceremony.revealSecond("market").expect(200);
        pastTheSecondDeadline(ceremony);
        assertThat(ceremony.state().get("status").asString()).isEqualTo("WITHHELD");
        assertThat(dice(ceremony, "witness").expect(403).problem()).isEqualTo("second-beacon-typist");
        assertThat(ceremony.as("witness").get(ceremony.path("")).json().get("allowedActions"))
                .isEmpty();
        assertThat(ceremony.as("sc-party").get("/api/worklist").text()).contains("set-second-beacon-draw");
        dice(ceremony, "market").expect(200);
        var proof = new String(member(members(certificate(ceremony)), "log/result.proof"));
        assertThat(proof.indexOf("|WITHHELD|" + ceremony.drawNo + "|lead"))
                .isPositive()
                .isLessThan(proof.indexOf("|WITHHELD|" + ceremony.drawNo + "|witness"));
        assertThat(verify(certificate(ceremony)).lines()).endsWith("VERIFIED");
    }

    @Test
    void evenWhenAllWithholdTheDrawEnds() throws IOException {
        var ceremony = confirmed();
        pastTheSecondDeadline(ceremony);
        assertThat(dice(ceremony, "lead").expect(200).json().get("status").asString())
                .isEqualTo("SETTLED");
        assertThat(verify(certificate(ceremony)).lines()).endsWith("VERIFIED");
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
        assertThat(verify(honest).lines()).endsWith("VERIFIED").anyMatch(l -> l.startsWith("ok match YJ"));

        var other = confirmed();
        Ceremony.slugs().forEach(slug -> other.revealSecond(slug).expect(200));
        var theirs = draws.pool(other.drawId, district.department(TestDistrict.REGION, "YJ"));
        var officers = Officer.parse("officers.tsv", theirs.officersTsv());
        var without = Officer.tsv(officers.subList(1, officers.size()));
        var swapped = verify(matched(other, theirs, without, theirs.avoidTsv()));
        assertThat(swapped.verified()).isFalse();
        assertThat(swapped.lines().get(swapped.lines().size() - 1)).contains("officers");

        var third = confirmed();
        Ceremony.slugs().forEach(slug -> third.revealSecond(slug).expect(200));
        var pool = draws.pool(third.drawId, district.department(TestDistrict.REGION, "YJ"));
        var barred = Avoidance.tsv(List.of(new Avoidance(
                officers.get(0).officerId(),
                draws.rows(third.drawId, "DRAWN").get(0).objectId())));
        var spared = verify(matched(third, pool, pool.officersTsv(), barred));
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
        var zip = members(certificate(ceremony));
        var params = Params.parse(member(zip, "params.txt"));
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
        var ceremony = frozen("live:dice");
        ceremony.draw();
        draws.closeConfirmations(
                ceremony.drawId,
                draws.rows(ceremony.drawId, "DRAWN").stream()
                        .map(r -> new Draws.Confirmation(r.objectId(), "OK", "-"))
                        .toList());
        return ceremony;
    }

    private static void voidIt(Ceremony ceremony) {
        for (var slug : List.of("market", "witness")) {
            ceremony.person(slug)
                    .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                    .expect(200);
        }
    }

    private void pastTheSecondDeadline(Ceremony ceremony) {
        var due = ceremony.state().get("secondDeadline").get("dueOn").asString();
        setClock(LocalDate.parse(due).plusDays(1) + "T09:00:00+08:00");
    }

    private static Api.Answer read(Ceremony ceremony, String slug, String text) {
        return ceremony.person(slug)
                .post(ceremony.path("/beacon"), Map.of("text", text, "source", "https://www.cwl.gov.cn/"));
    }

    private static Api.Answer dice(Ceremony ceremony, String slug) {
        return ceremony.person(slug).post(ceremony.path("/second-beacon"), Map.of("text", DICE));
    }

    private static JsonNode party(Ceremony ceremony, String slug) {
        return ceremony.state()
                .get("parties")
                .valueStream()
                .filter(p -> p.get("slug").asString().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** Written out anew, so that it cannot be wrong in the same way. */
    private static LocalDate firstDrawing(OffsetDateTime from) {
        for (var day = from.toLocalDate(); ; day = day.plusDays(1)) {
            var at = OffsetDateTime.parse(day + "T21:15:00+08:00");
            if (!at.isBefore(from)
                    && List.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.SUNDAY)
                            .contains(day.getDayOfWeek())) {
                return day;
            }
        }
    }

    private static String round(long round, String signature) {
        return "{\"round\":" + round + ",\"randomness\":\"" + randomness(signature) + "\",\"signature\":\"" + signature
                + "\"}";
    }

    private static String randomness(String signature) {
        return HashProfile.SHA256.hex(java.util.HexFormat.of().parseHex(signature));
    }

    private Path certificate(Ceremony ceremony) throws IOException {
        var answer =
                ceremony.as("witness").get(ceremony.path("/certificate.zip")).expect(200);
        return Files.write(directory.resolve(ceremony.drawNo + ".zip"), answer.body());
    }

    private static Certificate.Verification verify(Path zip) throws IOException {
        return Certificate.verify(zip, Optional.empty());
    }

    private static byte[] member(Map<String, byte[]> zip, String name) {
        return Optional.ofNullable(zip.get(name)).orElseThrow();
    }

    private static Map<String, byte[]> members(Path zip) throws IOException {
        var members = new LinkedHashMap<String, byte[]>();
        try (var in = new java.util.zip.ZipFile(zip.toFile())) {
            for (var entry : java.util.Collections.list(in.entries())) {
                members.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        return members;
    }

    private String now() {
        return People.as(port, "yj-planner")
                .get("/api/demo/clock")
                .expect(200)
                .json()
                .get("now")
                .asString();
    }

    private void setClock(String at) {
        People.as(port, "yj-planner").put("/api/demo/clock", Map.of("now", at)).expect(200);
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
