package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** §3.7.1 and §3.7.2. The proofs are those of verifier/fixture.py, an implementation of its own. */
class OwnProofTest {
    private static final String DOOR = Vectors.text("proofs", "door.txt");
    private static final String RESERVE = Vectors.text("proofs", "door-reserve.txt");
    private static final String ROW = Vectors.text("proofs", "own-row.txt");
    private static final Params PARAMS = Params.parse(Vectors.read("proofs", "params.txt"));
    private static final NoteKey LOG =
            NoteKey.parse(Vectors.text("proofs", "log.key").strip());

    private static OwnProof parse(String text) {
        return OwnProof.parse("proof", Ascii.bytes(text));
    }

    private static List<String> check(String text) {
        return check(text, Optional.empty(), Optional.empty());
    }

    private static List<String> check(String text, Optional<Params> params, Optional<NoteKey> pinned) {
        Certificate.Verification found = parse(text).verify(params, pinned);
        assertThat(found.verified())
                .isEqualTo(found.lines().get(found.lines().size() - 1).equals("VERIFIED"));
        return found.lines();
    }

    private static Optional<Params> params(UnaryOperator<String> edit) {
        return Optional.of(Params.parse(Ascii.bytes(edit.apply(Vectors.text("proofs", "params.txt")))));
    }

    @Test
    void aDoorProofIsCheckedToTheKeyOfTheLog() {
        assertThat(check(DOOR))
                .containsExactly(
                        "ok line: 910043 is DRAWN at rank 2 of T-2026-9",
                        "ok checkpoint: size 10, cosigned by 1 witnesses",
                        "note log key: log.example+75c2a19a is not pinned",
                        "note witness key: witness.example+7184a3fe is not pinned",
                        "ok log RESULT: entry 3",
                        "VERIFIED");
        assertThat(check(DOOR, Optional.empty(), Optional.of(LOG)))
                .contains("ok log key: log.example+75c2a19a is the pinned one")
                .endsWith("VERIFIED");
        NoteKey other = NoteSigner.log("log.example", CertificateFixture.LOG).key();
        assertThat(check(DOOR, Optional.empty(), Optional.of(other)))
                .endsWith("NOT VERIFIED: the log's key log.example+75c2a19a is not the pinned one");
    }

    @Test
    void aDoorProofMayEndBeforeTheLogAndBidsCompareTheRoot() {
        String root = RESERVE.replaceAll("(?s).*root=([0-9a-f]{64})\n", "$1");
        assertThat(check(RESERVE))
                .containsExactly(
                        "ok line: 910021 is RESERVE at rank 5 of T-2026-9",
                        "note log: not in this proof: compare the root " + root
                                + " with the entry RESULT of the public log",
                        "note reserve: a reserve object is visited only when the log holds a substitution",
                        "VERIFIED");
        assertThat(check(RESERVE, Optional.empty(), Optional.of(LOG)))
                .endsWith("NOT VERIFIED: the proof names no log, so the pinned key has nothing to sign");
        String cut = DOOR.substring(0, DOOR.indexOf("key="));
        assertThat(check(cut))
                .endsWith("VERIFIED")
                .noneMatch(line -> line.startsWith("note reserve") || line.startsWith("ok log"));
    }

    @Test
    void anOwnRowProofIsComparedWithTheOpening() {
        String root = PARAMS.frameSalted().orElseThrow();
        String ticket = ROW.substring(ROW.indexOf("ticket=") + 7).strip();
        String row = "ok row: 910017 stands in the frame of T-2026-9 as 910017 C X01 1";
        String told = "note ticket: " + ticket + " is told, not proved: the parties' certificate proves it";
        assertThat(check(ROW))
                .containsExactly(
                        row,
                        "note opening: compare the root " + root + " with frame.salted in params.txt",
                        told,
                        "VERIFIED");
        assertThat(check(ROW, Optional.of(PARAMS), Optional.empty()))
                .containsExactly(
                        row,
                        "ok opening: " + HashProfile.SM3.hex(Vectors.read("proofs", "params.txt")),
                        told,
                        "VERIFIED");
    }

    static Stream<Arguments> otherOpenings() {
        return Stream.of(
                Arguments.of("params.txt is of another draw", edit("draw=T-2026-9", "draw=T-2026-8")),
                Arguments.of("params.txt is of another draw", edit("hash=sm3", "hash=sha256")),
                Arguments.of("the root is not frame.salted of params.txt", (UnaryOperator<String>)
                        t -> t.replaceFirst("frame.salted=.*", "frame.salted=" + "0".repeat(64))),
                Arguments.of("the root is not frame.salted of params.txt", (UnaryOperator<String>)
                        t -> t.replaceFirst("frame.salted=.*\n", "")),
                Arguments.of("size is not frame.count of params.txt", edit("frame.count=60", "frame.count=59")));
    }

