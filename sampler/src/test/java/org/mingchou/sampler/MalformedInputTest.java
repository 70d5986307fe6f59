package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of §3.1 and §4.2, broken once in a file that is otherwise right. */
class MalformedInputTest {
    private static final String V = "small-sha256";

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isRefused(String name, String file, long line, String rule, UnaryOperator<String> edit) {
        MalformedInput refused = catchThrowableOfType(MalformedInput.class, () -> run(file, edit));

        assertThat(refused).as("not refused").isNotNull();
        assertThat(refused.file()).isEqualTo(file);
        assertThat(refused.line()).isEqualTo(line);
        assertThat(refused.rule()).contains(rule).doesNotContain("\n");
        assertThat(refused).hasMessage(file + ":" + line + ": " + refused.rule());
    }

    static Stream<Arguments> cases() {
        String frame1 = Vectors.text(V, "frame.tsv").split("\n")[0];
        String frame2 = Vectors.text(V, "frame.tsv").split("\n")[1];
        String zero = "0".repeat(64);
        return Stream.of(
                of("empty frame", "frame.tsv", 0, "at least one row", t -> ""),
                of("CRLF", "frame.tsv", 2, "not CR", t -> t.replace(frame2 + "\n", frame2 + "\r\n")),
                of("BOM", "frame.tsv", 1, "byte order mark", t -> "\u00ef\u00bb\u00bf" + t),
                of("no last LF", "frame.tsv", 24, "end with LF", t -> t.substring(0, t.length() - 1)),
                of("trailing blank", "frame.tsv", 1, "line's end", t -> t.replace(frame1, frame1 + " ")),
                of("trailing tab", "frame.tsv", 1, "line's end", t -> t.replace(frame1, frame1 + "\t")),
                of("empty line", "frame.tsv", 1, "4 fields", t -> "\n" + t),
                of("empty last line", "frame.tsv", 25, "4 fields", t -> t + "\n"),
                of("fifth field", "frame.tsv", 1, "4 fields", t -> t.replace(frame1, frame1 + "\t1")),
                of("duplicate", "frame.tsv", 2, "once", t -> t.replace(frame1, frame1 + "\n" + frame1)),
                of(
                        "unsorted",
                        "frame.tsv",
                        2,
                        "ascend",
                        t -> t.replace(frame1 + "\n" + frame2, frame2 + "\n" + frame1)),
                of("lower-case id", "frame.tsv", 1, "objectId", t -> t.replaceFirst("TEST", "test")),
                of("long id", "frame.tsv", 1, "objectId", t -> "9".repeat(37) + t),
                of("no id", "frame.tsv", 1, "objectId", t -> t.substring(18)),
                of("non-ASCII", "frame.tsv", 1, "ASCII", t -> t.replaceFirst("T", "\u00e4")),
                of("stratum", "frame.tsv", 1, "stratum", t -> t.replaceFirst("\tA\t", "\ta\t")),
                of("no stratum", "frame.tsv", 1, "stratum", t -> t.replaceFirst("\tA\t", "\t\t")),
                of(
                        "long stratum",
                        "frame.tsv",
                        1,
                        "stratum",
                        t -> t.replaceFirst("\t[A-Z]\t", "\t" + "A".repeat(33) + "\t")),
                of("status", "frame.tsv", 1, "status", t -> t.replaceFirst("\tE\t", "\tY\t")),
                of("status X1", "frame.tsv", 1, "status", t -> t.replaceFirst("\tE\t", "\tX1\t")),
                of("weight 0", "frame.tsv", 1, "weight", t -> t.replaceFirst("\t1\n", "\t0\n")),
                of("weight 01", "frame.tsv", 1, "weight", t -> t.replaceFirst("\t1\n", "\t01\n")),
                of("weight 100", "frame.tsv", 1, "weight", t -> t.replaceFirst("\t1\n", "\t100\n")),
                of("count", "frame.tsv", 0, "frame.count", t -> t + "92\tA\tE\t1\n"),
                of("digest", "frame.tsv", 0, "digest", t -> t.replaceFirst("\tA\tE\t1", "\tB\tE\t1")),
                of("no spec", "params.txt", 0, "spec", t -> t.replaceFirst("spec=.*\n", "")),
                of("other spec", "params.txt", 17, "spec", t -> t.replace("DRAW-1", "DRAW-2")),
                of("no base", "params.txt", 0, "base", t -> t.replaceFirst("base=.*\n", "")),
                of("other base", "params.txt", 1, "base", t -> t.replace("base=all", "base=ALL")),
                of("unknown key", "params.txt", 18, "unknown key", t -> t + "zone=1\n"),
                of(
                        "unknown pool key",
                        "params.txt",
                        12,
                        "unknown key",
                        t -> t.replace("ratio.A", "pool.P.size=2\nratio.A")),
                of("pool id", "params.txt", 12, "pool", t -> t.replace("ratio.A", "pool.p.group=2\nratio.A")),
                of("group 1", "params.txt", 12, "group", t -> t.replace("ratio.A", "pool.P.group=1\nratio.A")),
                of("date", "params.txt", 12, "date", t -> t.replace("ratio.A", "pool.P.date=2026-02-30\nratio.A")),
                of("mode", "params.txt", 12, "mode", t -> t.replace("ratio.A", "mode=closed\nratio.A")),
                of("key twice", "params.txt", 2, "once", t -> t.replace("base=all\n", "base=all\nbase=all\n")),
                of("keys unsorted", "params.txt", 2, "ascend", t -> t.replace("base=all\n", "base=all\na=1\n")),
                of("no value", "params.txt", 1, "key=value", t -> t.replace("base=all", "base=")),
                of("upper-case hex", "params.txt", 3, "lower-case", t -> t.replaceFirst("2aa83768b", "2AA83768B")),
                of("short hex", "params.txt", 3, "64", t -> t.replaceFirst("2aa8", "2aa")),
                of("party", "params.txt", 3, "party", t -> t.replace("commit.agency", "commit.Agency")),
                of("no party", "params.txt", 0, "commit", t -> t.replaceAll("commit.*\n", "")),
                of("draw", "params.txt", 6, "draw", t -> t.replace("SSJ-TEST-0001", "SSJ TEST")),
                of("floor", "params.txt", 7, "floor", t -> t.replace("floor=300", "floor=10001")),
                of("leading zero", "params.txt", 7, "floor", t -> t.replace("floor=300", "floor=0300")),
                of("negative", "params.txt", 7, "floor", t -> t.replace("floor=300", "floor=-1")),
                of("hash", "params.txt", 11, "hash", t -> t.replace("hash=sha256", "hash=md5")),
                of("ratio", "params.txt", 12, "ratio", t -> t.replace("ratio.A=1000", "ratio.A=x")),
                of("ratio stratum", "params.txt", 15, "stratum", t -> t.replace("ratio.D", "ratio.d")),
                of("no ratio", "params.txt", 0, "ratio.D", t -> t.replaceFirst("ratio.D=.*\n", "")),
                of("params CR", "params.txt", 1, "not CR", t -> t.replaceFirst("\n", "\r\n")),
                of("params no LF", "params.txt", 17, "end with LF", t -> t.substring(0, t.length() - 1)),
                of("params BOM", "params.txt", 1, "byte order mark", t -> "\u00ef\u00bb\u00bf" + t),
                of("params NUL", "params.txt", 2, "ASCII", t -> t.replaceFirst("\n", "\n\0")),
                of(
                        "params count 2^63",
                        "params.txt",
                        8,
                        "count",
                        t -> t.replaceFirst("count=24", "count=9223372036854775808")),
                of("params count 0", "params.txt", 8, "count", t -> t.replaceFirst("count=24", "count=0")),
                of("params root", "params.txt", 10, "root", t -> t.replaceFirst("root=.*", "root=" + "A".repeat(64))),
                of("params empty line", "params.txt", 3, "key=value", t -> t.replaceFirst("\ncommit", "\n\ncommit")),
                of("params blank", "params.txt", 1, "line's end", t -> t.replaceFirst("\n", " \n")),
                of(
                        "first of two",
                        "params.txt",
                        1,
                        "base",
                        t -> t.replace("base=all", "base=x").replaceFirst("hash=.*\n", "hash=md5\r\n")),
                of(
                        "line before file",
                        "params.txt",
                        6,
                        "floor",
                        t -> t.replace("floor=300", "floor=x").replaceFirst("base=.*\n", "")),
                of("frame NUL", "frame.tsv", 1, "ASCII", t -> t.replaceFirst("\t", "\0")),
                of(
                        "reveal unknown first",
                        "reveal.txt",
                        2,
                        "unknown key",
                        t -> t.replaceFirst("\n", "\nbeacon2=1\n").replaceFirst("agency=.*", "agency=" + zero)),
                of(
                        "reveal NUL last",
                        "reveal.txt",
                        2,
                        "commitment",
                        t -> t.replaceFirst("agency=.*", "agency=" + zero) + "x=\0\n"),
                of("reveal BOM", "reveal.txt", 1, "byte order mark", t -> "\u00ef\u00bb\u00bf" + t),
                of("reveal no LF", "reveal.txt", 4, "end with LF", t -> t.substring(0, t.length() - 1)),
                of("reveal CR", "reveal.txt", 4, "not CR", t -> t.replaceFirst("\n$", "\r\n")),
                of("empty reveal", "reveal.txt", 0, "at least one line", t -> ""),
                of("tasks first of two", "tasks.tsv", 1, "objectId", t -> "a" + t.replaceFirst("\n$", "\r\n")),
                of("empty params", "params.txt", 0, "at least one line", t -> ""),
                of("no beacon", "reveal.txt", 0, "beacon", t -> t.replaceFirst("beacon.*\n", "")),
                of("no secret", "reveal.txt", 0, "secret.agency", t -> t.replaceFirst("secret.agency.*\n", "")),
                of("foreign secret", "reveal.txt", 5, "no commitment", t -> t + "secret.z=" + zero + "\n"),
                of("wrong secret", "reveal.txt", 2, "commitment", t -> t.replaceFirst("agency=.*", "agency=" + zero)),
                of(
                        "upper-case secret",
                        "reveal.txt",
                        2,
                        "lower-case",
                        t -> t.replaceFirst("agency=.*", "agency=" + "A".repeat(64))),
                of("reveal key", "reveal.txt", 1, "unknown key", t -> "a=1\n" + t),
                of("task fields", "tasks.tsv", 1, "2 fields", t -> t.replaceFirst("\t-", "")),
                of("task twice", "tasks.tsv", 8, "once", t -> t + t.split("\n")[0] + "\n"),
                of("task id", "tasks.tsv", 1, "objectId", t -> "a" + t),
                of("no tasks", "tasks.tsv", 0, "at least one line", t -> ""),
                of("task qualification", "tasks.tsv", 1, "requiredQ", t -> t.replaceFirst("\t-", "\tse")),
                of("officer twice", "officers.tsv", 7, "once", t -> t + t.split("\n")[0] + "\n"),
                of("officer id", "officers.tsv", 1, "officerId", t -> "o" + t),
                of("officer date", "officers.tsv", 1, "date", t -> t.replaceFirst("2027-12-31", "2027-12-32")),
                of("officer short date", "officers.tsv", 1, "date", t -> t.replaceFirst("2027-12-31", "2027-1-31")),
                of("qualification", "officers.tsv", 2, "qualification", t -> t.replaceFirst("GEN,SE", "GEN,")),
                of("no officers", "officers.tsv", 0, "at least one line", t -> ""),
                of("avoid fields", "avoid.tsv", 1, "2 fields", t -> t.replaceFirst("\t", " ")),
                of("avoid no LF", "avoid.tsv", 3, "end with LF", t -> t.substring(0, t.length() - 1)),
                of("drop-out code", "confirmations.tsv", 1, "code", t -> t.replaceFirst("OK", "S6")),
                of("no evidence", "confirmations.tsv", 1, "evidence", t -> t.replaceFirst("OK", "S1")),
                of("not drawn", "confirmations.tsv", 1, "not drawn", t -> "1\tOK\t-\n" + t),
                of("confirmed twice", "confirmations.tsv", 2, "ascend", t -> t.split("\n")[0] + "\n" + t),
                of("not confirmed", "confirmations.tsv", 0, "every drawn", t -> t.substring(t.indexOf('\n') + 1)));
    }

