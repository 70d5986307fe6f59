package org.mingchou;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.Ceremony;
import org.mingchou.inspection.SectionApproved;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.Workbooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The neighbouring district against every call of the OpenAPI document that names a row: whoever its people are, the
 * row does not exist for them. A new call fails here until it is entered.
 *
 * <p>The portal, the enterprise's page and {@code /draws/{drawNo}/params.txt} stand outside {@code /api} and are public
 * on purpose: anyone may compute a draw again and read what was published.
 */
@ApiTest
// The round of the exchange runs by itself once a minute, and a slow machine takes longer than that.
@TestPropertySource(properties = {"mingchou.database.name=mingchou_neighbour", "mingchou.exchange.every-seconds=86400"})
class NeighbourTests {

    /** Calls whose path variable names nothing that belongs to a district. */
    private static final Map<String, String> NO_DISTRICTS_ROW = Map.of(
            "GET /api/calendar/{year}", "the holidays are the State Council's, the same for all",
            "GET /api/ledger/{tree}/health", "says of a whole tree whether it is whole, and shows no row",
            "GET /api/{directory}/import-template", "an empty form",
            "POST /api/{directory}/imports", "makes a new batch of the caller's own");

    /** Who of the own district makes the call; his counterpart next door has the role and must still find nothing. */
    private static final String CALLS = """
            POST /api/accounts/{id}/lock secadmin
            POST /api/accounts/{id}/unlock secadmin
            POST /api/accounts/{id}/reset-password secadmin
            PUT /api/accounts/{id} sysadmin
            PUT /api/accounts/{id}/roles secadmin
            GET /api/assignments/{id} yj-admin
            GET /api/assignments/{id}/evidence yj-admin
            POST /api/assignments/{id}/claim yj-admin
            POST /api/assignments/{id}/confirm yj-admin
            POST /api/assignments/{id}/not-applicable yj-admin
            PUT /api/departments/{id} sysadmin
            POST /api/draws/{drawId}/close-confirmations yj-planner
            GET /api/draws/{drawId}/dispatch yj-planner
            GET /api/draws/{drawId}/drop-outs yj-admin
            POST /api/draws/{drawId}/drop-outs yj-admin
            GET /api/draws/{drawId}/drop-outs/rates yj-planner
            GET /api/draws/{drawId}/pools yj-admin
            POST /api/draws/{drawId}/pools/{pool}/match yj-admin
            GET /api/draws/{id} yj-planner
            POST /api/draws/{id}/beacon witness
            POST /api/draws/{id}/beacon-failed witness
            GET /api/draws/{id}/certificate.zip yj-planner
            POST /api/draws/{id}/commit sc-party
            POST /api/draws/{id}/compute yj-planner
            GET /api/draws/{id}/frame.tsv yj-planner
            POST /api/draws/{id}/open yj-planner
            POST /api/draws/{id}/outside-verifiers yj-planner
            POST /api/draws/{id}/outside-verifiers/{who}/check witness
            GET /api/draws/{id}/own-rows/{objectId} yj-planner
            GET /api/draws/{id}/params.txt yj-planner
            GET /api/draws/{id}/publication yj-planner
            POST /api/draws/{id}/reveal sc-party
            POST /api/draws/{id}/reveal-second sc-party
            GET /api/draws/{id}/rows yj-planner
            GET /api/draws/{id}/xaudit.tsv yj-planner
            POST /api/draws/{id}/second-beacon witness
            POST /api/draws/{id}/unseal yj-planner
            POST /api/draws/{id}/verdicts witness
            POST /api/draws/{id}/void yj-planner
            POST /api/drop-outs/{id}/approve yj-approver
            GET /api/drop-outs/{id}/evidence yj-approver
            POST /api/drop-outs/{id}/reject yj-approver
            POST /api/exchange/outbox/{id}/retry yj-planner
            GET /api/exclusion-audits/{id}/evidence supervisor
            POST /api/exclusion-audits/{id}/refute supervisor
            POST /api/exclusion-audits/{id}/uphold supervisor
            POST /api/exclusions/{id}/approve yj-approver
            POST /api/exclusions/{id}/reject yj-approver
            GET /api/follow-ups/{id} yj-followup
            POST /api/follow-ups/{id}/close yj-followup
            GET /api/follow-ups/{id}/evidence yj-followup
            POST /api/follow-ups/{id}/receive yj-followup
            POST /api/follow-ups/{id}/transfer yj-followup
            GET /api/groups/{id} yj-admin
            POST /api/groups/{id}/approve-manual yj-approver
            POST /api/groups/{id}/approve-replacement yj-approver
            POST /api/groups/{id}/assistants yj-admin
            GET /api/groups/{id}/candidates yj-admin
            POST /api/groups/{id}/reject-manual yj-approver
            POST /api/groups/{id}/reject-replacement yj-approver
            POST /api/groups/{id}/replace yj-admin
            GET /api/groups/{id}/replacement-evidence yj-admin
            POST /api/groups/{id}/staff-manually yj-admin
            POST /api/inbox/{id}/read yj-admin
            GET /api/items/{id} yj-planner
            GET /api/items/{id}/applicable-count yj-planner
            POST /api/items/{id}/versions yj-registrar
            POST /api/items/{id}/versions/{number}/publish yj-registrar
            GET /api/officers/{id} yj-registrar
            PUT /api/officers/{id} yj-registrar
            POST /api/officers/{id}/certificates yj-registrar
            GET /api/plans/{id} yj-planner
            PUT /api/plans/{id} yj-planner
            GET /api/plans/{id}/annex yj-planner
            GET /api/plans/{id}/annex.docx yj-planner
            GET /api/plans/{id}/annex.xlsx yj-planner
            GET /api/plans/{id}/annex/{figure}/rows yj-planner
            POST /api/party-keys/{id}/consent sysadmin
            POST /api/party-keys/{id}/reject sysadmin
            POST /api/plans/{id}/approve yj-approver
            POST /api/plans/{id}/cancel yj-planner
            POST /api/plans/{id}/close yj-planner
            GET /api/plans/{id}/document.docx yj-planner
            GET /api/plans/{id}/preview yj-planner
            GET /api/plans/{id}/progress yj-planner
            POST /api/plans/{id}/return yj-approver
            POST /api/plans/{id}/submit yj-planner
            GET /api/plans/{planId}/draws yj-planner
            POST /api/plans/{planId}/draws yj-planner
            GET /api/plans/{planId}/exclusions yj-planner
            GET /api/plans/{planId}/pre-freeze yj-planner
            POST /api/plans/{planId}/exclusions yj-admin
            GET /api/publications/{id} yj-reviewer
            POST /api/publications/{id}/correct yj-reviewer
            POST /api/publications/{id}/withdraw yj-reviewer
            POST /api/recusals/{id}/withdraw yj-admin
            GET /api/sections/{id} yj-reviewer
            GET /api/sections/{id}/evidence/{sha256} yj-reviewer
            POST /api/sections/{id}/publish yj-reviewer
            PUT /api/sections/{id}/results yj-officer-01
            POST /api/sections/{id}/return yj-reviewer
            POST /api/sections/{id}/submit yj-officer-01
            GET /api/subjects/{id} yj-registrar
            PUT /api/subjects/{id} yj-registrar
            GET /api/visits/{id} yj-admin
            POST /api/visits/{id}/approve yj-approver
            POST /api/visits/{id}/check-in yj-officer-01
            POST /api/visits/{id}/consultations yj-officer-01
            GET /api/visits/{id}/door-code yj-officer-01
            POST /api/visits/{id}/finish yj-officer-01
            GET /api/visits/{id}/notice.pdf yj-admin
            POST /api/visits/{id}/notify yj-admin
            POST /api/visits/{id}/refusal yj-officer-01
            POST /api/visits/{id}/request-approval yj-admin
            POST /api/visits/{id}/return yj-approver
            POST /api/visits/{id}/schedule yj-admin
            GET /api/visits/{id}/sheet.pdf yj-admin
            POST /api/visits/{id}/signature yj-officer-01
            POST /api/visits/{id}/start-urgently yj-admin
            POST /api/visits/{id}/unreachable yj-officer-01
            DELETE /api/{directory}/imports/{id} yj-registrar
            GET /api/{directory}/imports/{id} yj-registrar
            POST /api/{directory}/imports/{id}/commit yj-registrar
            GET /api/{directory}/imports/{id}/report.xlsx yj-registrar
            """;