    private static UnaryOperator<String> edit(String from, String to) {
        return t -> {
            assertThat(t).contains(from);
            return t.replace(from, to);
        };
    }

    @ParameterizedTest
    @MethodSource("otherOpenings")
    void anOwnRowProofOfAnotherOpeningIsNotVerified(String reason, UnaryOperator<String> edit) {
        assertThat(check(ROW, params(edit), Optional.empty())).endsWith("NOT VERIFIED: " + reason);
        // Without the opening nothing of this can be known.
        assertThat(check(ROW)).endsWith("VERIFIED");
    }

    @Test
    void whatHasNoUseIsRefusedAndNotIgnored() {
        assertThat(check(ROW, Optional.empty(), Optional.of(LOG)))
                .endsWith("NOT VERIFIED: the proof names no log, so the pinned key has nothing to sign");
        assertThat(check(DOOR, Optional.of(PARAMS), Optional.empty()))
                .containsExactly("NOT VERIFIED: params.txt is compared with own-row proofs only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"door.txt", "door-reserve.txt", "own-row.txt"})
    void everyPartOfTheLeafAndItsPathCounts(String file) {
        String text = Vectors.text("proofs", file);
        assertThat(parse(text).holds()).isTrue();
        String[] lines = text.split("\n");
        int checked = 0;
        for (int i = 0; i < lines.length; i++) {
            String[] line = lines[i].split("=", 2);
            String changed =
                    switch (line[0]) {
                        case "line" -> line[1].replaceFirst("910", "911");
                        case "index" -> Integer.toString(Integer.parseInt(line[1]) + 1);
                        // The last digit, so that the shape stays.
                        case "salt", "path", "root" -> line[1].replaceFirst(".$", line[1].endsWith("0") ? "1" : "0");
                        default -> "";
                    };
            if (!changed.isEmpty()) {
                String[] other = lines.clone();
                other[i] = line[0] + "=" + changed;
                OwnProof proof = parse(String.join("\n", other) + "\n");
                assertThat(proof.holds()).as(lines[i]).isFalse();
                assertThat(proof.verify(Optional.empty(), Optional.empty()).lines())
                        .containsExactly("NOT VERIFIED: the line does not stand in the "
                                + (file.equals("own-row.txt") ? "frame" : "result") + " with this root");
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(8);
    }

    @Test
    void aProofTellsItsParts() {
        OwnProof row = parse(ROW);
        assertThat(row.ofFrame()).isTrue();
        assertThat(row.hash()).isEqualTo(HashProfile.SM3);
        assertThat(row.draw()).isEqualTo("T-2026-9");
        assertThat(row.line()).isEqualTo("910017\tC\tX01\t1");
        assertThat(row.objectId()).isEqualTo("910017");
        assertThat(row.index()).isEqualTo(17);
        assertThat(row.size()).isEqualTo(60);
        assertThat(row.path()).hasSize(6);
        OwnProof door = parse(DOOR);
        assertThat(door.ofFrame()).isFalse();
        assertThat(door.objectId()).isEqualTo("910043");
        assertThat(door.ticket()).isEmpty();
        assertThat(door.logged()).isPresent();
    }

    /** A frame or a result of one line has no path, and its root is the leaf: RFC 6962 §2.1. */
    @Test
    void aTreeOfOneLeafNeedsNoPath() throws Exception {
        String salt = "ab".repeat(16);
        byte[] leaf = Ascii.bytes("\0" + salt + "|91A\tB\tE\t99");
        String root =
                Hex.encode(java.security.MessageDigest.getInstance("SHA-256").digest(leaf));
        String proof = "spec=SSJ-ROW-1\nhash=sha256\ndraw=D\nline=91A B E 99\nsalt=" + salt + "\nindex=0\nsize=1\nroot="
                + root + "\nticket=" + "0".repeat(64) + "\n";
        assertThat(check(proof)).endsWith("VERIFIED");
        assertThat(check(proof.replace("size=1", "size=2"))).hasSize(1);
    }

    @Test
    void aProofMayBeOfATreeOfNationalSize() {
        String most = "index=999999999999\nsize=1000000000000\n";
        assertThat(parse(ROW.replace("index=17\nsize=60\n", most)).index()).isEqualTo(999_999_999_999L);
        String ranked = RESERVE.replace("A 5 910021", "A 1000000000000 910021");
        assertThatCode(() -> parse(ranked)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "draw=T-2026-9 | draw=T-2026-8 | the proof of the log's entry RESULT fails",
                "log.index=3 | log.index=2 | the proof of the log's entry RESULT fails",
                "log.path=2ab | log.path=2ac | the proof of the log's entry RESULT fails",
                "log.path=e29 | log.path=e28 | the proof of the log's entry RESULT fails",
                "key=witness.example+7184a3fe+BHh6F8QDYwoJfUqVVg+CKwt7Fc7iinDG0GKhYmB86e3s@ | '' "
                        + "| the checkpoint must be signed once by each key of log/opening.proof and by nobody else",
                "key=log.example+75c2a19a+AeVr0bDqhLST8NV3ThcBg7SfqiXykC1xtEmRU7JA/ytY@ | '' "
                        + "| the first key of log/opening.proof must be the log's",
            })
    void theLogPartIsCheckedToo(String from, String to, String reason) {
        String line = from.replace("@", "\n");
        assertThat(DOOR).contains(line);
        assertThat(check(DOOR.replace(line, to))).endsWith("NOT VERIFIED: " + reason);
    }

    @Test
    void aProofWithoutAnyKeyOfItsLogIsNotVerified() {
        assertThat(check(DOOR.replaceAll("key=.*\n", "")))
                .endsWith("NOT VERIFIED: log/opening.proof names no key of the log");
    }

    /** What base64 hides is a part of the proof's shape: exit 2, as of the other two implementations. */
    @Test
    void aCheckpointOfAnotherShapeIsMalformed() {
        String head = DOOR.substring(0, DOOR.indexOf("checkpoint="));
        byte[] note =
                Base64.getDecoder().decode(DOOR.substring(head.length() + 11).strip());
        byte[] longer = Arrays.copyOf(note, note.length + 1);
        longer[note.length] = '\n';
        OwnProof proof = parse(head + "checkpoint=" + Base64.getEncoder().encodeToString(longer) + "\n");
        assertThatThrownBy(() -> proof.verify(Optional.empty(), Optional.empty()))
                .isInstanceOf(MalformedInput.class)
                .hasMessageStartingWith("checkpoint:");
        // A signature that does not fit is of the right shape, and does not hold.
        String other = new String(note, StandardCharsets.UTF_8).replace("\n10\n", "\n11\n");
        String forged = Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8));
        assertThat(check(head + "checkpoint=" + forged + "\n"))
                .endsWith("NOT VERIFIED: the signature of log.example+75c2a19a is wrong");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("malformed")
    void anotherShapeIsMalformed(String proof, long line, String rule, UnaryOperator<String> edit) {
        String text =
                switch (proof) {
                    case "door" -> DOOR;
                    case "reserve" -> RESERVE;
                    default -> ROW;
                };
        String broken = edit.apply(text);
        assertThat(broken).isNotEqualTo(text);
        MalformedInput refused = catchThrowableOfType(MalformedInput.class, () -> parse(broken));
        assertThat(refused).as("not refused").isNotNull();
        assertThat(refused).hasMessage("proof:" + line + ": " + rule);
    }

    static Stream<Arguments> malformed() {
        String hex = " must be 64 lower-case hex digits";
        String number = "999999999999 without leading zero";
        return Stream.of(
                of("row", 0, "the file must hold at least one line", t -> ""),
                of("row", 1, "spec must be SSJ-DOOR-1 or SSJ-ROW-1", edit("SSJ-ROW-1", "SSJ-ROW-2")),
                of("row", 1, "a line spec= is expected here", edit("spec=", "spek=")),
                of("row", 2, "hash must be sha256 or sm3", edit("hash=sm3", "hash=md5")),
                of("row", 3, "draw must match [A-Za-z0-9._-]{1,64}", edit("draw=T", "draw=T T")),
                of(
                        "row",
                        4,
                        "line holds the 4 fields of a row of frame.tsv, separated by one blank",
                        edit(" X01 1", " X01")),
                of("row", 4, "objectId must match [0-9A-Z._-]{1,54}", edit("line=91", "line=a")),
                of("row", 4, "stratum must match [0-9A-Z._-]{1,32}", edit(" C ", " c ")),
                of("row", 4, "status must be E or X and two digits", edit("X01", "X1")),
                of("row", 4, "status must be E or X and two digits", edit("X01", "Y")),
                of(
                        "row",
                        4,
                        "weight must be a decimal number from 1 to 99 without leading zero",
                        edit("1 1\n", "1 0\n")),
                of(
                        "row",
                        4,
                        "weight must be a decimal number from 1 to 99 without leading zero",
                        edit("1 1\n", "1 100\n")),
                of(
                        "door",
                        4,
                        "line holds the 5 fields of a line of result.tsv, separated by one blank",
                        edit(" DRAWN", "")),
                of("door", 4, "stratum must match [0-9A-Z._-]{1,32}", edit("line=B", "line=b")),
                of(
                        "door",
                        4,
                        "rank must be a decimal number from 1 to 1000000000000 without leading zero",
                        edit("B 2", "B 0")),
                of("door", 4, "objectId must match [0-9A-Z._-]{1,54}", edit("910043", "x10043")),
                of("door", 4, "ticket" + hex, edit(" 16b0", " 16B0")),
                of("door", 4, "the last field must be DRAWN or RESERVE", edit("DRAWN", "SPARED")),
                of("row", 5, "salt must be 32 lower-case hex digits", edit("salt=4d", "salt=4D")),
                of("row", 5, "salt must be 32 lower-case hex digits", edit("salt=4d", "salt=")),
                of("row", 6, "index must be a decimal number from 0 to " + number, edit("index=17", "index=017")),
                of(
                        "row",
                        6,
                        "index must be a decimal number from 0 to " + number,
                        edit("index=17", "index=1000000000000")),
                of(
                        "row",
                        7,
                        "size must be a decimal number from 1 to 1000000000000 without leading zero",
                        edit("=60", "=0")),
                of(
                        "row",
                        7,
                        "size must be a decimal number from 1 to 1000000000000 without leading zero",
                        edit("=60", "=1000000000001")),
                of("row", 8, "path" + hex, edit("path=cf", "path=c")),
                of("row", 14, "root" + hex, edit("root=02", "root=0")),
                of("row", 15, "ticket" + hex, edit("ticket=72", "ticket=7")),
                of("row", 8, "a line root= is expected here", edit("path=cf", "log.path=cf")),
                of("row", 0, "the line ticket= is missing", t -> t.replaceFirst("ticket=.*\n", "")),
                of("row", 15, "a line ticket= is expected here", edit("ticket=", "key=")),
                of("row", 16, "nothing may follow the line ticket=", t -> t + "key=x\n"),
                of("door", 14, "a key must be name+id+base64 with the id that fits", edit("key=log", "key=lug")),
                of(
                        "door",
                        16,
                        "log.index must be a decimal number from 0 to " + number,
                        edit("log.index=", "log.index=-")),
                of(
                        "door",
                        16,
                        "log.index must be a decimal number from 0 to " + number,
                        edit("log.index=3", "log.index=1000000000000")),
                of("door", 17, "log.path" + hex, edit("log.path=2a", "log.path=2")),
                of("door", 0, "the line checkpoint= is missing", t -> t.replaceFirst("checkpoint=.*\n", "")),
                of("door", 21, "checkpoint must be base64", edit("checkpoint=bG", "checkpoint=*G")),
                of("door", 21, "checkpoint must be base64", t -> t.replaceFirst("checkpoint=.*", "checkpoint=")),
                // Bits that no byte takes: base64 in a second spelling.
                of("door", 21, "checkpoint must be base64", edit("Cg==\n", "Ch==\n")),
                of("door", 21, "checkpoint must be base64", edit("Cg==\n", "Cg\n")),
                of("door", 22, "nothing may follow the line checkpoint=", t -> t + "ticket=x\n"),
                of("door", 14, "a line log.index= is expected here", edit("key=log", "kei=log")),
                of("reserve", 14, "a line log.index= is expected here", t -> t + "ticket=" + "0".repeat(64) + "\n"),
                of("reserve", 4, "no blank is allowed at a line's end", edit("RESERVE", "RESERVE ")),
                of("row", 15, "the last line must end with LF", t -> t.substring(0, t.length() - 1)),
                // §3.1.1: of several broken rules the first line's.
                of(
                        "row",
                        2,
                        "hash must be sha256 or sm3",
                        t -> t.replace("hash=sm3", "hash=md5").replace("draw=T-2026-9", "draw=T-2026-9\r")),
                of("row", 16, "only printable ASCII is allowed", t -> t + "key=\0\n"),
                of(
                        "row",
                        3,
                        "draw must match [A-Za-z0-9._-]{1,64}",
                        t -> t.replace("draw=T", "draw=T T").replace("root=", "root=\t\r")));
    }

    private static Arguments of(String proof, long line, String rule, UnaryOperator<String> edit) {
        return Arguments.of(proof, line, rule, edit);
    }

    @Test
    void theShapeIsExactlyTheOrderOfTheSpecification() {
        List<String> lines = List.of(ROW.split("\n"));
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                if (lines.get(i).startsWith("path=") && lines.get(j).startsWith("path=")) {
                    continue;
                }
                java.util.ArrayList<String> swapped = new java.util.ArrayList<>(lines);
                java.util.Collections.swap(swapped, i, j);
                String text = swapped.stream().map(l -> l + "\n").collect(Collectors.joining());
                assertThatThrownBy(() -> parse(text)).as("%s and %s", i, j).isInstanceOf(MalformedInput.class);
            }
        }
    }
}
