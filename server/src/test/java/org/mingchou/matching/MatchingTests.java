package org.mingchou.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.sampler.HashProfile;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.WorkNeighbours;
import org.mingchou.testing.WorkNeighbours.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From claimed assignments to groups, through the API. */
@TestPropertySource(properties = "mingchou.database.name=mingchou_work_neighbours")
@ApiTest
@Import(WorkNeighbours.class)
class MatchingTests {

    /** Signing in is slow on purpose: once per person is enough. */
    private static final Map<String, Api> SIGNED_IN = new HashMap<>();

    private static final String VALID = "2030-12-31";
    private static final String EXPIRED = "2026-06-29";

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    WorkNeighbours neighbours;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Groups published;

    Api admin;
    Api approver;

    @BeforeEach
    void signIn() {
        admin = as("yj-admin");
        approver = as("yj-approver");
    }

    @Test
    void everyGroupHasTwoValidOfficersAndTheLoadIsEven() {
        var world = world(List.of("Y01", "Y02", "Y03", "Y04", "Y05"));
        officers(5);
        neighbours.officer(9, "YJ", EXPIRED);
        neighbours.recuse(1, "Y01");
        claimed(world);
        var pool = match(world).expect(200).json();
        assertThat(pool.path("status").asString()).isEqualTo("MATCHED");
        assertThat(pool.path("staffed").asInt()).isEqualTo(5);
        assertThat(pool.path("spread").asInt()).isZero();
        assertThat(pool.path("officers").asInt()).isEqualTo(6);
        assertThat(pool.path("officersWithValidCertificate").asInt()).isEqualTo(5);
        for (var group : groups(world)) {
            assertThat(texts(group.path("seats"), "officerCode")).hasSize(2).doesNotContain("OFF9");
            assertThat(group.path("manual").asBoolean()).isFalse();
            assertThat(published.ofAssignment(group.path("assignmentId").asLong()))
                    .hasValueSatisfying(g -> assertThat(g.seats()).hasSize(2));
        }
        assertThat(texts(groupOf(world, "Y01").path("seats"), "officerCode")).doesNotContain("OFF1");
        assertThat(world.matches.getOrDefault("YJ", "").lines()).hasSize(5);
        assertThat(admin.get("/api/assignments?drawId=" + world.drawId).text()).contains("STAFFED");
    }

    @Test
    void aPoolIsMatchedOnceAndOnlyWhenEverythingIsClaimed() {
        var world = world(List.of("Y01", "Y02"));
        officers(3);
        open(world);
        assertThat(match(world).problem()).isEqualTo("nothing-claimed");
        var ids = ids(assignments(world));
        admin.post("/api/assignments/" + ids.get(0) + "/claim").expect(200);
        var refused = match(world);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("not-all-claimed");
        assertThat(refused.json().path("unclaimed").asInt()).isEqualTo(1);
        admin.post("/api/assignments/" + ids.get(1) + "/claim").expect(200);
        assertThat(admin.get("/api/worklist").text()).contains("match-pool").containsPattern("联合抽查，[0-9]+ 户待编组");
        match(world).expect(200);
        assertThat(match(world).problem()).isEqualTo("pool-already-matched");
    }

    @Test
    void otherPeopleDoNotMatchThisPool() {
        var world = world(List.of("Y01"));
        officers(3);
        claimed(world);
        var path = "/api/draws/" + world.drawId + "/pools/YJ/match";
        assertThat(as("sl-admin").post(path).problem()).isEqualTo("other-department");
        assertThat(as("gc-yj-admin").post(path).status()).isEqualTo(404);
        assertThat(as("yj-planner").post(path).status()).isEqualTo(403);
        assertThat(as("supervisor").post(path).status()).isEqualTo(403);
        assertThat(admin.post("/api/draws/" + world.drawId + "/pools/XX/match").status())
                .isEqualTo(404);
        match(world).expect(200);
        long group = groups(world).get(0).path("id").asLong();
        assertThat(as("gc-yj-admin").get("/api/groups/" + group).status()).isEqualTo(404);
        assertThat(as("sl-admin").get("/api/groups/" + group).status()).isEqualTo(404);
        assertThat(as("sl-admin")
                        .post("/api/groups/" + group + "/replace", Map.of("seat", 0, "code", "ILLNESS", "reason", "住院"))
                        .status())
                .isEqualTo(404);
        as("supervisor").get("/api/groups/" + group).expect(200);
    }

