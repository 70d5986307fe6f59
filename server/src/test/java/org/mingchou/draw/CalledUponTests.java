package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.org.Accounts;
import org.mingchou.shared.Role;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Whoever has to do something around a draw finds it in his work list and in his inbox, and no longer once it is done. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=mingchou_called_upon")
class CalledUponTests {

    private static final List<String> OUTSIDERS = List.of("sc-party", "witness", "supervisor");

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Accounts accounts;

    @TempDir
    Path directory;

    private Outsiders outsiders() {
        return new Outsiders(port, district, directory);
    }

    private Ceremony frozen(String audience) {
        var input = SamplePlans.input(port, district);
        input.put("audience", audience);
        return Ceremony.freeze(port, district, SamplePlans.approved(port, input));
    }

    private List<JsonNode> work(String username, String kind, String drawNo) {
        return People.as(port, username)
                .get("/api/worklist")
                .expect(200)
                .json()
                .valueStream()
                .filter(i -> i.get("kind").asString().equals(kind))
                .filter(i -> i.get("detail").asString().contains(drawNo))
                .toList();
    }

    private List<String> told(String username, String about) {
        return People.as(port, username)
                .get("/api/inbox")
                .expect(200)
                .json()
                .valueStream()
                .filter(m -> m.get("title").asString().contains(about))
                .map(m -> m.get("title").asString() + " " + m.get("link").asString())
                .toList();
    }

    private void verdict(Ceremony ceremony, String username, String tool) throws IOException {
        var who = username.equals("supervisor")
                ? "supervisor-" + district.actor(username).accountId()
                : username.equals("sc-party") ? "market" : "witness";
        var found = outsiders().rerun(ceremony, username);
        Outsiders.submit(ceremony, username, Outsiders.verdict(ceremony, who, PartyKey.of(port, username), found, tool))
                .expect(201);
    }

    @Test
    void outsidersAreAskedToRerunADrawUntilThreeHaveDone() throws IOException {
        accounts.create(
                "sl-supervisor",
                TestDistrict.PASSWORD,
                "样另监督",
                district.department(TestDistrict.REGION, "SL"),
                TestDistrict.REGION,
                EnumSet.of(Role.SUPERVISOR),
                "test");
        var ceremony = frozen("PARTIES");
        ceremony.commitOpenReveal();
        for (var outsider : OUTSIDERS) {
            assertThat(work(outsider, "give-verdict", ceremony.drawNo))
                    .as(outsider)
                    .isEmpty();
        }
        ceremony.advance(11);
        ceremony.beacon(Ceremony.DICE).expect(200);
        ceremony.compute().expect(200);

        for (var outsider : OUTSIDERS) {
            assertThat(work(outsider, "give-verdict", ceremony.drawNo))
                    .as(outsider)
                    .hasSize(1)
                    .allMatch(i -> i.get("link").asString().equals("/desk/draws/" + ceremony.drawId))
                    .allMatch(i -> i.get("dueOn").isNull())
                    .allMatch(i -> !i.get("overdue").asBoolean());
            assertThat(told(outsider, ceremony.drawNo + " 已算出结果"))
                    .as(outsider)
                    .hasSize(1)
                    .allMatch(m -> m.contains("不少于 3 人") && m.endsWith(" /desk/draws/" + ceremony.drawId));
        }
        for (var other : List.of("yj-planner", "gc-witness", "gc-supervisor", "sl-admin")) {
            assertThat(work(other, "give-verdict", ceremony.drawNo)).as(other).isEmpty();
            assertThat(told(other, "已算出结果")).as(other).isEmpty();
        }
        assertThat(work("sl-supervisor", "give-verdict", ceremony.drawNo))
                .allMatch(i -> i.get("detail").asString().contains("请先在“我的密钥”登记"))
                .hasSize(1);
        for (var outsider : OUTSIDERS) {
            verdict(ceremony, outsider, "verify.py/1");
            assertThat(work(outsider, "give-verdict", ceremony.drawNo))
                    .as(outsider)
                    .isEmpty();
        }
        assertThat(work("sl-supervisor", "give-verdict", ceremony.drawNo))
                .as("three have done")
                .isEmpty();
    }

