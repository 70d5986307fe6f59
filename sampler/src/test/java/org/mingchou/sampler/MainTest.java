package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String vector, String name) throws Exception {
        Path path = dir.resolve(name);
        Files.write(path, Vectors.read(vector, name));
        return path.toString();
    }

    @Test
    void draws() throws Exception {
        int code = run("draw", file("floor", "params.txt"), file("floor", "frame.tsv"), file("floor", "reveal.txt"));

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Vectors.text("floor", "result.tsv"));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("seed [0-9a-f]{64} opening [0-9a-f]{64} quota A7 B3 C6\n");
    }

    @Test
    void tellsAShortfallOnStderrOnly() throws Exception {
        int code = run(
                "draw",
                file("shortfall", "params.txt"),
                file("shortfall", "frame.tsv"),
                file("shortfall", "reveal.txt"));

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Vectors.text("shortfall", "result.tsv"));
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\nshortfall 22\n");
    }

    @Test
    void samplesTheExcluded() throws Exception {
        int code = run(
                "xaudit",
                file("xaudit-sha256", "params.txt"),
                file("xaudit-sha256", "frame.tsv"),
                file("xaudit-sha256", "reveal.txt"));

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Vectors.text("xaudit-sha256", "xaudit.tsv"));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("seed [0-9a-f]{64} opening [0-9a-f]{64} sample X01:1/9 X02:2/25 X04:1/3 X06:1/1 X07:1/12\n");
    }

    @Test
    void samplesNothingThatTheOpeningDoesNotBind() throws Exception {
        String params = file("floor", "params.txt");

        assertThat(run("xaudit", params, file("floor", "frame.tsv"), file("floor", "reveal.txt")))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(params + ":0: the key xaudit is missing\n");
    }

    @Test
    void matches() throws Exception {
        String[] args = Vectors.text("match-repair", "args.txt").strip().split(" ");
        int code = run(
                "match",
                args[0],
                args[1],
                args[2],
                args[3],
                file("match-repair", "tasks.tsv"),
                file("match-repair", "officers.tsv"),
                file("match-repair", "avoid.tsv"));

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Vectors.text("match-repair", "result.tsv"));
    }

    @Test
    void malformedInputLeavesStdoutEmpty() throws Exception {
        String frame = file("floor", "frame.tsv");
        Files.write(
                Path.of(frame), Ascii.bytes(Vectors.text("floor", "frame.tsv").replaceFirst("\n", "\r\n")));

        int code = run("draw", file("floor", "params.txt"), frame, file("floor", "reveal.txt"));

        assertThat(code).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(frame + ":1: lines end with LF, not CR\n");
    }

    @Test
    void everyOtherFailureIsOneLineAndTwo() throws Exception {
        String absent = dir.resolve("absent").toString();
        String[][] calls = {
            {},
            {"draw"},
            {"shuffle", "a", "b", "c"},
            {"draw", absent, absent, absent},
            {"draw", file("floor", "params.txt"), absent, file("floor", "reveal.txt")},
            {"draw", file("floor", "params.txt"), dir.toString(), file("floor", "reveal.txt")},
            {"verify", absent},
            {"verify", dir.toString()},
            {"verify", file("floor", "params.txt")},
            {"match", "seed", "P", "2026-01-01", "2", absent, absent, absent},
            {"match", "0".repeat(64), "P", "2026-01-01", "1", absent, absent, absent},
            {"match", "0".repeat(64), "p", "2026-01-01", "2", absent, absent, absent},
            {"match", "0".repeat(64), "P", "2026-13-01", "2", absent, absent, absent},
        };
        for (String[] call : calls) {
            err.reset();
            assertThat(run(call)).as(String.join(" ", call)).isEqualTo(2);
            assertThat(out.size()).isZero();
            assertThat(err.toString(StandardCharsets.UTF_8)).matches("[^\n]+\n");
        }
    }

    @Test
    void verifies() throws Exception {
        CertificateFixture fixture = new CertificateFixture(HashProfile.SHA256, Params.Mode.OPEN, 6);
        Path zip = dir.resolve("c.zip");
        Path key = dir.resolve("log.key");
        Files.write(zip, CertificateFixture.zip(fixture.members));
        Files.writeString(
                key, NoteSigner.log("log.example", CertificateFixture.LOG).key().text() + "\n");

        assertThat(run("verify", zip.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("is not pinned\n")
                .endsWith("\nVERIFIED\n");
        out.reset();
        assertThat(run("verify", zip.toString(), "--log-key", key.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is the pinned one\n");

        fixture.members.put("saltkey.txt", Ascii.bytes("00".repeat(32) + "\n"));
        Files.write(zip, CertificateFixture.zip(fixture.members));
        out.reset();
        assertThat(run("verify", zip.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .endsWith("\nNOT VERIFIED: the salted root of the frame is not frame.salted\n");
    }
}
