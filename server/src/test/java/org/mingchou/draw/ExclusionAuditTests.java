package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.org.Accounts;
import org.mingchou.sampler.AuditSample;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.FrameSource;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.Reveal;
import org.mingchou.shared.Role;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** §3.6.1: some of the excluded, whom nobody could choose, are looked at by somebody who excluded none of them. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=mingchou_exclusion_audit")
class ExclusionAuditTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path directory;

    private Api as(String username) {
        return People.as(port, username);
    }

    private void exclude(long planId, int object, String code, String approver) {
        var evidence = as("sl-admin")
                .upload("/api/blobs", "e.txt", ("证据" + object).getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json()
                .get("sha256")
                .asString();
        var made = as("sl-admin")
                .post(
                        "/api/plans/" + planId + "/exclusions",
                        Map.of(
                                "objectId",
                                SampleDirectories.code(object),
                                "code",
                                code,
                                "note",
                                "理由" + object,
                                "evidence",
                                evidence))
                .expect(201)
                .json();
        as(approver)
                .post("/api/exclusions/" + made.get("id").asLong() + "/approve")
                .expect(200);
    }

    /** Two struck off the register, for one of whom X06 was asked besides; two by X04, one by X06. */
    private Ceremony frozen(int share, String approver) {
        var planId = SamplePlans.approved(port, SamplePlans.input(port, district));
        exclude(planId, 11, "X04", approver);
        exclude(planId, 12, "X04", approver);
        exclude(planId, 13, "X06", approver);
        exclude(planId, 50, "X06", approver);
        var input = Ceremony.freezeInput(district, 60);
        input.put("auditShare", share);
        return new Ceremony(
                port,
                planId,
                as("yj-planner")
                        .post("/api/plans/" + planId + "/draws", input)
                        .expect(201)
                        .json());
    }

    private List<JsonNode> listed(String username, Ceremony ceremony) {
        return as(username)
                .get("/api/exclusion-audits?size=200&drawId=" + ceremony.drawId)
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private Map<String, byte[]> certificate(Ceremony ceremony) throws IOException {
        var zip = Files.write(
                directory.resolve("certificate.zip"),
                as("supervisor")
                        .get(ceremony.path("/certificate.zip"))
                        .expect(200)
                        .body());
        assertThat(Certificate.verify(zip, Optional.empty()).lines())
                .endsWith("VERIFIED")
                .anyMatch(l -> l.startsWith("ok xaudit: 3 of 5 excluded, "));
        var members = new HashMap<String, byte[]>();
        try (var in = new ZipFile(zip.toFile())) {
            for (var entry : java.util.Collections.list(in.entries())) {
                members.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
        }
        return members;
    }

    @Test
    void theSampleIsWhatTheCertificateGivesAndIsWorkedOff() throws IOException {
        var ceremony = frozen(500, "yj-approver");
        var before = ceremony.state();
        assertThat(before.get("audit").toString())
                .isEqualTo("{\"share\":500,\"sampled\":3,\"drawn\":false,\"upheld\":0,\"refuted\":0}");
        assertThat(as("supervisor")
                        .get(ceremony.path("/xaudit.tsv"))
                        .expect(409)
                        .problem())
                .isEqualTo("not-drawn-yet");
        var drawn = ceremony.draw();
        assertThat(as("yj-planner").get(ceremony.path("/params.txt")).text()).contains("\nxaudit=500\n");

        var members = certificate(ceremony);
        var params = Params.parse(bytes(members, "params.txt"));
        var sample = AuditSample.draw(
                params,
                FrameSource.of(bytes(members, "frame.tsv")),
                Reveal.parse(bytes(members, "reveal.txt"), params));
        var tsv = as("witness").get(ceremony.path("/xaudit.tsv")).expect(200).body();
        assertThat(tsv).isEqualTo(sample.tsv());
        assertThat(drawn.get("auditDigest").asString()).isEqualTo(HashProfile.SHA256.hex(tsv));
        var rows = listed("supervisor", ceremony);
        assertThat(rows.stream()
                        .map(r ->
                                r.get("code").asString() + "\t" + r.get("rank").asInt() + "\t"
                                        + r.get("objectId").asString()))
                .containsExactlyElementsOf(sample.rows().stream()
                        .map(r -> r.status() + "\t" + r.rank() + "\t" + r.objectId())
                        .toList());

        // Not for ever: four weeks, and the supervisor is told.
        var deadline = rows.get(0).get("deadline");
        assertThat(deadline.get("rule").asString()).isEqualTo("AUDIT_EXCLUSIONS");
        assertThat(deadline.get("remainingWorkingDays").asInt()).isEqualTo(20);
        var work = as("supervisor").get("/api/worklist").expect(200).json();
        assertThat(work.valueStream()
                        .filter(i -> i.get("kind").asString().equals("audit-exclusions"))
                        .filter(i -> i.get("link").asString().endsWith("drawId=" + ceremony.drawId)))
                .hasSize(1)
                .allMatch(i -> i.get("count").asInt() == 3)
                .allMatch(i -> i.get("dueOn").equals(deadline.get("dueOn")));
        assertThat(as("supervisor").get("/api/inbox").expect(200).text())
                .contains("抽取 " + ceremony.drawNo + "：请在20个工作日内查核被排除的 3 户");
        assertThat(as("gc-supervisor").get("/api/inbox").expect(200).text()).doesNotContain(ceremony.drawNo);
        var upheld = path(rows.get(0), "/uphold");
        assertThat(as("supervisor")
                        .post(upheld, Map.of("note", " "))
                        .expect(400)
                        .problem())
                .isEqualTo("finding-note");
        var answer = as("supervisor")
                .post(upheld, Map.of("note", "登记机关已注销，属实"))
                .expect(200)
                .json();
        assertThat(answer.get("status").asString()).isEqualTo("UPHELD");
        assertThat(answer.get("allowedActions")).isEmpty();
        assertThat(as("supervisor")
                        .post(path(rows.get(0), "/refute"), Map.of("note", "改主意"))
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");
        as("supervisor")
                .post(path(rows.get(1), "/refute"), Map.of("note", "并无法定情形"))
                .expect(200);

        var after = ceremony.state();
        assertThat(after.get("audit").toString())
                .isEqualTo("{\"share\":500,\"sampled\":3,\"drawn\":true,\"upheld\":1,\"refuted\":1}");
        assertThat(after.get("resultDigest")).isEqualTo(drawn.get("resultDigest"));
        assertThat(jdbc.sql("""
                        SELECT act FROM ledger.act
                        WHERE subject LIKE 'exclusion-audit/%' AND detail ->> 'draw' = :draw ORDER BY 1""")
                        .param("draw", String.valueOf(ceremony.drawId))
                        .query(String.class)
                        .list())
                .containsExactly("refute-exclusion", "uphold-exclusion");
        assertThat(listed("yj-planner", ceremony)).anyMatch(r -> r.get("note").isString());
        assertThat(listed("witness", ceremony)).allMatch(r -> r.get("note").isNull());
        aStrangerSeesCountsOnly(ceremony, sample);
        assertThat(listed("supervisor", ceremony)
                        .get(0)
                        .get("deadline")
                        .get("metOn")
                        .isNull())
                .isTrue();
        as("supervisor")
                .post(path(rows.get(2), "/uphold"), Map.of("note", "属实"))
                .expect(200);
        assertThat(listed("supervisor", ceremony)
                        .get(0)
                        .get("deadline")
                        .get("metOn")
                        .isString())
                .as("the last finding ends it")
                .isTrue();
    }

    private void aStrangerSeesCountsOnly(Ceremony ceremony, AuditSample sample) {
        var page =
                Api.anonymous(port).get("/draws/" + ceremony.drawNo).expect(200).text();
        assertThat(page.replaceAll("<[^>]+>", "").replaceAll("\\s", ""))
                .contains("从中按理由各抽5%、每种至少一家，由监督机关查核排除得对不对：共3家，排除成立1家，排除不成立1家，待查核1家。");
        for (var row : sample.rows()) {
            assertThat(page).doesNotContain(row.objectId()).doesNotContain(row.ticket());
        }
        Api.anonymous(port).get("/api/exclusion-audits").expect(401);
    }

    @Test
    void eachReaderSeesWhatIsHisAndOnlyTheSupervisorFinds() {
        var ceremony = frozen(10_000, "yj-approver");
        ceremony.draw();
        var rows = listed("supervisor", ceremony);
        assertThat(rows).hasSize(5);
        // The register comes first: object 50 was struck off, whoever asked for it besides.
        for (var row : rows) {
            var asked = !row.get("code").asString().equals("X02");
            assertThat(row.get("decidedBy").isNull()).isEqualTo(!asked);
            assertThat(row.get("hasEvidence").asBoolean()).isEqualTo(asked);
            assertThat(row.get("allowedActions")).hasSize(2);
        }
        var law = rows.stream()
                .filter(r -> r.get("objectId").asString().equals(SampleDirectories.code(12)))
                .findFirst()
                .orElseThrow();
        assertThat(law.get("reason").asString()).isEqualTo("理由12");
        assertThat(as("supervisor").get(path(law, "/evidence")).expect(200).text())
                .isEqualTo("证据12");
        assertThat(listed("yj-planner", ceremony))
                .hasSize(5)
                .allMatch(r -> r.get("allowedActions").isEmpty());
        assertThat(listed("witness", ceremony))
                .hasSize(5)
                .allMatch(r -> r.get("reason").isNull());
        assertThat(listed("sl-planner", ceremony)).isEmpty();
        as("sl-admin").get("/api/exclusion-audits").expect(403);
        as("witness").get(path(law, "/evidence")).expect(403);
        assertThat(as("sl-planner")
                        .get(ceremony.path("/xaudit.tsv"))
                        .expect(403)
                        .problem())
                .isEqualTo("parties-only");
        for (var stranger : List.of("yj-planner", "yj-approver", "witness", "auditadmin")) {
            as(stranger).post(path(law, "/uphold"), Map.of("note", "属实")).expect(403);
        }
        as("gc-supervisor").post(path(law, "/uphold"), Map.of("note", "属实")).expect(404);
        assertThat(as("supervisor")
                        .get("/api/exclusion-audits?status=REFUTED&drawId=" + ceremony.drawId)
                        .expect(200)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
    }

    /** Roles exclude each other on one day, not over the months. */
    @Test
    void whoExcludedOrLeadsCannotAudit() {
        accounts.create(
                "yj-approver-then",
                TestDistrict.PASSWORD,
                "样前审批",
                district.department(TestDistrict.REGION, "YJ"),
                TestDistrict.REGION,
                EnumSet.of(Role.APPROVER),
                "test");
        var ceremony = frozen(10_000, "yj-approver-then");
        ceremony.draw();
        as("secadmin")
                .put(
                        "/api/accounts/" + district.actor("yj-approver-then").accountId() + "/roles",
                        Map.of("roles", List.of("SUPERVISOR")))
                .expect(204);
        People.forget(port, "yj-approver-then");
        for (var row : listed("yj-approver-then", ceremony)) {
            assertThat(row.get("allowedActions").isEmpty()).isTrue();
            assertThat(as("yj-approver-then")
                            .post(path(row, "/refute"), Map.of("note", "不实"))
                            .expect(403)
                            .problem())
                    .isEqualTo(row.get("proposedBy").isString() ? "excluder-audits" : "lead-audits");
        }
        assertThat(as("yj-approver-then").get("/api/worklist").expect(200).text())
                .doesNotContain("exclusion-audits");
        // Whoever has gone to another department since still knows what he excluded.
        jdbc.sql("UPDATE org.account SET department_id = :elsewhere WHERE username = 'yj-approver-then'")
                .param("elsewhere", district.department(TestDistrict.REGION, "SL"))
                .update();
        People.forget(port, "yj-approver-then");
        var mine = as("yj-approver-then");
        var rows = listed("yj-approver-then", ceremony);
        assertThat(rows).hasSize(5);
        for (var row : rows) {
            var excluded = row.get("proposedBy").isString();
            assertThat(row.get("allowedActions").isEmpty()).isEqualTo(excluded);
            var answer = mine.post(path(row, "/uphold"), Map.of("note", "属实"));
            if (excluded) {
                assertThat(answer.expect(403).problem()).isEqualTo("excluder-audits");
            } else {
                answer.expect(200);
            }
        }
        assertThat(ceremony.state().get("audit").get("upheld").asInt()).isEqualTo(2);
    }

    @Test
    void theShareIsWithinBoundsAndFivePerCentByDefault() {
        var planId = SamplePlans.approved(port, SamplePlans.input(port, district));
        var input = Ceremony.freezeInput(district, 60);
        for (var share : List.of(0, 10_001)) {
            input.put("auditShare", share);
            var answer = as("yj-planner").post("/api/plans/" + planId + "/draws", input);
            assertThat(answer.expect(400).problem()).isEqualTo("fields-need-mending");
            assertThat(answer.text()).contains("auditShare");
        }
        assertThat(Ceremony.freeze(port, district, planId)
                        .state()
                        .get("audit")
                        .get("share")
                        .asInt())
                .isEqualTo(500);
    }

    @Test
    void aDrawFrozenBeforeThereWasAnAuditHasNone() {
        var ceremony = frozen(500, "yj-approver");
        jdbc.sql("UPDATE draw.draw SET xaudit = NULL WHERE id = :id")
                .param("id", ceremony.drawId)
                .update();
        var drawn = ceremony.draw();

        assertThat(drawn.get("audit").isNull()).isTrue();
        assertThat(as("yj-planner").get(ceremony.path("/params.txt")).text()).doesNotContain("xaudit");
        assertThat(listed("supervisor", ceremony)).isEmpty();
        as("supervisor").get(ceremony.path("/xaudit.tsv")).expect(404);
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo)
                        .expect(200)
                        .text())
                .doesNotContain("查核");
    }

    private static String path(JsonNode row, String act) {
        return "/api/exclusion-audits/" + row.get("id").asLong() + act;
    }

    private static byte[] bytes(Map<String, byte[]> members, String name) {
        return java.util.Objects.requireNonNull(members.get(name));
    }
}
