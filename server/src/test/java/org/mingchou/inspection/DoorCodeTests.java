package org.mingchou.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.Ceremony;
import org.mingchou.sampler.DoorAddress;
import org.mingchou.sampler.OwnProof;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.People;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What an enterprise at its gate can see of the draw, on paper and on the officer's phone, and who else cannot. */
@ApiTest
// In a database of its own: its draws and visits would be counted by the tests of other modules.
@TestPropertySource(properties = "mingchou.database.name=mingchou_door")
class DoorCodeTests {

    private static final int DOTS_PER_INCH = 300;

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    JdbcClient jdbc;

    @Test
    void thePapersOfASealedDrawProveThatTheEnterpriseWasDrawn() throws Exception {
        var visit = staffed("SEALED");
        var path = path(visit);
        assertThat(as("yj-officer-01").get(path + "/door-code").expect(409).problem())
                .isEqualTo("visit-not-announced");
        assertThat(codes(as("yj-officer-01").get(path + "/sheet.pdf"))).noneMatch(DoorAddress::is);
        notified(path);

        var phone = as("yj-officer-01").get(path + "/door-code").expect(200);
        assertThat(phone.headers().get("Cache-Control")).contains("no-store");
        var address = phone.json().path("address").asString();
        assertThat(phone.json().path("proof").asBoolean()).isTrue();
        assertThat(phone.json().path("qr").asString()).startsWith("data:image/svg+xml;base64,");
        assertThat(phone.json().path("sentence").asString()).contains("/check", "verify.html", "不是事后指定的");

        var code = as("yj-admin").get(path).json().path("enterpriseCode").asString();
        for (var paper : List.of(
                as("yj-officer-01").get(path + "/sheet.pdf"),
                as("yj-officer-01").get(path + "/notice.pdf"),
                as("yj-admin").get(path + "/notice.pdf"),
                Api.anonymous(port).get("/e/" + code + "/notice.pdf"))) {
            var scanned =
                    codes(paper).stream().filter(DoorAddress::is).findFirst().orElseThrow();
            assertThat(scanned).isEqualTo(address);
            assertThat(text(paper)).contains("是不是真的抽中了", "verify.html", "不是事后指定的");
            var proof = read(scanned);
            assertThat(proof.objectId()).isEqualTo(visit.path("objectId").asString());
            assertThat(proof.verify(Optional.empty(), Optional.empty()).lines()).endsWith("VERIFIED");
            assertThat(Api.anonymous(port)
                            .get("/draws/" + proof.draw() + "/roots.json")
                            .expect(200)
                            .json()
                            .path("result")
                            .asString())
                    .isEqualTo(proof.root());
        }
        assertThat(Api.anonymous(port).get("/e/" + code).expect(200).text())
                .contains("入企证明码", phone.json().path("qr").asString(), address.substring(address.indexOf('#')));

        // Where no script runs, the form tells true from false by the address as well.
        assertThat(check(address))
                .contains("<strong>真</strong>", visit.path("objectId").asString());
        var at = address.length() - 60;
        var changed = address.substring(0, at) + (address.charAt(at) == 'A' ? 'B' : 'A') + address.substring(at + 1);
        assertThat(check(changed)).contains("<strong>假</strong>").doesNotContain("<strong>真</strong>");
    }

    @Test
    void nobodyElseGetsTheProofOfASealedDraw() throws Exception {
        var visit = staffed("SEALED");
        var path = path(visit);
        notified(path);
        for (var stranger : List.of("yj-officer-02", "sl-officer-01", "st-officer-02", "gc-yj-officer-01")) {
            assertThat(as(stranger).get(path + "/door-code").expect(404).problem())
                    .as(stranger)
                    .isEqualTo("not-found");
            as(stranger).get(path + "/sheet.pdf").expect(404);
            as(stranger).get(path + "/notice.pdf").expect(404);
        }
        for (var other : List.of("yj-admin", "yj-approver", "yj-reviewer", "supervisor", "sl-admin", "gc-yj-admin")) {
            as(other).get(path + "/door-code").expect(403);
        }
        assertThat(Api.anonymous(port).get(path + "/door-code").status()).isEqualTo(401);
        for (var department : List.of("sl-admin", "st-admin", "gc-yj-admin")) {
            as(department).get(path + "/sheet.pdf").expect(404);
        }
        // Who approves or supervises reads the papers without what is the enterprise's own.
        for (var paper : List.of(
                as("yj-approver").get(path + "/notice.pdf"),
                as("yj-reviewer").get(path + "/sheet.pdf"),
                as("supervisor").get(path + "/sheet.pdf"),
                as("supervisor").get(path + "/notice.pdf"))) {
            assertThat(codes(paper)).isNotEmpty().noneMatch(DoorAddress::is).noneMatch(c -> c.contains("/e/"));
            assertThat(text(paper)).doesNotContain("是不是真的抽中了");
        }
        // An officer who sees the visit by another role, without a seat in it.
        as("secadmin")
                .put(
                        "/api/accounts/" + district.actor("yj-followup").accountId() + "/roles",
                        Map.of("roles", List.of("FOLLOWUP_HANDLER", "OFFICER")))
                .expect(204);
        People.forget(port, "yj-followup");
        assertThat(as("yj-followup").get(path + "/door-code").expect(403).problem())
                .isEqualTo("not-a-member");
        assertThat(codes(as("yj-followup").get(path + "/notice.pdf"))).noneMatch(DoorAddress::is);
        // Seated no longer, the officer is a stranger.
        seat(visit, null);
        as("yj-officer-01").get(path + "/door-code").expect(404);
    }

