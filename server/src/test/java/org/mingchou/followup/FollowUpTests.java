package org.mingchou.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.inspection.Sections;
import org.mingchou.inspection.Sections.ItemResult;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.publication.Publications;
import org.mingchou.publication.ResultPublished;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.TestDistrict;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a published finding leaves behind, from its clock to the receipt of another department. */
@ApiTest
@TestPropertySource(properties = "mingchou.database.name=mingchou_followup")
@Import(FollowUpTests.PublishedResults.class)
class FollowUpTests {

    private static final AtomicLong NUMBER = new AtomicLong(8_000_000);

    @LocalServerPort
    int port;

    @Autowired
    PublishedResults.Known known;

    @Autowired
    TestDistrict district;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @MockitoBean
    Plans plans;

    private final PlanSnapshot plan = Mockito.mock(PlanSnapshot.class);

    @BeforeEach
    void everyTestStartsInJune() {
        day("2026-06-03");
        when(plans.require(anyLong(), anyString())).thenReturn(plan);
        when(plan.departments()).thenReturn(List.of());
    }

    @Test
    void everyProblemOpensOneFollowUpWithItsClock() {
        var section = published(
                "INSPECTED",
                result("NO_PROBLEM", null),
                result("PROBLEM", "ORDER_CORRECTION"),
                result("PROBLEM", "CASE_CLUE"));
        var items = of(section);
        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("kind").asString()).isEqualTo("ORDER_CORRECTION");
        assertThat(items.get(0).path("deadline").path("startEvent").asString()).isEqualTo("结果公示");
        assertThat(items.get(0).path("deadline").path("dueOn").asString()).isEqualTo("2026-07-02");
        publish(section);
        assertThat(of(section)).as("a correction opens nothing twice").hasSize(2);
        assertThat(api("yj-followup").get("/api/worklist").text()).contains("close-follow-ups");
    }

    @Test
    void anObjectThatCannotBeReachedIsSuggestedOnce() {
        var section = published("UNREACHABLE");
        publish(section);
        assertThat(of(section)).hasSize(1);
        assertThat(of(section).get(0).path("kind").asString()).isEqualTo("ABNORMAL_LIST");
    }

    @Test
    void theFourKindsRunTwentyWorkingDaysOverTheRealCalendar() {
        // 1 to 5 May are holidays, Saturday 9 May is worked for them.
        day("2026-04-20");
        var section = published(
                "UNREACHABLE",
                result("PROBLEM", "ORDER_CORRECTION"),
                result("PROBLEM", "CASE_CLUE"),
                result("PROBLEM", "TRANSFER"));
        var items = of(section);
        assertThat(items)
                .extracting(
                        f -> f.path("kind").asString(), f -> f.path("kindLabel").asString())
                .containsExactlyInAnyOrder(
                        tuple("ORDER_CORRECTION", "责令改正"),
                        tuple("CASE_CLUE", "立案线索"),
                        tuple("TRANSFER", "移送"),
                        tuple("ABNORMAL_LIST", "列入异常建议"));
        assertThat(items).allSatisfy(f -> {
            assertThat(f.path("deadline").path("startedOn").asString()).isEqualTo("2026-04-20");
            assertThat(f.path("deadline").path("dueOn").asString()).isEqualTo("2026-05-20");
            assertThat(f.path("deadline").path("remainingWorkingDays").asInt()).isEqualTo(20);
        });
    }

    @Test
    void whatIsMissedShowsAsOverdueUntilItIsClosedLate() {
        var section = published("INSPECTED", result("PROBLEM", "CASE_CLUE"));
        var path = path(section);
        var before = step();
        day("2026-07-02");
        assertThat(get(path).path("deadline").path("overdue").asBoolean())
                .as("the last day still counts")
                .isFalse();
        day("2026-07-03");
        assertThat(get(path).path("deadline").path("overdue").asBoolean()).isTrue();
        assertThat(of(section).get(0).path("deadline").path("overdue").asBoolean())
                .isTrue();
        assertThat(step().path("overdue").asInt())
                .isGreaterThan(before.path("overdue").asInt());
        var work = work("close-follow-ups");
        assertThat(work.path("overdue").asBoolean()).isTrue();
        var closed =
                api("yj-followup").post(path + "/close", evidence()).expect(200).json();
        assertThat(closed.path("deadline").path("metOn").asString()).isEqualTo("2026-07-03");
        assertThat(closed.path("deadline").path("overdue").asBoolean())
                .as("done a day late stays late")
                .isTrue();
    }

    @Test
    void closingNeedsStoredEvidenceAndTheRightDepartment() {
        var path = path(published("INSPECTED", result("PROBLEM", "ORDER_CORRECTION")));
        var evidence = evidence();
        var written = written();
        assertThat(api("yj-followup")
                        .post(path + "/close", Map.of("outcome", "已改正"))
                        .problem())
                .isEqualTo("fields-need-mending");
        assertThat(api("yj-followup")
                        .post(path + "/close", Map.of("outcome", " ", "evidence", evidence.get("evidence")))
                        .problem())
                .isEqualTo("fields-need-mending");
        assertThat(api("yj-followup")
                        .post(path + "/close", Map.of("outcome", "已改正", "evidence", "0".repeat(64)))
                        .problem())
                .isEqualTo("evidence-missing");
        assertThat(api("sl-followup").post(path + "/close", evidence).status())
                .as("a department that has no part in it does not see it")
                .isEqualTo(404);
        for (var role :
                List.of("yj-reviewer", "yj-planner", "yj-admin", "yj-approver", "yj-officer-01", "supervisor")) {
            assertThat(api(role).post(path + "/close", evidence).status())
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(api("gc-yj-followup").get(path).status()).isEqualTo(404);
        assertThat(api("gc-yj-followup").post(path + "/close", evidence).status())
                .isEqualTo(404);
        assertThat(api("supervisor").get(path).expect(200).json().path("allowedActions"))
                .isEmpty();
        assertThat(api("yj-followup").get(path + "/evidence").status()).isEqualTo(404);
        assertThat(api("yj-followup")
                        .post(path + "/transfer", Map.of("toDepartmentId", department("SC"), "note", "移送"))
                        .problem())
                .isEqualTo("not-a-transfer");
        assertThat(api("yj-followup").post(path + "/receive").problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(written()).as("refusals write nothing").isEqualTo(written);

        var closed =
                api("yj-followup").post(path + "/close", evidence).expect(200).json();
        assertThat(closed.path("status").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("deadline").path("metOn").asString()).isEqualTo("2026-06-03");
        assertThat(api("supervisor").get(path + "/evidence").expect(200).text()).isEqualTo("已改正");
        written = written();
        assertThat(api("yj-followup").post(path + "/close", evidence).problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(written()).as("a second close writes nothing").isEqualTo(written);
    }

    @Test
    void aTransferIsDoneWithTheReceiptOfTheReceivingDepartment() {
        var path = path(published("INSPECTED", result("PROBLEM", "TRANSFER")));
        var before = step();
        var written = written();
        assertThat(api("yj-followup").post(path + "/close", evidence()).problem())
                .isEqualTo("transfer-first");
        assertThat(api("yj-followup")
                        .post(path + "/transfer", Map.of("toDepartmentId", department("YJ"), "note", "移送"))
                        .problem())
                .isEqualTo("transfer-to-self");
        var abroad = district.department(TestDistrict.NEIGHBOUR, "SC");
        assertThat(api("yj-followup")
                        .post(path + "/transfer", Map.of("toDepartmentId", abroad, "note", "移送"))
                        .status())
                .isEqualTo(404);
        assertThat(written()).as("refusals write nothing").isEqualTo(written);

        var sent = api("yj-followup")
                .post(path + "/transfer", Map.of("toDepartmentId", department("SC"), "note", "属市场监管职责"))
                .expect(200)
                .json();
        assertThat(sent.path("deadline").path("metOn").isNull())
                .as("handed over is not received")
                .isTrue();
        assertThat(step().path("done")).isEqualTo(before.path("done"));
        assertThat(api("yj-followup").post(path + "/receive").problem()).isEqualTo("other-department");
        assertThat(api("sc-followup").get("/api/worklist").text()).contains("receive-transfers");

        day("2026-06-05");
        var received = api("sc-followup").post(path + "/receive").expect(200).json();
        assertThat(received.path("status").asString()).isEqualTo("RECEIVED");
        assertThat(received.path("receivedBy").asString()).isEqualTo("sc-followup");
        assertThat(received.path("allowedActions")).isEmpty();
        day("2026-08-03");
        for (var row : List.of(get(path), inList(path))) {
            assertThat(row.path("deadline").path("metOn").asString()).isEqualTo("2026-06-05");
            assertThat(row.path("deadline").path("overdue").asBoolean()).isFalse();
        }
        assertThat(step().path("done").asInt()).isEqualTo(before.path("done").asInt() + 1);
        assertThat(api("sc-followup").get("/api/worklist").text())
                .as("nothing is left to do")
                .doesNotContain("receive-transfers", "close-follow-ups");
        written = written();
        assertThat(api("sc-followup").post(path + "/receive").problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(api("sc-followup").post(path + "/close", evidence()).problem())
                .isEqualTo("act-not-allowed-in-state");
        assertThat(written()).isEqualTo(written);
    }

    private void day(String date) {
        api("yj-followup")
                .put("/api/demo/clock", Map.of("now", date + "T09:00:30+08:00"))
                .expect(200);
    }

    private String path(long section) {
        return "/api/follow-ups/" + of(section).get(0).path("id").asLong();
    }

    private JsonNode get(String path) {
        return api("yj-followup").get(path).expect(200).json();
    }

    private JsonNode inList(String path) {
        return api("yj-followup")
                .get("/api/follow-ups?size=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(f -> path.endsWith("/" + f.path("id").asLong()))
                .findFirst()
                .orElseThrow();
    }

    /** How far follow-up has come, as the plan's progress says. */
    private JsonNode step() {
        return api("yj-planner")
                .get("/api/plans/1/progress")
                .expect(200)
                .json()
                .path("steps")
                .valueStream()
                .filter(s -> s.path("key").asString().equals("FOLLOW_UP"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode work(String kind) {
        return api("yj-followup")
                .get("/api/worklist")
                .expect(200)
                .json()
                .valueStream()
                .filter(w -> w.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Every row an act on a follow-up could leave behind. */
    private List<String> written() {
        return jdbc.sql("""
                SELECT f::text FROM followup.follow_up f
                UNION ALL SELECT a::text FROM followup.follow_up_act a
                UNION ALL SELECT d::text FROM calendar.deadline d
                UNION ALL SELECT m::text FROM notification.message m
                ORDER BY 1""").query(String.class).list();
    }

    private Map<String, Object> evidence() {
        var blob = api("yj-followup")
                .upload("/api/blobs", "done.txt", "已改正".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json();
        return Map.of("outcome", "已改正", "evidence", blob.path("sha256").asString());
    }

    private List<JsonNode> of(long section) {
        var all = api("yj-followup").get("/api/follow-ups?size=200").expect(200).json();
        return all.path("items")
                .valueStream()
                .filter(f -> f.path("sectionId").asLong() == section)
                .toList();
    }

    private static ItemResult result(String outcome, @Nullable String measure) {
        var found = measure != null;
        return new ItemResult(
                NUMBER.incrementAndGet(), "事项", outcome, found ? "台账不全" : null, found ? "当场告知" : null, measure);
    }

    private long published(String visitOutcome, ItemResult... results) {
        var id = NUMBER.incrementAndGet();
        known.sections.put(
                id,
                new Sections.Section(
                        id,
                        id,
                        1,
                        1,
                        TestDistrict.REGION,
                        department("YJ"),
                        new SubjectSnapshot(id, "OBJ-" + id, TestDistrict.REGION, "样例企业", null, null, null, null),
                        visitOutcome,
                        Instant.EPOCH,
                        List.of(results)));
        publish(id);
        return id;
    }

    private void publish(long section) {
        transactions.executeWithoutResult(t ->
                events.publishEvent(new ResultPublished(NUMBER.incrementAndGet(), section, 1, TestDistrict.REGION)));
    }

    private long department(String code) {
        return district.department(TestDistrict.REGION, code);
    }

    private Api api(String username) {
        return People.as(port, username);
    }

    /** Results stand published; how they came about is taken as given. */
    @TestConfiguration(proxyBeanMethods = false)
    static class PublishedResults {

        static final class Known {
            final Map<Long, Sections.Section> sections = new HashMap<>();
        }

        @Bean
        Known known() {
            return new Known();
        }

        @Bean
        @Primary
        Sections sections(Known known) {
            var sections = Mockito.mock(Sections.class);
            when(sections.require(anyLong()))
                    .thenAnswer(i -> java.util.Objects.requireNonNull(known.sections.get(i.<Long>getArgument(0))));
            return sections;
        }

        @Bean
        @Primary
        Publications publications() {
            var publications = Mockito.mock(Publications.class);
            when(publications.require(anyLong())).thenAnswer(i -> publication(i.getArgument(0)));
            return publications;
        }

        private static Publications.Publication publication(long id) {
            return new Publications.Publication(
                    id,
                    id,
                    1,
                    TestDistrict.REGION,
                    "OUT-" + id,
                    1,
                    "2026年度石家庄市栾城区第六次跨部门“双随机、一公开”联合抽查",
                    "石家庄市栾城区应急管理局",
                    "OBJ-" + id,
                    "样例企业",
                    null,
                    LocalDate.of(2026, 5, 20),
                    Instant.EPOCH,
                    "PUBLISHED",
                    1,
                    "01",
                    "未发现问题",
                    List.of());
        }
    }
}
