package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.org.Accounts;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Role;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Outsiders re-run a draw and sign what they found: who may, under whose key, and what it makes of the certificate. */
@ApiTest
class OutsideVerdictTests {

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Accounts accounts;

    @Autowired
    Draws draws;

    @Autowired
    DataSource dataSource;

    @TempDir
    Path directory;

    private Outsiders outsiders() {
        return new Outsiders(port, district, directory);
    }

    private Ceremony drawn() {
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, SamplePlans.input(port, district)));
        ceremony.draw();
        return ceremony;
    }

    @Test
    void outsidersSignWhatTheyFoundAndThePublicGetsACertificate() throws IOException {
        var ceremony = drawn();
        var zipPath = "/draws/" + ceremony.drawNo + "/public-certificate.zip";
        var anyone = Api.anonymous(port);
        assertThat(anyone.get(zipPath).expect(409).problem()).isEqualTo("verdicts-missing");
        var market = PartyKey.of(port, "sc-party");
        var found = outsiders().rerun(ceremony, "sc-party");
        // Refused: the lead about itself, another's signature, our own program, a shape, an uninvited outsider.
        var lead = PartyKey.of(port, "yj-planner");
        assertThat(Outsiders.submit(
                                ceremony, "yj-planner", Outsiders.verdict(ceremony, "lead", lead, found, "verify.py/1"))
                        .expect(422)
                        .problem())
                .isEqualTo("verifier-unknown");
        var asLead = Outsiders.verdict(ceremony, "lead", lead, found, "verify.py/1");
        asLead.remove("who");
        assertThat(Outsiders.submit(ceremony, "yj-planner", asLead).expect(403).problem())
                .isEqualTo("verdict-by-lead");
        assertThat(Outsiders.submit(
                                ceremony, "sc-party", Outsiders.verdict(ceremony, "market", lead, found, "verify.py/1"))
                        .expect(422)
                        .problem())
                .isEqualTo("party-signature-wrong");
        assertThat(Outsiders.submit(
                                ceremony,
                                "sc-party",
                                Outsiders.verdict(ceremony, "market", market, found, "mingchou-sampler/1"))
                        .expect(422)
                        .problem())
                .isEqualTo("verdict-own-program");
        var noHash = new Outsiders.Found("x", found.publicDigest());
        assertThat(Outsiders.submit(
                                ceremony,
                                "sc-party",
                                Outsiders.verdict(ceremony, "market", market, noHash, "verify.py/1"))
                        .expect(400)
                        .problem())
                .isEqualTo("verdict-result");
        // What the verifiers would refuse in the certificate may never come into it.
        for (var time : List.of("2026-05-20T24:00:00Z", "2026-05-20T23:59:60Z", "2026-02-30T08:00:00Z")) {
            var never = Outsiders.verdict(ceremony, "market", market, found, "verify.py/1");
            never.put("time", time);
            assertThat(Outsiders.submit(ceremony, "sc-party", never).expect(400).problem())
                    .as(time)
                    .isEqualTo("verdict-time");
        }
        // The public digest has to be signed too: whoever leaves it out, or signs another, is not taken at his word.
        var without = Outsiders.verdict(ceremony, "market", market, found, "verify.py/1");
        without.remove("publicDigest");
        assertThat(Outsiders.submit(ceremony, "sc-party", without).expect(400).problem())
                .isEqualTo("verdict-public");
        var other = Outsiders.verdict(ceremony, "market", market, found, "verify.py/1");
        other.put("publicDigest", "0f".repeat(32));
        assertThat(Outsiders.submit(ceremony, "sc-party", other).expect(422).problem())
                .isEqualTo("party-signature-wrong");
        var before = "SSJ-LOG-1|VERDICT|" + ceremony.drawNo;
        assertThat(outsiders().log()).noneMatch(l -> l.startsWith(before));
        ceremony.as("sl-admin")
                .post(ceremony.path("/verdicts"), Outsiders.verdict(ceremony, "market", market, found, "verify.py/1"))
                .expect(403);
        var shown = anyone.get("/draws/" + ceremony.drawNo).expect(200).text();
        assertThat(shown).contains("还没有一致的，至少需要 <b>3</b> 人");
        outsiders().threeVerdicts(ceremony);
        // The market's party used a second program: four files of three persons, and three are counted.
        Outsiders.submit(ceremony, "sc-party", Outsiders.verdict(ceremony, "market", market, found, "verify.html/1"))
                .expect(201);
        assertThat(Outsiders.submit(
                                ceremony,
                                "sc-party",
                                Outsiders.verdict(ceremony, "market", market, found, "verify.py/1"))
                        .expect(409)
                        .problem())
                .isEqualTo("verdict-given");

        // A court without an account, whose finding is another one: logged and shown in red, and no obstacle.
        var dissent = new Outsiders.Found("0f".repeat(32), found.publicDigest());
        dissents(ceremony, "court", "区人民法院", dissent);
        // And one who found the same result, but other counts or names than those that are published.
        var published = new Outsiders.Found(found.result(), "0e".repeat(32));
        dissents(ceremony, "congress", "区人大代表", published);
        var page = anyone.get("/draws/" + ceremony.drawNo).expect(200).text();
        assertThat(page)
                .contains("<b>3 人的 4 份</b>一致", "有<span> 2 人的 2 份</span>重算", "区人民法院", "区人大代表")
                .contains("<span class=\"tag bad\">结果不一致</span>", dissent.result())
                .contains("<span class=\"tag bad\">汇总或名单不一致</span>", published.publicDigest());
        var standing = ceremony.as("supervisor")
                .get(ceremony.path("/publication"))
                .expect(200)
                .json()
                .get("standing");
        assertThat(standing.get("agreeing").asInt()).isEqualTo(3);
        assertThat(standing.get("verdicts")
                        .valueStream()
                        .filter(v -> !v.get("agrees").asBoolean())
                        .map(v -> v.get("sameResult").asBoolean()))
                .containsExactly(true, false);

        var zip = Files.write(
                directory.resolve("public.zip"), anyone.get(zipPath).expect(200).body());
        var whole = Zips.members(Files.readAllBytes(zip));
        assertThat(whole)
                .containsOnlyKeys(
                        "params.txt",
                        "summary.txt",
                        "verdicts.txt",
                        "drawn.tsv",
                        "drawn.salt",
                        "log/checkpoint",
                        "log/opening.proof",
                        "log/result.proof");
        assertThat(HashProfile.SHA256.hex(Zips.member(whole, "summary.txt"))).isEqualTo(found.publicDigest());
        assertThat(outsiders().python("verify", zip.toString()).out())
                .endsWith("VERIFIED\n")
                .contains("ok verdicts: 4 by 3");
        assertThat(outsiders().page("verify", zip.toString()).out())
                .endsWith("VERIFIED\n")
                .contains("ok verdicts: 4 by 3");
        assertThat(Certificate.verify(zip, Optional.empty()).lines()).endsWith("VERIFIED");
        for (var member : whole.keySet()) {
            refused(Zips.flipped(whole, member), member);
        }
        // What nobody could refute before without the full certificate: another name, a count under another code.
        var names = Zips.lines(Zips.member(whole, "drawn.tsv"));
        var undrawn = Outsiders.undrawn(ceremony, draws);
        var exchanged = Stream.concat(Stream.of(undrawn), names.stream().skip(1))
                .sorted()
                .toList();
        assertThat(exchanged).hasSameSizeAs(names).isNotEqualTo(names);
        refused(
                Zips.with(
                        whole, "drawn.tsv", (String.join("\n", exchanged) + "\n").getBytes(StandardCharsets.US_ASCII)),
                "a name exchanged");
        var summary = new String(Zips.member(whole, "summary.txt"), StandardCharsets.US_ASCII);
        var code = Pattern.compile("excluded\\.X0[1-9]=").matcher(summary);
        assertThat(code.find()).as(summary).isTrue();
        refused(
                Zips.with(
                        whole, "summary.txt", code.replaceFirst("excluded.X00=").getBytes(StandardCharsets.US_ASCII)),
                "a count moved");
    }

    /** The lead department invites, somebody else vouches for the key: alone, it could invite three of its own making. */
    @Test
    void anInvitedKeyCountsOnlyWhenSomebodyOutsideTheLeadHasComparedIt() throws IOException {
        var ceremony = drawn();
        var found = outsiders().rerun(ceremony, "witness");
        var court = PartyKey.fresh();
        invite(ceremony, "court", "区人民法院", court);
        // A name that stands there already, of a party or of one invited: nobody could tell who signed.
        for (var taken : List.of("market", "区 人民法院")) {
            assertThat(ceremony.as("yj-planner")
                            .post(
                                    ceremony.path("/outside-verifiers"),
                                    Map.of(
                                            "who",
                                            "other",
                                            "label",
                                            taken,
                                            "publicKey",
                                            PartyKey.fresh().publicKey()))
                            .expect(409)
                            .problem())
                    .isEqualTo("verifier-label-taken");
        }
        var verdict = Outsiders.verdict(ceremony, "court", court, found, "own/1");
        assertThat(Outsiders.submit(ceremony, "yj-planner", verdict).expect(409).problem())
                .isEqualTo("verifier-unchecked");
        var check = ceremony.path("/outside-verifiers/court/check");
        var rightKey = Map.of("publicKey", court.publicKey());
        assertThat(ceremony.as("yj-planner").post(check, rightKey).expect(403).problem())
                .isEqualTo("verifier-check-by-lead");
        ceremony.as("sl-admin").post(check, rightKey).expect(403);
        // Whoever compares it takes it from its owner: nobody is given it here.
        for (var reader : List.of("sc-party", "yj-planner", "supervisor")) {
            assertThat(ceremony.as(reader)
                            .get(ceremony.path("/publication"))
                            .expect(200)
                            .text())
                    .contains("court")
                    .doesNotContain(court.publicKey());
        }
        assertThat(ceremony.as("sc-party")
                        .post(check, Map.of("publicKey", PartyKey.fresh().publicKey()))
                        .expect(422)
                        .problem())
                .isEqualTo("verifier-key-differs");
        assertThat(Outsiders.submit(ceremony, "sc-party", verdict).expect(409).problem())
                .isEqualTo("verifier-unchecked");
        assertThat(outsiders().log()).noneMatch(l -> l.startsWith("SSJ-LOG-1|VERDICT|" + ceremony.drawNo));
        var standing = ceremony.as("sc-party").post(check, rightKey).expect(200).json();
        var market = district.actor("sc-party").displayName();
        assertThat(standing.get("invited").get(0).get("checkedBy").asString()).isEqualTo(market);
        assertThat(ceremony.as("witness").post(check, rightKey).expect(409).problem())
                .isEqualTo("verifier-checked");
        Outsiders.submit(ceremony, "yj-planner", verdict).expect(201);
        // Whoever reads it learns who invited, who compared the key and who brought the words.
        var lead = district.actor("yj-planner").displayName();
        assertThat(Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo)
                        .expect(200)
                        .text())
                .contains("受" + lead + "（牵头部门）邀请，公钥由" + market + "核对，由" + lead + "提交");
    }

    /** Its department runs the draw: whatever the role is called, it does not stand outside. */
    @Test
    void theSupervisorOfTheLeadDepartmentIsNoOutsider() throws IOException {
        var ceremony = drawn();
        accounts.create(
                "yj-supervisor",
                TestDistrict.PASSWORD,
                "样牵监督",
                district.department(TestDistrict.REGION, "YJ"),
                TestDistrict.REGION,
                EnumSet.of(Role.SUPERVISOR),
                "test");
        var court = PartyKey.fresh();
        invite(ceremony, "court", "区人民法院", court);
        var key = Map.of("publicKey", court.publicKey());
        assertThat(ceremony.as("yj-supervisor")
                        .post(ceremony.path("/outside-verifiers/court/check"), key)
                        .expect(403)
                        .problem())
                .isEqualTo("verifier-check-by-lead");
        var found = outsiders().rerun(ceremony, "witness");
        var own = Outsiders.verdict(ceremony, "supervisor", court, found, "own/1");
        own.remove("who");
        assertThat(Outsiders.submit(ceremony, "yj-supervisor", own).expect(403).problem())
                .isEqualTo("verdict-by-lead");
        // Nor is one key two outsiders.
        assertThat(ceremony.as("yj-supervisor")
                        .post("/api/party-keys", key)
                        .expect(409)
                        .problem())
                .isEqualTo("party-key-known");
    }

    /** Where the log has grown since it was last signed, whoever asks for a certificate has it signed. */
    @Test
    void theCertificateIsGivenOutThoughNobodyHasSignedTheLogYet() throws Exception {
        var ceremony = drawn();
        outsiders().threeVerdicts(ceremony);
        try (var app = dataSource.getConnection();
                var owner = DriverManager.getConnection(
                        app.getMetaData().getURL().replaceFirst("[?].*", ""), "mingchou_owner", "");
                var statement = owner.createStatement()) {
            statement.execute("DELETE FROM ledger.cosignature WHERE tree = 'draw'");
            statement.execute("DELETE FROM ledger.checkpoint WHERE tree = 'draw'");
        }
        var zip = Files.write(
                directory.resolve("public.zip"),
                Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo + "/public-certificate.zip")
                        .expect(200)
                        .body());
        assertThat(Certificate.verify(zip, Optional.empty()).verified()).isTrue();
    }

    private static void invite(Ceremony ceremony, String who, String label, PartyKey key) {
        ceremony.as("yj-planner")
                .post(
                        ceremony.path("/outside-verifiers"),
                        Map.of("who", who, "label", label, "publicKey", key.publicKey()))
                .expect(201);
    }

    private void dissents(Ceremony ceremony, String who, String label, Outsiders.Found found) {
        var key = PartyKey.fresh();
        invite(ceremony, who, label, key);
        ceremony.as("sc-party")
                .post(ceremony.path("/outside-verifiers/" + who + "/check"), Map.of("publicKey", key.publicKey()))
                .expect(200);
        Outsiders.submit(ceremony, "witness", Outsiders.verdict(ceremony, who, key, found, "own/1"))
                .expect(201);
        assertThat(outsiders().log())
                .contains("SSJ-LOG-1|VERDICT|" + ceremony.drawNo + "|" + who + "|" + found.result() + "|"
                        + found.publicDigest());
    }

    private void refused(byte[] bytes, String what) throws IOException {
        var zip = Files.write(directory.resolve("changed.zip"), bytes);
        assertThat(outsiders().python("verify", zip.toString()).out()).as(what).contains("\nNOT VERIFIED: ");
        assertThat(outsiders().page("verify", zip.toString()).out()).as(what).contains("\nNOT VERIFIED: ");
        assertThat(Certificate.verify(zip, Optional.empty()).verified())
                .as(what)
                .isFalse();
    }
}
