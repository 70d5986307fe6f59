package org.mingchou.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.inspection.StaffedDistrict.Staffing;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A visit from the plan of its day to the reviewer's pass, over HTTP, with the refusals on the way. */
// In a database of its own: its objects would be drawn and counted by the tests of other modules.
@TestPropertySource(properties = "mingchou.database.name=mingchou_visit")
@ApiTest
@Import(StaffedDistrict.class)
class VisitTests {

    private static final LocalDate LATER = LocalDate.of(2027, 12, 31);

    /** Signing in is slow on purpose; people stay signed in from one test to the next. */
    private static final Map<String, Api> SESSIONS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Staffing staffing;

    @Autowired
    Visits publicVisits;

    @Autowired
    JdbcClient jdbc;

    private OfficerSnapshot[] yj = {};
    private OfficerSnapshot[] sl = {};

    @BeforeEach
    void people() {
        clock("2026-05-18T09:00:00+08:00");
        staffing.publishStart = "VISIT_FINISHED";
        yj = new OfficerSnapshot[] {staffing.officer("yj-officer-01", LATER), staffing.officer("yj-officer-02", LATER)};
        sl = new OfficerSnapshot[] {staffing.officer("sl-officer-01", LATER), staffing.officer("sl-officer-02", LATER)};
    }

