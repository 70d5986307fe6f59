package org.mingchou.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A name that was typed wrongly is put right by the system administrator, and the trail keeps both. */
@ApiTest
class NameCorrectionTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Test
    void aDepartmentsNamesAreCorrectedAndItsCodeStays() {
        var admin = Api.as(port, "sysadmin");
        var id = admin.post("/api/departments", Map.of("code", "XF", "name", "样例消防救缓大队", "shortName", "消防救缓"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        var corrected = admin.put("/api/departments/" + id, Map.of("name", "样例消防救援大队", "shortName", "消防救援"))
                .expect(200)
                .json();
        assertThat(corrected.get("code").asString()).isEqualTo("XF");
        assertThat(admin.get("/api/departments").json().toString())
                .contains("样例消防救援大队")
                .doesNotContain("救缓");
        assertThat(audit()).contains("correct-department", "department/" + id, "样例消防救缓大队", "样例消防救援大队");

        assertThat(admin.put("/api/departments/" + id, Map.of("name", " ", "shortName", "消防救援"))
                        .expect(400)
                        .text())
                .contains("请填写部门全称");
        admin.put("/api/departments/" + id, Map.of("name", "长".repeat(101), "shortName", "消防救援"))
                .expect(400);
        Api.as(port, "secadmin")
                .put("/api/departments/" + id, Map.of("name", "样例", "shortName", "样例"))
                .expect(403);
        Api.as(port, "gc-sysadmin")
                .put("/api/departments/" + id, Map.of("name", "样例", "shortName", "样例"))
                .expect(404);
        assertThat(admin.get("/api/departments").json().toString()).contains("样例消防救援大队");
    }

    @Test
    void thePersonsNameOfAnAccountIsCorrected() {
        var id = district.actor("sl-officer-02").accountId();
        var admin = Api.as(port, "sysadmin");
        assertThat(admin.get("/api/accounts?q=sl-officer-02")
                        .json()
                        .get("items")
                        .get(0)
                        .get("allowedActions")
                        .toString())
                .isEqualTo("[\"CORRECT_NAME\"]");
        admin.put("/api/accounts/" + id, Map.of("displayName", "样例更名")).expect(204);
        assertThat(district.actor("sl-officer-02").displayName()).isEqualTo("样例更名");
        assertThat(audit()).contains("correct-account", "account/" + id, "样例更名");

        admin.put("/api/accounts/" + id, Map.of("displayName", "")).expect(400);
        Api.as(port, "secadmin")
                .put("/api/accounts/" + id, Map.of("displayName", "样例"))
                .expect(403);
        Api.as(port, "gc-sysadmin")
                .put("/api/accounts/" + id, Map.of("displayName", "样例"))
                .expect(404);
        assertThat(district.actor("sl-officer-02").displayName()).isEqualTo("样例更名");
    }

    private String audit() {
        return Api.as(port, "auditadmin").get("/api/audit?size=200").expect(200).text();
    }
}