    @Test
    void theCodeOfAnOpenDrawLeadsToThePublicList() throws Exception {
        var visit = staffed("OPEN");
        var path = path(visit);
        notified(path);
        var code = as("yj-officer-01").get(path + "/door-code").expect(200).json();
        assertThat(code.path("proof").asBoolean()).isFalse();
        var object = visit.path("objectId").asString();
        var address = code.path("address").asString();
        assertThat(address).endsWith("/names?at=" + object + "#" + object);
        assertThat(codes(as("supervisor").get(path + "/sheet.pdf"))).contains(address);
        var page = address.substring(address.indexOf("/draws/"), address.indexOf('#'));
        assertThat(Api.anonymous(port).get(page).expect(200).text())
                .contains("抽中名单里有这一家", "<tr id=\"" + object + "\" class=\"here\">");
        assertThat(Api.anonymous(port)
                        .get(page.replace(object, "NOBODY"))
                        .expect(200)
                        .text())
                .contains("抽中名单里没有代码")
                .doesNotContain("class=\"here\"");
    }

    /** A visit of YJ alone, with yj-officer-01 in its first seat, through the whole chain. */
    private JsonNode staffed(String mode) {
        var input = SamplePlans.input(port, district);
        input.put("mode", mode);
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        ceremony.draw();
        var list = "/api/assignments?size=200&status=DISPATCHED&drawId=" + ceremony.drawId;
        for (var department : List.of("yj", "sl", "st")) {
            var admin = as(department + "-admin");
            var ids = ids(admin.get(list).expect(200).json().path("items"));
            if (!ids.isEmpty()) {
                admin.post("/api/assignments/confirm", Map.of("ids", ids)).expect(200);
            }
        }
        as("yj-planner").post(ceremony.path("/close-confirmations")).expect(204);
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        var confirmed = "/api/assignments?size=200&status=CONFIRMED&drawId=" + ceremony.drawId;
        var own = ids(as("yj-admin").get(confirmed).expect(200).json().path("items"));
        as("yj-admin").post("/api/assignments/claim", Map.of("ids", own)).expect(200);
        as("yj-admin").post(ceremony.path("/pools/YJ/match")).expect(200);
        var id = jdbc.sql("SELECT max(visit_id) FROM inspection.section WHERE draw_id = :draw")
                .param("draw", ceremony.drawId)
                .query(Long.class)
                .single();
        var visit = as("yj-admin").get("/api/visits/" + id).expect(200).json();
        seat(visit, district.actor("yj-officer-01").accountId());
        return visit;
    }

    /** The matching is by lot; the test needs to know who came out. */
    private void seat(JsonNode visit, @Nullable Long account) {
        jdbc.sql("""
                UPDATE inspection.section_member SET account_id = CASE WHEN seat = 0 THEN CAST(:account AS bigint) END
                WHERE section_id IN (SELECT id FROM inspection.section WHERE visit_id = :visit)""")
                .param("account", account)
                .param("visit", visit.path("id").asLong())
                .update();
    }

    private void notified(String path) {
        var on = as("yj-admin").get("/api/session").json().path("today").asString();
        as("yj-admin").post(path + "/schedule", Map.of("on", on)).expect(200);
        as("yj-admin").post(path + "/request-approval", Map.of("basis", "计划")).expect(200);
        as("yj-approver").post(path + "/approve").expect(200);
        as("yj-admin").post(path + "/notify").expect(200);
    }

    private static OwnProof read(String address) {
        return OwnProof.parse("p", DoorAddress.text("p", address).getBytes(StandardCharsets.US_ASCII));
    }

    /** Every QR code on the pages, as a camera over the printed sheet would read them. */
    private static List<String> codes(Api.Answer pdf) throws IOException {
        var found = new ArrayList<String>();
        try (var document = Loader.loadPDF(pdf.expect(200).body())) {
            var renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                var image = renderer.renderImageWithDPI(page, DOTS_PER_INCH);
                var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
                var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
                try {
                    Arrays.stream(new QRCodeMultiReader()
                                    .decodeMultiple(
                                            new BinaryBitmap(new HybridBinarizer(source)),
                                            Map.of(DecodeHintType.TRY_HARDER, true)))
                            .map(Result::getText)
                            .forEach(found::add);
                } catch (NotFoundException e) {
                    // A page without a code.
                    continue;
                }
            }
        }
        return found;
    }

    private static String text(Api.Answer pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private String check(String given) {
        return Api.anonymous(port)
                .form("/check", Map.of("proof", given))
                .expect(200)
                .text();
    }

    private static String path(JsonNode visit) {
        return "/api/visits/" + visit.path("id").asLong();
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
