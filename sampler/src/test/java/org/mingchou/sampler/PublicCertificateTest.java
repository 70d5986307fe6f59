package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingchou.sampler.PublicFixture.Verdict;

/** §3.11.4, each rule kept and broken. */
class PublicCertificateTest {
    private static final Verdict COURT = Verdict.of("court");
    private static final Verdict NOTARY = Verdict.of("notary");
    private static final Verdict PAPER = Verdict.of("paper");

    @TempDir
    Path dir;

    private List<String> lines(Map<String, byte[]> members) {
        return lines(members, Optional.empty());
    }

    private List<String> lines(Map<String, byte[]> members, Optional<NoteKey> pinned) {
        Certificate.Verification found = CertificateFixture.verify(dir, PublicFixture.zip(members), pinned);
        assertThat(found.verified())
                .isEqualTo(found.lines().get(found.lines().size() - 1).equals("VERIFIED"));
        return found.lines();
    }

    private String last(Map<String, byte[]> members) {
        List<String> lines = lines(members);
        return lines.get(lines.size() - 1);
    }

    private String last(PublicFixture fixture) {
        return last(fixture.members());
    }

    private static Map<String, byte[]> edited(Map<String, byte[]> members, String name, UnaryOperator<String> edit) {
        Map<String, byte[]> out = new LinkedHashMap<>(members);
        String before = Ascii.string(members.getOrDefault(name, new byte[0]));
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        out.put(name, Ascii.bytes(after));
        return out;
    }

    @Test
    void saysWhatItCheckedAndWhatItRestsOn() {
        PublicFixture fixture = new PublicFixture();
        String opening = HashProfile.SHA256.hex(fixture.members().getOrDefault("params.txt", new byte[0]));
        NoteKey log = NoteSigner.log("log.example", CertificateFixture.LOG).key();
        NoteKey witness = NoteSigner.witness("witness.example", CertificateFixture.WITNESS)
                .key();
        assertThat(lines(fixture.members(), Optional.of(log)))
                .containsExactly(
                        "ok members: 7 listed, none foreign, none twice",
                        "ok opening: " + opening,
                        "ok summary: 60 rows, 9 excluded, 18 drawn, shortfall 0",
                        "ok names: 18, ascending, those of summary.txt",
                        "ok verdicts: 3 by 3 outsiders, signatures right, all found this result, these counts and names",
                        "note verdict key: court " + PublicFixture.key("court") + " is not pinned",
                        "note verdict key: notary " + PublicFixture.key("notary") + " is not pinned",
                        "note verdict key: paper " + PublicFixture.key("paper") + " is not pinned",
                        "ok checkpoint: size 5, cosigned by 1 witnesses",
                        "ok log key: " + log.fingerprint() + " is the pinned one",
                        "note witness key: " + witness.fingerprint() + " is not pinned",
                        "ok log OPENING: entry 0",
                        "ok log RESULT: entry 1",
                        "ok log VERDICT: entry 2",
                        "ok log VERDICT: entry 3",
                        "ok log VERDICT: entry 4",
                        "note witnessed: none (无外部见证): the opening names no witness: that it was logged before the beacon"
                                + " is the platform's word",
                        "note public: frame, tickets and officers are not in it: that they are right rests on the verdicts",
                        "VERIFIED");
        NoteKey other =
                NoteSigner.log("log.example", CertificateFixture.WITNESS).key();
        assertThat(lines(fixture.members(), Optional.of(other)))
                .endsWith("NOT VERIFIED: the log's key " + log.fingerprint() + " is not the pinned one");
    }

