package org.mingchou.sampler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The known answers under {@code vectors/}. */
final class Vectors {
    private Vectors() {}

    static byte[] read(String vector, String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + vector + "/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException(vector + "/" + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String vector, String file) {
        return Ascii.string(read(vector, file));
    }

    static DrawResult draw(String vector) {
        try {
            Params params = Params.parse(read(vector, "params.txt"));
            Reveal reveal = Reveal.parse(read(vector, "reveal.txt"), params);
            return Draw.run(params, FrameSource.of(read(vector, "frame.tsv")), reveal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AuditSample sample(String vector) throws IOException {
        Params params = Params.parse(read(vector, "params.txt"));
        Reveal reveal = Reveal.parse(read(vector, "reveal.txt"), params);
        return AuditSample.draw(params, FrameSource.of(read(vector, "frame.tsv")), reveal);
    }

    static MatchResult match(String vector) {
        String[] args = text(vector, "args.txt").strip().split(" ");
        return Matching.match(
                args[0],
                args[1],
                args[2],
                Integer.parseInt(args[3]),
                MatchTask.parse("tasks.tsv", read(vector, "tasks.tsv")),
                Officer.parse("officers.tsv", read(vector, "officers.tsv")),
                Avoidance.parse("avoid.tsv", read(vector, "avoid.tsv")));
    }
}
