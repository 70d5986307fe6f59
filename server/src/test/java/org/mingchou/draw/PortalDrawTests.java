package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingchou.subject.Subjects;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The course of a draw to its end, or to its voiding, as the portal tells it; and what it must not tell. */
@ApiTest
class PortalDrawTests {

    private static final String EVIDENCE = "ab".repeat(32);
    private static final String DICE = Ceremony.DICE;

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @Autowired
    Subjects subjects;

    private String before = "";

    @BeforeEach
    void remember() {
        before = Ceremony.now(port);
    }

    @AfterEach
    void setBack() {
        Ceremony.setClock(port, before);
    }

    private Ceremony frozen(Map<String, Object> choices) {
        var input = SamplePlans.input(port, district);
        input.putAll(choices);
        return Ceremony.freeze(port, district, SamplePlans.approved(port, input));
    }

    private String page(String path) {
        return Api.anonymous(port).get(path).expect(200).text();
    }

    private String draw(Ceremony ceremony) {
        return page("/draws/" + ceremony.drawNo);
    }

    /** What the row of a table says, without marks; empty when there is none. */
    private static String row(String page, String with) {
        return Pattern.compile("<tr\\b(?:(?!</tr>).)*" + Pattern.quote(with) + "(?:(?!</tr>).)*</tr>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .map(m -> m.group()
                        .replaceAll("<[^>]+>", " ")
                        .replaceAll("\\s+", " ")
                        .strip())
                .orElse("");
    }

    private Map<String, String> names(List<String> ids) {
        var result = new HashMap<String, String>();
        subjects.snapshots(ids).forEach((id, s) -> result.put(id, s.name()));
        return result;
    }

    /** Confirms all but these, with the code S2. */
    private void close(Ceremony ceremony, List<String> dropped) {
        draws.closeConfirmations(
                ceremony.drawId,
                draws.rows(ceremony.drawId, "DRAWN").stream()
                        .map(Draws.Row::objectId)
                        .sorted()
                        .map(id -> dropped.contains(id)
                                ? new Draws.Confirmation(id, "S2", EVIDENCE)
                                : new Draws.Confirmation(id, "OK", "-"))
                        .toList());
    }

    @Test
    void theCourseIsToldToItsEndInWordsOfACitizen() {
        var ceremony = frozen(Map.of("audience", "PUBLIC"));
        assertThat(draw(ceremony)).contains("名单已冻结，等各方交出承诺").doesNotContain("已冻结，待承诺");
        ceremony.draw();
        var drawn = draw(ceremony);
        assertThat(drawn).contains("已抽出，各部门正在核对名单").doesNotContain("尚未揭示", "揭示期限");
        assertThat(row(drawn, "各方揭示第一个秘密数")).contains("最后揭示的是witness").doesNotContain("尚未进行");
        inOrder(drawn, "冻结名单", "各方交出承诺", "各方揭示第一个秘密数", "公开产生信标", "算出结果", "各部门核对名单完毕");
        assertThat(row(drawn, "各部门核对名单完毕")).endsWith("尚未进行");
        assertThat(row(drawn, "各方第二次揭示")).endsWith("尚未进行");

        var rows = draws.rows(ceremony.drawId, "DRAWN");
        var first = rows.get(3).objectId();
        close(ceremony, List.of(first));
        var confirmed = draw(ceremony);
        assertThat(confirmed).contains("名单已核对，等各方第二次揭示");
        assertThat(row(confirmed, "各部门核对名单完毕")).contains("退出 1 家").doesNotContain("尚未进行");

        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        var late = rows.get(7).objectId();
        assertThat(draws.nextSubstitute(ceremony.drawId, late, "S1", EVIDENCE)).isPresent();
        var settled = draw(ceremony);
        assertThat(settled).contains("抽取已全部完成").doesNotContain("替补与人员可定", "尚未进行");
        assertThat(row(settled, "各部门核对名单完毕")).contains("退出 2 家");
        assertThat(row(settled, "各方第二次揭示")).contains("递补 2 家");

        // Everything about it is public, so each that left is marked with its reason, and each that stepped in is
        // named.
        var substitutes = draws.substitutes(ceremony.drawId).stream()
                .map(Draws.Row::objectId)
                .toList();
        var known = names(java.util.stream.Stream.concat(substitutes.stream(), java.util.stream.Stream.of(first, late))
                .toList());
        var list = page("/draws/" + ceremony.drawNo + "/names");
        assertThat(list).contains("其中退出 <span>2</span> 家，由候补递补 <span>2</span> 家");
        assertThat(row(list, "id=\"" + first + "\"")).contains("已退出：无法联系");
        assertThat(row(list, "id=\"" + late + "\"")).contains("已退出：注销");
        assertThat(Pattern.compile("已退出：").matcher(list).results()).hasSize(2);
        assertThat(row(list, "id=\"" + substitutes.get(0) + "\""))
                .isEqualTo(known.get(substitutes.get(0)) + " 递补 " + substitutes.get(0) + " " + known.get(first));
        assertThat(row(list, "id=\"" + substitutes.get(1) + "\"")).endsWith(" " + known.get(late));
        assertThat(page("/draws/" + ceremony.drawNo + "/names?at=" + substitutes.get(0)))
                .contains("它是候补，原抽中的企业退出后递补");
    }