    @Test
    void aTaskWithoutAQualifiedOfficerWaitsForARenewedCertificate() {
        var world = world(List.of("Y01", "YQ02"));
        neighbours.item(3, "YJ", "Q", "WEIHUA");
        officers(4);
        neighbours.officer(8, "YJ", EXPIRED, "WEIHUA");
        neighbours.recuse(1, "YQ02");
        claimed(world);
        match(world).expect(200);
        var group = groupOf(world, "YQ02");
        assertThat(group.path("status").asString()).isEqualTo("UNSTAFFED");
        assertThat(group.path("funnel").path("text").asString()).isEqualTo("库内 5 人 → 证件有效 4 人 → 回避后 3 人 → 符合首席资格 0 人");
        assertThat(group.path("funnel").path("advice").asString())
                .contains("危险化学品安全检查", "换发")
                .doesNotContain("WEIHUA");
        assertThat(published.ofAssignment(group.path("assignmentId").asLong())).isEmpty();
        var path = "/api/groups/" + group.path("id").asLong();

        var early = propose(path, 8, 2);
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.json().path("broken").get(0).path("rule").asString()).isEqualTo("CERTIFICATE_VALID");
        neighbours.officer(8, "YJ", VALID, "WEIHUA");
        assertThat(admin.get(path)
                        .json()
                        .path("funnel")
                        .path("now")
                        .path("seat0")
                        .asInt())
                .isEqualTo(1);
        assertThat(texts(propose(path, 1, 8).json().path("broken"), "rule")).containsExactly("RECUSED");
        assertThat(texts(propose(path, 8, 8).json().path("broken"), "rule")).containsExactly("TWO_OFFICERS");
        assertThat(texts(propose(path, 2, 3).json().path("broken"), "rule")).containsExactly("QUALIFIED");
        assertThat(propose(path, 2, 77).problem()).isEqualTo("officer-unknown");

