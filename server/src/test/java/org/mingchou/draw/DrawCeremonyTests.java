package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.HashProfile;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ceremony from freeze to certificate, and every refusal on its way. */
@ApiTest
class DrawCeremonyTests {

    private static final String EVIDENCE = "ab".repeat(32);

    /** Of 54 dice 27: not yet so many that it is asked once more. */
    private static final String HALF_SIXES = "266366565646665161663244162661666643441566635266561626";

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @Autowired
    DrawnTickets tickets;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path directory;

    private long approvedPlan() {
        return SamplePlans.approved(port, SamplePlans.input(port, district));
    }

    private Ceremony frozen() {
        return Ceremony.freeze(port, district, approvedPlan());
    }

    @Test
    void runsToACertificateThatVerifies() throws IOException {
        var planId = approvedPlan();
        var ceremony = Ceremony.freeze(port, district, planId);
        assertThat(ceremony.drawNo).matches("130111-\\d{4}-\\d{6}");
        assertThat(ceremony.as("yj-planner")
                        .get(ceremony.path("/certificate.zip"))
                        .problem())
                .isEqualTo("not-drawn-yet");
        var drawn = ceremony.draw();
        assertThat(drawn.get("status").asString()).isEqualTo("DRAWN");
        assertThat(drawn.get("drawnCount").asInt()).isEqualTo(15);
        assertThat(drawn.get("reserveCount").asInt()).isEqualTo(9);
        assertThat(drawn.get("exclusions").get("X02").asInt()).isEqualTo(2);
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(ceremony.as("yj-planner").get(ceremony.path("/params.txt")).body())
                .isEqualTo(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo + "/params.txt")
                        .expect(200)
                        .body());
        assertThat(verify(certificate(ceremony)).lines()).endsWith("VERIFIED");

        var rows = draws.rows(ceremony.drawId, "DRAWN");
        var dropped = rows.get(3).objectId();
        draws.closeConfirmations(ceremony.drawId, confirmations(rows, dropped));
        assertThat(verify(certificate(ceremony)).verified()).isTrue();
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        assertThat(ceremony.state().get("status").asString()).isEqualTo("SETTLED");
        var substitutes = draws.substitutes(ceremony.drawId);
        assertThat(substitutes).hasSize(1);
        assertThat(substitutes.get(0).stratum()).isEqualTo(rows.get(3).stratum());

        match(ceremony, "YJ", rows, dropped, substitutes);
        match(ceremony, "SL", rows, dropped, substitutes);
        draws.logMatchNote(ceremony.drawId, "YJ replaced OFF1 by OFF2");
        var zip = certificate(ceremony);
        assertThat(verify(zip).lines()).endsWith("VERIFIED").anyMatch(l -> l.startsWith("ok match YJ"));
        // A flipped digit of one enterprise's row.
        var damaged = directory.resolve("damaged.zip");
        damage(zip, damaged);
        assertThat(verify(damaged).verified()).isFalse();

