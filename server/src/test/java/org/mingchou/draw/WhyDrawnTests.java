package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.inspection.Visits;
import org.mingchou.sampler.HashProfile;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** 为什么抽到我: what the enterprise's own page says of its own row after a real draw, and what it must not say. */
@ApiTest
class WhyDrawnTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @TempDir
    Path directory;

    @MockitoBean
    Visits visits;

    private Ceremony drawn(String audience) {
        var input = SamplePlans.input(port, district);
        input.put("audience", audience);
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        ceremony.draw();
        return ceremony;
    }

    private String page(Ceremony ceremony, String objectId) {
        return page(ceremony, objectId, false);
    }

    private String page(Ceremony ceremony, String objectId, boolean byHand) {
        var section = new Visits.PublicSection(
                1,
                ceremony.planId,
                "样例区“双随机、一公开”抽查计划",
                ceremony.drawId,
                "应急管理局",
                "OPEN",
                "待提交",
                byHand,
                List.of(),
                List.of(),
                List.of());
        when(visits.byEnterpriseCode(anyString()))
                .thenReturn(Optional.of(new Visits.PublicVisit(
                        "SHEET00001",
                        TestDistrict.REGION,
                        "石家庄市栾城区",
                        objectId,
                        "样例企业",
                        objectId,
                        null,
                        "应急管理局",
                        "NOTIFIED",
                        "已通知",
                        true,
                        true,
                        null,
                        LocalDate.of(2026, 12, 1),
                        null,
                        null,
                        null,
                        List.of(section))));
        return Api.anonymous(port).get("/e/ABCDEFGH").expect(200).text();
    }

    @Test
    void aPublicDrawIsRecomputedByTheCommandOnThePage() throws IOException {
        var ceremony = drawn("PUBLIC");
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        var page = page(ceremony, own);
        var commands = Pattern.compile("printf '%s' '([^']+)' \\| sha256sum")
                .matcher(page.replace("&#39;", "'"))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(commands).hasSize(2);
        var key = HashProfile.SHA256.hex(commands.get(0));
        assertThat(commands.get(1)).isEqualTo(key + "|" + own);
        assertThat(page).contains(HashProfile.SHA256.hex(commands.get(1)), "同类入选线", "票号在入选线之下");
        assertThat(page.replaceAll("<[^>]+>", "")).contains("计划是“样例区‘双随机、一公开’抽查计划”。");

        // The whole of it too: the file that the page leads to, with the program that it leads to.
        var whole = "/draws/" + ceremony.drawNo + "/certificate.zip";
        assertThat(page)
                .contains("href=\"" + whole + "\"", "href=\"/verify.html\"", "href=\"/verify.py\"")
                .contains("python3 verify.py verify " + ceremony.drawNo + "-certificate.zip");
        var zip = Files.write(
                directory.resolve("certificate.zip"),
                Api.anonymous(port).get(whole).expect(200).body());
        assertThat(Ceremony.verify(zip).lines()).endsWith("VERIFIED");
    }

    @Test
    void withAnAudienceOfPartiesNothingOfOthersIsSaid() {
        var ceremony = drawn("PARTIES");
        var rows = draws.rows(ceremony.drawId, "DRAWN");
        var own = rows.get(0).objectId();
        var page = page(ceremony, own);
        assertThat(page)
                .contains("为什么抽到我", "共 <b>320</b> 家", own, "票号在入选线之下", "12345")
                .contains(Ceremony.DICE, "/draws/" + ceremony.drawNo, "/fairness")
                .contains("执法人员由二次种子", "只说在上还是在下")
                .contains("请当事方或监督机关用完整证书", "3 名外部人员得到一致结果以后")
                .doesNotContain("同类入选线", "sha256sum", "certificate.zip");
        assertThat(page.replaceAll("<[^>]+>", "")).contains("lead、market、witness各出一个");
        var state = ceremony.state();
        assertThat(page).doesNotContain(state.get("seed").asString());
        // One ticket, its own: any other would give away a cut-off.
        var shown = Pattern.compile("[0-9a-f]{64}")
                .matcher(page)
                .results()
                .map(m -> m.group())
                .distinct()
                .toList();
        assertThat(shown).hasSize(1);
        for (var quota : state.get("quotas")) {
            assertThat(page).doesNotContain("应抽 " + quota.get("quota").asLong());
        }
        rows.stream().skip(1).forEach(r -> assertThat(page).doesNotContain(r.objectId()));
        // No tier, neither its own nor another's: the address may be passed on.
        assertThat(page.replaceAll("<[^>]+>", "")).doesNotContainPattern("\\b[ABCD] ?级");
    }

    @Test
    void theOwnerIsLedToThePublicCertificateOnceThereIsOne() throws IOException {
        var ceremony = drawn("PARTIES");
        new Outsiders(port, district, directory).threeVerdicts(ceremony);
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        var found = "/draws/" + ceremony.drawNo + "/public-certificate.zip";
        assertThat(page(ceremony, own)).contains("href=\"" + found + "\"").doesNotContain("/certificate.zip\"");
        Api.anonymous(port).get(found).expect(200);
    }

    @Test
    void whereOfficersWereNamedByPeopleThePageSaysSo() {
        var ceremony = drawn("PARTIES");
        var own = draws.rows(ceremony.drawId, "DRAWN").get(0).objectId();
        assertThat(page(ceremony, own)).contains("执法人员由二次种子").doesNotContain("不是随机配对");
        assertThat(page(ceremony, own, true).replaceAll("<[^>]+>", ""))
                .contains("应急管理局的检查人员不是随机配对的", "人员由人工指派，非随机")
                .doesNotContain("执法人员由二次种子");
    }

    @Test
    void aSubstituteLearnsThatItIsOne() {
        var ceremony = drawn("PARTIES");
        var rows = draws.rows(ceremony.drawId, "DRAWN");
        var dropped = rows.get(3).objectId();
        var confirmations = new ArrayList<Draws.Confirmation>();
        rows.stream()
                .sorted(java.util.Comparator.comparing(Draws.Row::objectId))
                .forEach(r -> confirmations.add(
                        r.objectId().equals(dropped)
                                ? new Draws.Confirmation(dropped, "S1", "ab".repeat(32))
                                : new Draws.Confirmation(r.objectId(), "OK", "-")));
        draws.closeConfirmations(ceremony.drawId, confirmations);
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        var substitute = draws.substitutes(ceremony.drawId).get(0).objectId();
        assertThat(page(ceremony, substitute))
                .contains("贵单位是递补的", "票号在入选线之上，列入候补后递补")
                .doesNotContain(dropped);
        assertThat(page(ceremony, rows.get(0).objectId())).doesNotContain("递补的");
    }
}
