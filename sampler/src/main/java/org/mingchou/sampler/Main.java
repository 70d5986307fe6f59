package org.mingchou.sampler;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line that every implementation offers (§1): {@code draw}, {@code xaudit}, {@code match}, {@code verify}, {@code door}. */
public final class Main {
    private static final String USAGE =
            "usage: draw PARAMS FRAME REVEAL | xaudit PARAMS FRAME REVEAL | match SEED POOL DATE GROUP TASKS OFFICERS AVOID"
                    + " | verify CERTIFICATE [--log-key FILE] | door PROOF [--log-key FILE | --params FILE]";

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
            if (args.length == 4 && args[0].equals("xaudit")) {
                return xaudit(args, out, err);
            }
            if (args.length == 8 && args[0].equals("match")) {
                return match(args, out);
            }
            boolean pinned = args.length == 4 && args[2].equals("--log-key");
            if ((args.length == 2 || pinned) && args[0].equals("verify")) {
                return verify(args[1], pinned ? Optional.of(key(args[3])) : Optional.empty(), out);
            }
            boolean compared = args.length == 4 && args[2].equals("--params");
            if ((args.length == 2 || pinned || compared) && args[0].equals("door")) {
                return door(args, pinned, compared, out);
            }
            err.println(USAGE);
        } catch (MalformedInput e) {
            err.println(oneLine(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            err.println(args[0] + ":0: " + oneLine(String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            err.println(args[0] + ":0: more memory is needed than java -Xmx allows");
        }
        return 2;
    }

    private static int draw(String[] args, PrintStream out, PrintStream err) throws IOException {
        Params params = Params.parse(args[1], read(args[1]));
        Reveal reveal = Reveal.parse(args[3], read(args[3]), params);
        DrawResult result = Draw.run(params, FrameSource.of(readable(args[2])), reveal);
        // Every check lies behind us: what is written now is whole, unless the disk refuses it.
        result.writeTsv(out);
        flush(out);
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

    private static int xaudit(String[] args, PrintStream out, PrintStream err) throws IOException {
        Params params = Params.parse(args[1], read(args[1]));
        if (params.xaudit().isEmpty()) {
            throw new MalformedInput(args[1], 0, "the key xaudit is missing");
        }
        Reveal reveal = Reveal.parse(args[3], read(args[3]), params);
        AuditSample sample = AuditSample.draw(params, FrameSource.of(readable(args[2])), reveal);
        sample.writeTsv(out);
        flush(out);
        StringBuilder line = new StringBuilder("seed ").append(sample.seed());
        line.append(" opening ").append(params.opening()).append(" sample");
        sample.codes()
                .forEach((code, n) -> line.append(' ')
                        .append(code)
                        .append(':')
                        .append(n.sampled())
                        .append('/')
                        .append(n.excluded()));
        err.println(line);
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
        flush(out);
        return 0;
    }

    private static int verify(String file, Optional<NoteKey> logKey, PrintStream out) throws IOException {
        Certificate.Verification found = Certificate.verify(readable(file), logKey);
        found.lines().forEach(line -> out.print(line + "\n"));
        flush(out);
        return found.verified() ? 0 : 1;
    }

    private static int door(String[] args, boolean pinned, boolean compared, PrintStream out) throws IOException {
        Optional<NoteKey> key = pinned ? Optional.of(key(args[3])) : Optional.empty();
        Optional<Params> params = compared ? Optional.of(Params.parse(args[3], read(args[3]))) : Optional.empty();
        Certificate.Verification found = OwnProof.parse(args[1], read(args[1])).verify(params, key);
        found.lines().forEach(line -> out.print(line + "\n"));
        flush(out);
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

    private static byte[] read(String file) throws IOException {
        try {
            return Files.readAllBytes(path(file));
        } catch (NoSuchFileException e) {
            throw new MalformedInput(file, 0, "the file does not exist");
        } catch (IOException e) {
            throw new MalformedInput(file, 0, "the file cannot be read");
        }
    }

    private static Path readable(String file) {
        Path path = path(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new MalformedInput(file, 0, "the file cannot be read");
        }
        return path;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            // A name outside the locale's encoding, such as a Chinese one under LC_ALL=C.
            throw new MalformedInput(file, 0, "the file cannot be read: its name does not fit the locale");
        }
    }

    // A PrintStream keeps a failed write to itself.
    private static void flush(PrintStream out) throws IOException {
        if (out.checkError()) {
            throw new IOException("the output cannot be written");
        }
    }

    static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