    /** Its deadline is told while somebody is awaited, or when he did not come; once it is met it is no event. */
    @Test
    void theRevealStandsInTheCourseAndItsDeadlineOnlyWhileItMatters() {
        var ceremony = frozen(Map.of("audience", "PARTIES"));
        assertThat(row(draw(ceremony), "各方揭示第一个秘密数")).endsWith("第一个秘密数 尚未进行");
        ceremony.commitAndOpen();
        ceremony.reveal("market").expect(200);
        var opened = draw(ceremony);
        assertThat(row(opened, "各方揭示第一个秘密数")).matches(".* 截止 \\d{4}年.*，过时抽取自动作废；尚未揭示：lead、witness 尚未进行");
        inOrder(opened, "冻结名单", "各方交出承诺", "各方揭示第一个秘密数", "公开产生信标", "算出结果");
        ceremony.advance(61);
        var missed = draw(ceremony);
        assertThat(missed).contains("这次抽取已作废");
        assertThat(row(missed, "揭示第一个秘密数的期限已到")).contains("没有揭示：lead、witness").doesNotContain("market", "尚未进行");
        assertThat(row(missed, "各方揭示第一个秘密数")).isEmpty();
        inOrder(missed, "冻结名单", "各方交出承诺", "揭示第一个秘密数的期限已到", "作废<");
    }

    private static void inOrder(String page, String... rows) {
        assertThat(page.substring(page.indexOf("<h2>经过</h2>"))).containsSubsequence(rows);
    }

    /** Who steps in is of the tier of who leaves, so a mark on the one tells it to the other. */
    @Test
    void forPartiesOnlyTheNumbersAreTold() {
        var ceremony = frozen(Map.of("audience", "PARTIES"));
        ceremony.draw();
        var dropped = draws.rows(ceremony.drawId, "DRAWN").get(3).objectId();
        var list = "/draws/" + ceremony.drawNo + "/names";
        var before = row(page(list), "id=\"" + dropped + "\"");
        assertThat(before).contains(dropped);
        close(ceremony, List.of(dropped));
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        var substitute = draws.substitutes(ceremony.drawId).get(0).objectId();
        var name = names(List.of(substitute)).getOrDefault(substitute, "?");
        var after = page(list);
        assertThat(row(after, "id=\"" + dropped + "\"")).isEqualTo(before);
        assertThat(after)
                .contains("其中退出 <span>1</span> 家，由候补递补 <span>1</span> 家", "不标出是哪几家")
                .doesNotContain("已退出：", "无法联系", substitute, name);
        assertThat(draw(ceremony))
                .contains("抽中以后退出的 <b>1</b> 家，由候补递补的 <b>1</b> 家")
                .doesNotContain(dropped, substitute, name, "无法联系", "逐家标出。");
    }

