package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingchou.sampler.CertificateFixture.Seen;

/** That witnesses saw the opening before the beacon (§3.4.1, A18), as a stranger finds it in a certificate. */
class WitnessCheckTest {
    private static final List<NoteSigner> W =
            List.of(witness("w0.example"), witness("w1.example"), witness("w2.example"));
    private static final NoteSigner STRANGER = witness("w9.example");
    private static final long T = Instant.parse("2026-05-28T20:26:40Z").getEpochSecond();
    private static final List<Seen> SEEN =
            List.of(new Seen(1, at(W.get(0), T, W.get(2), T + 30)), new Seen(3, at(W.get(1), T + 90)));
    private static final Map<NoteSigner, Long> LATER = later(1200, 1300, 1400);
    private static final String HALF = ", more than half by 2026-05-28T20:27:10Z, ";
    private static final CertificateFixture TEN = fixture(10, t -> t);

    @TempDir
    Path dir;

    private static NoteSigner witness(String name) {
        return NoteSigner.witness(name, CertificateFixture.pair());
    }

    private static Map<NoteSigner, Long> at(NoteSigner one, long time) {
        return Map.of(one, time);
    }

    private static Map<NoteSigner, Long> at(NoteSigner one, long time, NoteSigner other, long otherTime) {
        Map<NoteSigner, Long> out = new LinkedHashMap<>();
        out.put(one, time);
        out.put(other, otherTime);
        return out;
    }

    private static Map<NoteSigner, Long> later(long... seconds) {
        Map<NoteSigner, Long> out = new LinkedHashMap<>();
        for (int i = 0; i < seconds.length; i++) {
            out.put(W.get(i), T + seconds[i]);
        }
        return out;
    }

    /** An opening that names the three; what follows is made for it. */
    private static CertificateFixture fixture(int minutes, UnaryOperator<String> opening) {
        return new CertificateFixture(6, text -> named(opening.apply(text), W, minutes), e -> e);
    }

    private static String named(String params, List<NoteSigner> witnesses, int minutes) {
        List<String> lines = new ArrayList<>(params.lines().toList());
        witnesses.forEach(w ->
                lines.add("witness." + Hex.encode(w.key().id()) + "=" + w.key().text()));
        lines.add("witnessed=" + minutes);
        Collections.sort(lines);
        return String.join("\n", lines) + "\n";
    }

    private List<String> lines(Map<String, byte[]> members) {
        return CertificateFixture.verify(dir, CertificateFixture.zip(members)).lines();
    }

    private List<String> said(Map<String, byte[]> members) {
        List<String> lines = lines(members);
        assertThat(lines).endsWith("VERIFIED");
        return lines.stream()
                .filter(l -> l.matches("(ok|note) witness(ed)?: .*"))
                .toList();
    }

    private void refused(Map<String, byte[]> members, String reason) {
        assertThat(lines(members)).endsWith("NOT VERIFIED: " + reason);
    }

    @Test
    void whoSawTheOpeningIsSaidInTheOrderOfTheirTimes() {
        assertThat(said(TEN.witnessed(SEEN, LATER)))
                .containsExactly(
                        "ok witness: " + W.get(0).key().fingerprint() + " saw OPENING at 2026-05-28T20:26:40Z",
                        "ok witness: " + W.get(2).key().fingerprint() + " saw OPENING at 2026-05-28T20:27:10Z",
                        "ok witness: " + W.get(1).key().fingerprint() + " saw OPENING at 2026-05-28T20:28:10Z",
                        "ok witnessed: 3 of 3" + HALF + "20 minutes before they saw RESULT, 10 demanded");
    }

    @Test
    void anOpeningThatNamesNobodyIsMarked() {
        CertificateFixture nobody = new CertificateFixture(6, t -> t, e -> e);
        assertThat(said(nobody.members)).singleElement().asString().startsWith("note witnessed: none (无外部见证)");
        refused(
                nobody.and("log/witnessed.proof", "checkpoint=AA==\n"),
                "log/witnessed.proof without a witness in the opening");
        refused(TEN.members, "the member log/witnessed.proof is missing");
    }

    @Test
    void lessThanHalfIsTooFew() {
        refused(
                TEN.witnessed(List.of(new Seen(1, at(W.get(0), T))), LATER),
                "1 of 3 witnesses saw OPENING, more than half are needed");
        assertThat(said(TEN.witnessed(List.of(new Seen(1, at(W.get(0), T, W.get(1), T))), LATER)))
                .anyMatch(l -> l.startsWith("ok witnessed: 2 of 3, more than half by 2026-05-28T20:26:40Z"));
    }

