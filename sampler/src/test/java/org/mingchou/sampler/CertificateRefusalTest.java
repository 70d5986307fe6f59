package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason for which a full certificate is not verified (§3.11), by its own sentence; and what it says of the others. */
class CertificateRefusalTest {
    private static final UnaryOperator<String> SAME = t -> t;
    private static final UnaryOperator<List<LogEntry>> IN_ORDER = e -> e;
    private static final NoteSigner LOG = NoteSigner.log("log.example", CertificateFixture.LOG);
    private static final NoteSigner WITNESS = NoteSigner.witness("witness.example", CertificateFixture.WITNESS);
    /** A whole certificate, never changed itself. */
    private static final CertificateFixture WHOLE = new CertificateFixture(6, SAME, IN_ORDER);

    private static final CertificateFixture CONFIRMED = new CertificateFixture(5, SAME, IN_ORDER);
    private static final CertificateFixture COMPUTED = new CertificateFixture(4, SAME, IN_ORDER);

    @TempDir
    Path dir;

    private List<String> lines(byte[] zip) {
        Certificate.Verification found = CertificateFixture.verify(dir, zip);
        assertThat(found.verified())
                .isEqualTo(found.lines().get(found.lines().size() - 1).equals("VERIFIED"));
        return found.lines();
    }

    private List<String> lines(Map<String, byte[]> members) {
        return lines(PublicFixture.zip(members));
    }

    private void refused(Map<String, byte[]> members, String reason) {
        assertThat(lines(members)).endsWith("NOT VERIFIED: " + reason);
    }

    private static UnaryOperator<String> edit(String from, String to) {
        return t -> t.replaceFirst(from, to);
    }