    /** Anybody re-runs it, so nobody in particular is asked. */
    @Test
    void nobodyIsAskedWhereEverybodyCanRerun() {
        var ceremony = frozen("PUBLIC");
        ceremony.draw();
        for (var outsider : OUTSIDERS) {
            assertThat(work(outsider, "give-verdict", ceremony.drawNo))
                    .as(outsider)
                    .isEmpty();
            assertThat(told(outsider, ceremony.drawNo + " 已算出结果")).as(outsider).isEmpty();
        }
    }

    @Test
    void supervisorsLookIntoADissentAndOutsidersIntoAnInvitedKey() throws IOException {
        var ceremony = frozen("PARTIES");
        ceremony.draw();
        verdict(ceremony, "supervisor", "verify.py/1");
        var court = PartyKey.fresh();
        ceremony.as("yj-planner")
                .post(
                        ceremony.path("/outside-verifiers"),
                        Map.of("who", "court", "label", "区人民法院", "publicKey", court.publicKey()))
                .expect(201);
        for (var outsider : OUTSIDERS) {
            assertThat(work(outsider, "check-verifier", ceremony.drawNo))
                    .as(outsider)
                    .hasSize(1);
            assertThat(told(outsider, ceremony.drawNo + "：牵头部门邀请“区人民法院”重算"))
                    .as(outsider)
                    .hasSize(1);
        }
        assertThat(work("yj-planner", "check-verifier", ceremony.drawNo)).isEmpty();
        ceremony.as("sc-party")
                .post(ceremony.path("/outside-verifiers/court/check"), Map.of("publicKey", court.publicKey()))
                .expect(200);
        for (var outsider : OUTSIDERS) {
            assertThat(work(outsider, "check-verifier", ceremony.drawNo))
                    .as(outsider)
                    .isEmpty();
        }
        assertThat(work("supervisor", "look-into-dissent", ceremony.drawNo)).isEmpty();
        assertThat(work("yj-planner", "account-for-dissent", ceremony.drawNo)).isEmpty();
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo)
                        .expect(200)
                        .text())
                .doesNotContain("有重算不一致");

        var found = outsiders().rerun(ceremony, "witness");
        var other = new Outsiders.Found("0f".repeat(32), found.publicDigest());
        Outsiders.submit(ceremony, "witness", Outsiders.verdict(ceremony, "court", court, other, "own/1"))
                .expect(201);

        assertThat(work("supervisor", "look-into-dissent", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("link").asString().equals("/desk/draws/" + ceremony.drawId))
                .allMatch(i -> i.get("count").asInt() == 1)
                .allMatch(i -> i.get("detail").asString().contains("不一致的：区人民法院"));
        assertThat(told("supervisor", ceremony.drawNo + "：“区人民法院”的重算结论与抽取不一致")).hasSize(1);
        assertThat(work("yj-planner", "account-for-dissent", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("link").asString().equals("/desk/draws/" + ceremony.drawId))
                .allMatch(i -> i.get("count").asInt() == 1)
                .allMatch(i -> i.get("detail").asString().contains("不一致的：区人民法院"));
        assertThat(told("yj-planner", ceremony.drawNo + "：“区人民法院”的重算结论与抽取不一致，请查明"))
                .hasSize(1);
        for (var no : List.of("yj-planner", "sl-planner", "gc-yj-planner", "witness", "gc-supervisor", "supervisor")) {
            var its = no.equals("supervisor") ? "account-for-dissent" : "look-into-dissent";
            assertThat(work(no, its, ceremony.drawNo)).as(no).isEmpty();
        }
        for (var no : List.of("sl-planner", "gc-yj-planner", "witness", "gc-supervisor")) {
            assertThat(work(no, "account-for-dissent", ceremony.drawNo)).as(no).isEmpty();
            assertThat(told(no, "结论与抽取不一致")).as(no).isEmpty();
        }
        for (var path : List.of("/draws", "/plans/" + ceremony.planId, "/draws/" + ceremony.drawNo)) {
            assertThat(Api.anonymous(port).get(path).expect(200).text())
                    .as(path)
                    .contains("有重算不一致");
        }
        assertThat(ceremony.state().get("dissents").asInt()).isEqualTo(1);
        // What he found before the dissent does not answer it; what he finds after it does.
        verdict(ceremony, "supervisor", "verify.html/1");
        assertThat(work("supervisor", "look-into-dissent", ceremony.drawNo)).isEmpty();
        assertThat(work("yj-planner", "account-for-dissent", ceremony.drawNo)).isEmpty();
    }

    @Test
    void aKeyThatWaitsForConsentIsWorkOfTheSystemAdministrator() {
        PartyKey.of(port, "gc-witness");
        assertThat(told("gc-sysadmin", "gc-witness登记了新的当事方密钥")).isEmpty();
        var id = People.as(port, "gc-witness")
                .post("/api/party-keys", Map.of("publicKey", PartyKey.fresh().publicKey(), "reason", "密钥码遗失"))
                .expect(201)
                .json()
                .path("waiting")
                .path("id")
                .asLong();
        assertThat(told("gc-sysadmin", "gc-witness登记了新的当事方密钥"))
                .hasSize(1)
                .allMatch(m -> m.endsWith(" /desk/party-keys"));
        assertThat(work("gc-sysadmin", "consent-party-key", "密钥码遗失"))
                .hasSize(1)
                .allMatch(i -> i.get("link").asString().equals("/desk/party-keys"));
        assertThat(work("sysadmin", "consent-party-key", "密钥码遗失")).isEmpty();
        assertThat(told("sysadmin", "新的当事方密钥")).isEmpty();
        People.as(port, "gc-sysadmin")
                .post("/api/party-keys/" + id + "/consent", Map.of("reason", "当面核对了本人和指纹"))
                .expect(204);
        assertThat(work("gc-sysadmin", "consent-party-key", "密钥码遗失")).isEmpty();
    }

    @Test
    void afterAVoidDrawThePlannerIsAskedToDrawAgainOrToDecide() {
        var ceremony = frozen("PARTIES");
        assertThat(work("yj-planner", "freeze-again", ceremony.drawNo)).isEmpty();
        voided(ceremony);

        assertThat(work("yj-planner", "freeze-again", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("link").asString().equals("/desk/plans/" + ceremony.planId + "/freeze"))
                .allMatch(i -> i.get("detail").asString().contains("已作废（程序未按规定进行）"));
        for (var other : List.of("sl-planner", "gc-yj-planner", "yj-approver", "witness")) {
            assertThat(work(other, "freeze-again", ceremony.drawNo)).as(other).isEmpty();
        }
        var again = Ceremony.freeze(port, district, ceremony.planId);
        assertThat(work("yj-planner", "freeze-again", ceremony.drawNo))
                .as("drawn again")
                .isEmpty();
        voided(again);
        assertThat(work("yj-planner", "freeze-again", again.drawNo)).hasSize(1);
        assertThat(work("yj-planner", "freeze-again", ceremony.drawNo)).isEmpty();
        closedAfterItsWindow(ceremony.planId);
        assertThat(work("yj-planner", "freeze-again", again.drawNo))
                .as("the plan is closed")
                .isEmpty();
    }

    @Test
    void aPlanWhoseWindowIsOverIsNotFrozenAndItsPlannerIsAskedToEndIt() {
        var ceremony = frozen("PARTIES");
        voided(ceremony);
        var undrawn = SamplePlans.approved(port, SamplePlans.input(port, district));
        var plan = plan(undrawn);
        var title = plan.get("title").asString();
        var last = LocalDate.parse(plan.get("to").asString());
        var now = Ceremony.now(port);

        Ceremony.setClock(port, last + "T23:30:00+08:00");
        assertThat(window(undrawn).get("level").asString()).isEqualTo("OK");
        assertThat(work("yj-planner", "freeze-again", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("detail").asString().contains("截止的 " + last));
        assertThat(work("yj-planner", "freeze-frame", title)).hasSize(1);
        assertThat(work("yj-planner", "close-void-plan", ceremony.drawNo)).isEmpty();
        assertThat(work("yj-planner", "end-undrawn-plan", title)).isEmpty();

        Ceremony.setClock(port, last.plusDays(1) + "T00:30:00+08:00");
        for (var planId : List.of(ceremony.planId, undrawn)) {
            var refused = People.as(port, "yj-planner")
                    .post("/api/plans/" + planId + "/draws", Ceremony.freezeInput(district, 60))
                    .expect(409);
            assertThat(refused.problem()).isEqualTo("window-over");
            assertThat(refused.json().get("detail").asString()).contains(last.toString(), "请办结这个计划", "另编新的计划");
            assertThat(window(planId).get("level").asString()).isEqualTo("STOP");
            assertThat(window(planId).get("finding").asString()).contains(last.toString());
            assertThat(window(planId).get("advice").asString()).contains("请办结这个计划");
        }
        assertThat(work("yj-planner", "freeze-again", ceremony.drawNo)).isEmpty();
        assertThat(work("yj-planner", "freeze-frame", title)).isEmpty();
        assertThat(work("yj-planner", "close-void-plan", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("link").asString().equals("/desk/plans/" + ceremony.planId));
        assertThat(work("yj-planner", "end-undrawn-plan", title))
                .hasSize(1)
                .allMatch(i -> i.get("link").asString().equals("/desk/plans/" + undrawn));
        for (var other : List.of("sl-planner", "yj-approver", "gc-yj-planner")) {
            assertThat(work(other, "close-void-plan", ceremony.drawNo))
                    .as(other)
                    .isEmpty();
            assertThat(work(other, "end-undrawn-plan", title)).as(other).isEmpty();
        }
        for (var planId : List.of(ceremony.planId, undrawn)) {
            People.as(port, "yj-planner")
                    .post("/api/plans/" + planId + "/close", Map.of())
                    .expect(200);
        }
        assertThat(work("yj-planner", "close-void-plan", ceremony.drawNo)).isEmpty();
        assertThat(work("yj-planner", "end-undrawn-plan", title)).isEmpty();
        assertThat(window(undrawn).get("advice").asString())
                .doesNotContain("办结这个计划")
                .contains("另编新的计划");
        Ceremony.setClock(port, now);
    }

    private JsonNode plan(long id) {
        return People.as(port, "yj-planner").get("/api/plans/" + id).expect(200).json();
    }

    private JsonNode window(long planId) {
        return People.as(port, "yj-planner")
                .get("/api/plans/" + planId + "/pre-freeze")
                .expect(200)
                .json()
                .get("checks")
                .valueStream()
                .filter(c -> c.get("key").asString().equals("window"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoMustAgreeToAVoidDrawIsAskedAndTheSupervisorIsTold() {
        var ceremony = frozen("PARTIES");
        ceremony.commitAndOpen();
        assertThat(work("witness", "reveal-draw", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("detail").asString().contains("截止，过时抽取自动作废"))
                .noneMatch(i -> i.get("dueOn").isNull());
        assertThat(work("witness", "void-draw", ceremony.drawNo)).isEmpty();
        ceremony.as("sc-party")
                .post(ceremony.path("/void"), Map.of("reason", "PROCEDURE_BROKEN"))
                .expect(200);
        assertThat(work("witness", "void-draw", ceremony.drawNo))
                .hasSize(1)
                .allMatch(i -> i.get("detail").asString().contains("以“程序未按规定进行”提出"));
        assertThat(told("witness", "提出作废抽取 " + ceremony.drawNo)).hasSize(1);
        for (var other : List.of("sc-party", "yj-planner")) {
            assertThat(work(other, "void-draw", ceremony.drawNo)).as(other).isEmpty();
        }
        assertThat(told("supervisor", ceremony.drawNo + " 已由两个外部当事方作废")).isEmpty();
        ceremony.as("witness")
                .post(ceremony.path("/void"), Map.of("reason", "PROCEDURE_BROKEN"))
                .expect(200);
        assertThat(work("witness", "void-draw", ceremony.drawNo)).isEmpty();
        assertThat(told("supervisor", ceremony.drawNo + " 已由两个外部当事方作废")).hasSize(1);
    }

    private void closedAfterItsWindow(long planId) {
        var now = Ceremony.now(port);
        var last = plan(planId).get("to").asString();
        Ceremony.setClock(port, LocalDate.parse(last).plusDays(1) + "T09:00:00+08:00");
        People.as(port, "yj-planner")
                .post("/api/plans/" + planId + "/close", Map.of())
                .expect(200);
        Ceremony.setClock(port, now);
    }

    private void voided(Ceremony ceremony) {
        ceremony.commitAndOpen();
        for (var outside : List.of("sc-party", "witness")) {
            ceremony.as(outside)
                    .post(ceremony.path("/void"), Map.of("reason", "PROCEDURE_BROKEN"))
                    .expect(200);
        }
    }
}