    @Test
    void halfOfAnEvenNumberIsTooFew() {
        CertificateFixture two = new CertificateFixture(6, text -> named(text, W.subList(0, 2), 10), e -> e);
        Seen one = new Seen(1, at(W.get(0), T));
        refused(two.witnessed(List.of(one), later(1200)), "1 of 2 witnesses saw OPENING, more than half are needed");
        assertThat(said(two.witnessed(List.of(one, new Seen(2, at(W.get(1), T))), later(1200, 1200))))
                .anyMatch(l -> l.startsWith("ok witnessed: 2 of 2, "));
    }

    @Test
    void theFewestThatAreMoreThanHalfDecide() {
        // A clock that is a year slow, or fast, moves nothing that counts.
        for (long wrong : List.of(T - 31_536_000, T + 31_536_000)) {
            List<Seen> seen = wrong < T
                    ? List.of(new Seen(1, at(W.get(0), wrong, W.get(2), T + 30)), new Seen(3, at(W.get(1), T + 90)))
                    : List.of(new Seen(1, at(W.get(0), T, W.get(2), T + 30)), new Seen(3, at(W.get(1), wrong)));
            assertThat(said(TEN.witnessed(seen, LATER))).anyMatch(l -> l.startsWith("ok witnessed: 3 of 3" + HALF));
        }
    }

    @Test
    void nobodyElseCosignsAndNobodyTwice() {
        String foreign =
                "a checkpoint of log/witnessed.proof is signed by somebody whom the opening does not name, or twice";
        refused(TEN.witnessed(List.of(new Seen(1, at(W.get(0), T, STRANGER, T))), LATER), foreign);
        refused(TEN.witnessed(List.of(new Seen(1, at(W.get(0), T)), new Seen(2, at(W.get(0), T + 1))), LATER), foreign);
        refused(
                TEN.witnessed(List.of(new Seen(1, at(W.get(0), T, W.get(1), T)), new Seen(3, Map.of())), LATER),
                "a checkpoint of log/witnessed.proof needs the log's signature and a witness's");
        // The log signs twice, or a note has no signature of it.
        String note = new String(TEN.block(SEEN.get(0)).note(), StandardCharsets.UTF_8);
        String logged = note.lines().toList().get(4) + "\n";
        refused(withNote(note + logged), foreign);
        refused(
                withNote(note.replace(logged, "")),
                "a checkpoint of log/witnessed.proof needs the log's signature and a witness's");
    }