    @Test
    void sealedNamesStayOutUntilTheLogOpensThem() {
        PublicFixture before = new PublicFixture().sealed().withoutNames();
        assertThat(lines(before.members()))
                .contains("note names: sealed until the visits are over")
                .noneMatch(line -> line.contains("UNSEAL"))
                .endsWith("VERIFIED");
        PublicFixture after = new PublicFixture().sealed();
        assertThat(lines(after.members()))
                .contains("ok names: 18, ascending, those of summary.txt", "ok log UNSEAL: entry 5")
                .noneMatch(line -> line.startsWith("note names"))
                .endsWith("VERIFIED");
        assertThat(last(new PublicFixture().params("hash", "sm3").sealed())).isEqualTo("VERIFIED");
        // Names without the entry that opens them.
        Map<String, byte[]> early = new LinkedHashMap<>(before.members());
        early.put("drawn.tsv", after.members().getOrDefault("drawn.tsv", new byte[0]));
        assertThat(last(early)).isEqualTo("NOT VERIFIED: drawn.salt is missing or foreign");
        early.put("drawn.salt", after.members().getOrDefault("drawn.salt", new byte[0]));
        assertThat(last(early)).isEqualTo("NOT VERIFIED: log/result.proof proves 4 entries instead of 5");
        assertThat(last(new PublicFixture().withoutNames())).isEqualTo("NOT VERIFIED: the member drawn.tsv is missing");
        // RESULT of a sealed draw holds the salted root, of an open one the hash.
        assertThat(last(new PublicFixture().sealed().summary("result.root", "6e".repeat(32))))
                .isEqualTo("NOT VERIFIED: the log's entry RESULT says something else");
        assertThat(last(new PublicFixture().sealed().summary("result.root", "")))
                .isEqualTo("NOT VERIFIED: summary.txt:0: the key result.root is missing");
        assertThat(last(new PublicFixture().summary("result.root", PublicFixture.ROOT)))
                .isEqualTo("NOT VERIFIED: summary.txt:7: unknown key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frame.tsv",
                "reveal.txt",
                "beacon.txt",
                "result.tsv",
                "saltkey.txt",
                "confirmations.tsv",
                "reveal2.txt",
                "beacon2.txt"
            })
    void noMemberOfAFullCertificateStandsInIt(String name) {
        Map<String, byte[]> members = new LinkedHashMap<>(new PublicFixture().members());
        members.put(name, Ascii.bytes("x\n"));
        assertThat(last(members)).isEqualTo("NOT VERIFIED: a member that no such certificate has: " + name);
    }