    @Test
    void everyCheckHasALine() {
        List<String> lines = lines(WHOLE.members);
        String opening = HashProfile.SHA256.hex(WHOLE.member("params.txt"));
        List<Confirmations.Line> confirmed = Confirmations.parse(
                        "confirmations.tsv", WHOLE.member("confirmations.tsv"), WHOLE.result.rows())
                .lines();
        long out = Ascii.string(WHOLE.member("confirmations.tsv"))
                .lines()
                .filter(l -> l.contains("\tS"))
                .count();
        assertThat(out).isPositive();
        assertThat(lines)
                .contains(
                        "ok members: " + WHOLE.members.size() + " listed, none foreign, none twice",
                        "ok opening: " + opening,
                        "ok commitments: 2 secrets open them",
                        "ok beacon: " + HashProfile.SHA256.hex(WHOLE.member("beacon.txt"))
                                + " is the SHA-256 of what was seen",
                        "ok frame: "
                                + Ascii.string(WHOLE.member("frame.tsv"))
                                        .lines()
                                        .count() + " rows, digest and root as in the opening",
                        "ok result: "
                                + Ascii.string(WHOLE.member("result.tsv"))
                                        .lines()
                                        .count() + " rows, re-drawn byte for byte; shortfall 0",
                        "ok salted frame: root as in the opening",
                        "ok checkpoint: size 9, cosigned by 1 witnesses",
                        "note log key: " + LOG.key().fingerprint() + " is not pinned",
                        "note witness key: " + WITNESS.key().fingerprint() + " is not pinned",
                        "ok log OPENING: entry 0",
                        "ok log RESULT: entry 3",
                        "ok log CONFIRMED: entry 4",
                        "ok log MATCH: entry 7",
                        "ok confirmations: " + confirmed.size() + " lines, " + out + " drop-outs",
                        "ok second reveal: 2 secrets open their commitments",
                        "ok match DEPT1: re-dealt byte for byte")
                .anyMatch(line -> line.matches("ok seed: [0-9a-f]{64}"))
                .anyMatch(line -> line.matches("ok seed2: [0-9a-f]{64}"))
                .noneMatch(line -> line.startsWith("note stage")
                        || line.startsWith("note beacon")
                        || line.startsWith("note second")
                        || line.startsWith("note match")
                        || line.startsWith("note witnesses"))
                .endsWith("VERIFIED");
        assertThat(lines(CONFIRMED.members))
                .contains("note stage: taken before the second reveal (step 6)")
                .endsWith("VERIFIED");
        assertThat(lines(COMPUTED.members))
                .contains("note stage: taken before the confirmations (step 5)")
                .endsWith("VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "Px", "xK", "KP", "\0\0"})
    void whatDoesNotBeginAsAZipIsMalformed(String start) {
        assertThatThrownBy(() -> CertificateFixture.verify(dir, Ascii.bytes(start)))
                .isInstanceOf(MalformedInput.class)
                .hasMessageEndingWith("certificate.zip:0: a certificate is a zip");
    }

    @Test
    void aFullCertificateHasNothingOfAPublicOne() {
        refused(WHOLE.and("verdicts.txt", ""), "a member that no such certificate has: verdicts.txt");
        refused(WHOLE.and("drawn.tsv", "A\n"), "a member that no such certificate has: drawn.tsv");
    }

    @Test
    void theResultIsWhatTheDrawGives() {
        refused(WHOLE.with("result.tsv", edit("DRAWN", "RESERVE")), "result.tsv is not what the draw gives");
        refused(WHOLE.with("result.tsv", t -> t + "Z\n"), "result.tsv is not what the draw gives");
    }

    @Test
    void theSaltKeyStandsExactlyWhenSomethingIsSalted() {
        CertificateFixture plain = new CertificateFixture(4, edit("frame.salted=.*\n", ""), IN_ORDER);
        assertThat(lines(plain.members))
                .noneMatch(line -> line.startsWith("ok salted"))
                .endsWith("VERIFIED");
        refused(
                plain.and("saltkey.txt", CertificateFixture.SALT_KEY + "\n"),
                "saltkey.txt without a salted root in the opening");
        refused(WHOLE.without("saltkey.txt"), "the member saltkey.txt is missing");
        refused(WHOLE.and("saltkey.txt", "5b".repeat(32) + "\n"), "the salted root of the frame is not frame.salted");
        refused(
                WHOLE.and("saltkey.txt", "5A".repeat(32) + "\n"),
                "saltkey.txt:1: the salt key must be 64 lower-case hex digits");
        // A sealed result is salted even when the frame is not.
        CertificateFixture sealed = new CertificateFixture(
                4, t -> t.replaceFirst("frame.salted=.*\n", "").replace("=open", "=sealed"), IN_ORDER);
        assertThat(sealed.members).containsKey("saltkey.txt");
        assertThat(lines(sealed.members)).endsWith("VERIFIED");
        refused(sealed.and("saltkey.txt", "5b".repeat(32) + "\n"), "the log's entry RESULT says something else");
    }

    @Test
    void aDrawWithoutBeaconCarriesAMark() {
        CertificateFixture none = new CertificateFixture(6, edit("beacon=.*", "beacon=none"), IN_ORDER);
        assertThat(none.members).doesNotContainKey("beacon.txt");
        assertThat(lines(none.members))
                .contains("note beacon: none (无信标): the last revealer knew the outcome before he revealed")
                .noneMatch(line -> line.startsWith("ok beacon"))
                .endsWith("VERIFIED");
        refused(none.and("beacon.txt", "6\n"), "beacon.txt in a draw without beacon");
    }

    @Test
    void whatWasSeenGivesTheBeacon() {
        refused(WHOLE.with("beacon.txt", edit("3 1", "3 2")), "the SHA-256 of beacon.txt is not the beacon");
        refused(WHOLE.with("beacon.txt", t -> t + "4\n"), "beacon.txt:2: the file holds one line");
        refused(WHOLE.without("beacon.txt"), "the member beacon.txt is missing");
    }

    @Test
    void aDrandRoundIsTheOneOfTheOpening() {
        CertificateFixture drand = new CertificateFixture(4, edit("beacon=.*", "beacon=drand:quicknet:77"), IN_ORDER);
        assertThat(lines(drand.members))
                .contains("ok beacon: randomness of drand round 77", "note beacon signature: not checked")
                .endsWith("VERIFIED");
        refused(
                drand.with("beacon.txt", edit("round=77", "round=78")),
                "the round of beacon.txt is not the one of the opening");
        refused(
                drand.with("beacon.txt", edit("randomness=.", "randomness=0")),
                "the randomness of beacon.txt is not the beacon");
        refused(
                drand.with("beacon.txt", edit("signature=b7", "signature=b8")),
                "the randomness is not the SHA-256 of the round's signature");
        String shape = "beacon.txt:1: a drand beacon is round=<n> randomness=<hex> signature=<hex>";
        refused(drand.with("beacon.txt", edit("round=77", "round=077")), shape);
        refused(drand.with("beacon.txt", edit("=b7", "=b")), shape);
        refused(drand.with("beacon.txt", edit(" randomness", "  randomness")), shape);
    }

    @Test
    void theCheckpointIsSignedByTheLogAndByEachWitnessThatIsNamed() {
        NoteSigner other = NoteSigner.log("other.example", CertificateFixture.LOG);
        NoteSigner second = NoteSigner.witness("w2.example", CertificateFixture.LOG);
        assertThat(lines(WHOLE.signed(List.of(LOG, WITNESS, second), List.of(LOG, WITNESS, second))))
                .contains(
                        "ok checkpoint: size 9, cosigned by 2 witnesses",
                        "note witness key: " + second.key().fingerprint() + " is not pinned")
                .endsWith("VERIFIED");
        assertThat(lines(WHOLE.signed(List.of(LOG), List.of(LOG))))
                .contains(
                        "ok checkpoint: size 9, cosigned by 0 witnesses",
                        "note witnesses: none cosigned this checkpoint")
                .endsWith("VERIFIED");
        String once = "the checkpoint must be signed once by each key of log/opening.proof and by nobody else";
        refused(WHOLE.signed(List.of(LOG, WITNESS), List.of(LOG)), once);
        refused(WHOLE.signed(List.of(LOG), List.of(LOG, WITNESS)), once);
        refused(WHOLE.signed(List.of(LOG, WITNESS), List.of(LOG, WITNESS, LOG)), once);
        refused(WHOLE.signed(List.of(LOG, WITNESS, WITNESS), List.of(LOG, WITNESS)), once);
        refused(WHOLE.signed(List.of(LOG, WITNESS, WITNESS), List.of(LOG, WITNESS, WITNESS)), once);
        refused(WHOLE.signed(List.of(), List.of(LOG)), "log/opening.proof names no key of the log");
        refused(
                WHOLE.signed(List.of(WITNESS, LOG), List.of(LOG, WITNESS)),
                "the first key of log/opening.proof must be the log's");
        refused(
                WHOLE.signed(List.of(other, WITNESS), List.of(other, WITNESS)),
                "the checkpoint is of another log than its key");
        refused(
                WHOLE.signed(List.of(LOG, other), List.of(LOG, other)),
                "the keys after the first must be the witnesses'");
        refused(
                WHOLE.with("log/checkpoint", edit("\n9\n", "\n10\n")),
                "the signature of " + LOG.key().fingerprint() + " is wrong");
    }

    @Test
    void theProofFilesHoldWhatBelongsIntoThem() {
        String opening = Ascii.string(WHOLE.member("log/opening.proof"));
        String keys = opening.substring(0, opening.indexOf("entry="));
        refused(
                WHOLE.with("log/result.proof", t -> keys + t),
                "log/result.proof names keys: they belong into log/opening.proof");
        refused(
                WHOLE.with("log/opening.proof", t -> t + t.substring(keys.length())),
                "log/opening.proof proves one entry");
        refused(WHOLE.with("log/opening.proof", t -> keys), "log/opening.proof proves one entry");
        refused(
                WHOLE.with("log/result.proof", t -> t.substring(t.lastIndexOf("entry="))),
                "log/result.proof proves 1 entries instead of 3");
        refused(
                WHOLE.with("log/result.proof", t -> t + t.substring(t.lastIndexOf("entry="))),
                "log/result.proof proves 4 entries instead of 3");
        refused(
                WHOLE.with("log/opening.proof", edit("index=0", "index=1")),
                "the proof of the log's entry OPENING fails");
        refused(
                WHOLE.with("log/result.proof", edit("index=3", "index=2")),
                "the proof of the log's entry RESULT fails");
        refused(
                WHOLE.with("log/opening.proof", edit("OPENING\\|T-2026-1\\|.", "OPENING|T-2026-1|x")),
                "the log's entry OPENING says something else");
        refused(
                WHOLE.with("log/result.proof", edit("CONFIRMED\\|T-2026-1\\|.", "CONFIRMED|T-2026-1|x")),
                "the log's entry CONFIRMED says something else");
        refused(
                WHOLE.with("log/result.proof", edit("MATCH\\|T-2026-1", "MATCH|T-2026-2")),
                "the log's entry MATCH says something else");
        refused(
                WHOLE.with("log/result.proof", t -> t + "entry=SSJ-LOG-1|VOID|T|x\n"),
                "log/result.proof:"
                        + (1
                                + Ascii.string(WHOLE.member("log/result.proof"))
                                        .lines()
                                        .count())
                        + ": a line index= follows each entry");
    }

    /** The log: OPENING, two REVEAL, RESULT, CONFIRMED, two REVEAL2, MATCH and a stranger's entry. */
    @ParameterizedTest
    @CsvSource({
        "0, 3, RESULT",
        "0, 4, RESULT",
        "3, 4, CONFIRMED",
        "3, 7, CONFIRMED",
        "4, 7, MATCH",
    })
    void theLogIsInTheOrderOfTheTimeLine(int one, int other, String kind) {
        CertificateFixture swapped = new CertificateFixture(6, SAME, e -> swapped(e, one, other));
        refused(swapped.members, "the log's entry " + kind + " comes too early");
    }

    @Test
    void entriesMayFollowEachOtherAtOnceOrWithOthersBetween() {
        // Nothing between the first three, and a stranger's entry in front of all.
        CertificateFixture close = new CertificateFixture(6, SAME, e -> {
            List<LogEntry> out = new ArrayList<>(List.of(e.get(8), e.get(0), e.get(3), e.get(4), e.get(7)));
            out.addAll(List.of(e.get(1), e.get(2), e.get(5), e.get(6)));
            return out;
        });
        assertThat(lines(close.members)).contains("ok log RESULT: entry 2").endsWith("VERIFIED");
    }

    private static List<LogEntry> swapped(List<LogEntry> entries, int one, int other) {
        List<LogEntry> out = new ArrayList<>(entries);
        Collections.swap(out, one, other);
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"reveal2.txt", "beacon2.txt", "match/DEPT1/tasks.tsv"})
    void stepSixNeedsTheConfirmations(String name) {
        refused(COMPUTED.and(name, "x\n"), "a second reveal or a matching without confirmations.tsv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beacon2.txt", "match/DEPT1/tasks.tsv"})
    void aMatchingNeedsTheSecondReveal(String name) {
        refused(CONFIRMED.and(name, "x\n"), "a second beacon or a matching without reveal2.txt");
    }

    @Test
    void anOpeningWithoutSecondCommitmentsHasNoSecondReveal() {
        CertificateFixture once = new CertificateFixture(6, t -> t.replaceAll("second\\..*\n", ""), IN_ORDER);
        assertThat(once.members).doesNotContainKey("reveal2.txt");
        assertThat(lines(once.members))
                .contains("note second reveal: the opening binds no second secret")
                .noneMatch(line -> line.startsWith("ok second reveal"))
                .endsWith("VERIFIED");
        for (String name : List.of("reveal2.txt", "beacon2.txt")) {
            refused(once.and(name, "x\n"), "reveal2.txt or beacon2.txt without a second commitment in the opening");
        }
    }

    @Test
    void poolsThatHaveNotMatchedYetAreNamed() {
        String list = "0".repeat(64);
        CertificateFixture two = new CertificateFixture(
                6,
                edit(
                        "ratio.A",
                        "pool.DEPT2.avoid=" + list
                                + "\npool.DEPT2.date=2026-09-01\npool.DEPT2.group=2\npool.DEPT2.officers=" + list
                                + "\nratio.A"),
                IN_ORDER);
        assertThat(lines(two.members))
                .contains("note match DEPT2: not in this certificate", "ok match DEPT1: re-dealt byte for byte")
                .endsWith("VERIFIED");
    }

    @Test
    void aPoolMustBeBoundWhole() {
        for (String part : List.of("pool.DEPT1.*\n", "pool.DEPT1.group.*\n", "pool.DEPT1.date.*\n")) {
            CertificateFixture unbound = new CertificateFixture(6, t -> t.replaceAll(part, ""), IN_ORDER);
            refused(unbound.members, "the opening does not bind the pool DEPT1");
        }
    }

    @Test
    void theMatchingIsDealtAgain() {
        refused(
                WHOLE.with("match/DEPT1/result.tsv", t -> t + "x\n"),
                "match/DEPT1/result.tsv is not what the matching gives");
        refused(WHOLE.without("match/DEPT1/avoid.tsv"), "the member match/DEPT1/avoid.tsv is missing");
        refused(
                WHOLE.with("match/DEPT1/args.txt", edit("2\n", "3\n")),
                "match/DEPT1/args.txt is not seed2, pool, date and group");
    }

    @Test
    void theZipHasAFixedOrderAndNoTimeOfItsOwn() throws IOException {
        List<String> names = new ArrayList<>();
        Map<String, byte[]> given = new TreeMap<>(Collections.reverseOrder());
        given.putAll(WHOLE.and("beacon2.txt", "x\n"));
        given.put("match/A/args.txt", new byte[0]);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(CertificateFixture.zip(given)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
                assertThat(in.readAllBytes()).isEqualTo(given.get(entry.getName()));
            }
        }
        assertThat(names)
                .containsExactly(
                        "params.txt",
                        "frame.tsv",
                        "reveal.txt",
                        "beacon.txt",
                        "result.tsv",
                        "saltkey.txt",
                        "confirmations.tsv",
                        "reveal2.txt",
                        "beacon2.txt",
                        "match/A/args.txt",
                        "match/DEPT1/args.txt",
                        "match/DEPT1/avoid.tsv",
                        "match/DEPT1/officers.tsv",
                        "match/DEPT1/result.tsv",
                        "match/DEPT1/tasks.tsv",
                        "log/checkpoint",
                        "log/opening.proof",
                        "log/result.proof");
    }