        var late = draws.nextSubstitute(ceremony.drawId, rows.get(4).objectId(), "S2", EVIDENCE)
                .orElseThrow();
        assertThat(late.kind()).isEqualTo("RESERVE");
        assertThat(draws.substitutes(ceremony.drawId)).contains(late);
        assertThat(verify(certificate(ceremony)).verified()).isTrue();
        var listed = ceremony.as("supervisor")
                .get(ceremony.path("/rows?kind=SUBSTITUTE"))
                .expect(200)
                .json();
        assertThat(listed.get("total").asInt()).isEqualTo(2);
        assertThat(listed.get("items")
                        .valueStream()
                        .map(r -> r.get("substituteFor").asString()))
                .contains(dropped);
    }

    @Test
    void aStrangerSeesTheCeremonyButNoTier() {
        var ceremony = frozen();
        ceremony.draw();
        var shown = draws.publicDraw(ceremony.drawNo).orElseThrow();
        assertThat(shown.seed()).isNull();
        assertThat(shown.opening()).hasSize(64);
        assertThat(shown.beaconText()).startsWith(Ceremony.DICE.substring(0, 6));
        assertThat(shown.drawnCount()).isEqualTo(15L);
        assertThat(shown.parties()).hasSize(3).allMatch(PublicDraw.Party::revealed);
        var admin = ceremony.as("sl-admin").get(ceremony.path("")).expect(200).json();
        assertThat(admin.get("quotas")).isEmpty();
        assertThat(admin.get("seed").isNull()).isTrue();
        ceremony.as("sl-admin").get(ceremony.path("/rows")).expect(403);
        assertThat(ceremony.as("sl-planner")
                        .get(ceremony.path("/frame.tsv"))
                        .expect(403)
                        .problem())
                .isEqualTo("parties-only");
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        var ticket = tickets.ownTicket(ceremony.drawId, own).orElseThrow();
        assertThat(ticket.ticket()).hasSize(64);
        assertThat(ticket.cutOff()).isNull();
        assertThat(ticket.key()).isNull();
        var waiting = draws.rows(ceremony.drawId, "RESERVE").get(0).objectId();
        assertThat(tickets.ownTicket(ceremony.drawId, waiting)).isEmpty();
        var log = ceremony.state().get("log").toString();
        assertThat(log).doesNotContain(ceremony.secret("lead", 1));
    }

    @Test
    void aPublicDrawCanBeCheckedByEverybody() {
        var input = SamplePlans.input(port, district);
        input.put("audience", "PUBLIC");
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        var drawn = ceremony.draw();
        var shown = draws.publicDraw(ceremony.drawNo).orElseThrow();
        assertThat(shown.seed()).isEqualTo(drawn.get("seed").asString());
        assertThat(shown.frameSalted()).isNull();
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        var ticket = tickets.ownTicket(ceremony.drawId, own).orElseThrow();
        assertThat(HashProfile.SHA256.hex(ticket.key() + "|" + own)).isEqualTo(ticket.ticket());
        assertThat(ticket.ticket()).isLessThanOrEqualTo(ticket.cutOff());
        assertThat(ceremony.state().get("log").toString()).contains("lead|" + ceremony.secret("lead", 1));
    }

    /** As plans stand that were approved before both were refused. */
    @Test
    void aSealedPlanWithAPublicCertificateIsNeitherFrozenNorOpened() {
        var input = SamplePlans.input(port, district);
        input.put("mode", "SEALED");
        var planId = SamplePlans.approved(port, input);
        audience(planId, "PUBLIC");
        var planner = People.as(port, "yj-planner");
        var refused = planner.post("/api/plans/" + planId + "/draws", Ceremony.freezeInput(district, 60))
                .expect(409);
        assertThat(refused.problem()).isEqualTo("sealed-and-public");
        assertThat(refused.text()).contains("请撤销这份计划", "另编计划");
        assertThat(jdbc.sql("SELECT count(*) FROM draw.draw WHERE plan_id = :plan")
                        .param("plan", planId)
                        .query(Long.class)
                        .single())
                .isZero();

        audience(planId, "PARTIES");
        var ceremony = Ceremony.freeze(port, district, planId);
        Ceremony.slugs().forEach(slug -> ceremony.commit(slug).expect(200));
        audience(planId, "PUBLIC");
        var closed = ceremony.open().expect(409);
        assertThat(closed.problem()).isEqualTo("sealed-and-public");
        assertThat(closed.text()).contains("两个当事方", "作废这次抽取");
        assertThat(ceremony.state().get("status").asString()).isEqualTo("FROZEN");

        // Opened before: neither seed nor key may be told, whoever asks.
        audience(planId, "PARTIES");
        ceremony.open().expect(200);
        Ceremony.slugs().forEach(slug -> ceremony.reveal(slug).expect(200));
        ceremony.advance(11);
        ceremony.beacon(Ceremony.DICE).expect(200);
        ceremony.compute().expect(200);
        audience(planId, "PUBLIC");
        assertThat(draws.publicDraw(ceremony.drawNo).orElseThrow().seed()).isNull();
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        assertThat(tickets.ownTicket(ceremony.drawId, own).orElseThrow().key()).isNull();
    }

    private void audience(long planId, String audience) {
        jdbc.sql("UPDATE plan.joint_plan SET audience = :audience WHERE id = :plan")
                .param("audience", audience)
                .param("plan", planId)
                .update();
    }

    @Test
    void nothingIsDrawnBeforeApproval() {
        var id = SamplePlans.create(port, SamplePlans.input(port, district))
                .get("id")
                .asLong();
        var answer =
                People.as(port, "yj-planner").post("/api/plans/" + id + "/draws", Ceremony.freezeInput(district, 60));
        assertThat(answer.expect(409).problem()).isEqualTo("plan-not-approved");
    }

    @Test
    void refusesAFreezeThatIsNotFair() {
        var planner = People.as(port, "yj-planner");
        var planId = approvedPlan();
        var path = "/api/plans/" + planId + "/draws";
        var input = Ceremony.freezeInput(district, 60);
        input.put("beacon", "none");
        assertThat(planner.post(path, input).expect(422).problem()).isEqualTo("beacon-required");
        // A round that somebody chose.
        input.put("beacon", "drand:quicknet:1");
        assertThat(planner.post(path, input).expect(422).problem()).isEqualTo("beacon-not-offered");
        input.put("beacon", "live:dice");
        var all = (List<?>) input.getOrDefault("parties", List.of());
        // Two whom a reader would take for one.
        var alike = new ArrayList<Map<String, Object>>();
        for (var party : all) {
            var named = new HashMap<String, Object>();
            ((Map<?, ?>) party).forEach((key, value) -> named.put(String.valueOf(key), value));
            named.put("label", alike.isEmpty() ? "区人大 Ａ" : alike.size() == 1 ? " 区人大a" : "区人大B");
            alike.add(named);
        }
        input.put("parties", alike);
        var same = planner.post(path, input).expect(400);
        assertThat(same.problem()).isEqualTo("fields-need-mending");
        assertThat(same.text()).contains("parties[1].label", "各方的名称须互不相同").doesNotContain("parties[2]");
        input.put("parties", all.subList(0, 2));
        assertThat(planner.post(path, input).expect(400).problem()).isEqualTo("fields-need-mending");
        People.as(port, "yj-registrar")
                .post(path, Ceremony.freezeInput(district, 60))
                .expect(403);
        assertThat(People.as(port, "gc-yj-planner")
                        .post(path, Ceremony.freezeInput(district, 60))
                        .status())
                .isEqualTo(404);
        assertThat(People.as(port, "sl-planner")
                        .post(path, Ceremony.freezeInput(district, 60))
                        .problem())
                .isEqualTo("lead-department-only");

        var young = SamplePlans.input(port, district);
        young.put("tierAsOf", young.get("from"));
        var youngPlan = SamplePlans.approved(port, young);
        assertThat(planner.post("/api/plans/" + youngPlan + "/draws", Ceremony.freezeInput(district, 60))
                        .expect(409)
                        .problem())
                .isEqualTo("tiers-too-young");

        var bare = SamplePlans.input(port, district);
        bare.put("ratio", Map.of("byTier", Map.of("A", 100), "floor", 300));
        var barePlan = SamplePlans.approved(port, bare);
        assertThat(planner.post("/api/plans/" + barePlan + "/draws", Ceremony.freezeInput(district, 60))
                        .expect(422)
                        .problem())
                .isEqualTo("tier-ratio-missing");
    }

    @Test
    void anObjectThatNoItemConcernsStaysInTheFrameWithItsCode() {
        var planId = SamplePlans.approved(port, SamplePlans.narrowInput(port, district));
        var ceremony = Ceremony.freeze(port, district, planId);
        assertThat(ceremony.state().get("exclusions").get("X07").asInt()).isEqualTo(147);
        assertThat(ceremony.state().get("exclusions").get("X02").asInt()).isEqualTo(2);
        var frame = People.as(port, "yj-planner")
                .get(ceremony.path("/frame.tsv"))
                .expect(200)
                .text();
        assertThat(frame)
                .contains(SampleDirectories.code(11) + "\tA\tX07\t1\n")
                .contains(SampleDirectories.code(12) + "\tA\tE\t1\n")
                .contains(SampleDirectories.code(50) + "\tB\tX02\t1\n");
    }

    @Test
    void theFrozenListIsClosed() {
        var planId = approvedPlan();
        var admin = People.as(port, "sl-admin");
        var proposal = Map.of("objectId", SampleDirectories.code(11), "code", "X01", "note", "本年度已受检，达到频次上限");
        var exclusion = admin.post("/api/plans/" + planId + "/exclusions", proposal)
                .expect(201)
                .json();
        var planner = People.as(port, "yj-planner");
        var path = "/api/plans/" + planId + "/draws";
        assertThat(planner.post(path, Ceremony.freezeInput(district, 60))
                        .expect(409)
                        .problem())
                .isEqualTo("exclusions-undecided");
        People.as(port, "yj-approver")
                .post("/api/exclusions/" + exclusion.get("id").asLong() + "/approve")
                .expect(200);
        var ceremony = Ceremony.freeze(port, district, planId);
        assertThat(ceremony.state().get("exclusions").get("X01").asInt()).isEqualTo(1);
        var frame = planner.get(ceremony.path("/frame.tsv")).expect(200).text();
        assertThat(frame).contains(SampleDirectories.code(11) + "\tA\tX01\t1\n");
        assertThat(admin.post(
                                "/api/plans/" + planId + "/exclusions",
                                Map.of("objectId", SampleDirectories.code(12), "code", "X06", "note", "理由"))
                        .expect(409)
                        .problem())
                .isEqualTo("plan-frozen");
        assertThat(planner.post(path, Ceremony.freezeInput(district, 60))
                        .expect(409)
                        .problem())
                .isEqualTo("draw-not-void");
        assertThat(planner.post("/api/plans/" + planId + "/cancel", Map.of("reason", "不办了"))
                        .expect(409)
                        .problem())
                .isEqualTo("plan-frozen");
    }

    @Test
    void eachStepWaitsForTheOneBefore() {
        var ceremony = frozen();
        assertThat(ceremony.open().expect(409).problem()).isEqualTo("commitments-missing");
        ceremony.commit("lead").expect(200);
        assertThat(ceremony.commit("lead").expect(409).problem()).isEqualTo("already-committed");
        assertThat(ceremony.as("sl-planner")
                        .post(ceremony.path("/commit"), Map.of())
                        .expect(403)
                        .problem())
                .isEqualTo("not-a-party");
        assertThat(ceremony.person("market")
                        .post(ceremony.path("/commit"), Map.of("first", "AB", "second", "CD"))
                        .expect(400)
                        .problem())
                .isEqualTo("commitment-shape");
        ceremony.commit("market").expect(200);
        ceremony.commit("witness").expect(200);
        assertThat(ceremony.reveal("lead").expect(409).problem()).isEqualTo("act-not-allowed-in-state");
        ceremony.open().expect(200);
        var wrong = ceremony.reveal("lead", ceremony.secret("lead", 2), PartyKey.of(port, "yj-planner"));
        assertThat(wrong.expect(422).problem()).isEqualTo("secret-does-not-open");
        ceremony.reveal("lead").expect(200);
        assertThat(ceremony.reveal("lead").expect(409).problem()).isEqualTo("already-revealed");
        ceremony.reveal("market").expect(200);
        assertThat(ceremony.beacon("1".repeat(60)).expect(409).problem()).isEqualTo("act-not-allowed-in-state");
        ceremony.reveal("witness").expect(200);
        assertThat(ceremony.beacon("1".repeat(60)).expect(409).problem()).isEqualTo("opening-too-young");
        ceremony.advance(11);
        assertThat(ceremony.beacon("1".repeat(49)).expect(422).problem()).isEqualTo("beacon-dice");
        assertThat(ceremony.beacon("7".repeat(60)).expect(422).problem()).isEqualTo("beacon-dice");
        assertThat(ceremony.as("sl-planner")
                        .post(ceremony.path("/beacon"), Map.of("text", "1".repeat(60)))
                        .expect(403)
                        .problem())
                .isEqualTo("not-a-party");
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("beacon-missing");
        // All sixes can fall, but hardly do: it is asked once more, and then taken.
        var sixes = ceremony.beacon("6".repeat(55)).expect(409);
        assertThat(sixes.problem()).isEqualTo("beacon-doubtful");
        assertThat(sixes.text()).contains("55 个点数里有 55 个是 6", "再提交一次");
        assertThat(ceremony.beacon(HALF_SIXES.replaceFirst("[1-5]", "6"))
                        .expect(409)
                        .problem())
                .as("more than half of them sixes")
                .isEqualTo("beacon-doubtful");
        // What somebody invents at the keyboard: a pattern over and over, one slip in it or not; faces in order; a
        // copy.
        var patterns = Map.of(
                "123456".repeat(10),
                "每 6 颗重复一遍",
                "123456".repeat(5) + "5" + "123456".repeat(5),
                "每 6 颗重复一遍",
                "1234565432".repeat(6),
                "每 10 颗重复一遍",
                Ceremony.DICE.repeat(2),
                "每 54 颗重复一遍",
                "111111111222222222333333333444444444555555555666666666",
                "大多与前一颗相同");
        patterns.forEach((pattern, why) -> {
            var refused = ceremony.beacon(pattern).expect(409);
            assertThat(refused.problem()).as(pattern).isEqualTo("beacon-doubtful");
            assertThat(refused.text()).as(pattern).contains(why, "再提交一次");
        });
        assertThat(ceremony.state().get("beaconReadings").toString()).doesNotContain("witness");
        ceremony.person("witness")
                .post(ceremony.path("/beacon"), Map.of("text", "6".repeat(55), "confirmed", true))
                .expect(200);
        ceremony.read("market", HALF_SIXES).expect(200);
        assertThat(ceremony.compute().expect(409).problem()).isEqualTo("beacon-missing");
        ceremony.beacon(" " + Ceremony.DICE.replaceAll("(..)", "$1 ")).expect(200);
        // After the beacon the outcome is fixed: nobody may void any more.
        assertThat(ceremony.as("witness")
                        .post(ceremony.path("/void"), Map.of("reason", "PROCEDURE_BROKEN"))
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");
        ceremony.compute().expect(200);
        assertThat(ceremony.revealSecond("lead").expect(409).problem()).isEqualTo("act-not-allowed-in-state");
    }

    @Test
    void aMissedDeadlineVoidsAndTheRetryKeepsTheFrame() {
        var ceremony = frozen();
        var before = ceremony.state();
        ceremony.commitAndOpen();
        ceremony.reveal("lead").expect(200);
        ceremony.advance(61);
        assertThat(ceremony.reveal("market").expect(409).problem()).isEqualTo("act-not-allowed-in-state");
        var lapsed = ceremony.state();
        assertThat(lapsed.get("status").asString()).isEqualTo("VOID");
        assertThat(lapsed.get("voidReason").asString()).isEqualTo("REVEAL_DEADLINE");
        assertThat(lapsed.get("log").toString()).contains("VOID");
        assertThat(lapsed.get("repeatedBy").isNull()).isTrue();

        var retry = Ceremony.freeze(port, district, ceremony.planId);
        var again = retry.state();
        assertThat(again.get("prev").asString()).isEqualTo(ceremony.drawNo);
        assertThat(again.get("repeats").get("drawNo").asString()).isEqualTo(ceremony.drawNo);
        assertThat(again.get("repeats").get("id").asLong()).isEqualTo(ceremony.drawId);
        assertThat(again.get("repeatedBy").isNull()).isTrue();
        var voided = ceremony.state();
        assertThat(voided.get("repeatedBy").get("drawNo").asString()).isEqualTo(retry.drawNo);
        assertThat(voided.get("repeatedBy").get("id").asLong()).isEqualTo(retry.drawId);
        assertThat(voided.get("repeats").isNull()).isTrue();
        assertThat(again.get("frameDigest")).isEqualTo(before.get("frameDigest"));
        retry.draw();
        var params = Params.parse(retry.as("yj-planner")
                .get(retry.path("/params.txt"))
                .expect(200)
                .body());
        assertThat(params.prev()).contains(ceremony.drawNo);
        assertThat(retry.as("yj-planner")
                        .get("/api/plans/" + ceremony.planId + "/draws")
                        .json())
                .hasSize(2);
    }

    @Test
    void onlyTwoOutsidersVoid() {
        var ceremony = frozen();
        var path = ceremony.path("/void");
        var reason = Map.of("reason", "FRAME_WRONG");
        var unknown = ceremony.person("market")
                .post(path, Map.of("reason", "BAD_LUCK"))
                .expect(400);
        assertThat(unknown.problem()).isEqualTo("fields-need-mending");
        assertThat(unknown.json().get("errors").get(0).get("field").asString()).isEqualTo("reason");
        assertThat(unknown.json().get("errors").get(0).get("reason").asString())
                .contains("FRAME_WRONG 冻结的名单有差错", "PARTY_UNABLE 当事方无法继续参加", "PROCEDURE_BROKEN")
                .as("nobody gives what the clock decides")
                .doesNotContain("REVEAL_DEADLINE", "UNWITNESSED");
        assertThat(ceremony.person("lead").post(path, reason).expect(403).problem())
                .isEqualTo("outside-parties-void");
        assertThat(ceremony.person("market").post(path, Map.of()).expect(400).problem())
                .isEqualTo("reason-required");
        assertThat(ceremony.person("market")
                        .post(path, Map.of("reason", "BECAUSE"))
                        .status())
                .isEqualTo(400);
        var one = ceremony.person("market").post(path, reason).expect(200).json();
        assertThat(one.get("status").asString()).isEqualTo("FROZEN");
        assertThat(ceremony.person("market").post(path, reason).expect(409).problem())
                .isEqualTo("already-voted");
        var two = ceremony.person("witness").post(path, reason).expect(200).json();
        assertThat(two.get("status").asString()).isEqualTo("VOID");
    }

    @Test
    void theNeighbourFindsNothing() {
        var ceremony = frozen();
        for (var tail : List.of("", "/rows", "/frame.tsv", "/params.txt", "/certificate.zip")) {
            assertThat(ceremony.as("gc-yj-planner").get(ceremony.path(tail)).status())
                    .isEqualTo(404);
        }
        assertThat(ceremony.as("gc-witness")
                        .post(ceremony.path("/beacon"), Map.of("text", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(ceremony.as("gc-yj-planner").post(ceremony.path("/open")).status())
                .isEqualTo(404);
        assertThat(ceremony.as("gc-sc-party")
                        .post(ceremony.path("/commit"), Map.of())
                        .status())
                .isEqualTo(404);
        ceremony.as("supervisor").get(ceremony.path("")).expect(200);
        ceremony.as("supervisor").post(ceremony.path("/open")).expect(403);
    }

    @Test
    void theWorkListAsksTheParties() {
        var ceremony = frozen();
        assertThat(kinds(ceremony.person("market"), ceremony)).contains("commit-draw");
        ceremony.commit("market").expect(200);
        assertThat(kinds(ceremony.person("market"), ceremony)).doesNotContain("commit-draw");
    }

    private static List<String> kinds(Api person, Ceremony ceremony) {
        return person.get("/api/worklist")
                .expect(200)
                .json()
                .valueStream()
                .filter(i -> i.get("detail").asString().endsWith(ceremony.drawNo))
                .map(i -> i.get("kind").asString())
                .toList();
    }

    private static List<Draws.Confirmation> confirmations(List<Draws.Row> rows, String dropped) {
        return rows.stream()
                .map(r -> r.objectId().equals(dropped)
                        ? new Draws.Confirmation(r.objectId(), "S1", EVIDENCE)
                        : new Draws.Confirmation(r.objectId(), "OK", "-"))
                .toList();
    }

    private void match(
            Ceremony ceremony, String pool, List<Draws.Row> rows, String dropped, List<Draws.Row> substitutes) {
        var bound = draws.pool(ceremony.drawId, district.department(TestDistrict.REGION, pool));
        var tasks = new ArrayList<MatchTask>();
        rows.stream().filter(r -> !r.objectId().equals(dropped)).forEach(r -> tasks.add(task(r)));
        substitutes.forEach(r -> tasks.add(task(r)));
        var result = Matching.match(
                draws.secondSeed(ceremony.drawId).orElseThrow(),
                pool,
                bound.date().toString(),
                bound.groupSize(),
                tasks,
                Officer.parse("officers.tsv", bound.officersTsv()),
                Avoidance.parse("avoid.tsv", bound.avoidTsv()));
        draws.recordMatch(ceremony.drawId, pool, MatchTask.tsv(tasks), result.tsv());
    }

    private static MatchTask task(Draws.Row row) {
        return new MatchTask(row.objectId(), Optional.empty());
    }

    private Path certificate(Ceremony ceremony) throws IOException {
        var answer =
                ceremony.as("witness").get(ceremony.path("/certificate.zip")).expect(200);
        return Files.write(directory.resolve("certificate.zip"), answer.body());
    }

    private static Certificate.Verification verify(Path zip) throws IOException {
        return Certificate.verify(zip, Optional.empty());
    }

    private static void damage(Path zip, Path damaged) throws IOException {
        var members = new java.util.LinkedHashMap<String, org.mingchou.sampler.FrameSource>();
        try (var in = new java.util.zip.ZipFile(zip.toFile())) {
            for (var entry : java.util.Collections.list(in.entries())) {
                var bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(Certificate.FRAME)) {
                    bytes[bytes.length - 2] = '2';
                }
                members.put(entry.getName(), org.mingchou.sampler.FrameSource.of(bytes));
            }
        }
        try (var out = Files.newOutputStream(damaged)) {
            Certificate.write(out, members);
        }
    }
}
