package org.mingchou.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The portal as a stranger meets it: without account, without script, also at a wrong address. */
@ApiTest
class PortalTests {

    @LocalServerPort
    int port;

    @Test
    void everyPageOpensWithoutAnAccountAndWithoutAScript() {
        for (var path : new String[] {"/", "/plans", "/draws", "/results", "/results?q=样", "/items"}) {
            var page = Api.anonymous(port).get(path.replace("样", "%E6%A0%B7")).expect(200);
            assertThat(page.headers().get("Content-Type")).startsWith("text/html");
            assertThat(page.headers().get("Content-Security-Policy")).contains("script-src 'self'");
            assertThat(page.text())
                    .as(path)
                    .contains("lang=\"zh-CN\"", "跳到正文", "样例", "大字版")
                    .doesNotContain("<script", "style=\"");
        }
    }

    @Test
    void aWrongAddressIsSaidInTheLanguageOfTheAsker() {
        for (var path : new String[] {
            "/nothing", "/results/999999", "/results/abc", "/plans/999999", "/draws/none", "/v/AAAAAAAAAA", "/e/AAAA"
        }) {
            var page = Api.anonymous(port).get(path).expect(404);
            assertThat(page.headers().get("Content-Type")).as(path).startsWith("text/html");
            assertThat(page.text()).contains("没有找到这个页面");
        }
        var api = Api.as(port, "yj-planner").get("/api/nothing").expect(404);
        assertThat(api.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(api.problem()).isEqualTo("not-found");
    }

    /** What people type is their credit code. */
    @Test
    void whoHasNoCodeOfHisNoticeIsToldWhereItStands() {
        for (var path : List.of("/e/91130111MA0000000X", "/e/AAAA/own-row.txt", "/e/AAAA/notice.pdf")) {
            assertThat(Api.anonymous(port).get(path).expect(404).text())
                    .as(path)
                    .contains("查询码印在送达贵单位的《行政检查通知书》上", "统一社会信用代码不能用来查询");
        }
        assertThat(Api.anonymous(port).get("/v/AAAAAAAAAA").expect(404).text()).doesNotContain("通知书");
    }

    @Test
    void everyAppHasItsIcon() {
        var icon = Api.anonymous(port).get("/favicon.ico").expect(200);
        assertThat(icon.body()).startsWith(0, 0, 1, 0);
    }

    @Test
    void whatAStrangerNeedsIsThereToBeSaved() throws IOException {
        for (var file :
                List.of("verifier/verify.html", "verifier/verify.py", "verifier/secret.html", "docs/spec/draw.md")) {
            var path = Path.of("..").resolve(file);
            var saved = Api.anonymous(port).get("/" + path.getFileName()).expect(200);
            assertThat(saved.body()).isEqualTo(Files.readAllBytes(path));
            assertThat(saved.headers().get("Content-Disposition"))
                    .contains("attachment", path.getFileName().toString());
        }
        Api.anonymous(port).get("/verify.txt").expect(404);
    }

    @Test
    void aNumberInTheAddressThatCannotBeReadIsSaidSo() {
        var page = Api.anonymous(port).get("/results?page=99999999999").expect(400);
        assertThat(page.text()).contains("地址里有看不懂的内容", "page").doesNotContain("没有找到这个页面");
        assertThat(Api.anonymous(port)
                        .get("/results?page=2147483647")
                        .expect(200)
                        .text())
                .contains("抽查结果");
    }

    @Test
    void whatTheServerRefusesBeforeItIsReadIsSaidInChineseToo() {
        var page = Api.anonymous(port).get("/v/%00").expect(400);
        assertThat(page.text()).contains("地址有误", "lang=\"zh-CN\"").doesNotContain("Bad Request");
        assertThat(page.headers().get("Content-Type")).startsWith("text/html");
        var api = Api.anonymous(port).get("/api/subjects/%00").expect(400);
        assertThat(api.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(api.problem()).isEqualTo("malformed-request");
        assertThat(api.json().path("status").asInt()).isEqualTo(400);
    }

    @Test
    void pagesSayTheyAreChineseWhateverTheBrowserAsksFor() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/plans"))
                .header("Accept-Language", "en")
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Language")).contains("zh-CN");
        assertThat(answer.body()).contains("企业人员的姓名只显示姓氏").doesNotContain("个人姓名只显示姓氏");
    }

    @Test
    void largeLettersAreRememberedAndLeadNowhereElse() {
        var person = Api.anonymous(port);
        person.get("/text-size?size=large&back=/plans").expect(303);
        assertThat(person.get("/plans").text()).contains("class=\"large\"");
        assertThat(person.get("/text-size?size=standard&back=//elsewhere.example")
                        .expect(303)
                        .headers()
                        .get("Location"))
                .isEqualTo("/");
        assertThat(person.get("/text-size?size=standard&back=https://elsewhere.example")
                        .expect(303)
                        .headers()
                        .get("Location"))
                .isEqualTo("/");
    }

    @Test
    void openDataIsReadableByPrograms() {
        var csv = Api.anonymous(port).get("/results.csv").expect(200);
        assertThat(csv.headers().get("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).startsWith("\uFEFF公示编号");
        assertThat(Api.anonymous(port).get("/results.json").expect(200).json().has("total"))
                .isTrue();
    }
}
