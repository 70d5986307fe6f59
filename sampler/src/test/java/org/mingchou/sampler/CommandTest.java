package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §1: exit codes and streams of the command line, {@code door} before all. */
class CommandTest {
    private static final String USAGE =
            "usage: draw PARAMS FRAME REVEAL | xaudit PARAMS FRAME REVEAL | match SEED POOL DATE GROUP TASKS OFFICERS AVOID"
                    + " | verify CERTIFICATE [--log-key FILE] | door PROOF [--log-key FILE | --params FILE]\n";

    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of("door.txt", "own-row.txt", "params.txt", "log.key")) {
            Files.write(dir.resolve(name), Vectors.read("proofs", name));
        }
    }

    private int run(OutputStream stdout, String... args) {
        List<String> full = new ArrayList<>();
        for (String arg : args) {
            full.add(
                    arg.endsWith(".txt") || arg.endsWith(".key") || arg.endsWith(".tsv")
                            ? dir.resolve(arg).toString()
                            : arg);
        }
        out.reset();
        err.reset();
        return Main.run(
                full.toArray(String[]::new),
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int run(String... args) {
        return run(out, args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void doorVerifies() {
        assertThat(run("door", "door.txt")).isZero();
        assertThat(out()).contains("is not pinned\n").endsWith("\nVERIFIED\n");
        assertThat(err()).isEmpty();
        assertThat(run("door", "door.txt", "--log-key", "log.key")).isZero();
        assertThat(out()).contains("is the pinned one\n").endsWith("\nVERIFIED\n");
        assertThat(run("door", "own-row.txt")).isZero();
        assertThat(out()).contains("note opening: ").endsWith("\nVERIFIED\n");
        assertThat(run("door", "own-row.txt", "--params", "params.txt")).isZero();
        assertThat(out()).contains("ok opening: ").endsWith("\nVERIFIED\n");
    }

    @Test
    void doorRefuses() throws IOException {
        Files.writeString(
                dir.resolve("door.txt"), Vectors.text("proofs", "door.txt").replace("910043", "910044"));
        assertThat(run("door", "door.txt")).isEqualTo(1);
        assertThat(out()).isEqualTo("NOT VERIFIED: the line does not stand in the result with this root\n");
        assertThat(err()).isEmpty();
        assertThat(run("door", "own-row.txt", "--log-key", "log.key")).isEqualTo(1);
        assertThat(run("door", "own-row.txt", "--params", "own-row.txt")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(run("door", "params.txt")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).endsWith("params.txt:1: a line spec= is expected here\n");
        assertThat(run("door", "absent.txt")).isEqualTo(2);
        assertThat(err()).endsWith("absent.txt:0: the file does not exist\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "door",
                "door door.txt --log-key",
                "door door.txt --key log.key",
                "door door.txt log.key",
                "door door.txt --params params.txt x",
                "verify",
                "verify door.txt --params params.txt",
                "verify door.txt --log-key",
                "verify door.txt x",
                "draw params.txt",
                "draws params.txt params.txt params.txt",
                "match a b c d e f",
                "matches a b c d e f g",
                "frob x"
            })
    void anyOtherCallGetsTheUsage(String call) {
        assertThat(run(call.isEmpty() ? new String[0] : call.split(" "))).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).isEqualTo(USAGE);
    }

    @Test
    void aKeyFileHoldsOneLine() throws IOException {
        String key = Vectors.text("proofs", "log.key");
        for (String text : List.of(key + key, "x\n", key.replace("+7", "+8"))) {
            Files.writeString(dir.resolve("log.key"), text);
            assertThat(run("door", "door.txt", "--log-key", "log.key")).isEqualTo(2);
            assertThat(err()).endsWith("log.key:1: a key file holds one line name+id+base64\n");
        }
    }

    /** A disk that is full: what was written is not whole, and the exit code says so. */
    @Test
    void outputThatCannotBeWrittenIsNoSuccess() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        Path zip = dir.resolve("c.zip");
        Files.write(zip, Vectors.read("certificate", "certificate.zip"));
        for (String name : List.of("tasks.tsv", "officers.tsv", "avoid.tsv")) {
            Files.write(dir.resolve(name), Vectors.read("match", name));
        }
        for (String name : List.of("params.txt", "frame.tsv", "reveal.txt")) {
            Files.write(dir.resolve(name), Vectors.read("floor", name));
        }
        String[] match = Vectors.text("match", "args.txt").strip().split(" ");
        assertThat(run(full, "verify", zip.toString())).isEqualTo(2);
        assertThat(err()).isEqualTo("verify:0: the output cannot be written\n");
        assertThat(run(full, "draw", "params.txt", "frame.tsv", "reveal.txt")).isEqualTo(2);
        assertThat(err()).isEqualTo("draw:0: the output cannot be written\n");
        assertThat(run(full, "match", match[0], match[1], match[2], match[3], "tasks.tsv", "officers.tsv", "avoid.tsv"))
                .isEqualTo(2);
        assertThat(err()).isEqualTo("match:0: the output cannot be written\n");
        assertThat(run(full, "door", "door.txt")).isEqualTo(2);
        assertThat(err()).isEqualTo("door:0: the output cannot be written\n");
    }
}