    @Test
    void noOfficersStandInItEither() {
        Map<String, byte[]> members = new LinkedHashMap<>(new PublicFixture().members());
        members.put("match/P/officers.tsv", Ascii.bytes("x\n"));
        assertThat(last(members)).isEqualTo("NOT VERIFIED: a member that no such certificate has: match/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"params.txt", "verdicts.txt", "log/checkpoint", "log/opening.proof", "log/result.proof"})
    void noMemberMayBeMissing(String name) {
        Map<String, byte[]> members = new LinkedHashMap<>(new PublicFixture().members());
        members.remove(name);
        assertThat(last(members)).isEqualTo("NOT VERIFIED: the member " + name + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drawn", "eligible", "names", "result", "rows", "shortfall", "spec"})
    void theSummaryHasEachOfItsKeys(String key) {
        assertThat(last(edited(
                        new PublicFixture().members(),
                        "summary.txt",
                        t -> t.replaceFirst("(?m)^" + key + "=.*\n", ""))))
                .isEqualTo("NOT VERIFIED: summary.txt:0: the key " + key + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drawn=18 | drawn | 1: a line is key=value, neither of them empty",
                "drawn=18 | drawn= | 1: a line is key=value, neither of them empty",
                "drawn=18 | =18 | 1: a line is key=value, neither of them empty",
                "drawn=18 | drawn=18@drawn=18 | 2: a key occurs once",
                "eligible=51 | a=1 | 2: keys must ascend bytewise",
                "eligible=51 | eligible=051 | 2: eligible must be a decimal number from 0 to 1000000000000 without leading zero",
                "rows=60 | rows=1000000000001 | 7: rows must be a decimal number from 0 to 1000000000000 without leading zero",
                "drawn=18 | drawn=-1 | 1: drawn must be a decimal number from 0 to 1000000000000 without leading zero",
                "shortfall=0 | shortfall=x | 8: shortfall must be a decimal number from 0 to 1000000000000 without leading zero",
                "excluded.X01=6 | excluded.X01=0 | 3: excluded must be a decimal number from 1 to 1000000000000 without leading zero",
                "excluded.X01=6 | excluded.X0=6 | 3: a code must match X[0-9][0-9]",
                "excluded.X01=6 | excluded.X01A=6 | 3: a code must match X[0-9][0-9]",
                "excluded.X01=6 | excluded.=6 | 3: a code must match X[0-9][0-9]",
                "result=c4 | result=C4 | 6: result must be 64 lower-case hex digits",
                "SSJ-PUBLIC-2 | SSJ-PUBLIC-1 | 9: spec must be SSJ-PUBLIC-2",
                // Nothing by stratum: with the ratios it would come close to telling tiers.
                "spec=SSJ-PUBLIC-2 | spec=SSJ-PUBLIC-2@tier.A=3 | 10: unknown key",
                "drawn=18 | a=1@drawn=18 | 1: unknown key",
                "rows=60 | rows=60@ | 8: a line is key=value, neither of them empty",
            })
    void theSummaryHasOneShape(String from, String to, String reason) {
        assertThat(last(edited(
                        new PublicFixture().members(), "summary.txt", t -> t.replace(from, to.replace('@', '\n')))))
                .isEqualTo("NOT VERIFIED: summary.txt:" + reason);
    }

    /** rows, eligible, one excluded code, drawn and shortfall, floor and base; then the reason, or nothing when all is well. */
    @ParameterizedTest
    @CsvSource({
        // 3 of 10 in basis points, rounded up to whole objects: 18 of 60, 16 of 51.
        "60, 51, 9, 18, 0, 3000, all, ''",
        "60, 51, 9, 17, 0, 3000, all, shortfall is not what the floor leaves open",
        "60, 51, 9, 16, 0, 3000, eligible, ''",
        "60, 51, 9, 15, 0, 3000, eligible, shortfall is not what the floor leaves open",
        "60, 51, 9, 19, 0, 3000, all, ''",
        "60, 51, 9, 51, 0, 3000, all, ''",
        "60, 51, 9, 52, 0, 3000, all, more were drawn than were eligible",
        // All that is eligible was drawn and still the floor is not reached.
        "60, 5, 55, 5, 13, 3000, all, ''",
        "60, 5, 55, 5, 12, 3000, all, shortfall is not what the floor leaves open",
        "60, 5, 55, 5, 0, 3000, all, shortfall is not what the floor leaves open",
        "60, 5, 55, 4, 14, 3000, all, a shortfall while eligible objects are left",
        "60, 51, 9, 18, 1, 3000, all, shortfall is not what the floor leaves open",
        // One basis point of 60 is one object; none is none.
        "60, 51, 9, 1, 0, 1, all, ''",
        "60, 51, 9, 0, 0, 1, all, shortfall is not what the floor leaves open",
        "60, 51, 9, 0, 0, 0, all, ''",
        "60, 51, 8, 18, 0, 3000, all, eligible and excluded do not add up to rows",
        "60, 50, 9, 18, 0, 3000, all, eligible and excluded do not add up to rows",
        "61, 52, 9, 19, 0, 3000, all, rows is not frame.count",
    })
    void theNumbersAgree(
            String rows,
            String eligible,
            String excluded,
            String drawn,
            String shortfall,
            String floor,
            String base,
            String reason) {
        PublicFixture fixture = new PublicFixture()
                .params("floor", floor)
                .params("base", base)
                .summary("rows", rows)
                .summary("eligible", eligible)
                .summary("excluded.X01", excluded)
                .summary("excluded.X04", "")
                .summary("drawn", drawn)
                .summary("shortfall", shortfall);
        List<String> lines = lines(fixture.members());
        if (reason.isEmpty()) {
            assertThat(lines)
                    .contains("ok summary: " + rows + " rows, " + excluded + " excluded, " + drawn
                            + " drawn, shortfall " + shortfall)
                    .endsWith("VERIFIED");
        } else {
            assertThat(lines).endsWith("NOT VERIFIED: " + reason);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "91MA1000@ | '' | drawn.tsv does not hold as many names as were drawn",
                "91MA1017@ | 91MA1017@91MA1018@ | drawn.tsv does not hold as many names as were drawn",
                "91MA1001@ | 91MA1000@ | drawn.tsv:2: lines must ascend, each once",
                "91MA1001@ | 91MA0001@ | drawn.tsv:2: lines must ascend, each once",
                "91MA1001@ | 91ma1001@ | drawn.tsv:2: objectId must match [0-9A-Z._-]{1,54}",
                // A rank or a stratum would tell the tier.
                "91MA1001@ | 91MA1001\t1@ | drawn.tsv:2: objectId must match [0-9A-Z._-]{1,54}",
                "91MA1001@ | 91MA1001A@ | drawn.tsv holds other names than those of summary.txt",
                "91MA1001@ | @ | drawn.tsv:2: objectId must match [0-9A-Z._-]{1,54}",
            })
    void theNamesAscendAndAreAsManyAsWereDrawn(String from, String to, String reason) {
        assertThat(last(edited(
                        new PublicFixture().members(),
                        "drawn.tsv",
                        t -> t.replace(from.replace('@', '\n'), to.replace('@', '\n')))))
                .isEqualTo("NOT VERIFIED: " + reason);
    }

    @Test
    void threeOutsidersMustHaveReRunADrawOfTheParties() {
        assertThat(last(new PublicFixture().verdicts(COURT, NOTARY)))
                .isEqualTo("NOT VERIFIED: fewer than three outsiders re-ran the draw");
        // One who ran three programs is still one.
        Verdict again = Verdict.of("court", "verify.py/2.0");
        Verdict third = Verdict.of("court", "verify.py/3.0");
        assertThat(last(new PublicFixture().verdicts(COURT, again, third)))
                .isEqualTo("NOT VERIFIED: fewer than three outsiders re-ran the draw");
        assertThat(lines(new PublicFixture()
                        .verdicts(COURT, again, NOTARY, PAPER)
                        .members()))
                .contains(
                        "ok verdicts: 4 by 3 outsiders, signatures right, all found this result, these counts and names")
                .endsWith("VERIFIED");
        // Nothing in it is computed again: where anybody re-runs the full one, it still rests on who signed.
        for (String audience : List.of("public", "")) {
            assertThat(last(new PublicFixture().params("audience", audience).verdicts()))
                    .isEqualTo("NOT VERIFIED: fewer than three outsiders re-ran the draw");
            assertThat(last(new PublicFixture().params("audience", audience).verdicts(COURT, NOTARY, PAPER)))
                    .isEqualTo("VERIFIED");
        }
    }

    @Test
    void everyVerdictIsForTheResult() {
        Verdict dissent = new Verdict("notary", "d5".repeat(32), "", "verify.py/1.0", "2026-09-01T10:00:00Z");
        assertThat(last(new PublicFixture().verdicts(COURT, dissent, PAPER)))
                .isEqualTo("NOT VERIFIED: notary found another result");
        Verdict other =
                new Verdict("notary", PublicFixture.RESULT, "d5".repeat(32), "verify.py/1.0", "2026-09-01T10:00:00Z");
        assertThat(last(new PublicFixture().verdicts(COURT, other, PAPER)))
                .isEqualTo("NOT VERIFIED: notary signed other counts or names than summary.txt");
    }

    @Test
    void verdictsAscendByWhoAndProgramEachOnce() {
        String reason = "NOT VERIFIED: verdicts.txt:%d: lines must ascend by who and implementation, each once";
        assertThat(last(new PublicFixture().verdicts(COURT, PAPER, NOTARY))).isEqualTo(String.format(reason, 3));
        assertThat(last(new PublicFixture().verdicts(COURT, COURT, NOTARY, PAPER)))
                .isEqualTo(String.format(reason, 2));
        assertThat(last(new PublicFixture().verdicts(Verdict.of("court", "z/1"), COURT, NOTARY, PAPER)))
                .isEqualTo(String.format(reason, 2));
        // By who first.
        assertThat(last(new PublicFixture().verdicts(Verdict.of("court", "z/1"), NOTARY, PAPER)))
                .isEqualTo("VERIFIED");
    }

    static Stream<Arguments> otherShapes() {
        String hex = " must be 64 lower-case hex digits";
        String tool = "an implementation must match [A-Za-z0-9._+-]{1,48}/[A-Za-z0-9._+-]{1,16}";
        String time = "a time must match .{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z";
        return Stream.of(
                Arguments.of(0, "", "who must match [a-z0-9-]{1,32}"),
                Arguments.of(0, "Court", "who must match [a-z0-9-]{1,32}"),
                Arguments.of(0, "a".repeat(33), "who must match [a-z0-9-]{1,32}"),
                Arguments.of(1, "c4", "a result" + hex),
                Arguments.of(2, "c4", "a public" + hex),
                Arguments.of(3, "verify.py", tool),
                Arguments.of(3, "verify.py/", tool),
                Arguments.of(3, "a".repeat(49) + "/1", tool),
                Arguments.of(3, "a/" + "1".repeat(17), tool),
                Arguments.of(4, "2026-09-01 10:00:00Z", time),
                Arguments.of(4, "2026-09-01T24:00:00Z", time),
                Arguments.of(4, "2026-09-01T10:00:60Z", time),
                Arguments.of(4, "2026-09-01T10:00:00+08:00", time),
                Arguments.of(4, "2026-02-29T10:00:00Z", "the day of a time must be a date YYYY-MM-DD"),
                Arguments.of(5, "C4".repeat(32), "a key" + hex),
                Arguments.of(6, "00", "a signature must match [0-9a-f]{128}"),
                Arguments.of(6, "AB".repeat(64), "a signature must match [0-9a-f]{128}"),
                Arguments.of(6, "a\tb", "a line has exactly 7 fields separated by one tab"));
    }

    @ParameterizedTest
    @MethodSource("otherShapes")
    void aVerdictHasOneShape(int field, String value, String rule) {
        assertThat(last(edited(new PublicFixture().members(), "verdicts.txt", t -> withField(t, field, value))))
                .isEqualTo("NOT VERIFIED: verdicts.txt:1: " + rule);
    }

    private static String withField(String verdicts, int field, String value) {
        String first = verdicts.substring(0, verdicts.indexOf('\n'));
        String[] fields = first.split("\t");
        fields[field] = value;
        return String.join("\t", fields) + verdicts.substring(first.length());
    }

    /** Each field that is signed, changed; and another's key or signature. */
    @Test
    void theSignatureIsOverEverythingAVerdictSays() {
        List<UnaryOperator<String>> changes = List.of(
                t -> withField(t, 0, "clerk"),
                t -> withField(t, 1, "d5".repeat(32)),
                t -> withField(t, 2, "d5".repeat(32)),
                t -> withField(t, 3, "verify.py/1.1"),
                t -> withField(t, 4, "2026-09-01T10:00:01Z"),
                t -> withField(t, 5, PublicFixture.key("paper")),
                // No point of the curve.
                t -> withField(t, 5, "02" + "0".repeat(62)),
                t -> withField(t, 5, "f".repeat(64)),
                t -> withField(t, 6, PublicFixture.sign("paper", new PublicFixture().text(COURT))),
                t -> withField(t, 6, "0".repeat(128)),
                t -> withField(t, 6, "f".repeat(128)));
        for (UnaryOperator<String> change : changes) {
            assertThat(last(edited(new PublicFixture().members(), "verdicts.txt", change)))
                    .matches("NOT VERIFIED: the signature of the verdict of (court|clerk) is wrong");
        }
        // The draw is signed too: a verdict cannot be carried into another draw.
        String other = new PublicFixture().text(COURT).replace(PublicFixture.DRAW, "T-2026-4");
        assertThat(last(edited(
                        new PublicFixture().members(),
                        "verdicts.txt",
                        t -> withField(t, 6, PublicFixture.sign("court", other)))))
                .isEqualTo("NOT VERIFIED: the signature of the verdict of court is wrong");
    }

    @Test
    void verdictsStandInTheLogAfterTheResultInAnyOrder() {
        assertThat(last(new PublicFixture().logged(log -> PublicFixture.swapped(log, 2, 4))))
                .isEqualTo("VERIFIED");
        assertThat(last(new PublicFixture().sealed().logged(log -> PublicFixture.swapped(log, 3, 5))))
                .isEqualTo("VERIFIED");
        assertThat(last(new PublicFixture().logged(log -> PublicFixture.swapped(log, 1, 2))))
                .isEqualTo("NOT VERIFIED: the log's entry VERDICT comes too early");
        assertThat(last(new PublicFixture().sealed().logged(log -> PublicFixture.swapped(log, 1, 5))))
                .isEqualTo("NOT VERIFIED: the log's entry VERDICT comes too early");
        assertThat(last(new PublicFixture().sealed().logged(log -> {
                    List<LogEntry> out = new ArrayList<>(log);
                    out.add(1, out.remove(5));
                    return out;
                })))
                .isEqualTo("NOT VERIFIED: the log's entry UNSEAL comes too early");
        assertThat(last(new PublicFixture().logged(log -> PublicFixture.swapped(log, 0, 1))))
                .isEqualTo("NOT VERIFIED: the log's entry RESULT comes too early");
    }

    @Test
    void theLogHoldsEachVerdictItself() {
        assertThat(last(new PublicFixture().proved(p -> PublicFixture.swapped(p, 1, 2))))
                .isEqualTo("NOT VERIFIED: the log's entry VERDICT says something else");
        assertThat(last(new PublicFixture().proved(p -> p.subList(0, 3))))
                .isEqualTo("NOT VERIFIED: log/result.proof proves 3 entries instead of 4");
        assertThat(last(new PublicFixture().proved(p -> {
                    List<LogEntry> out = new ArrayList<>(p);
                    out.add(new LogEntry(LogEntry.Kind.UNSEAL, PublicFixture.DRAW, PublicFixture.RESULT));
                    return out;
                })))
                .isEqualTo("NOT VERIFIED: log/result.proof proves 5 entries instead of 4");
        // Missing from the log: the proof is of another leaf.
        assertThat(last(new PublicFixture().logged(log -> log.subList(0, 4))))
                .isEqualTo("NOT VERIFIED: the proof of the log's entry VERDICT fails");
        // Two verdicts of one person say the same in the log, and need two entries there.
        Verdict again = Verdict.of("court", "verify.py/2.0");
        Map<String, byte[]> twice =
                new PublicFixture().verdicts(COURT, again, NOTARY, PAPER).members();
        assertThat(last(twice)).isEqualTo("VERIFIED");
        assertThat(last(edited(twice, "log/result.proof", t -> {
                    String[] blocks = t.split("(?=entry=)");
                    blocks[2] = blocks[1];
                    return String.join("", blocks);
                })))
                .isEqualTo("NOT VERIFIED: log/result.proof proves an entry twice");
    }

    @Test
    void theProofFilesHoldWhatBelongsIntoThem() {
        Map<String, byte[]> members = new PublicFixture().members();
        String opening = Ascii.string(members.getOrDefault("log/opening.proof", new byte[0]));
        String keys = opening.substring(0, opening.indexOf("entry="));
        assertThat(last(edited(members, "log/result.proof", t -> keys + t)))
                .isEqualTo("NOT VERIFIED: log/result.proof names keys: they belong into log/opening.proof");
        assertThat(last(edited(members, "log/opening.proof", t -> t + t.substring(keys.length()))))
                .isEqualTo("NOT VERIFIED: log/opening.proof proves one entry");
        assertThat(last(edited(members, "log/opening.proof", t -> keys)))
                .isEqualTo("NOT VERIFIED: log/opening.proof proves one entry");
        assertThat(last(edited(members, "params.txt", t -> t.replace("reserve=0", "reserve=1"))))
                .isEqualTo("NOT VERIFIED: the log's entry OPENING says something else");
        assertThat(last(edited(members, "log/opening.proof", t -> t.replace("index=0", "index=1"))))
                .isEqualTo("NOT VERIFIED: the proof of the log's entry OPENING fails");
        assertThat(last(edited(members, "log/opening.proof", t -> t.replaceAll("key=.*\n", ""))))
                .isEqualTo("NOT VERIFIED: log/opening.proof names no key of the log");
    }

    @Tag("slow")
    @Test
    void everyByteOfEveryMemberCounts() {
        PublicFixture fixture = new PublicFixture().sealed();
        Map<String, byte[]> members = fixture.members();
        members.forEach((name, data) -> {
            int step = Math.max(1, data.length / 20);
            for (int i = step - 1; i < data.length; i += step) {
                Map<String, byte[]> tampered = new LinkedHashMap<>(members);
                byte[] changed = data.clone();
                changed[i] ^= 1;
                tampered.put(name, changed);
                assertThat(last(tampered)).as("%s byte %d", name, i).startsWith("NOT VERIFIED: ");
            }
        });
    }
}