    @Test
    void aSealedDrawTellsItsCourseAndNoName() {
        var from = SamplePlans.input(port, district).get("from");
        var ceremony = frozen(Map.of(
                "mode",
                "SEALED",
                "to",
                java.time.LocalDate.parse(String.valueOf(from)).plusDays(20).toString()));
        ceremony.draw();
        var dropped = draws.rows(ceremony.drawId, "DRAWN").get(3).objectId();
        close(ceremony, List.of(dropped));
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        var everyone = new java.util.ArrayList<String>();
        draws.rows(ceremony.drawId, "DRAWN").forEach(r -> everyone.add(r.objectId()));
        draws.rows(ceremony.drawId, "RESERVE").forEach(r -> everyone.add(r.objectId()));
        var names = names(everyone);
        var sealed = draw(ceremony);
        var list = page("/draws/" + ceremony.drawNo + "/names");
        assertThat(row(sealed, "启封抽中名单")).endsWith("尚未进行");
        assertThat(row(sealed, "各部门核对名单完毕")).contains("退出 1 家");
        everyone.forEach(
                id -> assertThat(sealed + list).doesNotContain(id).doesNotContain(names.getOrDefault(id, "?")));
        assertThat(list).doesNotContain("退出", "递补");

        ceremony.advance(21 * 24 * 60);
        ceremony.as("yj-planner").post(ceremony.path("/unseal")).expect(200);
        assertThat(row(draw(ceremony), "启封抽中名单")).contains("启封：").doesNotContain("尚未进行");
        assertThat(page("/draws/" + ceremony.drawNo + "/names"))
                .contains(dropped, "不标出是哪几家")
                .doesNotContain("已退出：", "递补的企业</h2>");
    }

    @Test
    void aWithheldSecondSecretAndTheDiceInItsPlaceAreTold() {
        var ceremony = frozen(Map.of());
        ceremony.draw();
        close(ceremony, List.of());
        ceremony.revealSecond("lead").expect(200);
        ceremony.revealSecond("witness").expect(200);
        var due = ceremony.state().get("secondDeadline").get("dueOn").asString();
        Ceremony.setClock(port, java.time.LocalDate.parse(due).plusDays(1) + "T09:00:00+08:00");
        var waiting = draw(ceremony);
        assertThat(waiting).contains("有一方逾期没有揭示，等补掷骰子");
        assertThat(row(waiting, "第二次揭示到期")).contains("没有揭示：market").doesNotContain("尚未进行");
        assertThat(row(waiting, "当众掷骰子，代替")).endsWith("尚未进行");
        for (var slug : List.of("witness", "lead")) {
            ceremony.person(slug)
                    .post(ceremony.path("/second-beacon"), Map.of("text", DICE))
                    .expect(200);
        }
        var settled = draw(ceremony);
        assertThat(row(settled, "当众掷骰子，代替")).contains("递补 0 家").doesNotContain("尚未进行");
        assertThat(settled).contains("抽取已全部完成").doesNotContain("各方第二次揭示，");
    }

