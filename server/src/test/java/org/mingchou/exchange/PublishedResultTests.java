package org.mingchou.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.inspection.SectionApproved;
import org.mingchou.inspection.Sections;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.mockito.Answers;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/** From the approval of a section to the acknowledgement of the other system, through the API and the files. */
// In a database of its own: the first result is number 1.
@TestPropertySource(properties = "mingchou.database.name=mingchou_exchange")
@ApiTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishedResultTests {

    @TempDir
    static Path home;

    @DynamicPropertySource
    static void ownHome(DynamicPropertyRegistry registry) {
        registry.add("mingchou.home", () -> home.toString());
        registry.add("mingchou.exchange.every-seconds", () -> "86400");
    }

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @MockitoBean
    Sections sections;

    @MockitoBean
    Plans plans;

    @BeforeEach
    void onePlan() {
        var plan = Mockito.mock(PlanSnapshot.class, Answers.RETURNS_DEFAULTS);
        when(plan.title()).thenReturn("2026年度石家庄市栾城区第六次跨部门“双随机、一公开”联合抽查");
        when(plans.require(anyLong(), anyString())).thenReturn(plan);
    }

    @Test
    @Order(1)
    void approvedSectionsArePublishedAndOwed() {
        for (int i = 1; i <= 7; i++) {
            approve(
                    i,
                    "INSPECTED",
                    List.of(
                            new Sections.ItemResult(1, "对工贸行业企业的安全检查", "NO_PROBLEM", null, null, null),
                            new Sections.ItemResult(
                                    2,
                                    "对危险化学品企业的安全检查",
                                    "PROBLEM",
                                    "阀门未挂牌，联系人 13812345678",
                                    "责令改正",
                                    "ORDER_CORRECTION")));
        }
        var list = Api.as(port, "yj-planner")
                .get("/api/publications?planId=6")
                .expect(200)
                .json();
        assertThat(list.path("total").asInt()).isEqualTo(7);
        var first = list.path("items").path(6);
        assertThat(first.path("outboundId").asString())
                .startsWith(TestDistrict.REGION)
                .endsWith("0001");
        assertThat(first.path("resultText").asString()).isEqualTo("发现问题已责令改正");
        assertThat(first.path("exchangeStatus").asString()).isEqualTo("PENDING");
        assertThat(Api.anonymous(port).get("/results/1.json").expect(200).text())
                .contains("发现问题已责令改正")
                .doesNotContain("13812345678", "王二小", "阀门");
        for (var page : List.of("/results/1", "/results", "/results.csv", "/results.json")) {
            assertThat(Api.anonymous(port).get(page).expect(200).text())
                    .as(page)
                    .contains("栾城样例机械有限公司1", "发现问题已责令改正")
                    .doesNotContain("13812345678", "王二小", "阀门", "信用风险");
        }
    }

    @Test
    @Order(2)
    void theOtherSideAcceptsRefusesDelaysAndRepeats() throws IOException {
        var planner = Api.as(port, "yj-planner");
        var first = planner.post("/api/exchange/run").expect(200).json();
        assertThat(first.path("sent").asInt()).isEqualTo(7);
        assertThat(first.path("refused").asInt()).isEqualTo(1);
        assertThat(first.path("accepted").asInt()).isEqualTo(5);
        assertThat(first.path("repeated").asInt()).isEqualTo(1);
        var second = planner.post("/api/exchange/run").expect(200).json();
        assertThat(second.path("sent").asInt()).isZero();
        assertThat(second.path("accepted").asInt()).isEqualTo(1);

        assertThat(planner.get("/api/exchange/outbox").json().path("items"))
                .as("every row was tried once, whatever was answered")
                .hasSize(7)
                .allSatisfy(m -> assertThat(m.path("attempts").asInt()).isEqualTo(1));

        var report = planner.get("/api/exchange/reconciliation").expect(200).json();
        assertThat(report.path("published").asInt()).isEqualTo(7);
        assertThat(report.path("accepted").asInt()).isEqualTo(6);
        assertThat(report.path("rows").path(0).path("difference").asString()).isEqualTo("REFUSED");

        var refused = planner.get("/api/exchange/outbox?status=REFUSED")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(refused.path("allowedActions").path(0).asString()).isEqualTo("RETRY");
        assertThat(planner.get("/api/worklist").text()).contains("mend-exchange");
        planner.post("/api/exchange/outbox/" + refused.path("id").asLong() + "/retry")
                .expect(200);
        planner.post("/api/exchange/run").expect(200);
        assertThat(planner.get("/api/exchange/outbox?q="
                                + refused.path("messageId").asString())
                        .json()
                        .path("items")
                        .path(0)
                        .path("attempts")
                        .asInt())
                .isEqualTo(2);
        report = planner.get("/api/exchange/reconciliation").expect(200).json();
        assertThat(report.path("accepted").asInt()).isEqualTo(7);
        assertThat(report.path("rows").size()).isZero();
        assertThat(Files.readString(home.resolve("exchange/gsxt/outbound")
                        .resolve(refused.path("messageId").asString() + ".json")))
                .contains("raninsPlaneName", "\"sendNo\": 2");
    }

    @Test
    @Order(3)
    void aReceiptThatAnswersNothingIsListed() throws IOException {
        Files.writeString(
                home.resolve("exchange/gsxt/receipts/stray.json"),
                "{\"receiptId\":\"X1\",\"outboundId\":\"130111202601010999\",\"sendNo\":1,\"outcome\":\"ACCEPTED\"}");
        Files.writeString(home.resolve("exchange/gsxt/receipts/torn.json"), "{\"receiptId\":");
        var planner = Api.as(port, "yj-planner");
        var outcome = planner.post("/api/exchange/run").expect(200).json();
        assertThat(outcome.path("unknown").asInt()).isEqualTo(1);
        assertThat(outcome.path("unreadable").asInt()).isEqualTo(1);
        assertThat(planner.get("/api/exchange/reconciliation")
                        .json()
                        .path("unknownReceipts")
                        .asInt())
                .isEqualTo(1);
        assertThat(home.resolve("exchange/gsxt/receipts/unreadable/torn.json")).exists();
    }

    @Test
    @Order(4)
    void aCorrectionKeepsTheOutboundIdAndTheHistory() {
        var reviewer = Api.as(port, "yj-reviewer");
        assertThat(reviewer.post("/api/publications/1/correct", Map.of("resultCode", "01"))
                        .expect(400)
                        .problem())
                .isEqualTo("fields-need-mending");
        assertThat(reviewer.post("/api/publications/1/correct", Map.of("resultCode", "77", "reason", "复核"))
                        .expect(400)
                        .problem())
                .isEqualTo("result-code-unknown");
        assertThat(reviewer.post(
                                "/api/publications/1/correct",
                                Map.of("reason", "复核", "items", List.of(Map.of("ordinal", 3, "outcome", "NO_PROBLEM"))))
                        .expect(400)
                        .problem())
                .isEqualTo("item-unknown");
        when(sections.amend(eq(1L), anyList(), anyString(), any())).thenAnswer(i -> {
            approvedAs(
                    1,
                    "INSPECTED",
                    List.of(
                            new Sections.ItemResult(1, "对工贸行业企业的安全检查", "NO_PROBLEM", null, null, null),
                            new Sections.ItemResult(2, "对危险化学品企业的安全检查", "NO_PROBLEM", null, null, null)));
            return true;
        });
        var before = reviewer.get("/api/publications/1").expect(200).json();
        var corrected = reviewer.post(
                        "/api/publications/1/correct",
                        Map.of(
                                "resultCode", "01",
                                "reason", "复核认定该项不构成问题",
                                "items", List.of(Map.of("ordinal", 2, "outcome", "NO_PROBLEM"))))
                .expect(200)
                .json();
        assertThat(corrected.path("status").asString()).isEqualTo("CORRECTED");
        assertThat(corrected.path("outboundId")).isEqualTo(before.path("outboundId"));
        assertThat(corrected.path("exchangeStatus").asString()).isEqualTo("PENDING");
        assertThat(corrected.path("history").size()).isEqualTo(2);
        assertThat(corrected.path("items").path(1).path("resultCode").asString())
                .isEqualTo("01");
        assertThat(reviewer.post(
                                "/api/publications/1/correct",
                                Map.of(
                                        "resultCode",
                                        "05",
                                        "reason",
                                        "再改",
                                        "version",
                                        before.path("version").asLong()))
                        .expect(409)
                        .problem())
                .isEqualTo("changed-meanwhile");
        assertThat(Api.anonymous(port).get("/results/1").expect(200).text()).contains("复核认定该项不构成问题", "更正");
    }

    @Test
    @Order(5)
    void aWithdrawalStaysAsARecord() {
        var reviewer = Api.as(port, "yj-reviewer");
        reviewer.post("/api/publications/2/withdraw", Map.of("reason", "检查对象认定有误"))
                .expect(200);
        var line = Api.anonymous(port)
                .get("/results?q=" + URLEncoder.encode("栾城样例机械有限公司2", StandardCharsets.UTF_8))
                .expect(200)
                .text();
        assertThat(line.split("已撤下", -1)).as("said once").hasSize(2);
        var account = "/api/accounts/"
                + reviewer.get("/api/session").json().path("accountId").asLong();
        var names = Api.as(port, "sysadmin");
        names.put(account, Map.of("displayName", "许样例")).expect(204);
        var shown = reviewer.get("/api/publications/2").expect(200).json();
        assertThat(shown.path("history").path(0).path("by").asString()).isEqualTo("许样例");
        names.put(account, Map.of("displayName", "yj-reviewer")).expect(204);
        assertThat(reviewer.post("/api/publications/2/withdraw", Map.of("reason", "再撤"))
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");
        assertThat(Api.anonymous(port).get("/results/2").expect(200).text())
                .contains("已撤下", "检查对象认定有误")
                .doesNotContain("对危险化学品企业的安全检查", "发现问题已责令改正");
        assertThat(Api.anonymous(port).get("/results/2.json").expect(200).text())
                .doesNotContain("对危险化学品企业的安全检查", "发现问题已责令改正");
        var outbox = Api.as(port, "yj-planner")
                .get("/api/exchange/outbox?status=PENDING")
                .json();
        assertThat(outbox.path("items").path(0).path("kind").asString()).isEqualTo("WITHDRAW");
    }

    @Test
    @Order(6)
    void othersAreRefused() {
        Api.as(port, "gc-yj-planner").get("/api/publications/1").expect(404);
        Api.as(port, "gc-yj-reviewer")
                .post("/api/publications/3/withdraw", Map.of("reason", "邻区"))
                .expect(404);
        Api.as(port, "gc-yj-planner").post("/api/exchange/outbox/1/retry").expect(404);
        assertThat(Api.as(port, "gc-yj-planner")
                        .get("/api/publications")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        Api.as(port, "sl-reviewer")
                .post("/api/publications/3/withdraw", Map.of("reason", "外部门"))
                .expect(403);
        Api.as(port, "yj-planner")
                .post("/api/publications/3/withdraw", Map.of("reason", "角色不符"))
                .expect(403);
        Api.as(port, "supervisor").get("/api/exchange/outbox").expect(200);
        Api.as(port, "supervisor").post("/api/exchange/run").expect(403);
        Api.anonymous(port).get("/api/publications").expect(401);
    }

    @Test
    @Order(7)
    void anUnreachableEnterpriseIsWordedSo() {
        approve(8, "UNREACHABLE", List.of());
        assertThat(Api.anonymous(port).get("/results/8.json").expect(200).text())
                .contains("通过登记的住所（经营场所）无法联系");
    }

    @Test
    @Order(8)
    void whatWasNotApprovedIsNeitherPublishedNorOwed() {
        var planner = Api.as(port, "yj-planner");
        var owed = planner.get("/api/exchange/outbox").expect(200).json().path("total");
        transaction.executeWithoutResult(t -> {
            approve(
                    9,
                    "INSPECTED",
                    List.of(new Sections.ItemResult(1, "对工贸行业企业的安全检查", "NO_PROBLEM", null, null, null)));
            t.setRollbackOnly();
        });
        assertThat(Api.anonymous(port).get("/results.json").expect(200).text())
                .contains("栾城样例机械有限公司8")
                .doesNotContain("栾城样例机械有限公司9");
        assertThat(planner.get("/api/exchange/outbox").json().path("total")).isEqualTo(owed);
    }

    private void approve(long sectionId, String visitOutcome, List<Sections.ItemResult> results) {
        approvedAs(sectionId, visitOutcome, results);
        transaction.executeWithoutResult(
                s -> events.publishEvent(new SectionApproved(sectionId, sectionId, 6, TestDistrict.REGION)));
    }

    private void approvedAs(long sectionId, String visitOutcome, List<Sections.ItemResult> results) {
        var object = new SubjectSnapshot(
                sectionId,
                "91130111TEST00000" + sectionId,
                TestDistrict.REGION,
                "栾城样例机械有限公司" + sectionId,
                "91130111MA0000000" + sectionId,
                "栾城区样例路1号",
                "C34",
                "王二小");
        when(sections.require(sectionId))
                .thenReturn(new Sections.Section(
                        sectionId,
                        sectionId,
                        6,
                        1,
                        TestDistrict.REGION,
                        district.department(TestDistrict.REGION, "YJ"),
                        object,
                        visitOutcome,
                        Instant.parse("2026-05-20T03:00:00Z"),
                        new ArrayList<>(results)));
    }
}
