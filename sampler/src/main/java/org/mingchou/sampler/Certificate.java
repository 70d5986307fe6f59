package org.mingchou.sampler;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The full certificate of a draw (§3.11): a zip from which a stranger re-runs and checks everything. */
public final class Certificate {
    public static final String PARAMS = "params.txt";
    public static final String FRAME = "frame.tsv";
    public static final String REVEAL = "reveal.txt";
    public static final String BEACON = "beacon.txt";
    public static final String RESULT = "result.tsv";
    public static final String SALT_KEY = "saltkey.txt";
    public static final String CONFIRMATIONS = "confirmations.tsv";
    public static final String REVEAL2 = "reveal2.txt";
    /** The live beacon thrown after the deadline of the second reveal; only when a party withheld its second secret. */
    public static final String BEACON2 = "beacon2.txt";

    public static final String CHECKPOINT = "log/checkpoint";
    public static final String OPENING_PROOF = "log/opening.proof";
    public static final String RESULT_PROOF = "log/result.proof";
    /** When witnesses saw the OPENING (§3.4.1); only when params.txt names some. */
    public static final String WITNESSED_PROOF = WitnessedProof.FILE;

    /** The members of a pool's directory {@code match/<pool>/}. */
    public static final List<String> MATCH_FILES =
            List.of("args.txt", "tasks.tsv", "officers.tsv", "avoid.tsv", "result.tsv");

    private static final List<String> ORDER = List.of(
            PARAMS,
            FRAME,
            REVEAL,
            BEACON,
            RESULT,
            SALT_KEY,
            CONFIRMATIONS,
            REVEAL2,
            BEACON2,
            CHECKPOINT,
            OPENING_PROOF,
            RESULT_PROOF,
            WITNESSED_PROOF);
    private static final Pattern MATCH = Pattern.compile("match/([A-Z0-9._-]{1,32})/([a-z.]+)");

    private Certificate() {}

    /** The name of a pool's member, such as {@code match/DEPT1/tasks.tsv}. */
    public static String matchMember(String pool, String file) {
        return "match/" + pool + "/" + file;
    }

    /**
     * The file args.txt of a pool.
     *
     * @param seed2 64 hex
     * @param date YYYY-MM-DD
     * @param group seats of a task
     */
    public static byte[] matchArgs(String seed2, String pool, String date, int group) {
        return Ascii.bytes(seed2 + " " + pool + " " + date + " " + group + "\n");
    }

    /**
     * Writes the zip: members in a fixed order with a fixed time, so that equal members give an equal file.
     *
     * @param members by name; only names that §3.11 lists
     * @throws IllegalArgumentException on any other name
     */
    public static void write(OutputStream out, Map<String, FrameSource> members) throws IOException {
        TreeMap<String, FrameSource> sorted =
                new TreeMap<>(Comparator.comparingInt(Certificate::place).thenComparing(Comparator.naturalOrder()));
        sorted.putAll(members);
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
        for (Map.Entry<String, FrameSource> member : sorted.entrySet()) {
            if (!allowed(member.getKey())) {
                throw new IllegalArgumentException("a certificate has no member " + member.getKey());
            }
            ZipEntry entry = new ZipEntry(member.getKey());
            // The zip format has no time zone: local time is what is written, wherever this runs.
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            try (InputStream in = member.getValue().open()) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    /**
     * Verifies a certificate: re-runs draw and matchings and checks every byte of every member.
     *
     * @param logKey the log's key as the caller trusts it; without it the certificate's own key is used, and the report
     *     says that it is not pinned
     * @throws MalformedInput when the file is no zip at all
     * @throws IOException when the file cannot be read
     */
    public static Verification verify(Path file, Optional<NoteKey> logKey) throws IOException {
        return new CertificateVerifier(logKey).verify(file);
    }

    /**
     * What the verifier found.
     *
     * @param lines one for each check; the last is {@code VERIFIED} or {@code NOT VERIFIED: reason}
     */
    public record Verification(boolean verified, List<String> lines) {}

    static boolean allowed(String name) {
        return ORDER.contains(name) || poolOf(name).isPresent();
    }

    /** Of a full or of a public certificate. */
    static boolean known(String name) {
        return allowed(name) || PublicCertificate.isMember(name);
    }

    /** The pool of a member of {@code match/}. */
    static Optional<String> poolOf(String name) {
        Matcher m = MATCH.matcher(name);
        return m.matches() && MATCH_FILES.contains(m.group(2)) ? Optional.of(m.group(1)) : Optional.empty();
    }

    private static int place(String name) {
        int at = ORDER.indexOf(name);
        int matches = ORDER.indexOf(CHECKPOINT);
        return at < 0 ? matches : at < matches ? at : at + 1;
    }
}