    @Test
    void aVoidDrawSaysWhyAndWhoVotedAndIsCountedInPublic() {
        var ceremony = frozen(Map.of("mode", "OPEN", "audience", "PUBLIC"));
        ceremony.commitAndOpen();
        var reason = "程序未按规定进行";
        int voids = counted("其中作废", "/draws");
        int all = counted("抽取（次）", "/draws");
        ceremony.person("market")
                .post(ceremony.path("/void"), Map.of("reason", "PROCEDURE_BROKEN"))
                .expect(200);
        assertThat(draw(ceremony)).as("one vote is no decision").doesNotContain("作废</span>", "同意作废");
        ceremony.person("witness")
                .post(ceremony.path("/void"), Map.of("reason", "PROCEDURE_BROKEN"))
                .expect(200);
        var page = draw(ceremony);
        assertThat(page).contains("这次抽取已作废", "已作废</span>").doesNotContain("尚未进行", "算出结果，抽出名单");
        var last = row(page, "牵头部门以外的当事方同意作废");
        assertThat(last).contains("作废 理由：" + reason, "market（", "witness（").doesNotContain("lead");
        for (var path : List.of("/draws", "/fairness")) {
            assertThat(counted("其中作废", path)).as(path).isEqualTo(voids + 1);
            assertThat(counted("抽取（次）", path)).as(path).isEqualTo(all);
            assertThat(agency(path)).contains(reason + "：");
        }

        noCertificate(ceremony, "抽取 " + ceremony.drawNo + " 已作废（" + reason + "），没有结果，也就没有证书。它还没有重做");
        var again = Ceremony.freeze(port, district, ceremony.planId);
        noCertificate(ceremony, "重做的是抽取 " + again.drawNo + "，请下载那一次的证书");
        assertThat(draw(ceremony)).contains("/draws/" + again.drawNo, "逐字节不变");
        assertThat(counted("抽取（次）", "/draws")).isEqualTo(all + 1);

        // Nobody votes when a deadline passes.
        again.commitAndOpen();
        again.advance(61);
        assertThat(row(draw(again), "期限一到按规定自动作废"))
                .contains("作废 理由：揭示期限已过，有当事方未揭示")
                .doesNotContain("同意作废");
        assertThat(counted("其中作废", "/draws")).isEqualTo(voids + 2);
    }

    private void noCertificate(Ceremony voided, String why) {
        var anyone = Api.anonymous(port);
        for (var refused : List.of(
                voided.person("witness").get(voided.path("/certificate.zip")),
                anyone.get("/draws/" + voided.drawNo + "/certificate.zip"),
                anyone.get("/draws/" + voided.drawNo + "/public-certificate.zip"))) {
            assertThat(refused.expect(409).problem()).isEqualTo("draw-void");
            assertThat(refused.text()).contains(why);
        }
    }

    @Test
    void thePlanSaysBeforeTheDrawWhatOfItWillBePublished() {
        var open = plan(Map.of("mode", "OPEN", "audience", "PUBLIC"));
        assertThat(page(open))
                .contains("还没有进行抽取", "一算出结果就向所有人公布", "任何人都可以在本网站下载全部名单和随机数")
                .doesNotContain("公开版证书", "启封");
        var parties = plan(Map.of("mode", "OPEN", "audience", "PARTIES"));
        assertThat(page(parties))
                .contains("一算出结果就向所有人公布", "完整证书只给当事方和监督机关", "至少三人重算")
                .doesNotContain("任何人都可以", "启封");
        var sealed = plan(Map.of("mode", "SEALED", "audience", "PARTIES"));
        assertThat(page(sealed))
                .contains("以前保密，接触过名单的人在公开日志中记名", "最迟过七日自动启封", "完整证书只给当事方和监督机关")
                .doesNotContain("一算出结果就");
    }

    private String plan(Map<String, Object> choices) {
        var input = SamplePlans.input(port, district);
        input.putAll(choices);
        return "/plans/" + SamplePlans.approved(port, input);
    }

    /** The lead department's row of the table of void draws. */
    private String agency(String path) {
        var page = page(path);
        var at = page.indexOf("作废的理由</th>");
        return at < 0
                ? ""
                : Pattern.compile("<tr><td>[^<]*应急管理局</td>.*?</tr>", Pattern.DOTALL)
                        .matcher(page.substring(at))
                        .results()
                        .findFirst()
                        .map(m -> m.group())
                        .orElse("");
    }

    private int counted(String column, String path) {
        var cell = Pattern.compile("data-label=\"" + Pattern.quote(column) + "\">(\\d+)<")
                .matcher(agency(path));
        assertThat(cell.find()).as("%s in %s", column, path).isTrue();
        return Integer.parseInt(cell.group(1));
    }
}
