package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;

/** The big screen through a whole ceremony, and what it must never show or do. */
@ApiTest
class LiveScreenTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    private Ceremony frozen(String audience, String mode) {
        var input = SamplePlans.input(port, district);
        input.put("audience", audience);
        input.put("mode", mode);
        return Ceremony.freeze(port, district, SamplePlans.approved(port, input));
    }

    private JsonNode data(Ceremony ceremony) {
        return Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + "/live.json")
                .expect(200)
                .json();
    }

    private String page(Ceremony ceremony) {
        return Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + "/live")
                .expect(200)
                .text();
    }

    private static List<String> names(JsonNode data) {
        return data.get("drawn")
                .valueStream()
                .map(d -> d.get("name").asString())
                .toList();
    }

    @Test
    void followsTheCeremonyStepByStep() {
        var ceremony = frozen("PARTIES", "OPEN");
        var before = data(ceremony);
        assertThat(before.get("parties"))
                .hasSize(3)
                .noneMatch(p -> p.get("committed").asBoolean());
        assertThat(before.get("opening").isNull()).isTrue();
        assertThat(page(ceremony)).contains("未承诺", "各方承诺后公布").doesNotContain("已承诺");

        ceremony.commit("lead").expect(200);
        var after = data(ceremony);
        assertThat(after.get("revision")).isNotEqualTo(before.get("revision"));
        assertThat(after.get("parties")
                        .valueStream()
                        .filter(p -> p.get("committed").asBoolean()))
                .hasSize(1);
        assertThat(page(ceremony)).contains("已承诺", "未承诺");

        ceremony.commit("market").expect(200);
        ceremony.commit("witness").expect(200);
        ceremony.open().expect(200);
        var opened = data(ceremony);
        var opening = opened.get("opening").asString();
        assertThat(page(ceremony))
                .contains("<span>" + opening.substring(0, 4) + "</span><span>" + opening.substring(4, 8) + "</span>")
                .contains("距揭示截止");
        assertThat(until(ceremony)).isEqualTo(time(opened, "revealDeadline"));

        Ceremony.slugs().forEach(slug -> ceremony.reveal(slug).expect(200));
        assertThat(page(ceremony)).contains("距最早可产生信标");
        assertThat(until(ceremony)).isEqualTo(time(opened, "earliestBeaconAt"));
        assertThat(ceremony.beacon(Ceremony.DICE).expect(409).problem())
                .as("what the countdown waits for")
                .isEqualTo("opening-too-young");
        ceremony.advance(11);
        ceremony.read("witness", Ceremony.DICE).expect(200);
        var read = data(ceremony);
        assertThat(page(ceremony)).contains("见证人已录入，等待第二人独立录入").doesNotContain("class=\"die\"", "class=\"read");
        ceremony.read("market", Ceremony.MISREAD).expect(200);
        assertThat(data(ceremony).get("revision")).isNotEqualTo(read.get("revision"));
        assertThat(Pattern.compile("class=\"read( off)?\"")
                        .matcher(page(ceremony))
                        .results())
                .hasSize(2 * 54);
        assertThat(Pattern.compile("class=\"read off\"").matcher(page(ceremony)).results())
                .as("the one die that was read otherwise")
                .hasSize(2);
        assertThat(page(ceremony)).contains("market与witness有 1 颗不同：第 54 颗（5、4）。");
        assertThat(page(ceremony)).contains("与桌上的骰子逐颗核对").doesNotContain("class=\"die\"");
        ceremony.read("market", Ceremony.DICE).expect(200);
        assertThat(page(ceremony)).contains("market、witness录入：起初不一致，彼此核对后一致");
        assertThat(Pattern.compile("class=\"die\"").matcher(page(ceremony)).results())
                .hasSize(54);
        assertThat(data(ceremony).get("drawn").isNull()).isTrue();

        ceremony.compute().expect(200);
        var drawn = data(ceremony);
        assertThat(names(drawn)).hasSize(15).allMatch(n -> n.startsWith("样例第"));
        assertThat(page(ceremony)).contains("抽中 <b>15</b> 家");
        var known = Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + "/live.json?known="
                        + drawn.get("revision").asString())
                .expect(200)
                .json();
        assertThat(known.get("drawn").isNull()).as("not sent twice").isTrue();
    }

    @Test
    void withAnAudienceOfPartiesTheOrderOfTheNamesSaysNothing() {
        var ceremony = frozen("PARTIES", "OPEN");
        ceremony.draw();
        var shown = data(ceremony);
        assertThat(shown.get("byTicket").asBoolean()).isFalse();
        assertThat(shown.get("drawn").valueStream().map(d -> d.get("ticket"))).allMatch(JsonNode::isNull);
        var byId = draws.rows(ceremony.drawId, "DRAWN").stream()
                .map(Draws.Row::objectId)
                .sorted()
                .map(LiveScreenTests::nameOf)
                .toList();
        assertThat(names(shown)).isEqualTo(byId);
        var page = page(ceremony);
        assertThat(page).contains("次序不含任何信息");
        // Neither the secrets, nor the seed, nor a ticket: each would open every other enterprise's ticket.
        var seed = ceremony.state().get("seed").asString();
        assertThat(page + shown).doesNotContain(seed, ceremony.secret("lead", 1));
        draws.rows(ceremony.drawId, "RESERVE")
                .forEach(r -> assertThat(names(shown)).doesNotContain(nameOf(r.objectId())));
    }

    @Test
    void aPublicDrawIsListedByTicket() {
        var ceremony = frozen("PUBLIC", "OPEN");
        ceremony.draw();
        var shown = data(ceremony);
        assertThat(shown.get("byTicket").asBoolean()).isTrue();
        var tickets = shown.get("drawn")
                .valueStream()
                .map(d -> d.get("ticket").asString())
                .toList();
        assertThat(tickets).hasSize(15).isSorted().allMatch(t -> t.matches("[0-9a-f]{64}"));
        assertThat(page(ceremony))
                .contains("按票号从小到大")
                .contains("<code>" + tickets.get(0).substring(0, 8));
    }

    @Test
    void aSealedDrawNamesNobody() {
        var ceremony = frozen("PARTIES", "SEALED");
        ceremony.draw();
        assertThat(data(ceremony).get("drawn").isNull()).isTrue();
        assertThat(page(ceremony)).contains("名单暂不公开").doesNotContain("样例第");
    }

    @Test
    void aVoidDrawIsShownAsVoidAndNamesNobody() {
        var ceremony = frozen("PARTIES", "OPEN");
        ceremony.commitAndOpen();
        ceremony.advance(61);
        assertThat(data(ceremony).get("status").asString()).isEqualTo("VOID");
        assertThat(page(ceremony)).contains("这次抽取已作废").doesNotContain("距揭示截止", "样例第");
    }

    @Test
    void anUnknownDrawIsNotFound() {
        Api.anonymous(port).get("/draws/none/live").expect(404);
        Api.anonymous(port).get("/draws/none/live.json").expect(404);
    }

    @Test
    void thePageCarriesOneScriptOfItsOwnHostAndWorksWithoutIt() {
        var ceremony = frozen("PARTIES", "OPEN");
        var answer =
                Api.anonymous(port).get("/draws/" + ceremony.drawNo + "/live").expect(200);
        assertThat(answer.headers().get("Content-Security-Policy")).contains("script-src 'self';");
        assertThat(Pattern.compile("<script[^>]*>")
                        .matcher(answer.text())
                        .results()
                        .map(r -> r.group()))
                .containsExactly("<script src=\"/portal/live.js\" defer>");
        assertThat(answer.text())
                .contains("<script src=\"/portal/live.js\" defer></script>")
                .contains("<a href=\"/draws/" + ceremony.drawNo + "/live\">刷新</a>")
                .doesNotContain("style=\"", "onclick", "javascript:");
    }

    /** Nothing on the public pages may be a source of chance. */
    @Test
    void noScriptOfThePortalKnowsChance() throws IOException {
        var scripts = new ArrayList<String>();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:static/portal/**/*.js")) {
            scripts.add(Objects.requireNonNull(resource.getFilename()));
            var text = resource.getContentAsString(StandardCharsets.UTF_8);
            assertThat(text)
                    .as(resource.getFilename())
                    .doesNotContainIgnoringCase("random", "crypto", "eval(", "new Function", "import(");
            // The time is used for the countdown only, against the time of the server.
            assertThat(Pattern.compile("Date\\.now\\(\\)").matcher(text).results())
                    .hasSizeLessThanOrEqualTo(2);
        }
        assertThat(scripts).contains("live.js");
    }

    private static String nameOf(String objectId) {
        return "样例第" + Integer.parseInt(objectId.substring(10, 17)) + "机械有限公司";
    }

    /** What the countdown runs to; as a time, for one of the two writers leaves out a last zero of the microseconds. */
    private OffsetDateTime until(Ceremony ceremony) {
        var until = Pattern.compile("data-until=\"([^\"]+)\"").matcher(page(ceremony));
        assertThat(until.find()).isTrue();
        return OffsetDateTime.parse(until.group(1));
    }

    private static OffsetDateTime time(JsonNode data, String name) {
        return OffsetDateTime.parse(data.get(name).asString());
    }
}
