package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingchou.inspection.Visits;
import org.mingchou.sampler.Certificate;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Keys;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.OwnProof;
import org.mingchou.sampler.Params;
import org.mingchou.subject.Subjects;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.mingchou.testing.SamplePlans;
import org.mingchou.testing.TestDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** What the publication switches let out, and what they do not. */
@ApiTest
@Import(PublicationSwitchTests.Doors.class)
class PublicationSwitchTests {

    private static final String EVIDENCE = "ab".repeat(32);
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"#]*)\"");

    /** Enterprise codes for objects of real draws: the visits themselves are not what is tested here. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Doors {
        static final Map<String, Visits.PublicVisit> BY_CODE = new ConcurrentHashMap<>();

        @Bean
        @Primary
        Visits doors() {
            return new Visits() {
                @Override
                public Optional<PublicVisit> bySheetCode(String sheetCode) {
                    return Optional.ofNullable(BY_CODE.get(sheetCode));
                }

                @Override
                public Optional<PublicVisit> byEnterpriseCode(String enterpriseCode) {
                    return Optional.ofNullable(BY_CODE.get(enterpriseCode));
                }

                @Override
                public Optional<byte[]> notice(String enterpriseCode) {
                    return Optional.empty();
                }
            };
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    TestDistrict district;

    @Autowired
    Draws draws;

    @Autowired
    Subjects subjects;

    @TempDir
    Path directory;

    private Outsiders outsiders() {
        return new Outsiders(port, district, directory);
    }

    private Ceremony drawn() {
        return drawn(SamplePlans.input(port, district));
    }

    private Ceremony drawn(Map<String, Object> input) {
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        ceremony.draw();
        return ceremony;
    }

    private Map<String, Object> sealedInput(int days) {
        var input = SamplePlans.input(port, district);
        input.put("mode", "SEALED");
        input.put(
                "to",
                LocalDate.parse(String.valueOf(input.get("from")))
                        .plusDays(days)
                        .toString());
        return input;
    }

    @Test
    void noPublicArtefactTellsATier() throws IOException {
        var ceremony = drawn();
        var rows = draws.rows(ceremony.drawId, "DRAWN");
        var dropped = rows.get(rows.size() - 1).objectId();
        draws.closeConfirmations(ceremony.drawId, confirmations(ceremony, dropped));
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        outsiders().threeVerdicts(ceremony);
        var substitute = draws.substitutes(ceremony.drawId).get(0).objectId();
        var mine = rows.get(0).objectId();
        open("OWNDRAWN", ceremony, mine);
        open("OWNRESERVE", ceremony, substitute);
        var found = crawl(ceremony, "OWNDRAWN", "OWNRESERVE");
        assertThat(found)
                .containsKeys(
                        "/draws/" + ceremony.drawNo,
                        "/draws/" + ceremony.drawNo + "/names",
                        "/draws/" + ceremony.drawNo + "/params.txt",
                        "/draws/" + ceremony.drawNo + "/public-certificate.zip!drawn.tsv",
                        "/draws/" + ceremony.drawNo + "/public-certificate.zip!drawn.salt",
                        "/e/OWNDRAWN/own-row.txt",
                        "/e/OWNRESERVE/own-row.txt",
                        "/api/ledger/draw/entries?from=0&to=1000");
        var truth = truth(ceremony, Set.of(mine, substitute));
        assertThat(TierAttack.run(found, truth)).isEmpty();

        // The attack is worth something: each leak planted is found.
        var seed = ceremony.state().get("seed").asString();
        var key = Keys.of(HashProfile.SHA256, seed, "object");
        var others = truth.result().stream()
                .map(r -> r.split("\t", -1))
                .filter(f -> !truth.own().contains(f[2]))
                .toList();
        var saltKey = new String(
                        Zips.member(
                                Zips.members(ceremony.as("witness")
                                        .get(ceremony.path("/certificate.zip"))
                                        .body()),
                                "saltkey.txt"),
                        StandardCharsets.US_ASCII)
                .strip();
        var other = truth.frame().stream()
                .filter(r -> !truth.own().contains(r.split("\t")[0]))
                .findFirst()
                .orElseThrow();
        var byTicket = new TreeMap<String, String>();
        others.forEach(f -> byTicket.put(f[3], f[2]));
        var plants = new LinkedHashMap<String, String>();
        plants.put("seed found", "<p>种子 " + seed + "</p>");
        plants.put("K found", "{\"key\":\"" + key + "\"}");
        plants.put(
                "secret of market", "SSJ-LOG-1|REVEAL|" + ceremony.drawNo + "|market|" + ceremony.secret("market", 1));
        plants.put("second secret of lead", ceremony.secret("lead", 2));
        plants.put("salt key found", saltKey);
        plants.put("ticket of another", "同组入选线 " + others.get(0)[3]);
        plants.put("an order that is not by code", String.join("\n", byTicket.values()));
        plants.put("row of another", HashProfile.SHA256.hex(other));
        plants.put("label beside", "<td>" + other.split("\t")[0] + "</td><td>" + other.split("\t")[1] + "</td>");
        plants.put("label in", "{\"A\":12,\"B\":7}");
        plants.put(
                "two objects tied",
                "SSJ-LOG-1|SUBST|" + ceremony.drawNo + "|S2|" + dropped + "|" + substitute + "|" + EVIDENCE);
        plants.put("node of the unsalted tree", unsaltedNode(truth.frame()));
        plants.forEach((finding, plant) -> {
            var planted = new TreeMap<>(found);
            planted.put("/planted", plant.getBytes(StandardCharsets.UTF_8));
            assertThat(TierAttack.run(planted, truth)).as(finding).anyMatch(f -> f.startsWith(finding));
        });
    }

    @Test
    void aStrangerReRunsADrawThatIsOpenToAll() throws IOException {
        var input = SamplePlans.input(port, district);
        input.put("audience", "PUBLIC");
        var ceremony = Ceremony.freeze(port, district, SamplePlans.approved(port, input));
        var anyone = Api.anonymous(port);
        var path = "/draws/" + ceremony.drawNo + "/certificate.zip";
        var page = "/draws/" + ceremony.drawNo;
        // Nothing before the result: who knows tiers and odds before the beacon knows whom to call.
        assertThat(anyone.get(path).expect(409).problem()).isEqualTo("not-drawn-yet");
        ceremony.commitOpenReveal();
        assertThat(anyone.get(path).expect(409).problem()).isEqualTo("not-drawn-yet");
        assertThat(anyone.get(page).expect(200).text())
                .contains("算出结果以后，任何人都可以在此下载完整证书")
                .doesNotContain(path);
        ceremony.advance(11);
        ceremony.beacon(Ceremony.DICE).expect(200);
        ceremony.compute().expect(200);
        reRun(ceremony, "taken before");
        assertThat(anyone.get(page).expect(200).text())
                .contains(path, "python3 verify.py verify " + ceremony.drawNo + "-certificate.zip")
                .doesNotContain("算出结果以后", "供当事方、监督机关下载");

        var dropped = draws.rows(ceremony.drawId, "DRAWN").get(3).objectId();
        draws.closeConfirmations(ceremony.drawId, confirmations(ceremony, dropped));
        Ceremony.slugs().forEach(slug -> ceremony.revealSecond(slug).expect(200));
        assertThat(reRun(ceremony, "")).containsKeys("confirmations.tsv", "reveal2.txt");
        anyone.get("/draws/none/certificate.zip").expect(404);
    }

    /** What the offline page says of the keys in a certificate stands beside its owner's name on the portal. */
    @Test
    void theKeysOnThePortalAreThoseOfTheCertificate() throws IOException {
        var ceremony = drawn();
        outsiders().threeVerdicts(ceremony);
        var page =
                Api.anonymous(port).get("/draws/" + ceremony.drawNo).expect(200).text();
        var zip = Files.write(
                directory.resolve("public.zip"),
                Api.anonymous(port)
                        .get("/draws/" + ceremony.drawNo + "/public-certificate.zip")
                        .expect(200)
                        .body());
        var members = Zips.members(Files.readAllBytes(zip));
        var log = Zips.lines(Zips.member(members, "log/opening.proof")).get(0).substring("key=".length());
        assertThat(page).contains("<pre>" + log + "</pre>");
        assertThat(keyRows(page))
                .contains("公开日志 " + NoteKey.parse(log).name() + " "
                        + shown(NoteKey.parse(log).publicKey()));
        // As a reader pins it.
        var pin = Files.writeString(directory.resolve("log.key"), log + "\n");
        assertThat(outsiders()
                        .python("verify", zip.toString(), "--log-key", pin.toString())
                        .out())
                .contains("is the pinned one")
                .endsWith("VERIFIED\n");
        for (var line : Zips.lines(Zips.member(members, "verdicts.txt"))) {
            var f = line.split("\t", -1);
            assertThat(keyRows(page))
                    .anyMatch(row -> row.startsWith("重算人 ")
                            && row.endsWith(" " + shown(java.util.HexFormat.of().parseHex(f[5]))));
        }
        for (var slug : Ceremony.slugs()) {
            assertThat(keyRows(page))
                    .contains("当事方 " + slug + " "
                            + shown(java.util.HexFormat.of()
                                    .parseHex(PartyKey.of(port, Ceremony.username(slug))
                                            .publicKey())));
        }
    }

    /** Recomputed as verify.html does it. */
    private static String shown(byte[] key) {
        var hex = HashProfile.SHA256.hex(key);
        return String.join(" ", hex.substring(0, 4), hex.substring(4, 8), hex.substring(8, 12), hex.substring(12, 16));
    }

    private static List<String> keyRows(String page) {
        var from = page.indexOf("<th>公钥指纹</th>");
        return Pattern.compile("<tr>.*?</tr>", Pattern.DOTALL)
                .matcher(page.substring(from, page.indexOf("</table>", from)))
                .results()
                .map(m -> m.group()
                        .replaceAll("<[^>]+>", " ")
                        .replaceAll("\\s+", " ")
                        .strip())
                .toList();
    }

    /** As a stranger: by the sampler, by verify.py and by the script of the page; and the same as a party's. */
    private Map<String, byte[]> reRun(Ceremony ceremony, String said) throws IOException {
        var answer = Api.anonymous(port)
                .get("/draws/" + ceremony.drawNo + "/certificate.zip")
                .expect(200);
        assertThat(answer.headers().get("Content-Disposition")).contains(ceremony.drawNo + "-certificate.zip");
        assertThat(answer.headers().get("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
        var zip = Files.write(directory.resolve("open.zip"), answer.body());
        assertThat(Certificate.verify(zip, Optional.empty()).lines()).endsWith("VERIFIED");
        for (var run : List.of(
                outsiders().python("verify", zip.toString()), outsiders().page("verify", zip.toString()))) {
            assertThat(run.exit()).as(run.out()).isZero();
            assertThat(run.out()).contains(said).endsWith("VERIFIED\n");
        }
        var members = Zips.members(answer.body());
        var party = Zips.members(ceremony.as("witness")
                .get(ceremony.path("/certificate.zip"))
                .expect(200)
                .body());
        assertThat(members.keySet()).isEqualTo(party.keySet());
        members.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(party.get(name)));
        var damaged = Files.write(directory.resolve("bad.zip"), Zips.flipped(members, "result.tsv"));
        assertThat(outsiders().python("verify", damaged.toString()).exit()).isEqualTo(1);
        return members;
    }

    @Test
    void noStrangerGetsTheCertificateOfADrawForParties() throws IOException {
        for (var mode : List.of("OPEN", "SEALED")) {
            var input = sealedInput(20);
            input.put("mode", mode);
            var ceremony = drawn(input);
            outsiders().threeVerdicts(ceremony);
            var anyone = Api.anonymous(port);
            var path = "/draws/" + ceremony.drawNo + "/certificate.zip";
            var refused = anyone.get(path).expect(403);
            assertThat(refused.problem()).isEqualTo("parties-only");
            assertThat(refused.text()).contains("公开版证书");
            assertThat(anyone.get("/draws/" + ceremony.drawNo).expect(200).text())
                    .contains("/public-certificate.zip")
                    .doesNotContain(path);
            ceremony.advance(28 * 24 * 60);
            anyone.get("/draws/" + ceremony.drawNo + "/names").expect(200);
            assertThat(anyone.get(path).expect(403).problem())
                    .as("after UNSEAL")
                    .isEqualTo("parties-only");
        }
    }

    @Test
    void anEnterpriseProvesItsOwnRowAndNoOther() throws IOException {
        var ceremony = drawn();
        var mine = draws.rows(ceremony.drawId, "DRAWN").get(0);
        open("ROWPROOF", ceremony, mine.objectId());
        var anyone = Api.anonymous(port);
        assertThat(anyone.get("/e/ROWPROOF").expect(200).text()).contains("下载名单记录证明");
        var text = anyone.get("/e/ROWPROOF/own-row.txt").expect(200).text();
        assertThat(text).contains("line=" + mine.objectId() + " " + mine.stratum() + " E 1");
        var proof = Files.writeString(directory.resolve("own-row.txt"), text);
        var params = Files.write(
                directory.resolve("params.txt"),
                anyone.get("/draws/" + ceremony.drawNo + "/params.txt").body());
        for (var run : List.of(
                outsiders().python("door", proof.toString(), "--params", params.toString()),
                outsiders().page("door", proof.toString(), "--params", params.toString()))) {
            assertThat(run.out()).contains("ok opening").endsWith("VERIFIED\n");
        }
        var read = Params.parse(Files.readAllBytes(params));
        assertThat(OwnProof.parse("p", text.getBytes(StandardCharsets.US_ASCII))
                        .verify(Optional.of(read), Optional.empty())
                        .lines())
                .endsWith("VERIFIED");
        assertThat(check(text)).contains("<strong>真</strong>");
        // Another tier in the same row.
        var forged = text.replace(
                mine.objectId() + " " + mine.stratum(),
                mine.objectId() + " " + (mine.stratum().equals("A") ? "B" : "A"));
        assertThat(forged).isNotEqualTo(text);
        var bad = Files.writeString(directory.resolve("forged.txt"), forged);
        assertThat(outsiders().python("door", bad.toString()).exit()).isEqualTo(1);
        assertThat(outsiders().page("door", bad.toString()).exit()).isEqualTo(1);
        assertThat(OwnProof.parse("p", forged.getBytes(StandardCharsets.US_ASCII))
                        .holds())
                .isFalse();
        assertThat(check(forged)).contains("<strong>假</strong>");
        // One that was not drawn asks those inside; strangers and other departments get nothing.
        var undrawn = Outsiders.undrawn(ceremony, draws);
        assertThat(ceremony.as("supervisor")
                        .get(ceremony.path("/own-rows/" + undrawn))
                        .expect(200)
                        .text())
                .contains("line=" + undrawn + " ");
        ceremony.as("sl-admin").get(ceremony.path("/own-rows/" + undrawn)).expect(403);
    }

    private String worklist(Ceremony ceremony) {
        return ceremony.as("yj-planner").get("/api/worklist").expect(200).text();
    }

    @Test
    void sealedNamesStayInsideUntilTheyAreOpened() throws IOException {
        var ceremony = drawn(sealedInput(20));
        outsiders().threeVerdicts(ceremony);
        var rows = draws.rows(ceremony.drawId, "DRAWN");
        var base = "/draws/" + ceremony.drawNo;
        var names = new HashMap<String, String>();
        subjects.snapshots(rows.stream().map(Draws.Row::objectId).toList()).forEach((id, s) -> names.put(id, s.name()));
        var anyone = Api.anonymous(port);
        var before = crawl(ceremony);
        var sealed = Zips.members(
                anyone.get(base + "/public-certificate.zip").expect(200).body());
        assertThat(sealed).doesNotContainKeys("drawn.tsv", "drawn.salt");
        // The digest that binds the names is salted: whoever guesses the list cannot try it.
        var tsv = String.join(
                        "\n", rows.stream().map(Draws.Row::objectId).sorted().toList()) + "\n";
        var bound = Pattern.compile("names=([0-9a-f]{64})\n")
                .matcher(new String(Zips.member(sealed, "summary.txt"), StandardCharsets.US_ASCII));
        assertThat(bound.find()).isTrue();
        assertThat(bound.group(1)).isNotEqualTo(HashProfile.SHA256.hex(tsv));
        before.forEach((path, bytes) -> {
            var text = new String(bytes, StandardCharsets.UTF_8);
            rows.forEach(row -> assertThat(text)
                    .as(path)
                    .doesNotContain(row.objectId())
                    .doesNotContain(names.getOrDefault(row.objectId(), "?")));
        });
        assertThat(anyone.get(base + "/names").expect(200).text()).contains("名单保密");
        // Who computed and who downloaded is named in the log; the page tells how many.
        assertThat(outsiders().log().stream().filter(l -> l.startsWith("SSJ-LOG-1|ACCESS|" + ceremony.drawNo)))
                .anyMatch(l -> l.contains("|COMPUTED|YJ|"))
                .filteredOn(l -> l.contains("|DOWNLOADED|"))
                .hasSize(3);
        assertThat(anyone.get(base).text()).contains("接触过名单的 <b>4</b> 人");

        var mine = rows.get(0).objectId();
        // Before the notice a proof in hand would stand in for the approval.
        open("SEALEDDOOR", ceremony, mine, "APPROVED");
        assertThat(anyone.get("/e/SEALEDDOOR").expect(200).text()).doesNotContain("入企证明码");
        anyone.get("/e/SEALEDDOOR/door-proof.txt").expect(404);
        open("SEALEDDOOR", ceremony, mine);
        var page = anyone.get("/e/SEALEDDOOR").expect(200).text();
        assertThat(page).contains("入企证明码", "data:image/svg+xml;base64,");
        var text = anyone.get("/e/SEALEDDOOR/door-proof.txt").expect(200).text();
        var proof = Files.writeString(directory.resolve("door.txt"), text);
        assertThat(outsiders().python("door", proof.toString()).out())
                .contains("ok log RESULT")
                .endsWith("VERIFIED\n");
        assertThat(outsiders().page("door", proof.toString()).out())
                .contains("ok log RESULT")
                .endsWith("VERIFIED\n");
        assertThat(OwnProof.parse("p", text.getBytes(StandardCharsets.US_ASCII))
                        .verify(Optional.empty(), Optional.empty())
                        .lines())
                .endsWith("VERIFIED");
        assertThat(check(text)).contains("<strong>真</strong>");
        var forged = text.replace(mine, Outsiders.undrawn(ceremony, draws));
        var bad = Files.writeString(directory.resolve("forged.txt"), forged);
        assertThat(outsiders().python("door", bad.toString()).exit()).isEqualTo(1);
        assertThat(outsiders().page("door", bad.toString()).exit()).isEqualTo(1);
        assertThat(check(forged)).contains("<strong>假</strong>");

        assertThat(ceremony.as("yj-planner")
                        .post(ceremony.path("/unseal"))
                        .expect(409)
                        .problem())
                .isEqualTo("window-not-over");
        assertThat(worklist(ceremony)).doesNotContain(ceremony.drawNo + "，抽查时间已于");
        ceremony.advance(21 * 24 * 60);
        assertThat(worklist(ceremony)).contains("unseal-draw", ceremony.drawNo + "，抽查时间已于");
        ceremony.as("yj-planner").post(ceremony.path("/unseal")).expect(200);
        assertThat(worklist(ceremony)).doesNotContain(ceremony.drawNo + "，抽查时间已于");
        assertThat(ceremony.as("yj-planner")
                        .post(ceremony.path("/unseal"))
                        .expect(409)
                        .problem())
                .isEqualTo("already-unsealed");
        assertThat(outsiders().log().stream().filter(l -> l.startsWith("SSJ-LOG-1|UNSEAL|" + ceremony.drawNo)))
                .hasSize(1);
        assertThat(anyone.get(base + "/names").expect(200).text()).contains(names.getOrDefault(mine, "?"), mine);
        var zip = Files.write(
                directory.resolve("unsealed.zip"),
                anyone.get(base + "/public-certificate.zip").expect(200).body());
        assertThat(outsiders().python("verify", zip.toString()).out())
                .contains("ok names")
                .endsWith("VERIFIED\n");
        assertThat(Certificate.verify(zip, Optional.empty()).lines()).endsWith("VERIFIED");
        // The names are those whose digest was signed while they were sealed; the salt was in nobody's hands.
        var unsealed = Zips.members(Files.readAllBytes(zip));
        assertThat(unsealed).containsEntry("summary.txt", Zips.member(sealed, "summary.txt"));
        var salt = Zips.lines(Zips.member(unsealed, "drawn.salt")).get(0);
        assertThat(bound.group(1)).isEqualTo(HashProfile.SHA256.hex(salt + "|" + tsv));
        before.forEach((path, bytes) ->
                assertThat(new String(bytes, StandardCharsets.UTF_8)).as(path).doesNotContain(salt));
    }

    @Test
    void namesOpenByThemselvesAWeekAfterTheWindowAndOnlyOnce() {
        var ceremony = drawn(sealedInput(20));
        ceremony.advance(27 * 24 * 60);
        var base = "/draws/" + ceremony.drawNo + "/names";
        var anyone = Api.anonymous(port);
        assertThat(anyone.get(base).text()).contains("名单保密");
        ceremony.advance(24 * 60);
        assertThat(anyone.get(base).text()).doesNotContain("名单保密");
        anyone.get(base).expect(200);
        assertThat(outsiders().log().stream().filter(l -> l.startsWith("SSJ-LOG-1|UNSEAL|" + ceremony.drawNo)))
                .hasSize(1);
    }

    // --- what a stranger can reach
    // ------------------------------------------------------------------------------------

    /** Everything public of this draw by its path, zips by member, and the pages that the codes open. */
    private Map<String, byte[]> crawl(Ceremony ceremony, String... codes) throws IOException {
        var anyone = Api.anonymous(port);
        var base = "/draws/" + ceremony.drawNo;
        var waiting = new ArrayDeque<>(List.of(
                "/",
                "/plans",
                "/draws",
                "/results",
                "/results.json",
                "/results.csv",
                "/items",
                "/check",
                base,
                base + "/names",
                base + "/live",
                base + "/live.json",
                base + "/params.txt",
                base + "/public-certificate.zip",
                base + "/certificate.zip",
                "/plans/" + ceremony.planId,
                "/api/session",
                "/api/setup",
                "/api/publications/dictionary",
                "/api/draws/" + ceremony.drawId,
                ceremony.path("/rows"),
                ceremony.path("/publication"),
                ceremony.path("/frame.tsv"),
                ceremony.path("/certificate.zip"),
                "/api/assignments?drawId=" + ceremony.drawId,
                "/api/ledger/draw/checkpoint",
                "/api/ledger/draw/entries?from=0&to=1000"));
        for (var code : codes) {
            waiting.add("/e/" + code);
            waiting.add("/v/" + code);
            waiting.add("/e/" + code + "/door-proof.txt");
        }
        var found = new TreeMap<String, byte[]>();
        var seen = new java.util.HashSet<>(waiting);
        while (!waiting.isEmpty()) {
            var path = waiting.poll();
            var answer = anyone.get(path);
            if (path.startsWith("/api/draws/") || path.startsWith("/api/assignments")) {
                assertThat(answer.status()).as(path).isIn(401, 403);
            }
            if (path.endsWith(".zip")) {
                Zips.members(answer.body()).forEach((name, bytes) -> found.put(path + "!" + name, bytes));
            }
            if (path.matches("/(verify\\.py|secret\\.html|draw\\.md)")) {
                // Files of the project, older than any draw; PortalTests compares them.
                continue;
            }
            if (path.equals("/verify.html") || path.equals("/portal/ssj.js")) {
                // The page that anyone may save, and its script: the same bytes whatever was drawn.
                assertThat(offlinePage()).contains(answer.text());
                continue;
            }
            found.put(path, answer.body());
            var type = answer.headers().getOrDefault("Content-Type", "");
            if (type.startsWith("text/html")) {
                LINK.matcher(answer.text())
                        .results()
                        .map(m -> m.group(1).replace("&amp;", "&"))
                        .filter(link -> !link.startsWith("/draws/") || link.startsWith(base))
                        .filter(link -> !link.startsWith("/text-size"))
                        .filter(seen::add)
                        .forEach(waiting::add);
            }
        }
        return found;
    }

    private static String offlinePage() throws IOException {
        return Files.readString(Outsiders.VERIFIER.resolve("verify.html"));
    }

    private TierAttack.Truth truth(Ceremony ceremony, Set<String> own) throws IOException {
        var all = Zips.members(
                ceremony.as("witness").get(ceremony.path("/certificate.zip")).body());
        var frame = Zips.lines(Zips.member(all, "frame.tsv"));
        var params = Params.parse(Zips.member(all, "params.txt"));
        var ids = frame.stream().map(r -> r.split("\t")[0]).toList();
        var names = new HashMap<String, String>();
        subjects.snapshots(ids).forEach((id, s) -> names.put(id, s.name()));
        return new TierAttack.Truth(
                ceremony.drawNo,
                frame,
                Zips.lines(Zips.member(all, "result.tsv")),
                own,
                params.commitments(),
                params.secondCommitments(),
                names);
    }

    /** The path of an enterprise's own row, had it been taken in the unsalted tree. */
    private static String unsaltedNode(List<String> frame) {
        var tree = new org.mingchou.sampler.MerkleTree(HashProfile.SHA256);
        frame.forEach(r -> tree.append(r.getBytes(StandardCharsets.US_ASCII)));
        return java.util.HexFormat.of().formatHex(tree.inclusion(0, tree.size()).get(2));
    }

    private void open(String code, Ceremony ceremony, String objectId) {
        open(code, ceremony, objectId, "NOTIFIED");
    }

    private void open(String code, Ceremony ceremony, String objectId, String status) {
        Doors.BY_CODE.put(
                code,
                new Visits.PublicVisit(
                        code,
                        TestDistrict.REGION,
                        "石家庄市栾城区",
                        objectId,
                        "样例企业",
                        null,
                        null,
                        "应急管理局",
                        status,
                        "已通知",
                        true,
                        !status.equals("APPROVED"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new Visits.PublicSection(
                                1,
                                ceremony.planId,
                                "计划",
                                ceremony.drawId,
                                "应急管理局",
                                "OPEN",
                                "待检查",
                                false,
                                List.of(),
                                List.of(),
                                List.of()))));
    }

    private List<Draws.Confirmation> confirmations(Ceremony ceremony, String dropped) {
        return draws.rows(ceremony.drawId, "DRAWN").stream()
                .map(Draws.Row::objectId)
                .sorted()
                .map(id -> id.equals(dropped)
                        ? new Draws.Confirmation(id, "S2", EVIDENCE)
                        : new Draws.Confirmation(id, "OK", "-"))
                .toList();
    }

    private String check(String proof) {
        return Api.anonymous(port)
                .form("/check", Map.of("proof", proof))
                .expect(200)
                .text();
    }
}
