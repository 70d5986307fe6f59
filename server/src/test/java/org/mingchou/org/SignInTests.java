package org.mingchou.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class SignInTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    @Test
    void signedInPersonSeesOwnRolesAndRegion() {
        var session = Api.as(port, "yj-planner").get("/api/session").expect(200).json();
        assertThat(session.path("roles").toString()).isEqualTo("[\"PLANNER\"]");
        assertThat(session.path("regionName").asString()).isEqualTo("石家庄市栾城区");
    }

    @Test
    void withoutSignInTheApiRefusesWithAProblem() {
        var answer = Api.anonymous(port).get("/api/worklist");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo("not-signed-in");
    }

    @Test
    void wrongPasswordSaysSoAndFiveMissesLock() {
        var api = Api.anonymous(port);
        for (int i = 0; i < 5; i++) {
            var miss = api.post("/api/session", Map.of("username", "st-approver2", "password", "wrong-pass-1"));
            assertThat(miss.status()).isEqualTo(401);
            assertThat(miss.problem()).isEqualTo("sign-in-failed");
        }
        var locked = api.post("/api/session", Map.of("username", "st-approver2", "password", TestDistrict.PASSWORD));
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.problem()).isEqualTo("account-locked");
    }

    @Test
    void aWriteWithoutTheCsrfTokenIsRefused() throws Exception {
        var client = java.net.http.HttpClient.newHttpClient();
        var answer = client.send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"yj-planner\",\"password\":\"" + TestDistrict.PASSWORD + "\"}"))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("csrf-token");
    }

    @Test
    void pagesCarryAContentPolicyWithoutInlineScripts() {
        var policy = Api.anonymous(port).get("/api/session").headers().get("content-security-policy");
        assertThat(policy).contains("script-src 'self';").doesNotContain("script-src 'self' 'unsafe-inline'");
    }

    @Test
    void aRoleThatWasTakenAwayEndsTheOpenSession() {
        var reviewer = Api.as(port, "st-reviewer");
        reviewer.get("/api/worklist").expect(200);
        var id = district.actor("st-reviewer").accountId();
        Api.as(port, "secadmin")
                .put("/api/accounts/" + id + "/roles", Map.of("roles", List.of("FOLLOWUP_HANDLER")))
                .expect(204);
        reviewer.get("/api/worklist").expect(401);
    }

    @Test
    void aPasswordThatAnAdministratorChoseMustBeChangedFirst() {
        Api.as(port, "sysadmin")
                .post(
                        "/api/accounts",
                        Map.of("username", "newcomer", "password", "first-2026-pass", "displayName", "样例新人"))
                .expect(201);
        var newcomer = Api.anonymous(port);
        var session = newcomer.post("/api/session", Map.of("username", "newcomer", "password", "first-2026-pass"))
                .expect(200)
                .json();
        assertThat(session.path("mustChangePassword").asBoolean()).isTrue();
        assertThat(session.path("idleTimeoutSeconds").asInt()).isEqualTo(1800);
        assertThat(newcomer.get("/api/departments").expect(403).problem()).isEqualTo("password-change-required");
        assertThat(newcomer.put(
                                "/api/session/password",
                                Map.of("current", "first-2026-pass", "next", "first-2026-pass"))
                        .expect(400)
                        .problem())
                .isEqualTo("password-unchanged");
        newcomer.put("/api/session/password", Map.of("current", "first-2026-pass", "next", "own-2026-secret"))
                .expect(204);
        newcomer.get("/api/departments").expect(200);
        assertThat(newcomer.get("/api/session")
                        .json()
                        .path("mustChangePassword")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aPasswordThatHoldsTheUserNameIsRefused() {
        var admin = Api.as(port, "sysadmin");
        for (var password : List.of("holder2026x", "my-HOLDER2026x-secret")) {
            var refused = admin.post(
                            "/api/accounts",
                            Map.of("username", "holder2026x", "password", password, "displayName", "样例新人"))
                    .expect(400);
            assertThat(refused.problem()).isEqualTo("password-too-weak");
            assertThat(refused.json().path("detail").asString()).contains("登录名");
        }
        var own = Api.as(port, "st-reviewer")
                .put("/api/session/password", Map.of("current", TestDistrict.PASSWORD, "next", "St-Reviewer-2026"));
        assertThat(own.expect(400).problem()).isEqualTo("password-too-weak");
    }

    @Test
    void figuresOfTheMachineAreForTheSystemAdministrator() {
        for (var path : List.of("/actuator", "/actuator/prometheus", "/actuator/info")) {
            Api.anonymous(port).get(path).expect(401);
            Api.as(port, "yj-planner").get(path).expect(403);
        }
        Api.as(port, "sysadmin").get("/actuator/prometheus").expect(200);
        assertThat(Api.anonymous(port).get("/actuator/health").expect(200).text())
                .contains("UP")
                .doesNotContain("components", "diskSpace");
        Api.anonymous(port).get("/actuator/health/readiness").expect(200);
    }

    /** As while the demonstration is being loaded: the port is open, and not all accounts are there. */
    @Test
    void beforeItIsReadyNobodyIsToldThatHisPasswordIsWrong() {
        var api = Api.anonymous(port);
        var attempt = Map.of("username", "not-there-yet", "password", TestDistrict.PASSWORD);
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            api.get("/actuator/health/readiness").expect(503);
            var refused = api.post("/api/session", attempt).expect(503);
            assertThat(refused.problem()).isEqualTo("still-starting");
            assertThat(refused.text()).contains("请稍后再登录").doesNotContain("密码不对");
            assertThat(api.get("/api/setup").expect(200).json().path("needed").asBoolean())
                    .isFalse();
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
        api.get("/actuator/health/readiness").expect(200);
        assertThat(api.post("/api/session", attempt).expect(401).problem()).isEqualTo("sign-in-failed");
    }

    @Test
    void theListOfAccountsOffersWhatTheReaderMayDo() {
        var department = district.department(TestDistrict.REGION, "SL");
        var rows = Api.as(port, "secadmin")
                .get("/api/accounts?departmentId=" + department + "&q=sl-planner")
                .expect(200)
                .json();
        assertThat(rows.path("total").asInt()).isEqualTo(1);
        assertThat(rows.path("items").get(0).path("allowedActions").toString())
                .isEqualTo("[\"GRANT\",\"LOCK\",\"RESET_PASSWORD\"]");
        var id = rows.path("items").get(0).path("id").asLong();
        assertThat(Api.as(port, "secadmin")
                        .get("/api/accounts?departmentId=" + department + "&q=yj-planner")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        var systemAdmin = Api.as(port, "sysadmin");
        assertThat(systemAdmin
                        .get("/api/accounts?q=sl-planner")
                        .json()
                        .path("items")
                        .get(0)
                        .path("allowedActions")
                        .toString())
                .isEqualTo("[\"CORRECT_NAME\"]");
        systemAdmin
                .post("/api/accounts/" + id + "/lock", Map.of("reason", "调离"))
                .expect(403);
        assertThat(Api.as(port, "secadmin")
                        .post("/api/accounts/" + id + "/lock", Map.of())
                        .expect(400)
                        .text())
                .contains("请写明原因");
    }

    @Test
    void directoryKeeperCannotBecomePlanner() {
        var id = district.actor("st-registrar").accountId();
        var answer = Api.as(port, "secadmin")
                .put("/api/accounts/" + id + "/roles", Map.of("roles", List.of("REGISTRAR", "PLANNER")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("duties-not-separated");
        assertThat(district.actor("st-registrar").roles()).hasSize(1);
    }

    @Test
    void theNeighboursAccountsDoNotExistHere() {
        var id = district.actor("gc-yj-planner").accountId();
        var answer =
                Api.as(port, "secadmin").put("/api/accounts/" + id + "/roles", Map.of("roles", List.of("OFFICER")));
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void anOfficerCannotGrantRoles() {
        var answer = Api.as(port, "yj-officer-01").put("/api/accounts/1/roles", Map.of("roles", List.of("PLANNER")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("role-required");
    }

    @Test
    void theDemoClockNeitherLiftsNorProlongsALock() {
        var planner = Api.as(port, "yj-planner");
        var before = planner.get("/api/demo/clock").json().path("now").asString();
        try {
            moveClock(planner, java.time.OffsetDateTime.parse(before).minusYears(3));
            var api = Api.anonymous(port);
            for (int i = 0; i < 5; i++) {
                api.post("/api/session", Map.of("username", "st-followup", "password", "wrong-pass-1"))
                        .expect(401);
            }
            assertThat(shownLocked("st-followup")).isTrue();
            moveClock(planner, java.time.OffsetDateTime.parse(before).plusYears(3));
            assertThat(api.post("/api/session", Map.of("username", "st-followup", "password", TestDistrict.PASSWORD))
                            .expect(429)
                            .problem())
                    .isEqualTo("account-locked");
            assertThat(shownLocked("st-followup")).isTrue();

            jdbc.sql("UPDATE org.account SET locked_until = locked_until - interval '16 minutes'"
                            + " WHERE username = 'st-followup'")
                    .update();
            moveClock(planner, java.time.OffsetDateTime.parse(before).minusYears(3));
            assertThat(shownLocked("st-followup")).isFalse();
            api.post("/api/session", Map.of("username", "st-followup", "password", TestDistrict.PASSWORD))
                    .expect(200);
        } finally {
            moveClock(planner, java.time.OffsetDateTime.parse(before));
        }
    }

    private static void moveClock(Api person, java.time.OffsetDateTime to) {
        person.put("/api/demo/clock", Map.of("now", to.toString())).expect(200);
    }

    private boolean shownLocked(String username) {
        return Api.as(port, "secadmin")
                .get("/api/accounts?q=" + username)
                .json()
                .path("items")
                .get(0)
                .path("locked")
                .asBoolean();
    }

    @Test
    void aWrongCurrentPasswordIsNoEndOfTheSessionAndStillCountsAsAMiss() {
        var person = Api.as(port, "st-officer-02");
        var wanted = Map.of("current", "not-the-one-1", "next", "mingchou-2027");
        var answer = person.put("/api/session/password", wanted).expect(422);
        assertThat(answer.problem()).isEqualTo("current-password-wrong");
        assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("current");
        person.get("/api/worklist").expect(200);
        for (int i = 1; i < 5; i++) {
            person.put("/api/session/password", wanted).expect(422);
        }
        assertThat(person.put(
                                "/api/session/password",
                                Map.of("current", TestDistrict.PASSWORD, "next", "mingchou-2027"))
                        .expect(429)
                        .problem())
                .isEqualTo("account-locked");
    }
}