    private static final List<String> NEIGHBOURS = List.of(
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
            "auditadmin");

    /** By the beginning of a path. */
    private static final Map<String, String> IDS = new TreeMap<>();

    private static String evidence = "";
    private static String drawn = "";

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void oneRowOfEverything() {
        if (!IDS.containsKey("/api/inbox")) {
            bringThroughTheChain();
        }
    }

    @Test
    void everyCallThatNamesARowIsEntered() throws IOException {
        var known = new TreeSet<>(calls().keySet());
        known.addAll(NO_DISTRICTS_ROW.keySet());
        assertThat(known).isEqualTo(documented());
    }

    /** Given to seated officers alone, of whom these districts have none: DoorCodeTests reads it. */
    private static final Set<String> BY_SEAT = Set.of("GET /api/visits/{id}/door-code");

    @Test
    void theOwnDistrictReadsEveryRow() {
        var soft = new SoftAssertions();
        calls().forEach((call, account) -> {
            if (call.startsWith("GET ") && !BY_SEAT.contains(call)) {
                var answer = send(account, call);
                soft.assertThat(answer.status())
                        .as(call + " by " + account + ": " + (answer.status() == 200 ? "" : answer.text()))
                        .isEqualTo(200);
            }
        });
        soft.assertAll();
    }

