package org.mingchou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.mingchou.org.Accounts;
import org.mingchou.shared.Role;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SampleDirectories;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.mingchou.testing.WordGrids;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = "mingchou.database.name=mingchou_joint_plan")
@ApiTest
class JointPlanTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Plans plans;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    Api as(String username) {
        return People.as(port, username);
    }

    Map<String, Object> input() {
        return SamplePlans.input(port, district);
    }

    @Test
    void runsFromDraftToApproval() {
        var input = input();
        var plan = SamplePlans.create(port, input);
        var id = plan.get("id").asLong();
        assertThat(plan.get("title").asString())
                .isEqualTo(PlanSnapshot.title(
                        "石家庄市栾城区", plan.get("year").asInt(), plan.get("number").asInt()));
        assertThat(actions(plan)).contains("EDIT", "SUBMIT").doesNotContain("APPROVE");
        assertThat(plan.get("publishStart").asString()).isEqualTo("VISIT_FINISHED");
        assertThat(plan.get("departments").get(0).get("lead").asBoolean()).isTrue();
        assertThat(plan.get("publishWorkingDays").asInt()).isEqualTo(20);

        input.put("publishStart", "WINDOW_END");
        input.put("version", plan.get("version").asInt());
        var edited = as("yj-planner").put("/api/plans/" + id, input).expect(200).json();
        assertThat(edited.get("publishStart").asString()).isEqualTo("WINDOW_END");
        assertThat(as("yj-planner").put("/api/plans/" + id, input).expect(409).problem())
                .isEqualTo("changed-meanwhile");

        as("yj-planner").post("/api/plans/" + id + "/submit", Map.of()).expect(200);
        assertThat(as("yj-planner")
                        .put("/api/plans/" + id, without(input, "version"))
                        .expect(409)
                        .problem())
                .isEqualTo("act-not-allowed-in-state");
        assertThat(as("sl-approver")
                        .post("/api/plans/" + id + "/approve", Map.of())
                        .expect(403)
                        .problem())
                .isEqualTo("lead-department-only");
        assertThat(as("yj-approver")
                        .post("/api/plans/" + id + "/return", Map.of())
                        .expect(400)
                        .problem())
                .isEqualTo("reason-required");
        var returned = as("yj-approver")
                .post("/api/plans/" + id + "/return", Map.of("reason", "比例请再核对"))
                .expect(200)
                .json();
        assertThat(returned.get("status").asString()).isEqualTo("DRAFT");
        assertThat(returned.get("returnReason").asString()).isEqualTo("比例请再核对");

        as("yj-planner").post("/api/plans/" + id + "/submit", Map.of()).expect(200);
        var approver = as("yj-approver");
        assertThat(actions(approver.get("/api/plans/" + id).json())).contains("APPROVE", "RETURN");
        var approved = approver.post("/api/plans/" + id + "/approve", Map.of("note", "同意"))
                .expect(200)
                .json();
        assertThat(approved.get("status").asString()).isEqualTo("APPROVED");
        assertThat(approved.get("history")).hasSize(6);
        assertThat(as("yj-planner")
                        .post("/api/plans/" + id + "/close", Map.of())
                        .expect(409)
                        .problem())
                .isEqualTo("window-still-open");
        var listed = approver.get(
                        "/api/plans?status=APPROVED&q=" + plan.get("planNo").asString())
                .expect(200)
                .json();
        assertThat(listed.get("items").get(0).get("id").asLong()).isEqualTo(id);
    }

    @Test
    void anEditThatDoesNotSpeakOfPublicationKeepsIt() {
        var input = input();
        input.put("mode", "OPEN");
        input.put("audience", "PUBLIC");
        input.put("publishStart", "WINDOW_END");
        input.put("filingNo", "栾双随机〔2026〕7号");
        input.put("filedOn", "2026-05-08");
        var plan = SamplePlans.create(port, input);
        assertThat(kept(plan)).containsExactly("OPEN", "PUBLIC", "WINDOW_END", "栾双随机〔2026〕7号", "2026-05-08");

        var silent = new HashMap<>(input);
        silent.keySet().removeAll(List.of("mode", "audience", "publishStart", "filingNo", "filedOn"));
        silent.put("version", plan.get("version").asInt());
        var path = "/api/plans/" + plan.get("id").asLong();
        var saved = as("yj-planner").put(path, silent).expect(200).json();
        assertThat(kept(saved)).isEqualTo(kept(plan));

        silent.put("version", saved.get("version").asInt());
        silent.put("mode", "SEALED");
        silent.put("audience", "PARTIES");
        var sealed = as("yj-planner").put(path, silent).expect(200).json();
        assertThat(kept(as("yj-planner").get(path).expect(200).json())).startsWith("SEALED", "PARTIES", "WINDOW_END");
        silent.remove("audience");
        silent.put("version", sealed.get("version").asInt());
        assertThat(kept(as("yj-planner").put(path, silent).expect(200).json())).startsWith("SEALED", "PARTIES");
    }

    @Test
    void aSealedListHasNoPublicCertificate() {
        var input = input();
        input.put("mode", "SEALED");
        input.put("audience", "PUBLIC");
        refusesThePair(as("yj-planner").post("/api/plans", input));

        input.put("audience", "PARTIES");
        var plan = SamplePlans.create(port, input);
        var path = "/api/plans/" + plan.get("id").asLong();
        // An edit that speaks of one switch alone meets the other as it is stored.
        input.remove("mode");
        input.put("audience", "PUBLIC");
        input.put("version", plan.get("version").asInt());
        refusesThePair(as("yj-planner").put(path, input));
        assertThat(kept(as("yj-planner").get(path).expect(200).json())).startsWith("SEALED", "PARTIES");

        // As plans stand that were stored before both were refused.
        store(plan, "PUBLIC");
        refusesThePair(as("yj-planner").post(path + "/submit", Map.of()));
        store(plan, "PARTIES");
        as("yj-planner").post(path + "/submit", Map.of()).expect(200);
        store(plan, "PUBLIC");
        var refused = as("yj-approver").post(path + "/approve", Map.of()).expect(409);
        assertThat(refused.problem()).isEqualTo("sealed-and-public");
        assertThat(refused.text()).contains("请退回编制人");
        as("yj-approver").post(path + "/return", Map.of("reason", "公开方式两项不能并用")).expect(200);
    }

    private void store(JsonNode plan, String audience) {
        jdbc.sql("UPDATE plan.joint_plan SET audience = :audience WHERE id = :id")
                .param("audience", audience)
                .param("id", plan.get("id").asLong())
                .update();
    }

    private static void refusesThePair(Api.Answer answer) {
        assertThat(answer.expect(400).problem()).isEqualTo("fields-need-mending");
        var errors = answer.json().get("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("field").asString()).isEqualTo("audience");
        assertThat(errors.get(0).get("reason").asString()).contains("请把抽取证书改为“完整证书只给当事方和监督机关”", "或者把抽中企业的名单改为“名单即时公开”");
    }

    private static List<String> kept(JsonNode plan) {
        return Stream.of("mode", "audience", "publishStart", "filingNo", "filedOn")
                .map(key -> plan.get(key).asString())
                .toList();
    }

    @Test
    void namesEveryFieldThatNeedsMending() {
        var input = input();
        input.put("number", 0);
        input.put("to", "2026-01-01");
        input.put("departments", List.of());
        input.put("ratio", Map.of("byTier", Map.of("A", 10_001), "floor", -1));
        var answer = as("yj-planner").post("/api/plans", input).expect(400);
        assertThat(answer.problem()).isEqualTo("fields-need-mending");
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(e -> e.get("field").asString()))
                .contains("number", "to", "departments", "ratio.byTier.A", "ratio.floor");
    }

    @Test
    void oneNumberNamesOnePlan() {
        var input = input();
        SamplePlans.create(port, input);
        var again = as("yj-planner").post("/api/plans", input).expect(409);
        assertThat(again.problem()).isEqualTo("plan-number-taken");
    }

    @Test
    void theDocumentNamesItsGroundsAsTheyAreCalled() throws IOException {
        var named = input();
        named.put("basisDocuments", List.of("石家庄市栾城区样例“双随机、一公开”监管工作实施方案", " ", "关于印发《样例办法》的通知", "《样例条例》（样政〔2026〕1号）"));
        assertThat(opening(named))
                .startsWith("根据《石家庄市栾城区样例“双随机、一公开”监管工作实施方案》、《关于印发〈样例办法〉的通知》、《样例条例》（样政〔2026〕1号），")
                .contains("牵头组织");

        var written = input();
        written.put("basisDocuments", List.of());
        written.put("basis", "按照“双随机、一公开”工作部署；省、市统一安排");
        assertThat(opening(written)).startsWith("按照“双随机、一公开”工作部署；省、市统一安排，");

        var sentence = input();
        sentence.put("basis", "为规范“双随机、一公开”抽查，减轻企业负担。");
        assertThat(opening(sentence)).startsWith("为规范“双随机、一公开”抽查，减轻企业负担。根据《石家庄市栾城区样例年度随机抽查工作计划》，");

        var tooLong = input();
        tooLong.put("basisDocuments", List.of("长".repeat(201)));
        assertThat(as("yj-planner").post("/api/plans", tooLong).expect(400).text())
                .contains("每行写一件");
    }

    @Test
    void theDocumentSaysWhoMaySeeTheList() throws IOException {
        assertThat(paragraph(input(), "名单冻结")).endsWith("抽中企业的名单抽出后即时公开，完整抽取证书只给当事方和监督机关，并由三名以上外部人员重算、签署结论。");
        var sealed = input();
        sealed.put("mode", "SEALED");
        assertThat(paragraph(sealed, "名单冻结")).contains("抽中企业的名单在检查期间封存，检查后启封公开，完整抽取证书只给当事方");
        var open = input();
        open.put("audience", "PUBLIC");
        assertThat(paragraph(open, "名单冻结")).endsWith("抽中企业的名单抽出后即时公开，完整抽取证书向所有人公开。");
    }

    /** The first paragraph of the text, behind the title. */
    private String opening(Map<String, Object> input) throws IOException {
        return paragraph(input, "方案如下");
    }

    private String paragraph(Map<String, Object> input, String with) throws IOException {
        var id = SamplePlans.create(port, input).get("id").asLong();
        var answer = as("yj-planner").get("/api/plans/" + id + "/document.docx").expect(200);
        try (var document = new XWPFDocument(new ByteArrayInputStream(answer.body()))) {
            return document.getParagraphs().stream()
                    .map(XWPFParagraph::getText)
                    .filter(text -> text.contains(with))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void neighboursAndOtherRolesStayOutside() {
        var id = SamplePlans.create(port, input()).get("id").asLong();
        for (var path : List.of("", "/preview", "/document.docx", "/exclusions")) {
            assertThat(as("gc-yj-planner").get("/api/plans/" + id + path).status())
                    .isEqualTo(404);
        }
        assertThat(as("gc-yj-planner")
                        .post("/api/plans/" + id + "/submit", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(as("gc-yj-planner").get("/api/plans").json().get("total").asInt())
                .isZero();
        as("yj-registrar").post("/api/plans", input()).expect(403);
        as("yj-registrar").get("/api/plans/" + id).expect(403);
        as("supervisor").get("/api/plans/" + id).expect(200);
        as("supervisor").post("/api/plans/" + id + "/submit", Map.of()).expect(403);
        as("sl-planner").post("/api/plans/" + id + "/submit", Map.of()).expect(403);
    }

    @Test
    void previewsWhatTheDrawWouldTake() {
        var id = SamplePlans.create(port, input()).get("id").asLong();
        var preview = as("yj-planner")
                .get("/api/plans/" + id + "/preview")
                .expect(200)
                .json();
        assertThat(preview.get("total").asInt()).isEqualTo(SampleDirectories.OBJECTS);
        // One is cancelled and one revoked; both stay in the base.
        assertThat(preview.get("eligible").asInt()).isEqualTo(SampleDirectories.OBJECTS - 2);
        assertThat(tier(preview, "A").get("quota").asInt()).isEqualTo(1);
        assertThat(tier(preview, "B").get("quota").asInt()).isEqualTo(8);
        assertThat(tier(preview, "B").get("reserve").asInt()).isEqualTo(4);
        assertThat(tier(preview, "C").get("quota").asInt()).isEqualTo(3);
        assertThat(tier(preview, "D").get("quota").asInt()).isEqualTo(3);
        assertThat(preview.get("quota").asInt()).isEqualTo(15);
        assertThat(preview.get("itemsWithoutObject")).hasSize(1);
        assertThat(preview.get("itemsWithoutObject").get(0).get("code").asString())
                .isEqualTo("TST-SL-02");
        var water = preview.get("departments").get(1);
        assertThat(water.get("officers").asInt()).isEqualTo(6);
        assertThat(water.get("officersWithValidCertificate").asInt()).isEqualTo(5);
        // Every object has an item of this department: 15 groups of two, by five officers.
        assertThat(water.get("expectedVisitsPerOfficer").asDouble()).isEqualTo(6.0);
    }

    @Test
    void anObjectThatNoItemConcernsCountsButCannotBeDrawn() {
        var id = SamplePlans.create(port, SamplePlans.narrowInput(port, district))
                .get("id")
                .asLong();
        var preview = as("yj-planner")
                .get("/api/plans/" + id + "/preview")
                .expect(200)
                .json();
        // 147 of 320 numbers are divided by neither 3, 5 nor 7; the cancelled and the revoked one are not among them.
        assertThat(preview.get("objectsWithoutItem").asInt()).isEqualTo(147);
        assertThat(preview.get("total").asInt()).isEqualTo(320);
        assertThat(preview.get("eligible").asInt()).isEqualTo(320 - 147 - 2);
        assertThat(preview.get("warnings").toString()).contains("147 户没有任何事项适用").contains("X07");
    }

    @Test
    void aFloorPerTierRaisesEachTier() {
        var input = input();
        input.put(
                "ratio",
                Map.of(
                        "byTier",
                        Map.of("A", 100, "B", 300, "C", 1000, "D", 3000),
                        "floorMode",
                        "PER_TIER",
                        "floor",
                        500));
        var id = SamplePlans.create(port, input).get("id").asLong();
        var preview = as("yj-planner")
                .get("/api/plans/" + id + "/preview")
                .expect(200)
                .json();
        assertThat(tier(preview, "B").get("appliedRatio").asInt()).isEqualTo(500);
        assertThat(tier(preview, "B").get("quota").asInt()).isEqualTo(13);
        assertThat(tier(preview, "C").get("quota").asInt()).isEqualTo(3);
    }

    @Test
    void exclusionsNeedAnotherPersonOfTheLeadDepartment() {
        var id = SamplePlans.create(port, input()).get("id").asLong();
        var admin = as("sl-admin");
        var path = "/api/plans/" + id + "/exclusions";
        assertThat(admin.post(path, exclusion(11, "X02")).expect(422).problem()).isEqualTo("code-from-directory");
        assertThat(admin.post(path, Map.of("objectId", "NOBODY", "code", "X06", "note", "理由"))
                        .status())
                .isEqualTo(404);
        assertThat(as("sc-admin").post(path, exclusion(11, "X06")).expect(403).problem())
                .isEqualTo("department-not-in-plan");
        var made = admin.post(path, exclusion(11, "X06")).expect(201).json();
        assertThat(admin.post(path, exclusion(11, "X01")).expect(409).problem()).isEqualTo("exclusion-exists");
        var one = "/api/exclusions/" + made.get("id").asLong();
        assertThat(as("gc-yj-approver").post(one + "/approve").status()).isEqualTo(404);
        assertThat(as("sl-approver").post(one + "/approve").expect(403).problem())
                .isEqualTo("lead-department-only");
        assertThat(as("yj-approver").post(one + "/reject", Map.of()).expect(400).problem())
                .isEqualTo("reason-required");
        as("yj-approver").post(one + "/approve").expect(200);
        assertThat(as("yj-approver2").post(one + "/approve").expect(409).problem())
                .isEqualTo("act-not-allowed-in-state");
        assertThat(plans.exclusions(id)).containsExactly(Map.entry(SampleDirectories.code(11), "X06"));
        var preview = as("yj-planner").get("/api/plans/" + id + "/preview").json();
        assertThat(tier(preview, "A").get("excluded").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyDecidesOnHisOwnPaper() {
        both("yj-two-hats", Role.PLANNER, Role.APPROVER);
        var author = as("yj-two-hats");
        var id = author.post("/api/plans", input()).expect(201).json().get("id").asLong();
        author.post("/api/plans/" + id + "/submit", Map.of()).expect(200);
        assertThat(actions(author.get("/api/plans/" + id).json())).doesNotContain("APPROVE");
        assertThat(author.post("/api/plans/" + id + "/approve", Map.of())
                        .expect(403)
                        .problem())
                .isEqualTo("approver-is-author");
    }

    @Test
    void nobodyDecidesOnHisOwnExclusion() {
        both("yj-two-caps", Role.DEPARTMENT_ADMIN, Role.APPROVER);
        var id = SamplePlans.create(port, input()).get("id").asLong();
        var proposer = as("yj-two-caps");
        var made = proposer.post("/api/plans/" + id + "/exclusions", exclusion(21, "X01"))
                .expect(201)
                .json();
        assertThat(made.get("allowedActions")).isEmpty();
        assertThat(proposer.post("/api/exclusions/" + made.get("id").asLong() + "/approve")
                        .expect(403)
                        .problem())
                .isEqualTo("proposer-decides");
    }

    private void both(String username, Role one, Role other) {
        if (accounts.findByUsername(username).isEmpty()) {
            accounts.create(
                    username,
                    TestDistrict.PASSWORD,
                    username,
                    district.department(TestDistrict.REGION, "YJ"),
                    TestDistrict.REGION,
                    EnumSet.of(one, other),
                    "test");
        }
    }

    @Test
    void aWildcardOfTheDatabaseIsALetterLikeOthers() {
        SamplePlans.create(port, input());
        assertThat(as("yj-planner").get("/api/plans?q=%25").json().get("total").asInt())
                .isZero();
        assertThat(as("secadmin").get("/api/accounts?q=%25").json().get("total").asInt())
                .isZero();
    }

    @Test
    void aPlanThatCanDoNothingIsNotSubmitted() {
        var over = input();
        var yesterday =
                java.time.LocalDate.parse(String.valueOf(over.get("from"))).minusDays(1);
        over.put("from", yesterday.minusDays(5).toString());
        over.put("to", yesterday.toString());
        over.put("year", yesterday.minusDays(5).getYear());
        refusedAtSubmission(over, "plan-window-over");
        var nobody = input();
        nobody.put("ratio", Map.of("byTier", Map.of("A", 0, "B", 0, "C", 0, "D", 0, "N", 0), "floor", 0));
        refusedAtSubmission(nobody, "plan-draws-nobody");
    }

    private void refusedAtSubmission(Map<String, Object> input, String type) {
        var id = SamplePlans.create(port, input).get("id").asLong();
        assertThat(as("yj-planner")
                        .post("/api/plans/" + id + "/submit", Map.of())
                        .expect(422)
                        .problem())
                .isEqualTo(type);
        assertThat(as("yj-planner").get("/api/plans/" + id).json().get("status").asString())
                .isEqualTo("DRAFT");
    }

    @Test
    void theDocumentCarriesTheOneTitle() throws IOException {
        var id = SamplePlans.approved(port, input());
        var number =
                as("yj-planner").get("/api/plans/" + id).json().get("number").asInt();
        var answer = as("yj-planner").get("/api/plans/" + id + "/document.docx").expect(200);
        try (var document = new XWPFDocument(new ByteArrayInputStream(answer.body()))) {
            var text = String.join(
                    "\n",
                    document.getParagraphs().stream()
                            .map(XWPFParagraph::getText)
                            .toList());
            var ordinal = PlanSnapshot.ordinal(number);
            assertThat(text).contains("一、抽查时间", "二、抽查事项内容", "三、抽查对象范围及比例", "共计不低于3%", "附件");
            assertThat(text.split(ordinal + "跨部门", -1)).hasSize(4);
            assertThat(text)
                    .contains("A级1%、B级3%、C级10%、D级30%、未评定等级3%", "内部文件")
                    .contains("当事方和信标在冻结名单时确定")
                    .doesNotContain("市场监管部门和外部见证人")
                    .doesNotContain("掷骰");
            assertThat(document.getTables()).hasSize(1);
            WordGrids.check(document);
            var head = document.getTables().get(0).getRow(0);
            assertThat(head.getTableCells()).hasSize(7);
            assertThat(head.getCell(5).getText()).isEqualTo("抽查结果处理");
            assertThat(text).contains("国家企业信用信息公示系统（河北）");
            assertThat(text).contains("根据《石家庄市栾城区样例年度随机抽查工作计划》，");
            assertThat(document.getTables().get(0).getRow(1).getCell(4).getText())
                    .isEqualTo("发现问题事项（项）");
        }
    }

    @Test
    void theWorkListAsksTheApprover() {
        var id = SamplePlans.create(port, input()).get("id").asLong();
        as("yj-planner").post("/api/plans/" + id + "/submit", Map.of()).expect(200);
        var links = as("yj-approver")
                .get("/api/worklist")
                .expect(200)
                .json()
                .valueStream()
                .map(i -> i.get("kind").asString() + " " + i.get("link").asString());
        assertThat(links).contains("approve-plan /desk/plans/" + id);
    }

    private static Map<String, Object> exclusion(int n, String code) {
        return Map.of("objectId", SampleDirectories.code(n), "code", code, "note", "正在停产搬迁，已书面说明");
    }

    private static JsonNode tier(JsonNode preview, String tier) {
        return preview.get("tiers")
                .valueStream()
                .filter(t -> t.get("tier").asString().equals(tier))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> actions(JsonNode plan) {
        return plan.get("allowedActions").valueStream().map(JsonNode::asString).toList();
    }

    private static Map<String, Object> without(Map<String, Object> input, String key) {
        var copy = new HashMap<>(input);
        copy.remove(key);
        return copy;
    }
}