    private static Map<String, byte[]> withNote(String note) {
        WitnessedProof.Block one = new WitnessedProof.Block(List.of(), note.getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> out = TEN.witnessed(SEEN, LATER);
        out.put("log/witnessed.proof", new WitnessedProof(List.of(one)).bytes());
        return out;
    }

    @Test
    void aForgedTimeOrSignatureIsRefused() {
        String note = new String(TEN.block(SEEN.get(0)).note(), StandardCharsets.UTF_8);
        String line = note.lines().toList().get(5);
        byte[] raw = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        for (int i : List.of(4, 11, 12, raw.length - 1)) {
            byte[] forged = raw.clone();
            forged[i] ^= 1;
            refused(
                    withNote(note.replace(
                            Base64.getEncoder().encodeToString(raw),
                            Base64.getEncoder().encodeToString(forged))),
                    "the signature of w0.example in log/witnessed.proof is wrong");
        }
        for (long wrong : List.of(-1L, 253_402_300_800L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            refused(
                    TEN.witnessed(List.of(new Seen(1, at(W.get(0), wrong, W.get(1), T))), LATER),
                    "a time in log/witnessed.proof lies outside the years 1970 to 9999");
        }
        assertThat(said(TEN.witnessed(
                        List.of(new Seen(1, at(W.get(0), 0, W.get(1), 0)), new Seen(2, at(W.get(2), 253_402_300_799L))),
                        LATER)))
                .anyMatch(l -> l.endsWith("saw OPENING at 1970-01-01T00:00:00Z"))
                .anyMatch(l -> l.endsWith("saw OPENING at 9999-12-31T23:59:59Z"));
    }

    @Test
    void aCheckpointHoldsTheOpeningAndNotYetTheResult() {
        Map<NoteSigner, Long> two = at(W.get(0), T, W.get(1), T);
        // Two secrets stand between the opening and the result.
        assertThat(said(TEN.witnessed(List.of(new Seen(3, two)), LATER))).isNotEmpty();
        refused(
                TEN.witnessed(List.of(new Seen(4, two)), LATER),
                "a checkpoint of log/witnessed.proof holds RESULT: OPENING was seen too late");
        String ascend = "the checkpoints of log/witnessed.proof must ascend by size and hold OPENING";
        refused(TEN.witnessed(List.of(new Seen(3, two), new Seen(1, at(W.get(2), T))), LATER), ascend);
        refused(TEN.witnessed(List.of(new Seen(3, two), new Seen(3, at(W.get(2), T))), LATER), ascend);
        Map<String, byte[]> noPath = TEN.witnessed(List.of(new Seen(3, two)), LATER);
        noPath.put(
                "log/witnessed.proof",
                Ascii.bytes(Ascii.string(noPath.getOrDefault("log/witnessed.proof", new byte[0]))
                        .replaceFirst("path=.*\n", "")));
        refused(noPath, "the proof of OPENING in a checkpoint of log/witnessed.proof fails");
        Checkpoint other = new Checkpoint("log2.example", 1, new byte[32]);
        refused(
                withNote(other.note(List.of(W.get(0).sign(other.text(), T)))),
                "a checkpoint of log/witnessed.proof is of another log");
    }

    @Test
    void withoutATimeOfTheBeaconTheWitnessesClocksTellHowLong() {
        refused(
                fixture(21, t -> t).witnessed(SEEN, LATER),
                "by the witnesses' clocks RESULT came less than 21 minutes after OPENING");
        // 1210, 1370 and 1200 seconds: the second longest is 1210.
        CertificateFixture twenty = fixture(20, t -> t);
        assertThat(said(twenty.witnessed(SEEN, later(1200, 1300, 1400)))).isNotEmpty();
        refused(
                twenty.witnessed(SEEN, later(1199, 1289, 1400)),
                "by the witnesses' clocks RESULT came less than 20 minutes after OPENING");
        assertThat(said(twenty.witnessed(SEEN, later(1199, 1290, 1400))))
                .anyMatch(l -> l.endsWith("20 minutes before they saw RESULT, 20 demanded"));
        for (Map<NoteSigner, Long> few : List.of(Map.<NoteSigner, Long>of(), later(5))) {
            assertThat(said(TEN.witnessed(SEEN, few)))
                    .contains("note witnessed: 3 of 3" + HALF.replaceFirst(", $", "")
                            + "; too few of them have seen RESULT to tell how long before, 10 minutes demanded");
        }
        refused(
                TEN.witnessed(SEEN, later(-T - 1, -T - 1, -T - 1)),
                "a time in log/checkpoint lies outside the years 1970 to 9999");
        refused(
                TEN.witnessed(SEEN, at(W.get(0), Long.MAX_VALUE, W.get(1), Long.MAX_VALUE)),
                "a time in log/checkpoint lies outside the years 1970 to 9999");
    }

    @Test
    void aTrialSaysSo() {
        assertThat(said(fixture(0, t -> t).witnessed(SEEN, later(30, 90, 30))))
                .contains(
                        "note witnessed: the opening demands 0 minutes, as in a trial whose clock can be moved",
                        "ok witnessed: 3 of 3" + HALF + "0 minutes before they saw RESULT, 0 demanded");
        refused(
                fixture(0, t -> t).witnessed(SEEN, later(-1, 89, 31)),
                "by the witnesses' clocks RESULT came less than 0 minutes after OPENING");
    }

    /** @param wait from when more than half had seen it to the round; the fixture's drand beacon is round 77 */
    @ParameterizedTest
    @CsvSource({"quicknet, 1692803595", "default, 1595433330"})
    void aRoundHasItsTime(String chain, long comes) {
        CertificateFixture drand = fixture(10, t -> t.replaceFirst("beacon=.*", "beacon=drand:" + chain + ":77"));
        List<Seen> enough = List.of(new Seen(1, at(W.get(0), comes - 5000, W.get(1), comes - 600)));
        assertThat(said(drand.witnessed(enough, Map.of())))
                .anyMatch(l -> l.startsWith("ok witnessed: 2 of 3")
                        && l.endsWith(
                                ", 10 minutes before the beacon at " + Instant.ofEpochSecond(comes) + ", 10 demanded"));
        List<Seen> late = List.of(new Seen(1, at(W.get(0), comes - 5000, W.get(1), comes - 599)));
        refused(
                drand.witnessed(late, LATER),
                "witnesses saw OPENING at " + Instant.ofEpochSecond(comes - 599)
                        + ", not 10 minutes before the beacon at " + Instant.ofEpochSecond(comes));
    }

    @Test
    void aLotteryIsDrawnInTheEveningOfItsDay() {
        UnaryOperator<String> fc3d = t -> t.replaceFirst("beacon=.*", "beacon=lottery:fc3d:20260528");
        long comes = Instant.parse("2026-05-29T13:15:00Z").getEpochSecond();
        List<Seen> enough = List.of(new Seen(1, at(W.get(0), T, W.get(1), comes - 600)));
        assertThat(said(fixture(10, fc3d).witnessed(enough, Map.of())))
                .anyMatch(l -> l.endsWith(", 10 minutes before the beacon at 2026-05-29T13:15:00Z, 10 demanded"));
        List<Seen> late = List.of(new Seen(1, at(W.get(0), T, W.get(1), comes - 599)));
        refused(
                fixture(10, fc3d).witnessed(late, LATER),
                "witnesses saw OPENING at 2026-05-29T13:05:01Z, not 10 minutes before the beacon at"
                        + " 2026-05-29T13:15:00Z");
        // Another lottery than the one of beacon.txt, or one without a known hour, has no time.
        for (String other : List.of("lottery:ssq:20260528", "lottery:local:20260528")) {
            assertThat(said(fixture(10, t -> t.replaceFirst("beacon=.*", "beacon=" + other))
                            .witnessed(SEEN, LATER)))
                    .anyMatch(l -> l.contains("20 minutes before they saw RESULT"));
        }
    }

    @Test
    void anUnknownChainHasNoTime() {
        CertificateFixture drand = fixture(10, t -> t.replaceFirst("beacon=.*", "beacon=drand:elsewhere:77"));
        assertThat(said(drand.witnessed(SEEN, LATER))).anyMatch(l -> l.contains("20 minutes before they saw RESULT"));
    }

    @Test
    void theKeysOfTheOpeningHaveTheirRules() {
        String params = Ascii.string(new CertificateFixture(4, t -> t, e -> e).member("params.txt"));
        assertThat(Params.parse(Ascii.bytes(named(params, W, 1440))).witnessed())
                .isEqualTo(1440);
        assertThat(Params.parse(Ascii.bytes(named(params, W, 1440))).witnesses())
                .containsExactlyInAnyOrderElementsOf(
                        W.stream().map(NoteSigner::key).toList());
        assertThat(Params.parse(Ascii.bytes(params)).witnesses()).isEmpty();
        String shape = "a witness is a cosignature/v1 key name+id+base64 under its own id";
        malformed(named(params, W, 1).replaceFirst("witnessed=1\n", ""), "witness.<id> and witnessed stand together");
        malformed(named(params, List.of(), 1), "witness.<id> and witnessed stand together");
        malformed(named(params, W, 100_001), "witnessed must be a decimal number from 0 to 100000");
        malformed(named(params, W, 1).replaceFirst("witness\\..{8}=", "witness.0000000="), "the id of a witness must");
        malformed(named(params, W, 1).replaceFirst("witness\\..{8}=", "witness.00000000="), shape);
        malformed(named(params, W, 1).replaceFirst("(witness\\..*).\n", "$1\n"), shape);
        NoteSigner log = NoteSigner.log("log.example", CertificateFixture.LOG);
        malformed(named(params, List.of(log), 1), shape);
        java.security.KeyPair pair = CertificateFixture.pair();
        malformed(
                named(params, List.of(NoteSigner.witness("a", pair), NoteSigner.witness("b", pair)), 1),
                "a witness's key occurs once");
    }

    private static void malformed(String params, String rule) {
        assertThatThrownBy(() -> Params.parse(Ascii.bytes(params)))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining(rule);
    }

    @Test
    void theFileHasItsShape() {
        String file =
                Ascii.string(new WitnessedProof(SEEN.stream().map(TEN::block).toList()).bytes());
        assertThat(Ascii.string(WitnessedProof.parse(Ascii.bytes(file)).bytes()))
                .isEqualTo(file);
        shape("", ":0: the file must hold at least one line");
        shape(file + "path=" + "0".repeat(64) + "\n", ":0: a line checkpoint= follows each path");
        shape("index=0\n" + file, ":1: a line path= or checkpoint= is expected here");
        shape("checkpoint\n" + file, ":1: a line path= or checkpoint= is expected here");
        shape("path=00\n" + file, ":1: path must be 64 lower-case hex digits");
        shape("checkpoint=\n", ":1: checkpoint must be base64");
        shape("checkpoint=AB==\n", ":1: checkpoint must be base64");
        shape("checkpoint=A\n", ":1: checkpoint must be base64");
    }

    private static void shape(String file, String rule) {
        assertThatThrownBy(() -> WitnessedProof.parse(Ascii.bytes(file)))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining("log/witnessed.proof" + rule);
    }
}