    @Test
    void theNeighbourFindsNothingAndChangesNothing() {
        NEIGHBOURS.forEach(account -> as("gc-" + account));
        var before = everything();
        var soft = new SoftAssertions();
        calls().forEach((call, counterpart) -> {
            for (var account : NEIGHBOURS) {
                var answer = send("gc-" + account, call);
                var what = call + " by gc-" + account + ": " + answer.text();
                soft.assertThat(answer.status()).as(what).isIn(403, 404);
                if (account.equals(counterpart)) {
                    soft.assertThat(answer.status())
                            .as("has the role, so the district must stop it: " + what)
                            .isEqualTo(404);
                }
                if (answer.status() == 403 || answer.status() == 404) {
                    soft.assertThat(answer.headers().get("Content-Type"))
                            .as(what)
                            .startsWith("application/problem+json");
                    var problem = answer.json();
                    soft.assertThat(problem.path("type").asString())
                            .as(what)
                            .matches("https://mingchou\\.org/problems/[a-z-]+");
                    soft.assertThat(problem.path("detail").asString())
                            .as(what)
                            .matches("[\\s\\S]*\\p{IsHan}[\\s\\S]*")
                            .doesNotContain("栾城", "样例第");
                }
            }
        });
        soft.assertAll();
        assertThat(everything()).isEqualTo(before);
    }

    /** Ids in a body are no way around the district either. */
    @Test
    void theNeighboursBulkCallsFindNothingAndChangeNothing() {
        var bulk = Map.of(
                "/api/visits/schedule", "yj-admin",
                "/api/visits/request-approval", "yj-admin",
                "/api/visits/approve", "yj-approver",
                "/api/visits/notify", "yj-admin",
                "/api/assignments/confirm", "yj-admin",
                "/api/assignments/claim", "yj-admin");
        bulk.values().forEach(account -> as("gc-" + account));
        var before = everything();
        bulk.forEach((path, account) -> {
            var id =
                    Long.parseLong(java.util.Objects.requireNonNull(IDS.get(path.substring(0, path.lastIndexOf('/')))));
            var answer =
                    as("gc-" + account).post(path, Map.of("ids", List.of(id), "on", "2026-12-01", "basis", "抽查计划"));
            assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(404);
        });
        assertThat(everything()).isEqualTo(before);
    }

    private static Map<String, String> calls() {
        var calls = new TreeMap<String, String>();
        CALLS.lines()
                .forEach(line ->
                        calls.put(line.substring(0, line.lastIndexOf(' ')), line.substring(line.lastIndexOf(' ') + 1)));
        return calls;
    }

    /** Every call with a variable in its path. */
    private static TreeSet<String> documented() throws IOException {
        var found = new TreeSet<String>();
        var path = "";
        for (var line : Files.readAllLines(Path.of("..", "docs", "api", "openapi.yaml"))) {
            if (line.matches("  \"?/.*:")) {
                path = line.strip().replaceAll("[\":]", "");
            } else if (path.contains("{") && line.matches("    (get|post|put|delete|patch):")) {
                found.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
            } else if (line.matches("\\S.*")) {
                path = "";
            }
        }
        return found;
    }