        var proposed = propose(path, 2, 8).expect(200).json();
        assertThat(proposed.path("status").asString()).isEqualTo("MANUAL_PROPOSED");
        assertThat(proposed.path("mark").asString()).isEqualTo("非随机");
        assertThat(admin.post(path + "/approve-manual").status()).isEqualTo(403);
        assertThat(approver.get("/api/worklist").text()).contains("approve-manual-staffing");
        var staffed = approver.post(path + "/approve-manual").expect(200).json();
        assertThat(texts(staffed.path("seats"), "officerCode")).containsExactly("OFF8", "OFF2");
        assertThat(staffed.path("manual").asBoolean()).isTrue();
        assertThat(staffed.path("mark").asString()).isEqualTo("非随机");
        assertThat(world.notes).anyMatch(n -> n.startsWith("MANUAL pool=YJ object=YQ02 officers=OFF8,OFF2 reason="));
        assertThat(published.ofAssignment(group.path("assignmentId").asLong()))
                .hasValueSatisfying(g -> assertThat(g.manual()).isTrue());
    }

    @Test
    void aRejectedManualStaffingGoesBackToTheDepartment() {
        var world = world(List.of("YQ01"));
        neighbours.item(3, "YJ", "Q", "WEIHUA");
        officers(3);
        claimed(world);
        match(world).expect(200);
        neighbours.officer(8, "YJ", VALID, "WEIHUA");
        var path = "/api/groups/" + groupOf(world, "YQ01").path("id").asLong();
        propose(path, 8, 2).expect(200);
        assertThat(approver.post(path + "/reject-manual", Map.of("reason", "")).status())
                .isEqualTo(400);
        var back = approver.post(path + "/reject-manual", Map.of("reason", "请另选人员"))
                .expect(200)
                .json();
        assertThat(back.path("status").asString()).isEqualTo("UNSTAFFED");
        assertThat(approver.post(path + "/approve-manual").problem()).isEqualTo("act-not-allowed-in-state");
    }

    @Test
    void theRarestQualificationIsMatchedAndTheOthersAreWarnedOf() {
        var world = world(List.of("YQ01"));
        neighbours.item(3, "YJ", "Q", "COMMON");
        neighbours.item(4, "YJ", "Q", "RARE");
        neighbours.officer(1, "YJ", VALID, "COMMON");
        neighbours.officer(2, "YJ", VALID, "COMMON");
        neighbours.officer(3, "YJ", VALID, "RARE");
        neighbours.officer(4, "YJ", EXPIRED, "RARE");
        claimed(world);
        var pool = match(world).expect(200).json();
        var group = groupOf(world, "YQ01");
        assertThat(group.path("requiredQualification").asString()).isEqualTo("RARE");
        assertThat(group.path("seats").get(0).path("officerCode").asString()).isEqualTo("OFF3");
        assertThat(group.path("warnings").get(0).asString()).contains("COMMON");
        assertThat(pool.path("warnings")).hasSize(1);
    }

    @Test
    void aLateRecusalPassesOverWhomTheRuleWouldHaveTaken() {
        // The rule depends on seed, pool and objects, not on the draw: the same world twice gives the same choice.
        var first = world(List.of("Y01", "Y02"));
        officers(7);
        claimed(first);
        match(first).expect(200);
        var idle = idle(first);
        assertThat(idle).hasSize(3);
        var leaving =
                groupOf(first, "Y01").path("seats").get(1).path("officerCode").asString();
        var chosen = replaceSecond(first);
        assertThat(idle).as("the rule looks first to who has no seat").contains(chosen);

        var second = world(List.of("Y01", "Y02"));
        officers(7);
        claimed(second);
        match(second).expect(200);
        assertThat(idle(second)).isEqualTo(idle);
        assertThat(groupOf(second, "Y01")
                        .path("seats")
                        .get(1)
                        .path("officerCode")
                        .asString())
                .isEqualTo(leaving);
        neighbours.recuse(Long.parseLong(chosen.substring(3)), "Y01");
        var next = replaceSecond(second);
        assertThat(idle).contains(next);
        assertThat(next).isNotEqualTo(chosen);

        var third = world(List.of("Y01", "Y02"));
        officers(7);
        claimed(third);
        match(third).expect(200);
        neighbours.recuse(Long.parseLong(chosen.substring(3)), "Y02");
        assertThat(replaceSecond(third)).as("a recusal towards another object").isEqualTo(chosen);
    }

    /** Who has no seat in either group. */
    private List<String> idle(World world) {
        var idle = new ArrayList<>(List.of("OFF1", "OFF2", "OFF3", "OFF4", "OFF5", "OFF6", "OFF7"));
        groups(world).forEach(g -> idle.removeAll(texts(g.path("seats"), "officerCode")));
        return idle;
    }

    private String replaceSecond(World world) {
        var path = "/api/groups/" + groupOf(world, "Y01").path("id").asLong() + "/replace";
        admin.post(path, illness(1)).expect(200);
        return approver.post(path.replace("/replace", "/approve-replacement"))
                .expect(200)
                .json()
                .path("seats")
                .get(1)
                .path("officerCode")
                .asString();
    }

    /** SSJ-MATCH-1 4.2.4, written out anew: each other reading of the tie-break would have named somebody else. */
    @Test
    void theReplacementIsTheOneThatTheTieBreakNames() {
        var objects = new ArrayList<String>();
        for (int n = 21; n <= 32; n++) {
            objects.add("Y%02d".formatted(n));
        }
        var world = world(objects);
        officers(7);
        claimed(world);
        match(world).expect(200);
        var atFirst = loads(world);
        var otherReadings = new TreeSet<>(List.of("load", "unhashed load", "id", "first loads", "repair hash"));
        for (var object : objects) {
            var seats = texts(groupOf(world, object).path("seats"), "officerCode");
            var now = loads(world);
            var free = new ArrayList<>(now.keySet());
            free.removeAll(seats);
            var expected = least(free, now, o -> ticket(o, String.valueOf(now.getOrDefault(o, 0) + 1)));
            var others = Map.of(
                    "load", least(free, Map.of(), o -> ticket(o, String.valueOf(now.getOrDefault(o, 0) + 1))),
                    "unhashed load", least(free, now, o -> ticket(o, String.valueOf(now.getOrDefault(o, 0)))),
                    "id", least(free, now, o -> o),
                    "first loads", least(free, atFirst, o -> ticket(o, String.valueOf(atFirst.getOrDefault(o, 0) + 1))),
                    "repair hash", least(free, now, o -> ticket(o, "R")));
            others.forEach((reading, chosen) -> {
                if (!chosen.equals(expected)) {
                    otherReadings.remove(reading);
                }
            });
            var path = "/api/groups/" + groupOf(world, object).path("id").asLong() + "/replace";
            admin.post(path, illness(1)).expect(200);
            var replaced = approver.post(path.replace("/replace", "/approve-replacement"))
                    .expect(200)
                    .json();
            assertThat(replaced.path("seats").get(1).path("officerCode").asString())
                    .as("replacement at " + object + " with loads " + now)
                    .isEqualTo(expected);
        }
        assertThat(otherReadings)
                .as("readings that this test could not tell apart")
                .isEmpty();
    }

    private TreeMap<String, Integer> loads(World world) {
        var loads = new TreeMap<String, Integer>();
        for (int id = 1; id <= 7; id++) {
            loads.put("OFF" + id, 0);
        }
        groups(world).forEach(g -> texts(g.path("seats"), "officerCode").forEach(o -> loads.merge(o, 1, Integer::sum)));
        return loads;
    }

    private static String least(List<String> free, Map<String, Integer> loads, UnaryOperator<String> ticket) {
        return free.stream()
                .min(Comparator.comparing((String o) -> loads.getOrDefault(o, 0))
                        .thenComparing(ticket))
                .orElseThrow();
    }

    private static String ticket(String officer, String counter) {
        var key = HashProfile.SHA256.hex("SSJ-KEY-1|" + WorkNeighbours.SECOND_SEED + "|officer:YJ");
        return HashProfile.SHA256.hex(key + "|" + counter + "|" + officer);
    }

    @Test
    void aLateRecusalIsFlaggedAndTheRuleNamesTheReplacement() {
        var world = world(List.of("Y01", "Y02"));
        officers(5);
        claimed(world);
        match(world).expect(200);
        var group = groupOf(world, "Y01");
        var leaving = group.path("seats").get(1).path("officerId").asLong();
        neighbours.recuse(leaving, "Y01");
        var conflicts =
                admin.get("/api/draws/" + world.drawId + "/pools").json().get(0).path("conflicts");
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.get(0).path("seat").asInt()).isEqualTo(1);
        assertThat(admin.get("/api/worklist").text()).contains("replace-recused");
        var path = "/api/groups/" + group.path("id").asLong() + "/replace";
        assertThat(admin.post(path, Map.of("seat", 1, "reason", "近亲属")).status())
                .isEqualTo(400);
        assertThat(admin.post(path, Map.of("seat", 7, "code", "RECUSAL", "reason", "近亲属"))
                        .problem())
                .isEqualTo("no-such-seat");
        admin.post(path, Map.of("seat", 1, "code", "RECUSAL", "reason", "近亲属在该企业任职"))
                .expect(200);
        assertThat(approver.get("/api/worklist").text()).contains("approve-replacements");
        var replaced = approver.post(path.replace("/replace", "/approve-replacement"))
                .expect(200)
                .json();
        var now = replaced.path("seats").get(1);
        // The fifth officer is the only one without a seat: the smallest load wins.
        assertThat(texts(groupOf(world, "Y02").path("seats"), "officerCode"))
                .doesNotContain(now.path("officerCode").asString());
        assertThat(now.path("officerId").asLong()).isNotEqualTo(leaving);
        assertThat(now.path("replacedReason").asString()).isEqualTo("回避：近亲属在该企业任职");
        assertThat(world.notes).anyMatch(n -> n.startsWith("REPLACE pool=YJ object=Y01 seat=1 out=OFF" + leaving));
        assertThat(admin.get("/api/draws/" + world.drawId + "/pools")
                        .json()
                        .get(0)
                        .path("conflicts"))
                .isEmpty();
    }

    @Test
    void whoLeftAGroupDoesNotComeBackAndNobodyLeftIsSaid() {
        var world = world(List.of("Y01"));
        officers(3);
        claimed(world);
        match(world).expect(200);
        var path = "/api/groups/" + groupOf(world, "Y01").path("id").asLong() + "/replace";
        admin.post(path, illness(0)).expect(200);
        approver.post(path.replace("/replace", "/approve-replacement")).expect(200);
        var second = admin.post(path, illness(0));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("nobody-eligible");
    }

    @Test
    void aReplacementNeedsATrueReasonProofAndASecondPerson() {
        var world = world(List.of("Y01"));
        officers(6);
        claimed(world);
        match(world).expect(200);
        var group = groupOf(world, "Y01");
        var root = "/api/groups/" + group.path("id").asLong();
        var path = root + "/replace";
        var leaving = group.path("seats").get(0);
        assertThat(admin.post(path, Map.of("seat", 0, "code", "CERTIFICATE", "reason", "过期"))
                        .expect(422)
                        .problem())
                .isEqualTo("certificate-is-valid");
        assertThat(admin.post(path, Map.of("seat", 0, "code", "RECUSAL", "reason", "亲属"))
                        .expect(422)
                        .problem())
                .isEqualTo("no-recusal-registered");
        assertThat(admin.post(path, Map.of("seat", 0, "code", "LEFT", "reason", "调走"))
                        .expect(422)
                        .problem())
                .isEqualTo("officer-still-in-post");
        for (var code : List.of("ILLNESS", "DUTY")) {
            assertThat(admin.post(path, Map.of("seat", 0, "code", code, "reason", "住院"))
                            .expect(400)
                            .text())
                    .contains("evidence");
        }
        assertThat(admin.post(path, Map.of("seat", 0, "code", "ILLNESS", "reason", "住院", "evidence", "ab".repeat(32)))
                        .expect(422)
                        .problem())
                .isEqualTo("evidence-missing");
        var body = illness(0);
        var pending = admin.post(path, body).expect(200).json();
        assertThat(pending.path("seats")).as("nobody moves yet").isEqualTo(group.path("seats"));
        assertThat(pending.path("replacing").path("officerName").asString())
                .isEqualTo(leaving.path("officerName").asString());
        assertThat(admin.post(path, body).expect(409).problem()).isEqualTo("replacement-proposed");
        assertThat(admin.post(root + "/approve-replacement").status()).isEqualTo(403);
        assertThat(as("sc-approver").post(root + "/approve-replacement").problem())
                .isEqualTo("department-not-concerned");
        assertThat(as("gc-yj-approver").post(root + "/approve-replacement").status())
                .isEqualTo(404);
        assertThat(world.notes).noneMatch(n -> n.startsWith("REPLACE"));
        approver.post(root + "/reject-replacement", Map.of("reason", "病假条看不清")).expect(200);
        assertThat(groupOf(world, "Y01").path("replacing").isNull()).isTrue();
        assertThat(approver.post(root + "/approve-replacement").expect(409).problem())
                .isEqualTo("nothing-proposed");
        admin.post(path, body).expect(200);
        var replaced = approver.post(root + "/approve-replacement").expect(200).json();
        assertThat(texts(replaced.path("seats"), "officerCode"))
                .doesNotContain(leaving.path("officerCode").asString());
        assertThat(world.notes)
                .anyMatch(n -> n.startsWith("REPLACE") && n.endsWith("evidence=" + body.get("evidence")));
        admin.post(path, illness(1)).expect(200);
        var again = approver.post(root + "/approve-replacement").expect(200).json();
        assertThat(texts(again.path("seats"), "officerCode"))
                .as("who left does not come back, on any seat")
                .doesNotContain(leaving.path("officerCode").asString());
    }

    @Test
    void anExpiredCertificateIsReasonEnough() {
        var world = world(List.of("Y01"));
        officers(4);
        claimed(world);
        match(world).expect(200);
        var group = groupOf(world, "Y01");
        neighbours.officer(group.path("seats").get(0).path("officerId").asLong(), "YJ", EXPIRED);
        var root = "/api/groups/" + group.path("id").asLong();
        admin.post(root + "/replace", Map.of("seat", 0, "code", "CERTIFICATE", "reason", "证件到期未换发"))
                .expect(200);
        approver.post(root + "/approve-replacement").expect(200);
    }

    private Map<String, Object> illness(int seat) {
        var slip = admin.upload("/api/blobs", "a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'})
                .expect(201)
                .json()
                .path("sha256")
                .asString();
        return Map.of("seat", seat, "code", "ILLNESS", "reason", "住院", "evidence", slip);
    }

    @Test
    void anAssistantHelpsAndIsNoOfficer() {
        var world = world(List.of("Y01"));
        officers(2);
        claimed(world);
        match(world).expect(200);
        var path = "/api/groups/" + groupOf(world, "Y01").path("id").asLong() + "/assistants";
        var body = Map.of("name", "周样例", "specialty", "粉尘防爆", "reason", "需专业人员协助");
        var group = admin.post(path, body).expect(201).json();
        assertThat(group.path("seats")).hasSize(2);
        assertThat(group.path("assistants").get(0).path("specialty").asString()).isEqualTo("粉尘防爆");
        assertThat(admin.post(path, body).problem()).isEqualTo("assistant-exists");
        assertThat(admin.post(path, Map.of("name", "人员1", "specialty", "电气", "reason", "协助"))
                        .problem())
                .isEqualTo("assistant-is-officer");
        assertThat(published.ofAssignment(group.path("assignmentId").asLong()))
                .hasValueSatisfying(g -> assertThat(g.assistants()).hasSize(1));
    }

    @Test
    void aLateSubstituteIsStaffedByHandAndTheOldGroupDissolved() {
        var world = world(List.of("Y01", "Y02"), "Y90");
        officers(4);
        claimed(world);
        match(world).expect(200);
        var photo = admin.upload("/api/blobs", "a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'})
                .expect(201)
                .json()
                .path("sha256")
                .asString();
        var dropOut = admin.post(
                        "/api/draws/" + world.drawId + "/drop-outs",
                        Map.of("objectId", "Y01", "code", "S1", "reason", "已注销", "evidence", photo))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        approver.post("/api/drop-outs/" + dropOut + "/approve").expect(200);
        as("sl-approver").post("/api/drop-outs/" + dropOut + "/approve").expect(200);
        assertThat(groupOf(world, "Y01").path("status").asString()).isEqualTo("DISSOLVED");
        var substitute = assignments(world);
        substitute.forEach(row -> {
            if (row.path("status").asString().equals("DISPATCHED")) {
                var id = row.path("id").asLong();
                admin.post("/api/assignments/" + id + "/confirm").expect(200);
                admin.post("/api/assignments/" + id + "/claim").expect(200);
            }
        });
        var late = groupOf(world, "Y90");
        assertThat(late.path("late").asBoolean()).isTrue();
        assertThat(late.path("status").asString()).isEqualTo("UNSTAFFED");
        assertThat(late.path("funnel").path("advice").asString()).contains("人工指派");
        var path = "/api/groups/" + late.path("id").asLong();
        var candidates = admin.get(path + "/candidates").expect(200).json();
        assertThat(candidates.get(0).path("load").asInt()).isZero();
        propose(
                        path,
                        candidates.get(0).path("officerId").asLong(),
                        candidates.get(1).path("officerId").asLong())
                .expect(200);
        approver.post(path + "/approve-manual").expect(200);
        assertThat(groupOf(world, "Y90").path("mark").asString()).isEqualTo("非随机");
    }

    private World world(List<String> drawn, String... reserve) {
        return neighbours.world(district, drawn, reserve);
    }

    private void officers(int count) {
        for (int id = 1; id <= count; id++) {
            neighbours.officer(id, "YJ", VALID);
        }
    }

    /** Drawn, confirmed, closed and revealed. */
    private void open(World world) {
        neighbours.open(world);
        neighbours.compute(world, transaction, events);
        admin.post("/api/assignments/confirm", Map.of("ids", ids(assignments(world))))
                .expect(200);
        as("yj-planner")
                .post("/api/draws/" + world.drawId + "/close-confirmations")
                .expect(204);
        neighbours.reveal(world, transaction, events);
    }

    private void claimed(World world) {
        open(world);
        admin.post("/api/assignments/claim", Map.of("ids", ids(assignments(world))))
                .expect(200);
    }

    private Api.Answer match(World world) {
        return admin.post("/api/draws/" + world.drawId + "/pools/YJ/match");
    }

    private Api.Answer propose(String path, long... officerIds) {
        var ids = new ArrayList<Long>();
        for (long id : officerIds) {
            ids.add(id);
        }
        return admin.post(path + "/staff-manually", Map.of("officerIds", ids, "reason", "换发证件后指派"));
    }

    private JsonNode assignments(World world) {
        return admin.get("/api/assignments?size=200&drawId=" + world.drawId)
                .expect(200)
                .json()
                .path("items");
    }

    private JsonNode groups(World world) {
        return admin.get("/api/groups?size=200&drawId=" + world.drawId)
                .expect(200)
                .json()
                .path("items");
    }

    private JsonNode groupOf(World world, String objectId) {
        for (var group : groups(world)) {
            if (group.path("objectId").asString().equals(objectId)) {
                return group;
            }
        }
        throw new AssertionError("no group for " + objectId);
    }

    private Api as(String username) {
        return SIGNED_IN.computeIfAbsent(username, u -> Api.as(port, u));
    }

    private static List<Long> ids(JsonNode rows) {
        var result = new ArrayList<Long>();
        rows.forEach(row -> result.add(row.path("id").asLong()));
        return result;
    }

    private static List<String> texts(JsonNode rows, String field) {
        var result = new ArrayList<String>();
        rows.forEach(row -> result.add(row.path(field).asString()));
        return result;
    }
}
