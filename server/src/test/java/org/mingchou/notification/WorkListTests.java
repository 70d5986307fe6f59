package org.mingchou.notification;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first page after sign-in joins what every module contributes: one broken query would shut a role out. */
@ApiTest
class WorkListTests {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yj-planner",
                "yj-admin",
                "yj-approver",
                "yj-registrar",
                "yj-reviewer",
                "yj-followup",
                "yj-officer-01",
                "sc-party",
                "witness",
                "supervisor",
                "sysadmin",
                "secadmin",
                "auditadmin"
            })
    void opensForEveryRole(String username) {
        Api.as(port, username).get("/api/worklist").expect(200);
    }
}