    private Api.Answer send(String account, String call) {
        var method = call.substring(0, call.indexOf(' '));
        var template = call.substring(call.indexOf(' ') + 1);
        var path = fill(template);
        var body = body(call);
        return switch (method) {
            case "GET" -> as(account).get(path);
            case "DELETE" -> as(account).delete(path);
            case "PUT" -> as(account).put(path, body);
            default -> as(account).post(path, body);
        };
    }

    private static String fill(String template) {
        var path = template.replace("{directory}", "subjects")
                .replace("{pool}", "YJ")
                .replace("{figure}", "enterprises")
                .replace("{number}", "1")
                .replace("{sha256}", evidence)
                .replace("{objectId}", drawn)
                .replace("{who}", "court");
        for (var known : IDS.entrySet()) {
            var matcher = Pattern.compile("^" + known.getKey() + "/\\{\\w+}").matcher(path);

            if (matcher.find()) {
                return matcher.replaceFirst(known.getKey() + "/" + known.getValue());
            }
        }
        throw new AssertionError("no row for " + template);
    }

    private Map<String, ?> body(String call) {
        var bodies = Map.<String, Map<String, ?>>ofEntries(
                entry("PUT /api/accounts/{id}", Map.of("displayName", "邻区")),
                entry("PUT /api/departments/{id}", Map.of("name", "邻区", "shortName", "邻区")),
                entry("PUT /api/accounts/{id}/roles", Map.of("roles", List.of("PLANNER"))),
                entry("POST /api/accounts/{id}/lock", Map.of("reason", "邻区")),
                entry("POST /api/accounts/{id}/unlock", Map.of("reason", "邻区")),
                entry("POST /api/accounts/{id}/reset-password", Map.of("password", "mingchou-2027")),
                entry("POST /api/assignments/{id}/not-applicable", Map.of("reason", "无业务", "evidence", evidence)),
                entry(
                        "POST /api/draws/{drawId}/drop-outs",
                        Map.of("objectId", "X", "code", "S1", "reason", "注销", "evidence", evidence)),
                entry("POST /api/draws/{id}/beacon", Map.of("text", Ceremony.DICE)),
                entry(
                        "POST /api/draws/{id}/outside-verifiers",
                        Map.of("who", "court", "label", "邻区法院", "publicKey", "ab".repeat(32))),
                entry("POST /api/draws/{id}/outside-verifiers/{who}/check", Map.of("publicKey", "ab".repeat(32))),
                entry(
                        "POST /api/draws/{id}/verdicts",
                        Map.of(
                                "who",
                                "witness",
                                "result",
                                "ab".repeat(32),
                                "publicDigest",
                                "cd".repeat(32),
                                "implementation",
                                "own/1",
                                "time",
                                "2026-05-15T02:00:00Z",
                                "signature",
                                "ef".repeat(64))),
                entry("POST /api/draws/{id}/beacon-failed", Map.of("source", "未公布")),
                entry("POST /api/draws/{id}/second-beacon", Map.of("text", Ceremony.DICE)),
                entry(
                        "POST /api/draws/{id}/commit",
                        Map.of("first", "ab".repeat(32), "second", "cd".repeat(32), "signature", "ef".repeat(64))),
                entry("POST /api/draws/{id}/reveal", Map.of("secret", "ab".repeat(32), "signature", "ef".repeat(64))),
                entry(
                        "POST /api/draws/{id}/reveal-second",
                        Map.of("secret", "ab".repeat(32), "signature", "ef".repeat(64))),
                entry("POST /api/party-keys/{id}/consent", Map.of("reason", "邻区")),
                entry("POST /api/party-keys/{id}/reject", Map.of("reason", "邻区")),
                entry("POST /api/draws/{id}/void", Map.of("reason", "FRAME_WRONG")),
                entry("POST /api/drop-outs/{id}/reject", Map.of("reason", "材料不足")),
                entry("POST /api/exclusion-audits/{id}/uphold", Map.of("note", "属实")),
                entry("POST /api/exclusion-audits/{id}/refute", Map.of("note", "不属实")),
                entry("POST /api/exclusions/{id}/reject", Map.of("reason", "材料不足")),
                entry("POST /api/follow-ups/{id}/close", Map.of("outcome", "已改正", "evidence", evidence)),
                entry(
                        "POST /api/follow-ups/{id}/transfer",
                        Map.of("toDepartmentId", district.department(TestDistrict.NEIGHBOUR, "SC"), "note", "移送")),
                entry("POST /api/groups/{id}/assistants", Map.of("name", "钱专家", "specialty", "粉尘防爆", "reason", "专业性强")),
                entry("POST /api/groups/{id}/replace", illness()),
                entry("POST /api/groups/{id}/reject-replacement", Map.of("reason", "材料不清")),
                entry("POST /api/groups/{id}/staff-manually", Map.of("officerIds", List.of(1, 2), "reason", "人手不足")),
                entry("POST /api/groups/{id}/reject-manual", Map.of("reason", "理由不足")),
                entry("POST /api/items/{id}/versions", item()),
                entry("PUT /api/officers/{id}", Map.of("name", "样改", "reason", "更名", "version", 0)),
                entry(
                        "POST /api/officers/{id}/certificates",
                        Map.of("number", "冀样改001", "issuer", "样例", "validFrom", "2026-01-01", "validTo", "2031-01-01")),
                entry("PUT /api/plans/{id}", SamplePlans.input(port, district)),
                entry("POST /api/plans/{id}/cancel", Map.of("reason", "邻区")),
                entry("POST /api/plans/{id}/return", Map.of("reason", "邻区")),
                entry("POST /api/plans/{planId}/draws", Ceremony.freezeInput(district, 60)),
                entry("POST /api/plans/{planId}/exclusions", exclusion()),
                entry("POST /api/publications/{id}/correct", Map.of("items", List.of(), "reason", "复核")),
                entry("POST /api/publications/{id}/withdraw", Map.of("reason", "复核")),
                entry("POST /api/recusals/{id}/withdraw", Map.of("reason", "已离职")),
                entry(
                        "PUT /api/sections/{id}/results",
                        Map.of(
                                "results",
                                List.of(Map.of("itemVersionId", 1, "outcome", "NO_PROBLEM")),
                                "clientId",
                                "c1")),
                entry("POST /api/sections/{id}/return", Map.of("reason", "请更正")),
                entry("PUT /api/subjects/{id}", Map.of("name", "样例改名有限公司", "reason", "更名", "version", 0)),
                entry("POST /api/visits/{id}/schedule", Map.of("on", "2026-12-01")),
                entry("POST /api/visits/{id}/request-approval", Map.of("basis", "抽查计划")),
                entry("POST /api/visits/{id}/return", Map.of("reason", "请更正")),
                entry("POST /api/visits/{id}/start-urgently", Map.of("reason", "紧急")),
                entry(
                        "POST /api/visits/{id}/check-in",
                        Map.of("sheetCode", "ABCDEFGHIJ", "officers", List.of("OFF1", "OFF2"))),
                entry("POST /api/visits/{id}/consultations", Map.of("question", "问", "answer", "答", "clientId", "c2")),
                entry(
                        "POST /api/visits/{id}/signature",
                        Map.of("signerName", "王样", "signerRole", "法定代表人", "image", "data:image/png;base64,AA==")),
                entry("POST /api/visits/{id}/refusal", Map.of("reason", "拒签", "witnessName", "李样")),
                entry(
                        "POST /api/visits/{id}/unreachable",
                        Map.of(
                                "attempts",
                                List.of(attempt("2026-05-20T09:00:00+08:00"), attempt("2026-05-21T09:00:00+08:00")))),
                entry("POST /api/{directory}/imports/{id}/commit", Map.of("acceptGoodRows", true)));
        return bodies.getOrDefault(call, Map.of());
    }