    @Test
    void aFrameOfAnotherDigestOrRootIsRefused() throws Exception {
        FrameSource frame = FrameSource.of(Vectors.read(V, "frame.tsv"));
        for (String key : List.of("digest", "root")) {
            String other = Vectors.text(V, "params.txt").replaceFirst(key + "=.*", key + "=" + "0".repeat(64));
            Params params = Params.parse(Ascii.bytes(other));
            Reveal reveal = Reveal.parse(Vectors.read(V, "reveal.txt"), params);
            assertThatThrownBy(() -> Draw.run(params, frame, reveal))
                    .isInstanceOf(MalformedInput.class)
                    .hasMessageStartingWith("frame.tsv:0: the ")
                    .hasMessageEndingWith(" is not frame." + key);
        }
    }

    private static Arguments of(String name, String file, long line, String rule, UnaryOperator<String> edit) {
        return Arguments.of(name, file, line, rule, edit);
    }

    private static void run(String file, UnaryOperator<String> edit) throws Exception {
        switch (file) {
            case "tasks.tsv" -> MatchTask.parse(file, edited("match", file, edit));
            case "officers.tsv" -> Officer.parse(file, edited("match", file, edit));
            case "avoid.tsv" -> Avoidance.parse(file, edited("match", file, edit));
            case "confirmations.tsv" -> {
                StringBuilder text = new StringBuilder();
                DrawResult result = Vectors.draw(V);
                result.rows().stream()
                        .filter(r -> r.kind() == DrawnRow.Kind.DRAWN)
                        .map(DrawnRow::objectId)
                        .sorted()
                        .forEach(id -> text.append(id).append("\tOK\t-\n"));
                Confirmations.parse(file, Ascii.bytes(edit.apply(text.toString())), result.rows());
            }
            default -> {
                UnaryOperator<String> same = t -> t;
                byte[] frame = edited(V, "frame.tsv", file.equals("frame.tsv") ? edit : same);
                Params params = Params.parse(edited(V, "params.txt", file.equals("params.txt") ? edit : same));
                // A changed opening alone must not hide behind the reveal, whose commitments do not depend on it.
                Reveal reveal = Reveal.parse(edited(V, "reveal.txt", file.equals("reveal.txt") ? edit : same), params);
                Draw.run(params, FrameSource.of(frame), reveal);
            }
        }
    }

    private static byte[] edited(String vector, String file, UnaryOperator<String> edit) {
        return Ascii.bytes(edit.apply(Vectors.text(vector, file)));
    }
}
