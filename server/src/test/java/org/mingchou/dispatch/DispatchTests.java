package org.mingchou.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** From a drawn list to claimed assignments, through the API. */
@TestPropertySource(properties = "mingchou.database.name=mingchou_work_neighbours")
@ApiTest
@Import(WorkNeighbours.class)
class DispatchTests {

    /** Signing in is slow on purpose: once per person is enough. */
    private static final Map<String, Api> SIGNED_IN = new HashMap<>();

    private static final byte[] PHOTO = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};

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

    Api clock;

    @BeforeEach
    void wednesdayMorning() {
        clock = as("yj-planner");
        moveTo("2026-05-13T09:00:00+08:00");
    }

    @Test
    void everyDepartmentGetsTheObjectsWithItsBusinessAndTwoWorkingDays() {
        var world = dispatched("YS01", "Y02", "S03", "N04");
        var mine = assignments("yj-admin", world);
        assertThat(texts(mine, "objectId")).containsExactly("Y02", "YS01");
        assertThat(mine.get(0).path("deadline").path("dueOn").asString()).isEqualTo("2026-05-15");
        assertThat(mine.get(0).path("deadline").path("startEvent").asString()).isEqualTo("派发");
        assertThat(mine.get(0).path("allowedActions").toString()).isEqualTo("[\"CONFIRM\",\"NOT_APPLICABLE\"]");
        assertThat(texts(assignments("sl-admin", world), "objectId")).containsExactly("S03", "YS01");
        var work = as("sl-admin").get("/api/worklist").expect(200).text();
        assertThat(work).contains("confirm-assignments");
        assertThat(detail(as("sl-admin"), "confirm-assignments", world.planId)).endsWith("联合抽查，2 户待确认");
    }

    /** Of the one line of this kind for a plan. */
    private static String detail(Api api, String kind, long planId) {
        return api.get("/api/worklist")
                .expect(200)
                .json()
                .valueStream()
                .filter(i -> i.get("kind").asString().equals(kind))
                .filter(i -> i.get("link").asString().contains("/plans/" + planId + "/"))
                .map(i -> i.get("detail").asString())
                .reduce((one, other) -> {
                    throw new AssertionError("two lines for one plan: " + one + " / " + other);
                })
                .orElseThrow();
    }

    @Test
    void anObjectWithoutAnItemStaysInSightOfThePlannerAndIsConfirmed() {
        var world = dispatched("Y01", "N02");
        var progress = progress("yj-planner", world);
        assertThat(texts(progress.path("withoutItems"), "objectId")).containsExactly("N02");
        assertThat(progress("sl-admin", world).path("withoutItems")).isEmpty();
        confirmAll("yj-admin", world);
        close(world);
        assertThat(world.confirmations.toString()).contains("N02").doesNotContain("S1");
        assertThat(world.confirmations).hasSize(2).allMatch(c -> c.code().equals("OK"));
    }

    @Test
    void listsShowTheOwnDepartmentTheLeadPlannerAndTheSupervisor() {
        var world = dispatched("YS01", "S02");
        assertThat(assignments("yj-planner", world)).hasSize(3);
        assertThat(assignments("supervisor", world)).hasSize(3);
        assertThat(assignments("sl-planner", world)).hasSize(2);
        assertThat(assignments("st-admin", world)).isEmpty();
        assertThat(assignments("gc-supervisor", world)).isEmpty();
        var id = assignments("sl-admin", world).get(0).path("id").asLong();
        assertThat(as("yj-admin").get("/api/assignments/" + id).status()).isEqualTo(404);
        assertThat(as("gc-sl-admin").post("/api/assignments/" + id + "/confirm").status())
                .isEqualTo(404);
        assertThat(as("sl-officer-01")
                        .post("/api/assignments/" + id + "/confirm")
                        .status())
                .isEqualTo(403);
        assertThat(as("supervisor").post("/api/assignments/" + id + "/confirm").status())
                .isEqualTo(403);
        as("supervisor").get("/api/assignments/" + id).expect(200);
        assertThat(as("gc-yj-planner")
                        .post("/api/draws/" + world.drawId + "/close-confirmations")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aLateConfirmationCountsAndIsMarkedOverdue() {
        var world = dispatched("Y01", "Y02");
        var rows = assignments("yj-admin", world);
        var admin = as("yj-admin");
        var inTime = admin.post("/api/assignments/" + rows.get(0).path("id").asLong() + "/confirm")
                .expect(200)
                .json();
        assertThat(inTime.path("deadline").path("overdue").asBoolean()).isFalse();
        moveTo("2026-05-18T09:00:00+08:00");
        var late = admin.post("/api/assignments/" + rows.get(1).path("id").asLong() + "/confirm")
                .expect(200)
                .json();
        assertThat(late.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(late.path("deadline").path("overdue").asBoolean()).isTrue();
        assertThat(late.path("deadline").path("metOn").asString()).isEqualTo("2026-05-18");
    }

    @Test
    void bulkConfirmationSaysWhatItRefusedAndTouchesNothingOutOfSight() {
        var world = dispatched("Y01", "Y02", "S03");
        var admin = as("yj-admin");
        var ids = ids(assignments("yj-admin", world));
        var foreign = ids(assignments("sl-admin", world));
        admin.post("/api/assignments/confirm", Map.of("ids", List.of(ids.get(0), foreign.get(0))))
                .expect(404);
        assertThat(texts(assignments("yj-admin", world), "status")).containsOnly("DISPATCHED");
        admin.post("/api/assignments/" + ids.get(0) + "/confirm").expect(200);
        var result = admin.post("/api/assignments/confirm", Map.of("ids", ids))
                .expect(200)
                .json();
        assertThat(result.path("done").toString()).isEqualTo("[" + ids.get(1) + "]");
        assertThat(result.path("refused").get(0).path("detail").asString()).contains("已确认");
        var again = admin.post("/api/assignments/confirm", Map.of("ids", ids));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("none-done");
    }

    @Test
    void noBusinessNeedsProofAndRemovesOnlyTheDepartment() {
        var world = dispatched("YS01");
        var id = ids(assignments("sl-admin", world)).get(0);
        var admin = as("sl-admin");
        var path = "/api/assignments/" + id + "/not-applicable";
        assertThat(admin.post(path, Map.of("reason", "已拆除取水设施", "evidence", "0".repeat(64)))
                        .problem())
                .isEqualTo("evidence-not-uploaded");
        assertThat(admin.post(path, Map.of("reason", "", "evidence", "x")).status())
                .isEqualTo(400);
        var done = admin.post(path, Map.of("reason", "已拆除取水设施", "evidence", photo("sl-admin")))
                .expect(200)
                .json();
        assertThat(done.path("status").asString()).isEqualTo("NOT_APPLICABLE");
        assertThat(admin.get("/api/assignments/" + id + "/evidence").expect(200).body())
                .isEqualTo(PHOTO);
        assertThat(texts(assignments("yj-admin", world), "status")).containsExactly("DISPATCHED");
    }

    @Test
    void aDropOutNeedsTwoApproversWhoAreTwoPeople() {
        var world = dispatched("YS01", "Y02");
        var dropOut = propose("yj-admin", world, "YS01", "S1");
        var path = "/api/drop-outs/" + dropOut;
        assertThat(as("gc-yj-approver").post(path + "/approve").status()).isEqualTo(404);
        assertThat(as("yj-admin").post(path + "/approve").status()).isEqualTo(403);
        var first = as("yj-approver").post(path + "/approve").expect(200).json();
        assertThat(first.path("status").asString()).isEqualTo("FIRST_APPROVED");
        var same = as("yj-approver").post(path + "/approve");
        assertThat(same.status()).isEqualTo(403);
        assertThat(same.problem()).isEqualTo("same-approver");
        assertThat(texts(assignments("sl-admin", world), "status")).containsExactly("DISPATCHED");
        as("sl-approver").post(path + "/approve").expect(200);
        assertThat(texts(assignments("sl-admin", world), "status")).containsExactly("DROPPED");
        assertThat(texts(assignments("yj-admin", world), "status")).containsExactly("DISPATCHED", "DROPPED");
        var rates = as("supervisor")
                .get("/api/draws/" + world.drawId + "/drop-outs/rates")
                .expect(200)
                .json();
        assertThat(rates).hasSize(3);
        assertThat(rates.get(0).path("perMille").asInt()).isEqualTo(500);
        assertThat(as("yj-admin")
                        .post("/api/draws/" + world.drawId + "/drop-outs", proposal("YS01", "S4", photo("yj-admin")))
                        .problem())
                .isEqualTo("drop-out-exists");
    }

    @Test
    void anUnreachableObjectNeedsTwoAttemptsAndAPhoto() {
        var world = dispatched("Y01");
        var admin = as("yj-admin");
        var path = "/api/draws/" + world.drawId + "/drop-outs";
        var text = upload("yj-admin", "说明".getBytes(StandardCharsets.UTF_8));
        var refused = admin.post(path, proposal("Y01", "S2", text));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors")).hasSize(2);
        moveTo("2026-05-14T18:00:00+08:00");
        assertThat(admin.post(path, unreachable("5月13日上午", "5月14日下午"))
                        .expect(400)
                        .problem())
                .isEqualTo("unreadable-body");
        for (var pair : List.of(
                List.of("2026-05-13T09:30:00+08:00", "2026-05-13T01:30:00Z"),
                List.of("2026-05-13T09:30:00+08:00", "2026-05-13T09:40:00+08:00"),
                List.of("2026-05-13T09:30:00+08:00", "2026-05-15T09:30:00+08:00"))) {
            var answer = admin.post(path, unreachable(pair.get(0), pair.get(1)));
            assertThat(answer.status()).as(pair.toString()).isEqualTo(400);
            assertThat(answer.text()).contains("attempts");
        }
        admin.post(path, unreachable("2026-05-13T09:30:00+08:00", "2026-05-14T15:00:00+08:00"))
                .expect(201);
    }

    private Map<String, Object> unreachable(String first, String second) {
        return Map.of(
                "objectId",
                "Y01",
                "code",
                "S2",
                "reason",
                "两次上门均无人",
                "evidence",
                photo("yj-admin"),
                "attempts",
                List.of(Map.of("at", first, "note", "登记住所大门上锁"), Map.of("at", second, "note", "电话无人接听")));
    }

    @Test
    void aDropOutIsDecidedByTheDepartmentsOfThePlanAndItsReasonHasALimit() {
        var world = dispatched("Y01");
        var path = "/api/drop-outs/" + propose("yj-admin", world, "Y01", "S1");
        for (var act : List.of("/approve", "/reject")) {
            assertThat(as("sc-approver")
                            .post(path + act, Map.of("reason", "不符"))
                            .expect(403)
                            .problem())
                    .isEqualTo("department-not-in-plan");
        }
        assertThat(as("sc-approver")
                        .get("/api/draws/" + world.drawId + "/drop-outs")
                        .json()
                        .get(0)
                        .path("allowedActions"))
                .isEmpty();
        as("sl-approver").post(path + "/approve").expect(200);
        var long1 = new HashMap<String, Object>(proposal("Y01", "S1", photo("yj-admin")));
        long1.put("reason", "长".repeat(100_000));
        assertThat(as("yj-admin")
                        .post("/api/draws/" + world.drawId + "/drop-outs", long1)
                        .expect(400)
                        .text())
                .contains("reason", "最多 500 个字");
    }

    @Test
    void objectsThatWereNotDispatchedHereAreUnknown() {
        var world = dispatched(List.of("Y01", "S02"), "Y90");
        var admin = as("yj-admin");
        for (var objectId : List.of("Y90", "S02", "Y55")) {
            assertThat(admin.post(
                                    "/api/draws/" + world.drawId + "/drop-outs",
                                    proposal(objectId, "S1", photo("yj-admin")))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(as("yj-planner")
                        .get("/api/assignments?drawId=" + world.drawId)
                        .text())
                .doesNotContain("Y90");
    }

    @Test
    void theListDoesNotCloseWhileAnybodyIsUndecided() {
        var world = dispatched("Y01", "S02", "Y03");
        var dropOut = propose("yj-admin", world, "Y01", "S5");
        var refused = as("yj-planner").post("/api/draws/" + world.drawId + "/close-confirmations");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("confirmations-open");
        assertThat(refused.json().path("detail").asString()).contains("水利局 1 户", "样例Y01");
        assertThat(refused.json().path("assignments")).hasSize(3);
        assertThat(refused.json().path("dropOuts").get(0).path("id").asLong()).isEqualTo(dropOut);
        assertThat(as("sl-planner")
                        .post("/api/draws/" + world.drawId + "/close-confirmations")
                        .problem())
                .isEqualTo("other-department");
        assertThat(world.confirmations).isEmpty();
        as("yj-approver")
                .post("/api/drop-outs/" + dropOut + "/reject", Map.of("reason", "住所仍在本区"))
                .expect(200);
        confirmAll("yj-admin", world);
        confirmAll("sl-admin", world);
        close(world);
        assertThat(world.confirmations).hasSize(3).allMatch(c -> c.code().equals("OK"));
        assertThat(as("yj-planner")
                        .post("/api/draws/" + world.drawId + "/close-confirmations")
                        .problem())
                .isEqualTo("confirmations-closed");
    }

    @Test
    void betweenClosingAndRevealNothingIsClaimedOrDropped() {
        var world = dispatched("Y01");
        confirmAll("yj-admin", world);
        var ids = ids(assignments("yj-admin", world));
        var admin = as("yj-admin");
        assertThat(admin.post("/api/assignments/" + ids.get(0) + "/claim").problem())
                .isEqualTo("second-seed-not-revealed");
        close(world);
        assertThat(admin.post("/api/assignments/claim", Map.of("ids", ids)).problem())
                .isEqualTo("none-done");
        assertThat(admin.post("/api/draws/" + world.drawId + "/drop-outs", proposal("Y01", "S1", photo("yj-admin")))
                        .problem())
                .isEqualTo("confirmations-sealed");
        neighbours.reveal(world, transaction, events);
        assertThat(admin.get("/api/assignments/" + ids.get(0))
                        .json()
                        .path("allowedActions")
                        .toString())
                .isEqualTo("[\"CLAIM\"]");
        admin.post("/api/assignments/claim", Map.of("ids", ids)).expect(200);
        assertThat(texts(assignments("yj-admin", world), "status")).containsExactly("CLAIMED");
    }

    @Test
    void substitutesComeWithTheSecondSeedAndTheirOwnTwoDays() {
        var world = dispatched(List.of("Y01", "Y02"), "YS90", "Y91");
        var dropOut = propose("yj-admin", world, "Y01", "S1");
        approveTwice(dropOut);
        confirmAll("yj-admin", world);
        close(world);
        assertThat(world.confirmations.get(0).code()).isEqualTo("S1");
        assertThat(world.confirmations.get(0).evidence()).hasSize(64);
        moveTo("2026-05-18T09:00:00+08:00");
        neighbours.reveal(world, transaction, events);
        var row = as("yj-admin")
                .get("/api/assignments?drawId=" + world.drawId + "&q=YS90")
                .expect(200)
                .json()
                .path("items")
                .get(0);
        assertThat(row.path("substitute").asBoolean()).isTrue();
        assertThat(row.path("deadline").path("dueOn").asString()).isEqualTo("2026-05-20");
        assertThat(texts(assignments("sl-admin", world), "objectId")).containsExactly("YS90");

        var late = propose("yj-admin", world, "Y02", "S3");
        approveTwice(late);
        var rows = as("yj-planner")
                .get("/api/draws/" + world.drawId + "/drop-outs")
                .expect(200)
                .json();
        assertThat(texts(rows, "substituteObjectId")).contains("Y91");
        assertThat(rows.get(1).path("late").asBoolean()).isTrue();
        assertThat(texts(assignments("yj-admin", world), "objectId")).contains("Y91");
    }

    private World dispatched(String... drawn) {
        return dispatched(List.of(drawn));
    }

    private World dispatched(List<String> drawn, String... reserve) {
        var world = neighbours.world(district, drawn, reserve);
        neighbours.compute(world, transaction, events);
        return world;
    }

    private void moveTo(String now) {
        clock.put("/api/demo/clock", Map.of("now", now)).expect(200);
    }

    private JsonNode assignments(String username, World world) {
        return as(username)
                .get("/api/assignments?size=200&drawId=" + world.drawId)
                .expect(200)
                .json()
                .path("items");
    }

    private JsonNode progress(String username, World world) {
        return as(username)
                .get("/api/draws/" + world.drawId + "/dispatch")
                .expect(200)
                .json();
    }

    private void confirmAll(String username, World world) {
        var ids = new ArrayList<Long>();
        assignments(username, world).forEach(row -> {
            if (row.path("status").asString().equals("DISPATCHED")) {
                ids.add(row.path("id").asLong());
            }
        });
        as(username).post("/api/assignments/confirm", Map.of("ids", ids)).expect(200);
    }

    private void close(World world) {
        as("yj-planner")
                .post("/api/draws/" + world.drawId + "/close-confirmations")
                .expect(204);
    }

    private long propose(String username, World world, String objectId, String code) {
        return as(username)
                .post("/api/draws/" + world.drawId + "/drop-outs", proposal(objectId, code, photo(username)))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private void approveTwice(long dropOut) {
        as("yj-approver").post("/api/drop-outs/" + dropOut + "/approve").expect(200);
        as("sl-approver").post("/api/drop-outs/" + dropOut + "/approve").expect(200);
    }

    private static Map<String, Object> proposal(String objectId, String code, String evidence) {
        return Map.of("objectId", objectId, "code", code, "reason", "有关事实", "evidence", evidence);
    }

    private String photo(String username) {
        return upload(username, PHOTO);
    }

    private String upload(String username, byte[] bytes) {
        return as(username)
                .upload("/api/blobs", "evidence", bytes)
                .expect(201)
                .json()
                .path("sha256")
                .asString();
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