    private static Map<String, ?> illness() {
        return Map.of("seat", 0, "code", "ILLNESS", "reason", "住院", "evidence", evidence);
    }

    private static Map<String, ?> attempt(String at) {
        return Map.of("at", at, "note", "电话无人接听", "evidence", evidence);
    }

    private static Map<String, ?> item() {
        return Map.of("name", "样例事项", "itemClass", "GENERAL", "rule", Map.of("always", true), "content", List.of("台账"));
    }

    private Map<String, ?> exclusion() {
        return Map.of("objectId", SampleDirectories.code(30), "code", "X06", "note", "样例", "evidence", evidence);
    }

    /** A digest of every table but those of sessions. */
    private Map<String, String> everything() {
        var tables = jdbc.sql("""
                SELECT table_schema || '.' || table_name FROM information_schema.tables
                WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
                  AND table_name NOT LIKE '%session%' AND table_name NOT LIKE 'flyway%'""").query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(40);
        var digests = new TreeMap<String, String>();
        for (var table : tables) {
            digests.put(
                    table,
                    jdbc.sql(
                                    "SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text COLLATE \"C\"), ''))"
                                            + " FROM " + table + " t")
                            .query(String.class)
                            .single());
        }
        return digests;
    }

    private void bringThroughTheChain() {
        var admin = as("yj-admin");
        evidence = admin.upload("/api/blobs", "e.txt", "证据".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json()
                .path("sha256")
                .asString();
        var officers = "/api/officers?departmentId=" + district.department(TestDistrict.REGION, "YJ");
        var drafted = SamplePlans.create(port, SamplePlans.input(port, district));
        var plan = SamplePlans.approved(port, SamplePlans.input(port, district));
        var excluded = admin.post("/api/plans/" + plan + "/exclusions", exclusion())
                .expect(201)
                .json();
        as("yj-approver")
                .post("/api/exclusions/" + excluded.path("id").asLong() + "/approve")
                .expect(200);
        var ceremony = Ceremony.freeze(port, district, plan);
        ceremony.draw();
        know(
                "/api/exclusion-audits",
                as("supervisor")
                        .get("/api/exclusion-audits?drawId=" + ceremony.drawId)
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(a -> a.path("code").asString().equals("X06"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asLong());
        know("/api/plans", plan);
        know("/api/draws", ceremony.drawId);
        drawn = first("yj-planner", "/api/draws/" + ceremony.drawId + "/rows")
                .path("objectId")
                .asString();
        know("/api/accounts", district.actor("yj-planner").accountId());
        know("/api/departments", district.department(TestDistrict.REGION, "YJ"));
        know(
                "/api/party-keys",
                as("yj-planner")
                        .get("/api/party-keys/mine")
                        .expect(200)
                        .json()
                        .path("key")
                        .path("id")
                        .asLong());
        know("/api/subjects", first("yj-registrar", "/api/subjects").path("id").asLong());
        know("/api/officers", first("yj-registrar", officers).path("id").asLong());
        know(
                "/api/items",
                first("yj-registrar", "/api/items?q=TST-YJ").path("id").asLong());
        IDS.put(
                "object",
                first("yj-registrar", "/api/subjects").path("objectId").asString());
        know(
                "/api/subjects/imports",
                as("yj-registrar")
                        .upload(
                                "/api/subjects/imports",
                                "s.xlsx",
                                Workbooks.of("Sheet1", List.of(List.of("统一社会信用代码", "名称"), List.of("", "样例待导入工程"))))
                        .expect(201)
                        .json()
                        .path("id")
                        .asLong());
        know(
                "/api/exclusions",
                admin.post("/api/plans/" + drafted.path("id").asLong() + "/exclusions", exclusion())
                        .expect(201)
                        .json()
                        .path("id")
                        .asLong());
        know(
                "/api/recusals",
                admin.post(
                                "/api/recusals",
                                Map.of(
                                        "officerId",
                                        first("yj-registrar", officers)
                                                .path("id")
                                                .asLong(),
                                        "subjectId",
                                        first("yj-registrar", "/api/subjects")
                                                .path("id")
                                                .asLong(),
                                        "ground",
                                        "RELATIVE",
                                        "note",
                                        "近亲属任职",
                                        "evidence",
                                        evidence))
                        .expect(201)
                        .json()
                        .path("id")
                        .asLong());
        dispatch(ceremony);
        inspect();
        jdbc.sql(
                        "INSERT INTO notification.message (account_id, title, link, created_at) VALUES (:a, '样例', '/desk/', now())")
                .param("a", district.actor("yj-admin").accountId())
                .update();
        know(
                "/api/inbox",
                jdbc.sql("SELECT max(id) FROM notification.message")
                        .query(Long.class)
                        .single());
    }

    private void dispatch(Ceremony ceremony) {
        var list = "/api/assignments?size=200&status=DISPATCHED&drawId=" + ceremony.drawId;
        var refused = first("yj-admin", list).path("id").asLong();
        know("/api/assignments", refused);
        as("yj-admin")
                .post("/api/assignments/" + refused + "/not-applicable", Map.of("reason", "无业务", "evidence", evidence))
                .expect(200);
        confirm(list);
        as("yj-planner").post(ceremony.path("/close-confirmations")).expect(204);
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        confirm(list);
        var confirmed = as("yj-admin")
                .get("/api/assignments?size=200&status=CONFIRMED&drawId=" + ceremony.drawId)
                .json()
                .path("items");
        as("yj-admin")
                .post("/api/assignments/claim", Map.of("ids", ids(confirmed)))
                .expect(200);
        as("yj-admin").post(ceremony.path("/pools/YJ/match")).expect(200);
        know(
                "/api/groups",
                first("yj-admin", "/api/groups?drawId=" + ceremony.drawId)
                        .path("id")
                        .asLong());
        as("yj-admin").post(fill("/api/groups/{id}/replace"), illness()).expect(200);
        know(
                "/api/drop-outs",
                as("yj-admin")
                        .post(
                                ceremony.path("/drop-outs"),
                                Map.of(
                                        "objectId",
                                        confirmed.get(0).path("objectId").asString(),
                                        "code",
                                        "S1",
                                        "reason",
                                        "已注销",
                                        "evidence",
                                        evidence))
                        .expect(201)
                        .json()
                        .path("id")
                        .asLong());
    }

    private void confirm(String list) {
        for (var department : List.of("yj", "sl", "st")) {
            var ids = ids(as(department + "-admin").get(list).expect(200).json().path("items"));
            if (!ids.isEmpty()) {
                as(department + "-admin")
                        .post("/api/assignments/confirm", Map.of("ids", ids))
                        .expect(200);
            }
        }
    }

    /** The visit is taken as ended before a closed door; what follows from it is real. */
    private void inspect() {
        var visit = first("yj-admin", "/api/visits").path("id").asLong();
        know("/api/visits", visit);
        var on = jdbc.sql("SELECT window_to::text FROM inspection.section WHERE visit_id = :v LIMIT 1")
                .param("v", visit)
                .query(String.class)
                .single();
        var path = "/api/visits/" + visit;
        as("yj-admin").post(path + "/schedule", Map.of("on", on)).expect(200);
        as("yj-admin").post(path + "/request-approval", Map.of("basis", "计划")).expect(200);
        as("yj-approver").post(path + "/approve").expect(200);
        as("yj-admin").post(path + "/notify").expect(200);
        var section = jdbc.sql("SELECT min(id) FROM inspection.section WHERE visit_id = :v")
                .param("v", visit)
                .query(Long.class)
                .single();
        know("/api/sections", section);
        jdbc.sql("""
                INSERT INTO inspection.item_result (region_code, section_id, item_version_id, revision, outcome,
                    reason, evidence, recorded_by, recorded_by_name, recorded_at)
                SELECT region_code, section_id, item_version_id, 1, 'NOT_CHECKED', '无人', :evidence, 1, 'x', now()
                FROM inspection.section_item WHERE section_id = :s""").param("s", section).param("evidence", evidence).update();
        jdbc.sql(
                        "UPDATE inspection.visit SET state = 'FINISHED', outcome = 'UNREACHABLE', finished_at = now() WHERE id = :v")
                .param("v", visit)
                .update();
        transaction.executeWithoutResult(t -> events.publishEvent(new SectionApproved(
                section, visit, Long.parseLong(IDS.getOrDefault("/api/plans", "")), TestDistrict.REGION)));
        know(
                "/api/publications",
                first("yj-reviewer", "/api/publications").path("id").asLong());
        know(
                "/api/exchange/outbox",
                first("yj-planner", "/api/exchange/outbox").path("id").asLong());
        var followUp = first("yj-followup", "/api/follow-ups").path("id").asLong();
        know("/api/follow-ups", followUp);
        as("yj-followup")
                .post("/api/follow-ups/" + followUp + "/close", Map.of("outcome", "已核查", "evidence", evidence))
                .expect(200);
    }

    private static void know(String prefix, long id) {
        IDS.put(prefix, String.valueOf(id));
    }

    private JsonNode first(String account, String list) {
        var answer = as(account).get(list).expect(200);
        assertThat(answer.json().path("items")).as(list).isNotEmpty();
        return answer.json().path("items").get(0);
    }

    private static List<Long> ids(JsonNode rows) {
        var result = new ArrayList<Long>();
        rows.forEach(row -> result.add(row.path("id").asLong()));
        return result;
    }

    private Api as(String username) {
        return People.as(port, username);
    }
}
