package org.mingchou.sampler;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Many calls of {@link Main} in one process, for the comparison with the other implementations in
 * verifier/differential.py. Arguments: a file with one call a line, its arguments separated by tabs, and the file to
 * write. For each call in turn it writes a line {@code exit code⇥bytes of stdout⇥bytes of stderr}, then these bytes.
 */
final class BatchMain {
    private BatchMain() {}

    public static void main(String[] args) throws IOException {
        try (OutputStream all = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 16)) {
            for (String call : Files.readAllLines(Path.of(args[0]), StandardCharsets.US_ASCII)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int code = Main.run(call.split("\t", -1), utf8(out), utf8(err));
                all.write(Ascii.bytes(code + "\t" + out.size() + "\t" + err.size() + "\n"));
                out.writeTo(all);
                err.writeTo(all);
            }
        }
    }

    private static PrintStream utf8(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