    /** What verifier/test_verify.py tries on all implementations. */
    @Test
    void noByteOfTheZipBelongsToNoMember() {
        byte[] zip = CertificateFixture.zip(COMPUTED.members);
        int end = zip.length - 22;
        int directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        byte[] one = {'x'};
        String foreign = "NOT VERIFIED: the zip holds bytes that belong to no member";
        assertThat(lines(zip)).endsWith("VERIFIED");
        assertThat(lines(join(zip, one))).last().asString().startsWith("NOT VERIFIED: ");
        // A comment of the zip.
        byte[] comment = join(zip, one);
        comment[zip.length - 2] = 1;
        assertThat(lines(comment)).endsWith(foreign);
        // Before the directory, and between two members; the places told are the right ones.
        byte[] before = join(Arrays.copyOf(zip, directory), one, Arrays.copyOfRange(zip, directory, zip.length));
        ByteBuffer.wrap(before).order(ByteOrder.LITTLE_ENDIAN).putInt(end + 1 + 16, directory + 1);
        assertThat(lines(before)).endsWith(foreign);
        byte[] damaged = zip.clone();
        damaged[directory + 10] ^= 1;
        assertThat(lines(damaged)).last().asString().startsWith("NOT VERIFIED: ");
        assertThat(lines(Arrays.copyOf(zip, 30))).last().asString().startsWith("NOT VERIFIED: the zip is damaged: ");
    }

    @Test
    void lineAndDirectoryTellTheSame() {
        // Of two members with one name, readers in line see the first and others the last.
        byte[] first = PublicFixture.zip(COMPUTED.members);
        Map<String, byte[]> changed = new LinkedHashMap<>(COMPUTED.members);
        changed.put("reveal2.txt", Ascii.bytes("x\n"));
        byte[] other = PublicFixture.zip(changed);
        int place = new String(other, StandardCharsets.ISO_8859_1).indexOf("reveal2.txt");
        System.arraycopy(Ascii.bytes("revealx.txt"), 0, other, place, 11);
        assertThat(lines(other)).last().asString().startsWith("NOT VERIFIED: ");
        assertThat(lines(first)).endsWith("VERIFIED");
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
