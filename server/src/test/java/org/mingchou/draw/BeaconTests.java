package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Params;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Who reads a beacon, which round serves, and what nobody may copy. */
@ApiTest
@TestPropertySource(properties = {"mingchou.database.name=mingchou_ceremony", "mingchou.draw.allow-no-beacon=true"})
class BeaconTests {

    private static final String DICE = Ceremony.DICE;
    private static final String OTHER = Ceremony.MISREAD;
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
    void diceCountWhenTheWitnessAndAnotherHaveReadThemAlike() throws IOException {
        var ceremony = revealed();
        ceremony.read("witness", DICE).expect(200);
        // One person, however often, is not two.
        var one = ceremony.person("witness")
                .post(ceremony.path("/beacon"), Map.of("text", DICE.replaceAll("(..)", " $1 ")))
                .expect(200);
        assertThat(one.json().get("status").asString()).isEqualTo("REVEALED");
        assertThat(one.json().get("beaconReadings").get("waiting").asString()).isEqualTo("见证人已录入，等待第二人独立录入。");
        assertThat(one.text()).doesNotContain(DICE);
        hidden(ceremony, DICE);
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("beacon-missing");
        assertThat(logged(ceremony, "BEACON")).isEmpty();
        assertThat(asked(ceremony, "witness")).isFalse();
        assertThat(asked(ceremony, "market")).isTrue();

        var two = ceremony.read("market", DICE).expect(200).json();
        assertThat(two.get("status").asString()).isEqualTo("BEACON_SET");
        assertThat(two.get("beaconText").asString()).isEqualTo(DICE);
        assertThat(logged(ceremony, "BEACON"))
                .containsExactly("live:dice|" + HashProfile.SHA256.hex(DICE + "\n") + "|market,witness");
        var late = ceremony.read("lead", OTHER).expect(409);
        assertThat(late.problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(page(ceremony, "")).contains("由market、witness各自录入，一致。").doesNotContain(OTHER);
        ceremony.compute().expect(200);
        var kinds = ceremony.state()
                .get("log")
                .valueStream()
                .map(l -> l.get("kind").asString())
                .toList();
        assertThat(kinds).endsWith("BEACON", "RESULT");
        assertThat(Ceremony.verify(ceremony.certificate(directory)).lines()).endsWith("VERIFIED");
    }

    @Test
    void twoWithoutTheWitnessAreNotEnough() {
        var ceremony = revealed();
        ceremony.read("lead", DICE).expect(200);
        var two = ceremony.read("market", DICE).expect(200).json();
        assertThat(two.get("status").asString()).isEqualTo("REVEALED");
        assertThat(two.get("beaconReadings").get("waiting").asString()).isEqualTo("lead、market已录入，等待见证人独立录入。");
        hidden(ceremony, DICE);
        ceremony.read("witness", DICE).expect(200);
        assertThat(logged(ceremony, "BEACON").get(0)).endsWith("|lead,market,witness");
    }

    @Test
    void whenTwoDifferBothAreShownAndNothingIsDecided() {
        var ceremony = revealed();
        ceremony.read("market", OTHER).expect(200);
        hidden(ceremony, OTHER);
        var differ = ceremony.read("witness", DICE).expect(200).json();
        assertThat(differ.get("status").asString()).isEqualTo("REVEALED");
        var readings = differ.get("beaconReadings");
        assertThat(readings.get("differ").asBoolean()).isTrue();
        assertThat(readings.get("advice").asString()).contains("与桌上的骰子逐颗核对", "重新录入", "当众重新掷骰");
        assertThat(texts(readings)).containsExactly(OTHER, DICE);
        assertThat(asked(ceremony, "witness")).isTrue();
        assertThat(asked(ceremony, "market")).isTrue();
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("beacon-missing");
        assertThat(page(ceremony, "")).contains(OTHER, DICE, "与桌上的骰子逐颗核对");
        assertThat(page(ceremony, "/live").split("class=\"read( off)?\"")).hasSize(1 + 2 * 54);
        assertThat(logged(ceremony, "BEACON")).isEmpty();

        // Who enters anew may have thrown anew: the other reads for himself again.
        var again = Ceremony.ANEW;
        var waiting = ceremony.read("witness", again).expect(200);
        assertThat(waiting.json().get("beaconReadings").get("waiting").asString())
                .isEqualTo("见证人已重新录入，等待另一方核对后重新录入。");
        hidden(ceremony, again);
        assertThat(texts(ceremony.state().get("beaconReadings"))).containsExactly(OTHER, null);
        var agreed = ceremony.read("market", again).expect(200).json();
        assertThat(agreed.get("status").asString()).isEqualTo("BEACON_SET");
        assertThat(agreed.get("beaconText").asString()).isEqualTo(again);
        // Each had seen what the other read before: nobody is told that they read for themselves.
        assertThat(agreed.get("beaconReadings").get("readBy").asString()).isEqualTo("由market、witness录入：起初不一致，彼此核对后一致");
    }

    /** Who copies what a difference has laid open is no second reader of his own. */
    @Test
    void whoSawTheOthersReadingIsNotSaidToHaveReadForHimself() {
        var ceremony = revealed();
        ceremony.read("witness", DICE).expect(200);
        ceremony.read("market", OTHER).expect(200);
        var copied = ceremony.read("market", DICE).expect(200).json();
        assertThat(copied.get("status").asString()).isEqualTo("BEACON_SET");
        for (var tail : List.of("", "/live")) {
            assertThat(page(ceremony, tail)).contains("彼此核对后一致").doesNotContain("各自录入，一致");
        }
    }

    /** It may be why they voided. */
    @Test
    void whatWasReadBeforeTheDrawWasVoidedIsShown() {
        var ceremony = revealed();
        ceremony.read("witness", DICE).expect(200);
        for (var slug : List.of("market", "witness")) {
            ceremony.person(slug)
                    .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                    .expect(200);
        }
        assertThat(ceremony.state().get("status").asString()).isEqualTo("VOID");
        assertThat(page(ceremony, "")).contains(DICE).doesNotContain("等待第二人");
    }

    @Test
    void aThirdWhoReadsOtherwiseHoldsNothingUpAndIsShown() {
        var ceremony = revealed();
        ceremony.read("lead", OTHER).expect(200);
        ceremony.read("witness", DICE).expect(200);
        ceremony.read("market", DICE).expect(200);
        var set = ceremony.state();
        assertThat(set.get("status").asString()).isEqualTo("BEACON_SET");
        assertThat(texts(set.get("beaconReadings"))).containsExactly(OTHER, DICE, DICE);
        assertThat(logged(ceremony, "BEACON").get(0)).endsWith("|market,witness");
        for (var tail : List.of("", "/live")) {
            assertThat(page(ceremony, tail)).contains("录入的与此不同");
        }
        assertThat(page(ceremony, "")).contains(OTHER);
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

        // Who reads it is told when it comes, and until when.
        var told = "抽取 " + ceremony.drawNo + "：请于 " + day + " 21:15 后录入信标（福彩双色球 "
                + day.format(DateTimeFormatter.ofPattern("yyyy年M月d日")) + "开奖，两人各自独立录入）";
        for (var slug : List.of("lead", "market", "witness")) {
            assertThat(ceremony.person(slug).get("/api/inbox").expect(200).text())
                    .as(slug)
                    .contains(told);
        }
        var due = opened.get("beaconDeadline");
        assertThat(due.get("rule").asString()).isEqualTo("READ_BEACON");
        assertThat(due.get("startedOn").asString()).isEqualTo(day.toString());
        assertThat(item(ceremony, "market").get("dueOn")).isEqualTo(due.get("dueOn"));
        assertThat(item(ceremony, "market").get("detail").asString()).contains("福彩双色球", day + " 21:15 起可录入");
        assertThat(page(ceremony, "/live")).contains("距信标公布", "福彩双色球 ").doesNotContain("距最早可产生信标");

        Ceremony.setClock(port, day + "T21:14:59+08:00");
        assertThat(ceremony.read("witness", "01 05 12 20 28 33 07").expect(409).problem())
                .isEqualTo("beacon-not-due");
        assertThat(ceremony.as("sc-party")
                        .get(ceremony.path(""))
                        .json()
                        .get("allowedActions")
                        .toString())
                .contains("VOID");
        Ceremony.setClock(port, day + "T21:16:00+08:00");
        for (var bad : List.of("1 2 3", "05 01 12 20 28 33 07", "01 05 12 20 28 34 07", "01 05 12 20 28 33 17", "x")) {
            assertThat(ceremony.read("witness", bad).expect(422).problem()).isEqualTo("beacon-lottery");
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
        ceremony.read("witness", "01 05 12 20 28 33 07").expect(200);
        // One person, however often, is not two; and the other does not see what the first has read.
        var one = ceremony.read("witness", "01 05 12 20 28 33 + 07").expect(200);
        assertThat(one.json().get("status").asString()).isEqualTo("REVEALED");
        assertThat(one.text()).doesNotContain("01,05,12,20,28,33");
        hidden(ceremony, "01,05,12,20,28,33");
        var differ = ceremony.read("market", "01 05 12 20 28 33 08").expect(200).json();
        assertThat(differ.get("status").asString()).isEqualTo("REVEALED");
        assertThat(differ.get("beaconReadings").get("differ").asBoolean()).isTrue();
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("beacon-missing");
        var agreed = ceremony.read("market", "1,5,12,20,28,33+7").expect(200).json();
        assertThat(agreed.get("status").asString()).isEqualTo("BEACON_SET");
        var line = "lottery=ssq issue=" + issue.substring(12) + " numbers=01,05,12,20,28,33+07";
        assertThat(agreed.get("beaconText").asString()).isEqualTo(line);
        assertThat(logged(ceremony, "BEACON"))
                .containsExactly(issue + "|" + HashProfile.SHA256.hex(line + "\n") + "|market,witness");
        assertThat(page(ceremony, "/live")).contains("信标：福彩双色球 ", "开奖号码 01 05 12 20 28 33 + 07");
        ceremony.compute().expect(200);
        assertThat(new String(Ceremony.member(Ceremony.members(ceremony.certificate(directory)), "beacon.txt")))
                .isEqualTo(line + "\n");
        assertThat(Ceremony.verify(ceremony.certificate(directory)).verified()).isTrue();
    }

    @Test
    void aFailedIssueIsFollowedByTheNextOneByFormula() {
        var ceremony = frozen("lottery:fc3d");
        ceremony.commitOpenReveal();
        var round = ceremony.state().get("beaconRound").asString();
        var day = LocalDate.parse(ceremony.state().get("beaconDueAt").asString().substring(0, 10));
        Ceremony.setClock(port, day + "T22:00:00+08:00");
        var path = ceremony.path("/beacon-failed");
        var source = Map.of("source", "中国福利彩票发行管理中心网站");
        assertThat(ceremony.person("witness").post(path, source).expect(409).problem())
                .isEqualTo("beacon-may-come");
        Ceremony.setClock(port, day + "T23:15:01+08:00");
        ceremony.person("witness").post(path, source).expect(200);
        assertThat(ceremony.state().get("beaconRound").asString()).isEqualTo(round);
        ceremony.person("lead").post(path, source).expect(200);
        var next = "lottery:fc3d:" + day.plusDays(1).toString().replace("-", "");
        var state = ceremony.state();
        assertThat(state.get("beaconRound").asString()).isEqualTo(next);
        assertThat(state.get("status").asString()).isEqualTo("REVEALED");
        assertThat(state.get("beaconDeadline").get("startedOn").asString())
                .isEqualTo(day.plusDays(1).toString());
        assertThat(ceremony.person("market").get("/api/inbox").expect(200).text())
                .contains("抽取 " + ceremony.drawNo + "：请于 " + day.plusDays(1) + " 21:15");
        assertThat(draws.publicDraw(ceremony.drawNo).orElseThrow().failedRounds())
                .containsExactly(round);
        Ceremony.setClock(port, day.plusDays(1) + "T21:15:00+08:00");
        ceremony.read("lead", "3 0 7").expect(200);
        var set = ceremony.read("witness", "307").expect(200).json();
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
        assertThat(ceremony.read("witness", round(round, SIGNATURE)).expect(409).problem())
                .isEqualTo("beacon-not-due");
        ceremony.advance(2);
        assertThat(ceremony.read("witness", "not json").expect(422).problem()).isEqualTo("beacon-drand");
        assertThat(ceremony.read("witness", round(round + 1, SIGNATURE))
                        .expect(422)
                        .problem())
                .isEqualTo("beacon-round");
        var tampered = round(round, SIGNATURE).replace(SIGNATURE, "00" + SIGNATURE.substring(2));
        assertThat(ceremony.read("witness", tampered).expect(422).problem()).isEqualTo("beacon-randomness");
        assertThat(ceremony.person("witness")
                        .post(ceremony.path("/beacon-failed"), Map.of("source", "api"))
                        .expect(409)
                        .problem())
                .isEqualTo("beacon-has-no-next");
        ceremony.read("witness", round(round, SIGNATURE)).expect(200);
        ceremony.read("market", round(round, SIGNATURE)).expect(200);
        ceremony.compute().expect(200);
        var verified = Ceremony.verify(ceremony.certificate(directory));
        assertThat(verified.lines()).endsWith("VERIFIED").contains("note beacon signature: not checked");
        assertThat(new String(Ceremony.member(Ceremony.members(ceremony.certificate(directory)), "reveal.txt")))
                .startsWith("beacon=" + randomness(SIGNATURE) + "\n");
    }

    @Test
    void aDrawWithoutBeaconIsMarkedWhereverItIsShown() throws IOException {
        var ceremony = frozen("none");
        ceremony.commitOpenReveal();
        assertThat(ceremony.read("witness", DICE).expect(409).problem()).isEqualTo("draw-without-beacon");
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("opening-too-young");
        // The last reveal has decided: nobody may spare the list he has seen.
        assertThat(ceremony.person("market")
                        .post(ceremony.path("/void"), Map.of("reason", "FRAME_WRONG"))
                        .expect(409)
                        .problem())
                .isEqualTo("outcome-known");
        assertThat(ceremony.state().get("allowedActions").toString()).contains("COMPUTE");
        assertThat(ceremony.state().get("statusLabel").asString()).isEqualTo("已揭示，待计算");
        assertThat(page(ceremony, "/live")).contains("秘密数已揭示，等算出结果").doesNotContain("等信标");
        assertThat(ceremony.as("witness").get(ceremony.path("")).json().get("allowedActions"))
                .isEmpty();
        ceremony.advance(11);
        ceremony.compute().expect(200);
        assertThat(Ceremony.members(ceremony.certificate(directory))).doesNotContainKey("beacon.txt");
        assertThat(Ceremony.verify(ceremony.certificate(directory)).verified()).isTrue();
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

    private Ceremony revealed() {
        var ceremony = frozen("live:dice");
        ceremony.commitOpenReveal();
        ceremony.advance(11);
        return ceremony;
    }

    /** From everybody: on the desk of each party and of those who look on, and from the public. */
    private void hidden(Ceremony ceremony, String digits) {
        for (var username : List.of("yj-planner", "sc-party", "witness", "supervisor")) {
            var api = ceremony.as(username);
            assertThat(api.get(ceremony.path("")).expect(200).text())
                    .as(username)
                    .doesNotContain(digits);
            assertThat(api.get("/api/plans/" + ceremony.planId + "/draws")
                            .expect(200)
                            .text())
                    .as(username)
                    .doesNotContain(digits);
        }
        for (var tail : List.of("", "/live", "/live.json")) {
            assertThat(page(ceremony, tail)).as(tail).doesNotContain(digits, "class=\"die\"");
        }
        assertThat(ceremony.as("auditadmin")
                        .get("/api/audit?act=enter-beacon-draw")
                        .expect(200)
                        .text())
                .doesNotContain(digits);
    }

    private static boolean asked(Ceremony ceremony, String slug) {
        return items(ceremony, slug).findAny().isPresent();
    }

    private static JsonNode item(Ceremony ceremony, String slug) {
        return items(ceremony, slug).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> items(Ceremony ceremony, String slug) {
        return ceremony.person(slug)
                .get("/api/worklist")
                .expect(200)
                .json()
                .valueStream()
                .filter(item -> item.toString().contains("enter-beacon-draw")
                        && item.toString().contains(ceremony.drawNo));
    }

    private String page(Ceremony ceremony, String tail) {
        return Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + tail)
                .expect(200)
                .text();
    }

    private static List<String> logged(Ceremony ceremony, String kind) {
        return ceremony.state()
                .get("log")
                .valueStream()
                .filter(l -> l.get("kind").asString().equals(kind))
                .map(l -> l.get("digest").asString())
                .toList();
    }

    /** In the order of the parties; null for what is hidden. */
    private static List<@Nullable String> texts(JsonNode readings) {
        var result = new ArrayList<@Nullable String>();
        for (var reading : readings.get("readings")) {
            result.add(reading.get("text").isNull() ? null : reading.get("text").asString());
        }
        return result;
    }

    private Ceremony frozen(String beacon) {
        return Ceremony.freeze(port, district, SamplePlans.approved(port, SamplePlans.input(port, district)), beacon);
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
}
