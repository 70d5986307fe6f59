package org.mingchou.sampler;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line that every implementation offers (§1): {@code draw}, {@code match}, {@code verify}. */
public final class Main {
    private static final String USAGE =
            "usage: draw PARAMS FRAME REVEAL | match SEED POOL DATE GROUP TASKS OFFICERS AVOID"
                    + " | verify CERTIFICATE [--log-key FILE]";

    private Main() {}

    public static void main(String[] args) {
        // The report of verify may hold Chinese; a POSIX locale would turn it into question marks.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(args, out, System.err));
    }

    /** Runs one call; returns 0, 1 (not verified) or 2 (malformed input or usage). */
    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            if (args.length == 4 && args[0].equals("draw")) {
                return draw(args, out, err);
            }
            if (args.length == 8 && args[0].equals("match")) {
                return match(args, out);
            }
            boolean pinned = args.length == 4 && args[2].equals("--log-key");
            if ((args.length == 2 || pinned) && args[0].equals("verify")) {
                return verify(args[1], pinned ? Optional.of(key(args[3])) : Optional.empty(), out);
            }
            err.println(USAGE);
        } catch (MalformedInput e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println(args[0] + ":0: " + oneLine(String.valueOf(e.getMessage())));
        }
        return 2;
    }

    private static int draw(String[] args, PrintStream out, PrintStream err) throws IOException {
        Params params = Params.parse(args[1], read(args[1]));
        Reveal reveal = Reveal.parse(args[3], read(args[3]), params);
        Path frame = Path.of(args[2]);
        if (!Files.isReadable(frame) || Files.isDirectory(frame)) {
            throw new MalformedInput(args[2], 0, "the file cannot be read");
        }
        DrawResult result = Draw.run(params, FrameSource.of(frame), reveal);
        out.writeBytes(result.resultTsv());
        out.flush();
        StringBuilder line = new StringBuilder("seed ").append(result.seed());
        line.append(" opening ").append(result.opening()).append(" quota");
        result.quotas()
                .forEach((stratum, quota) -> line.append(' ').append(stratum).append(quota));
        err.println(line);
        if (result.shortfall() > 0) {
            err.println("shortfall " + result.shortfall());
        }
        return 0;
    }

    private static int match(String[] args, PrintStream out) throws IOException {
        String seed = TextFile.hash("args", 0, "SEED", args[1]);
        String pool = TextFile.match("args", 0, "POOL", TextFile.NAME, args[2]);
        String date = TextFile.date("args", 0, "DATE", args[3]);
        int group = (int) TextFile.number("args", 0, "GROUP", args[4], 2, Matching.MAX_GROUP);
        List<MatchTask> tasks = MatchTask.parse(args[5], read(args[5]));
        List<Officer> officers = Officer.parse(args[6], read(args[6]));
        List<Avoidance> avoid = Avoidance.parse(args[7], read(args[7]));
        out.writeBytes(
                Matching.match(seed, pool, date, group, tasks, officers, avoid).tsv());
        out.flush();
        return 0;
    }

    private static int verify(String file, Optional<NoteKey> logKey, PrintStream out) throws IOException {
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new MalformedInput(file, 0, "the file cannot be read");
        }
        Certificate.Verification found = Certificate.verify(Path.of(file), logKey);
        found.lines().forEach(line -> out.print(line + "\n"));
        out.flush();
        return found.verified() ? 0 : 1;
    }

    private static NoteKey key(String file) throws IOException {
        List<TextFile.Line> lines = TextFile.lines(file, read(file), false);
        try {
            if (lines.size() == 1) {
                return NoteKey.parse(lines.get(0).text());
            }
        } catch (IllegalArgumentException e) {
            // The rule below says all there is to say.
        }
        throw new MalformedInput(file, 1, "a key file holds one line name+id+base64");
    }

    static byte[] read(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new MalformedInput(file, 0, "the file does not exist");
        } catch (IOException e) {
            throw new MalformedInput(file, 0, "the file cannot be read");
        }
    }

    static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