    @Test
    void aVisitServesTwoDepartmentsFromScheduleToPublication() throws Exception {
        var visit = staffedByTwo();
        var id = visit.path("id").asLong();
        assertThat(visit.path("departmentNames")).hasSize(2);
        assertThat(visit.path("sheetCode").asString()).matches("[A-Z2-7]{10}");
        notified(id, "2026-05-20");
        assertThat(admin().get("/api/visits/" + id).json().path("noticeNo").asString())
                .matches("栾应急检通〔2026〕6-\\d{3}");
        assertThat(text(admin().get("/api/visits/" + id + "/notice.pdf").expect(200)))
                .contains("行政检查通知书", "赵YJ-OFFICER-01", "冀执SL-OFFICER-02", "有权拒绝检查", "2026年5月20日");

        clock("2026-05-20T09:30:00+08:00");
        checkIn(id, visit.path("sheetCode").asString(), "YJ", "SL").expect(200);
        fillAll(visit, "yj-officer-01", 0);
        fillAll(visit, "sl-officer-02", 1);
        consult(id).expect(200);
        officer().post("/api/visits/" + id + "/signature", signature()).expect(200);
        var finished =
                officer().post("/api/visits/" + id + "/finish").expect(200).json();
        assertThat(finished.path("status").asString()).isEqualTo("FINISHED");
        assertThat(finished.path("deadline").path("startEvent").asString()).isEqualTo("现场检查结束");
        assertThat(finished.path("deadline").path("dueOn").asString()).isEqualTo("2026-06-17");
        assertThat(text(admin().get("/api/visits/" + id + "/sheet.pdf").expect(200)))
                .contains("随机抽查联合检查记录表", "问：整改后如何报备", "王样例（法定代表人）", "YJ事项1");

        var section = visit.path("sections").get(0).path("id").asLong();
        officer().post("/api/sections/" + section + "/submit").expect(200);
        assertThat(api("yj-reviewer")
                        .post("/api/sections/" + section + "/return", Map.of("reason", " "))
                        .problem())
                .isEqualTo("fields-need-mending");
        api("yj-reviewer")
                .post("/api/sections/" + section + "/return", Map.of("reason", "问题描述请写明点位"))
                .expect(200);
        fillAll(visit, "yj-officer-02", 0);
        officer().post("/api/sections/" + section + "/submit").expect(200);
        var published = api("yj-reviewer")
                .post("/api/sections/" + section + "/publish")
                .expect(200)
                .json();
        assertThat(published.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(published.path("deadline").path("metOn").asString()).isEqualTo("2026-05-20");
    }

    @Test
    void theOrderOfApprovalAndNoticeIsKept() {
        var id = staffedByTwo().path("id").asLong();
        assertThat(admin().post("/api/visits/" + id + "/request-approval", Map.of("basis", "计划"))
                        .problem())
                .isEqualTo("visit-not-scheduled");
        assertThat(admin().post("/api/visits/" + id + "/schedule", Map.of("on", "2026-07-01"))
                        .problem())
                .isEqualTo("outside-plan-window");
        assertThat(admin().post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-16"))
                        .problem())
                .isEqualTo("schedule-in-past");
        assertThat(admin().post("/api/visits/" + id + "/notify").problem()).isEqualTo("act-not-allowed-in-state");
        assertThat(api("sl-admin")
                        .post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-20"))
                        .problem())
                .isEqualTo("other-department");
        assertThat(officer()
                        .post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-20"))
                        .status())
                .isEqualTo(403);
        assertThat(api("gc-yj-admin").get("/api/visits/" + id).status()).isEqualTo(404);
        assertThat(api("gc-yj-admin")
                        .post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-20"))
                        .status())
                .isEqualTo(404);
        assertThat(api("supervisor")
                        .get("/api/visits/" + id)
                        .expect(200)
                        .json()
                        .path("sheetCode")
                        .isNull())
                .isTrue();
    }

    @Test
    void theCertificateMustCoverTheDay() {
        var object = staffing.object();
        staffing.officer("yj-officer-02", LocalDate.of(2026, 5, 19));
        staffing.staff(TestDistrict.REGION, "YJ", object, 1, yj);
        var id = find(object).path("id").asLong();
        assertThat(admin().post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-20"))
                        .problem())
                .isEqualTo("certificate-not-valid");
    }

    @Test
    void atTheGateCodeCertificateAndTwoOfficersAreAskedFor() {
        var visit = staffedByTwo();
        var id = visit.path("id").asLong();
        var code = visit.path("sheetCode").asString();
        assertThat(checkIn(id, code, "YJ").problem()).isEqualTo("act-not-allowed-in-state");
        notified(id, "2026-05-20");
        clock("2026-05-20T09:30:00+08:00");
        assertThat(checkIn(id, "AAAAAAAAAA", "YJ").problem()).isEqualTo("wrong-sheet-code");
        assertThat(officer()
                        .post(
                                "/api/visits/" + id + "/check-in",
                                Map.of("sheetCode", code, "officers", List.of("YJ-OFFICER-01")))
                        .problem())
                .isEqualTo("two-officers-required");
        assertThat(api("st-officer-01")
                        .post(
                                "/api/visits/" + id + "/check-in",
                                Map.of("sheetCode", code, "officers", List.of("YJ-OFFICER-01", "YJ-OFFICER-02")))
                        .status())
                .as("whoever has no seat does not see the visit")
                .isEqualTo(404);
        staffing.officer("yj-officer-02", LocalDate.of(2026, 5, 19));
        assertThat(checkIn(id, code, "YJ").problem()).isEqualTo("certificate-not-valid");
        staffing.officer("yj-officer-02", LATER);
        checkIn(id, code, "YJ").expect(200);
        assertThat(fill(visit, "sl-officer-01", 1, UUID.randomUUID().toString(), "NO_PROBLEM")
                        .problem())
                .isEqualTo("not-checked-in");
        assertThat(officer().post("/api/visits/" + id + "/finish").problem()).isEqualTo("items-unanswered");
        assertThat(officer()
                        .post("/api/visits/" + id + "/signature", signature())
                        .problem())
                .isEqualTo("items-unanswered");
    }

    @Test
    void theSameWriteTwiceIsOneActAndOtherContentIsAConflict() {
        var visit = inProgress();
        var id = visit.path("id").asLong();
        var client = UUID.randomUUID().toString();
        fill(visit, "yj-officer-01", 0, client, "NO_PROBLEM").expect(200);
        var again = fill(visit, "yj-officer-01", 0, client, "NO_PROBLEM")
                .expect(200)
                .json();
        assertThat(again.path("results").get(0).path("revision").asInt()).isEqualTo(1);
        var other = fill(visit, "yj-officer-01", 0, client, "PROBLEM");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("same-id-other-content");
        var question = Map.of(
                "question", "问题", "answer", "解答", "clientId", UUID.randomUUID().toString());
        officer().post("/api/visits/" + id + "/consultations", question).expect(200);
        var twice = officer()
                .post("/api/visits/" + id + "/consultations", question)
                .expect(200)
                .json();
        assertThat(twice.path("consultations")).hasSize(1);
    }

    @Test
    void answersNeedWhatTheirOutcomeCallsFor() {
        var visit = inProgress();
        var section = visit.path("sections").get(0);
        var version = section.path("results").get(0).path("itemVersionId").asLong();
        for (var outcome : List.of("PROBLEM", "NOT_CHECKED", "ABSENT_WITH_REASON")) {
            var body = Map.of(
                    "clientId",
                    UUID.randomUUID().toString(),
                    "results",
                    List.of(Map.of("itemVersionId", version, "outcome", outcome)));
            assertThat(officer()
                            .put("/api/sections/" + section.path("id").asLong() + "/results", body)
                            .problem())
                    .isEqualTo("fields-need-mending");
        }
    }

    @Test
    void anEmptySignatureIsRefusedAndARefusalNeedsAWitness() throws Exception {
        var visit = inProgress();
        var id = visit.path("id").asLong();
        fillAll(visit, "yj-officer-01", 0);
        fillAll(visit, "sl-officer-01", 1);
        assertThat(officer().post("/api/visits/" + id + "/finish").problem()).isEqualTo("not-acknowledged");
        var empty = new HashMap<>(signature());
        empty.put("image", Pngs.dataUri(false));
        assertThat(officer().post("/api/visits/" + id + "/signature", empty).problem())
                .isEqualTo("empty-signature");
        assertThat(officer()
                        .post("/api/visits/" + id + "/refusal", Map.of("reason", "不认可", "witnessName", ""))
                        .problem())
                .isEqualTo("fields-need-mending");
        officer()
                .post("/api/visits/" + id + "/refusal", Map.of("reason", "负责人不在场，不愿代签", "witnessName", "李见证"))
                .expect(200);
        assertThat(officer()
                        .post("/api/visits/" + id + "/signature", signature())
                        .problem())
                .isEqualTo("sheet-acknowledged");
        assertThat(fill(visit, "yj-officer-01", 0, UUID.randomUUID().toString(), "NO_PROBLEM")
                        .problem())
                .isEqualTo("sheet-acknowledged");
        officer().post("/api/visits/" + id + "/finish").expect(200);
        assertThat(text(admin().get("/api/visits/" + id + "/sheet.pdf").expect(200)))
                .contains("拒绝签字记录", "李见证");
    }

    @Test
    void twoAttemptsInVainEndAVisit() {
        var visit = staffedByTwo();
        var id = visit.path("id").asLong();
        notified(id, "2026-05-20");
        clock("2026-05-20T16:00:00+08:00");
        var photo = officer()
                .upload("/api/blobs", "door.png", Pngs.bytes(true))
                .expect(201)
                .json();
        var first = Map.of(
                "at",
                "2026-05-20T09:30:00+08:00",
                "note",
                "大门紧锁",
                "evidence",
                photo.path("sha256").asString());
        var second = Map.of(
                "at",
                "2026-05-20T15:30:00+08:00",
                "note",
                "电话无人接听",
                "evidence",
                photo.path("sha256").asString());
        assertThat(officer()
                        .post("/api/visits/" + id + "/unreachable", Map.of("attempts", List.of(first)))
                        .problem())
                .isEqualTo("two-attempts-required");
        assertThat(officer().post("/api/visits/" + id + "/finish").problem()).isEqualTo("act-not-allowed-in-state");
        officer()
                .post("/api/visits/" + id + "/unreachable", Map.of("attempts", List.of(first, second)))
                .expect(200);
        var finished =
                officer().post("/api/visits/" + id + "/finish").expect(200).json();
        assertThat(finished.path("outcome").asString()).isEqualTo("UNREACHABLE");
        officer()
                .post("/api/sections/"
                        + visit.path("sections").get(0).path("id").asLong() + "/submit")
                .expect(200);
    }

    @Test
    void whoIsMetAfterAllIsInspectedAndWhoWasInspectedIsNotOutOfReach() {
        var visit = staffedByTwo();
        var id = visit.path("id").asLong();
        notified(id, "2026-05-20");
        clock("2026-05-20T16:00:00+08:00");
        var photo = officer()
                .upload("/api/blobs", "door.png", Pngs.bytes(true))
                .expect(201)
                .json()
                .path("sha256")
                .asString();
        var early = Map.of("at", "2026-05-20T01:30:00Z", "note", "大门紧锁", "evidence", photo);
        var late = Map.of("at", "2026-05-20T15:30:00+08:00", "note", "电话无人接听", "evidence", photo);
        var future = Map.of("at", "2026-05-20T23:30:00Z", "note", "电话无人接听", "evidence", photo);
        var path = "/api/visits/" + id;
        assertThat(officer()
                        .post(path + "/unreachable", Map.of("attempts", List.of(early, future)))
                        .expect(422)
                        .text())
                .contains("2026年5月21日 07:30");
        officer()
                .post(path + "/unreachable", Map.of("attempts", List.of(early, late)))
                .expect(200);
        assertThat(acts(id)).contains("CHECK_IN", "FINISH").doesNotContain("RECORD_UNREACHABLE", "SIGN", "FILL");

        var met = checkIn(id, visit.path("sheetCode").asString(), "YJ", "SL")
                .expect(200)
                .json();
        assertThat(met.path("outcome").isNull()).isTrue();
        assertThat(met.path("attempts")).hasSize(2);
        assertThat(acts(id)).contains("FILL", "RECORD_UNREACHABLE").doesNotContain("SIGN", "REFUSE");
        fillAll(visit, "yj-officer-01", 0);
        assertThat(acts(id)).doesNotContain("SIGN", "RECORD_UNREACHABLE");
        assertThat(officer()
                        .post(path + "/unreachable", Map.of("attempts", List.of(early, late)))
                        .expect(409)
                        .problem())
                .isEqualTo("items-answered");
        fillAll(visit, "sl-officer-01", 1);
        assertThat(acts(id)).contains("SIGN", "REFUSE");
        officer().post(path + "/signature", signature()).expect(200);
        assertThat(acts(id)).doesNotContain("SIGN", "REFUSE");
        assertThat(officer()
                        .post(path + "/finish")
                        .expect(200)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("INSPECTED");
    }

    private List<String> acts(long visitId) {
        return officer()
                .get("/api/visits/" + visitId)
                .expect(200)
                .json()
                .path("allowedActions")
                .valueStream()
                .map(act -> act.asString())
                .toList();
    }

    @Test
    void theUrgentPathOwesItsApproval() {
        var visit = staffedByTwo();
        var id = visit.path("id").asLong();
        var owed = admin().post("/api/visits/" + id + "/start-urgently", Map.of("reason", "举报有毒气体泄漏"))
                .expect(200)
                .json();
        assertThat(owed.path("status").asString()).isEqualTo("APPROVAL_OWED");
        assertThat(owed.path("deadline").path("dueOn").asString()).isEqualTo("2026-05-19");
        checkIn(id, visit.path("sheetCode").asString(), "YJ", "SL").expect(200);
        fillAll(visit, "yj-officer-01", 0);
        fillAll(visit, "sl-officer-01", 1);
        officer().post("/api/visits/" + id + "/signature", signature()).expect(200);
        assertThat(officer().post("/api/visits/" + id + "/finish").problem()).isEqualTo("act-not-allowed-in-state");
        api("yj-approver").post("/api/visits/" + id + "/approve").expect(200);
        officer().post("/api/visits/" + id + "/finish").expect(200);
    }

    @Test
    void anotherOfficerMeansAnotherApproval() {
        var object = staffing.object();
        var staffed = staffing.staff(TestDistrict.REGION, "YJ", object, 1, yj);
        var id = find(object).path("id").asLong();
        notified(id, "2026-05-20");
        staffing.replace(staffed, yj[0], staffing.officer("st-officer-01", LATER));
        var visit = admin().get("/api/visits/" + id).json();
        assertThat(visit.path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(visit.path("noticeNo").isNull()).isTrue();
        assertThat(visit.path("sections").get(0).path("members").toString()).contains("ST-OFFICER-01");
    }

    @Test
    void anObjectThatLeavesTheDrawIsNotVisitedUnlessTheVisitHasBegun() {
        var object = staffing.object();
        var staffed = staffing.staff(TestDistrict.REGION, "YJ", object, 1, yj);
        var id = find(object).path("id").asLong();
        staffing.drop(object, staffed);
        assertThat(admin().get("/api/visits/" + id).json().path("status").asString())
                .isEqualTo("CANCELLED");

        var other = staffing.object();
        var begun = staffing.staff(TestDistrict.REGION, "YJ", other, 1, yj);
        var visit = find(other);
        notified(visit.path("id").asLong(), "2026-05-20");
        clock("2026-05-20T09:30:00+08:00");
        checkIn(visit.path("id").asLong(), visit.path("sheetCode").asString(), "YJ")
                .expect(200);
        assertThatThrownBy(() -> staffing.drop(other, begun)).hasMessageStartingWith("visit-begun");
    }

    @Test
    void manyVisitsAtOnceSayWhichWereRefused() {
        var scheduled = staffedByTwo().path("id").asLong();
        var other = staffedByTwo().path("id").asLong();
        admin().post("/api/visits/" + scheduled + "/schedule", Map.of("on", "2026-05-20"))
                .expect(200);
        var outcome = admin().post(
                        "/api/visits/request-approval", Map.of("ids", List.of(scheduled, other), "basis", "年度计划"))
                .expect(200)
                .json();
        assertThat(outcome.path("done").get(0).asLong()).isEqualTo(scheduled);
        assertThat(outcome.path("refused").get(0).path("type").asString()).isEqualTo("visit-not-scheduled");
    }

    @Test
    void thePersonAtTheDoorCanBeLookedUp() {
        var visit = staffedByTwo();
        notified(visit.path("id").asLong(), "2026-05-20");
        var seen = publicVisits
                .bySheetCode(visit.path("sheetCode").asString().toLowerCase(java.util.Locale.ROOT))
                .orElseThrow();
        assertThat(seen.approved()).isTrue();
        assertThat(seen.sections().get(0).officers().get(0).certificateNo()).isEqualTo("冀执YJ-OFFICER-01");
        assertThat(publicVisits.bySheetCode("ZZZZZZZZZZ")).isEmpty();
        assertThat(publicVisits.notice(visit.path("enterpriseCode").asString())).isPresent();
    }

    @Test
    void theWorkListNamesTheNextStep() {
        var id = staffedByTwo().path("id").asLong();
        assertThat(admin().get("/api/worklist").text()).contains("schedule-visits");
        notified(id, "2026-05-20");
        assertThat(officer().get("/api/worklist").text()).contains("carry-out-visits");
    }

    @Test
    void aBulkActOfWhichNothingCouldBeDoneIsARefusalAndSparesNeighbours() {
        var one = staffedByTwo().path("id").asLong();
        var other = staffedByTwo().path("id").asLong();
        var body = Map.of("ids", List.of(one, other), "basis", "年度计划");
        var none = admin().post("/api/visits/request-approval", body).expect(409);
        assertThat(none.problem()).isEqualTo("none-done");
        assertThat(none.json().path("refused")).hasSize(2);
        for (var act : List.of("schedule", "request-approval", "notify")) {
            assertThat(api("gc-yj-admin")
                            .post("/api/visits/" + act, Map.of("ids", List.of(one), "on", "2026-05-20", "basis", "计划"))
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(api("gc-yj-approver")
                        .post("/api/visits/approve", Map.of("ids", List.of(one)))
                        .status())
                .isEqualTo(404);
        var mixed = Map.of("ids", List.of(one, 999_999_999), "on", "2026-05-20");
        admin().post("/api/visits/schedule", mixed).expect(404);
        assertThat(admin().get("/api/visits/" + one).json().path("scheduledOn").isNull())
                .as("nothing is done when an id is out of sight")
                .isTrue();
        var twice = admin().post("/api/visits/schedule", Map.of("ids", List.of(one, one), "on", "2026-05-20"))
                .expect(200)
                .json();
        assertThat(twice.path("done")).hasSize(1);
    }

    @Test
    void aVisitIsReadByItsGroupItsDepartmentsItsLeadAndTheSupervisor() {
        var object = staffing.object();
        staffing.staff(TestDistrict.REGION, "SL", object, 1, sl[0], staffing.officer("st-officer-01", LATER));
        var visit = find(object);
        var id = visit.path("id").asLong();
        var section = visit.path("sections").get(0).path("id").asLong();
        for (var reader : List.of(
                "sl-officer-01",
                "st-officer-01",
                "sl-admin",
                "sl-reviewer",
                "sl-followup",
                "yj-admin",
                "yj-planner",
                "yj-reviewer",
                "supervisor")) {
            api(reader).get("/api/visits/" + id).expect(200);
            api(reader).get("/api/sections/" + section).expect(200);
            assertThat(listed(reader, object)).as(reader).isEqualTo(1);
        }
        for (var stranger :
                List.of("sl-officer-02", "yj-officer-01", "st-admin", "st-reviewer", "sc-admin", "gc-yj-admin")) {
            assertThat(api(stranger).get("/api/visits/" + id).status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(api(stranger).get("/api/sections/" + section).status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(listed(stranger, object)).as(stranger).isZero();
            assertThat(api(stranger)
                            .get("/api/sections?planId=" + StaffedDistrict.PLAN + "&q=" + object + "&departmentId="
                                    + visit.path("sections")
                                            .get(0)
                                            .path("departmentId")
                                            .asLong())
                            .expect(200)
                            .json()
                            .path("total")
                            .asInt())
                    .as(stranger)
                    .isZero();
        }
        assertThat(api("sl-officer-02").get("/api/visits/" + id + "/sheet.pdf").status())
                .isEqualTo(404);
        assertThat(api("sl-officer-02").get("/api/visits/" + id + "/notice.pdf").status())
                .isEqualTo(404);
    }

    private int listed(String reader, String object) {
        return api(reader)
                .get("/api/visits?q=" + object)
                .expect(200)
                .json()
                .path("total")
                .asInt();
    }

    @Test
    void aWorseResultAfterTheSignatureIsShownToTheEnterpriseAgain() throws Exception {
        var visit = inProgress();
        var id = visit.path("id").asLong();
        var section = visit.path("sections").get(0).path("id").asLong();
        fill(visit, "yj-officer-01", 0, UUID.randomUUID().toString(), "NO_PROBLEM")
                .expect(200);
        fillAll(visit, "sl-officer-01", 1);
        officer().post("/api/visits/" + id + "/signature", signature()).expect(200);
        officer().post("/api/visits/" + id + "/finish").expect(200);
        officer().post("/api/sections/" + section + "/submit").expect(200);
        api("yj-reviewer")
                .post("/api/sections/" + section + "/return", Map.of("reason", "照片显示有问题"))
                .expect(200);
        assertThat(acts(id)).doesNotContain("SIGN", "REFUSE");
        fillAll(visit, "yj-officer-01", 0);
        var refused = officer().post("/api/sections/" + section + "/submit").expect(409);
        assertThat(refused.problem()).isEqualTo("acknowledgement-outdated");
        assertThat(acts(id)).contains("SIGN", "REFUSE");
        assertThat(officer()
                        .get("/api/visits/" + id)
                        .json()
                        .path("acknowledgementOutdated")
                        .asBoolean())
                .isTrue();
        assertThat(officer()
                        .get("/api/sections/" + section)
                        .json()
                        .path("allowedActions")
                        .toString())
                .doesNotContain("SUBMIT");
        officer()
                .post("/api/visits/" + id + "/refusal", Map.of("reason", "不认可更正", "witnessName", "李见证"))
                .expect(200);
        assertThat(acts(id)).doesNotContain("SIGN", "REFUSE");
        assertThat(text(admin().get("/api/visits/" + id + "/sheet.pdf").expect(200)))
                .contains("不认可更正", "王样例（法定代表人）");
        officer().post("/api/sections/" + section + "/submit").expect(200);
    }

    @Test
    void theDayOfTheNoticeIsKeptOrItsChangeExplained() {
        var visit = staffedByTwo();
        var id = visit.path("id").asLong();
        var code = visit.path("sheetCode").asString();
        notified(id, "2026-05-21");
        clock("2026-05-20T09:30:00+08:00");
        assertThat(acts(id)).doesNotContain("CHECK_IN");
        var early = checkIn(id, code, "YJ", "SL").expect(409);
        assertThat(early.problem()).isEqualTo("before-notified-day");
        clock("2026-05-22T09:30:00+08:00");
        assertThat(acts(id)).contains("CHECK_IN");
        assertThat(checkIn(id, code, "YJ", "SL").expect(409).problem()).isEqualTo("other-day-reason-required");
        var body = new HashMap<String, Object>(Map.of(
                "sheetCode",
                code,
                "officers",
                List.of("YJ-OFFICER-01", "YJ-OFFICER-02"),
                "otherDayReason",
                "企业停电一日，电话约定顺延",
                "latitude",
                999,
                "longitude",
                -5000));
        var misplaced = officer().post("/api/visits/" + id + "/check-in", body).expect(400);
        assertThat(misplaced.text()).contains("latitude", "longitude");
        body.put("latitude", 37.9);
        body.put("longitude", 114.6);
        officer().post("/api/visits/" + id + "/check-in", body).expect(200);
        var again = officer()
                .post("/api/visits/" + id + "/check-in", body)
                .expect(200)
                .json();
        assertThat(again.path("checkIns")).as("nobody arrives twice").hasSize(2);
        assertThat(again.path("history").toString()).contains("企业停电一日，电话约定顺延");
    }

    @Test
    void afterTheSignatureTheSheetIsClosed() {
        var visit = inProgress();
        var id = visit.path("id").asLong();
        fillAll(visit, "yj-officer-01", 0);
        fillAll(visit, "sl-officer-01", 1);
        officer().post("/api/visits/" + id + "/signature", signature()).expect(200);
        assertThat(acts(id)).containsExactly("FINISH");
        assertThat(consult(id).expect(409).problem()).isEqualTo("sheet-acknowledged");
        assertThat(checkIn(id, visit.path("sheetCode").asString(), "YJ")
                        .expect(409)
                        .problem())
                .isEqualTo("sheet-acknowledged");
    }

    @Test
    void aScheduledVisitSaysSoAndAFreeDayIsPointedOut() {
        var id = staffedByTwo().path("id").asLong();
        var saturday = admin().post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-23"))
                .expect(200)
                .json();
        assertThat(saturday.path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(saturday.path("statusLabel").asString()).isEqualTo("已排期，待报批");
        assertThat(saturday.path("scheduleHint").asString()).contains("2026-05-23", "不是工作日");
        var wednesday = admin().post("/api/visits/" + id + "/schedule", Map.of("on", "2026-05-20"))
                .expect(200)
                .json();
        assertThat(wednesday.path("scheduleHint").isNull()).isTrue();
    }

    @Test
    void textsHaveLimits() {
        var visit = inProgress();
        var id = visit.path("id").asLong();
        admin().post("/api/visits/" + id + "/request-approval", Map.of("basis", "依".repeat(20_000)))
                .expect(400);
        var section = visit.path("sections").get(0);
        var version = section.path("results").get(0).path("itemVersionId").asLong();
        var answer = Map.of(
                "itemVersionId",
                version,
                "outcome",
                "PROBLEM",
                "finding",
                "长".repeat(50_000),
                "handling",
                "告知",
                "measure",
                "ORDER_CORRECTION");
        var refused = officer()
                .put(
                        "/api/sections/" + section.path("id").asLong() + "/results",
                        Map.of(
                                "results",
                                List.of(answer),
                                "clientId",
                                UUID.randomUUID().toString()))
                .expect(400);
        assertThat(refused.text()).contains("results[0].finding", "最多 2000 个字");
    }

    @Test
    void aCorrectionMovesWholeFollowUpAndAnnexTogether() {
        var visit = inProgress();
        var id = visit.path("id").asLong();
        var section = visit.path("sections").get(0);
        fill(visit, "yj-officer-01", 0, UUID.randomUUID().toString(), "NO_PROBLEM")
                .expect(200);
        fillAll(visit, "sl-officer-01", 1);
        officer().post("/api/visits/" + id + "/signature", signature()).expect(200);
        officer().post("/api/visits/" + id + "/finish").expect(200);
        var published = published(section.path("id").asLong());
        var path = "/api/publications/" + published;
        var reviewer = api("yj-reviewer");
        var before = annex();
        assertThat(reviewer.post(path + "/correct", Map.of("resultCode", "05", "reason", "复核"))
                        .expect(409)
                        .problem())
                .isEqualTo("nothing-to-correct");
        var worse = new HashMap<String, Object>(Map.of(
                "ordinal",
                1,
                "outcome",
                "PROBLEM",
                "finding",
                "台账缺三月",
                "handling",
                "责令改正",
                "measure",
                "ORDER_CORRECTION"));
        assertThat(reviewer.post(path + "/correct", Map.of("items", List.of(worse), "reason", "复核"))
                        .expect(422)
                        .problem())
                .isEqualTo("notice-evidence-required");
        worse.put("evidence", List.of(blob("yj-reviewer")));
        var wrong = reviewer.post(
                        path + "/correct", Map.of("items", List.of(worse), "resultCode", "01", "reason", "复核"))
                .expect(422);
        assertThat(wrong.problem()).isEqualTo("result-inconsistent");
        assertThat(wrong.text()).contains("发现问题已责令改正");
        assertThat(annex()).as("a refusal leaves nothing behind").isEqualTo(before);
        var corrected = reviewer.post(path + "/correct", Map.of("items", List.of(worse), "reason", "复核认定有问题"))
                .expect(200)
                .json();
        assertThat(corrected.path("resultCode").asString()).isEqualTo("05");
        assertThat(corrected.path("items").get(0).path("resultCode").asString()).isEqualTo("05");
        assertThat(followUps(section)).containsExactly("ORDER_CORRECTION OPEN");
        assertThat(annex()[0]).isEqualTo(before[0] + 1);
        assertThat(annex()[1]).isEqualTo(before[1] + 1);
        assertThat(reviewer.post(path + "/correct", Map.of("items", List.of(worse), "reason", "复核认定有问题"))
                        .expect(409)
                        .problem())
                .isEqualTo("nothing-to-correct");

        reviewer.post(
                        path + "/correct",
                        Map.of("items", List.of(Map.of("ordinal", 1, "outcome", "NO_PROBLEM")), "reason", "企业申诉属实"))
                .expect(200);
        assertThat(followUps(section)).containsExactly("ORDER_CORRECTION CANCELLED");
        assertThat(annex()).isEqualTo(before);
        reviewer.post(path + "/correct", Map.of("items", List.of(worse), "reason", "再次复核"))
                .expect(200);
        assertThat(followUps(section)).containsExactlyInAnyOrder("ORDER_CORRECTION CANCELLED", "ORDER_CORRECTION OPEN");

        reviewer.post(path + "/withdraw", Map.of("reason", "对象认定有误")).expect(200);
        assertThat(followUps(section))
                .containsExactlyInAnyOrder("ORDER_CORRECTION CANCELLED", "ORDER_CORRECTION CANCELLED");
        assertThat(annex()).isEqualTo(before);
        var last = api("yj-followup")
                .get("/api/follow-ups?size=200&status=CANCELLED")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(f -> f.path("sectionId").asLong() == section.path("id").asLong())
                .mapToLong(f -> f.path("id").asLong())
                .max()
                .orElseThrow();
        assertThat(api("yj-followup").get("/api/follow-ups/" + last).text()).contains("对象认定有误");
        assertThat(api("sc-reviewer").get("/api/follow-ups/" + last).status()).isEqualTo(404);
        api("supervisor").get("/api/follow-ups/" + last).expect(200);
    }

    private long published(long section) {
        officer().post("/api/sections/" + section + "/submit").expect(200);
        api("yj-reviewer").post("/api/sections/" + section + "/publish").expect(200);
        return jdbc.sql("SELECT id FROM publication.publication WHERE section_id = :id")
                .param("id", section)
                .query(Long.class)
                .single();
    }

    /** 发现问题事项, 责令改正. */
    private long[] annex() {
        return new long[] {
            jdbc.sql("SELECT problem_items FROM statistics.v_annex WHERE plan_id = :p")
                    .param("p", StaffedDistrict.PLAN)
                    .query(Long.class)
                    .single(),
            jdbc.sql("SELECT ordered_to_correct FROM statistics.v_annex WHERE plan_id = :p")
                    .param("p", StaffedDistrict.PLAN)
                    .query(Long.class)
                    .single()
        };
    }

    private List<String> followUps(JsonNode section) {
        return jdbc.sql("SELECT kind || ' ' || state FROM followup.follow_up WHERE section_id = :id ORDER BY id")
                .param("id", section.path("id").asLong())
                .query(String.class)
                .list();
    }

    private String blob(String username) {
        return api(username)
                .upload("/api/blobs", "notice.png", Pngs.bytes(true))
                .expect(201)
                .json()
                .path("sha256")
                .asString();
    }

    private JsonNode staffedByTwo() {
        var object = staffing.object();
        staffing.staff(TestDistrict.REGION, "YJ", object, 2, yj);
        staffing.staff(TestDistrict.REGION, "SL", object, 1, sl);
        return find(object);
    }

    private JsonNode inProgress() {
        var visit = staffedByTwo();
        notified(visit.path("id").asLong(), "2026-05-20");
        clock("2026-05-20T09:30:00+08:00");
        checkIn(visit.path("id").asLong(), visit.path("sheetCode").asString(), "YJ", "SL")
                .expect(200);
        return visit;
    }

    private JsonNode find(String object) {
        var page = admin().get("/api/visits?planId=" + StaffedDistrict.PLAN + "&q=" + object)
                .expect(200)
                .json();
        assertThat(page.path("total").asInt()).isEqualTo(1);
        return admin().get("/api/visits/" + page.path("items").get(0).path("id").asLong())
                .expect(200)
                .json();
    }

    private void notified(long id, String on) {
        admin().post("/api/visits/" + id + "/schedule", Map.of("on", on)).expect(200);
        admin().post("/api/visits/" + id + "/request-approval", Map.of("basis", "年度抽查计划"))
                .expect(200);
        var takesPart = api("sl-approver").get("/api/visits/" + id).status() == 200;
        assertThat(api("sl-approver").post("/api/visits/" + id + "/approve").problem())
                .isEqualTo(takesPart ? "other-department" : "not-found");
        api("yj-approver").post("/api/visits/" + id + "/approve").expect(200);
        admin().post("/api/visits/" + id + "/notify").expect(200);
    }

    private Api.Answer checkIn(long id, String code, String... departments) {
        var officers = java.util.Arrays.stream(departments)
                .flatMap(d -> java.util.stream.Stream.of(d + "-OFFICER-01", d + "-OFFICER-02"))
                .toList();
        return officer().post("/api/visits/" + id + "/check-in", Map.of("sheetCode", code, "officers", officers));
    }

    private void fillAll(JsonNode visit, String username, int index) {
        fill(visit, username, index, UUID.randomUUID().toString(), "PROBLEM").expect(200);
    }

    /** The first item gets the outcome, the others 未发现问题. */
    private Api.Answer fill(JsonNode visit, String username, int index, String client, String outcome) {
        var section = visit.path("sections").get(index);
        var results = new java.util.ArrayList<Map<String, Object>>();
        for (var item : section.path("results")) {
            var result = new HashMap<String, Object>();
            result.put("itemVersionId", item.path("itemVersionId").asLong());
            result.put("outcome", results.isEmpty() ? outcome : "NO_PROBLEM");
            if (results.isEmpty() && "PROBLEM".equals(outcome)) {
                result.put("finding", username + "发现台账不全");
                result.put("handling", "当场告知");
                result.put("measure", "ORDER_CORRECTION");
            }
            results.add(result);
        }
        return api(username)
                .put(
                        "/api/sections/" + section.path("id").asLong() + "/results",
                        Map.of("results", results, "clientId", client));
    }

    private Api.Answer consult(long id) {
        return officer()
                .post(
                        "/api/visits/" + id + "/consultations",
                        Map.of(
                                "question",
                                "整改后如何报备？",
                                "answer",
                                "上传照片即可。",
                                "clientId",
                                UUID.randomUUID().toString()));
    }

    private static Map<String, String> signature() {
        return Map.of("signerName", "王样例", "signerRole", "法定代表人", "image", Pngs.dataUri(true));
    }

    private static String text(Api.Answer pdf) throws java.io.IOException {
        try (var document = Loader.loadPDF(pdf.body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private void clock(String now) {
        api("yj-admin").put("/api/demo/clock", Map.of("now", now)).expect(200);
    }

    private Api admin() {
        return api("yj-admin");
    }

    private Api officer() {
        return api("yj-officer-01");
    }

    private Api api(String username) {
        return SESSIONS.computeIfAbsent(username, name -> Api.as(port, name));
    }
}
