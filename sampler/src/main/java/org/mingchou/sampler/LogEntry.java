package org.mingchou.sampler;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the transparency log (§3.11): one line {@code SSJ-LOG-1|KIND|draw|payload} without LF. The log's tree uses
 * SHA-256, whatever the profile of the draw.
 *
 * @param draw the draw's id
 * @param payload 1 to 1024 printable characters without blank; it may hold {@code |}
 */
public record LogEntry(Kind kind, String draw, String payload) {
    /** What happened. */
    public enum Kind {
        OPENING,
        REVEAL,
        BEACON,
        RESULT,
        VERDICT,
        VOID,
        CONFIRMED,
        REVEAL2,
        WITHHELD,
        BEACON2,
        SUBST,
        MATCH,
        ACCESS,
        UNSEAL
    }

    private static final Pattern TEXT =
            Pattern.compile("SSJ-LOG-1\\|([A-Z0-9]+)\\|([A-Za-z0-9._-]{1,64})\\|([!-~]{1,1024})");
    private static final Pattern PAYLOAD = Pattern.compile("[!-~]{1,1024}");

    public LogEntry {
        if (!TextFile.DRAW_ID.matcher(draw).matches()
                || !PAYLOAD.matcher(payload).matches()) {
            throw new IllegalArgumentException("draw or payload of a log entry has a shape that is not allowed");
        }
    }

    /** The opening of a draw; payload: its hash. */
    public static LogEntry opening(Params params) {
        return new LogEntry(Kind.OPENING, params.draw(), params.opening());
    }

    /** A revealed first secret; payload: {@code party|secret}. */
    public static LogEntry reveal(Params params, String party, String secret) {
        return new LogEntry(Kind.REVEAL, params.draw(), party + "|" + secret);
    }

    /** A revealed second secret; payload: {@code party|secret}. */
    public static LogEntry secondReveal(Params params, String party, String secret) {
        return new LogEntry(Kind.REVEAL2, params.draw(), party + "|" + secret);
    }

    /**
     * A party that let the deadline of the second reveal pass; payload: the party. With several, their entries stand in
     * the log by party ascending, after CONFIRMED and before MATCH (§3.11.2).
     */
    public static LogEntry withheld(Params params, String party) {
        return new LogEntry(Kind.WITHHELD, params.draw(), party);
    }

    /**
     * The beacon, when the readers who agreed had read it; payload: {@code round|digest|readers}.
     *
     * @param round the beacon bound to its round, e.g. {@code live:dice} or {@code lottery:ssq:20260514}
     * @param beaconTxt bytes of beacon.txt; the payload holds their SHA-256, whatever the profile
     * @param readers the parties, written ascending and joined by a comma; at least one
     */
    public static LogEntry beacon(String draw, String round, byte[] beaconTxt, Collection<String> readers) {
        return read(Kind.BEACON, draw, round, beaconTxt, readers);
    }

    /** As {@link #beacon}, of the dice that take the place of what was withheld. */
    public static LogEntry secondBeacon(String draw, String round, byte[] beacon2Txt, Collection<String> readers) {
        return read(Kind.BEACON2, draw, round, beacon2Txt, readers);
    }

    private static LogEntry read(Kind kind, String draw, String round, byte[] file, Collection<String> readers) {
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("a beacon that nobody has read");
        }
        String payload = round + "|" + HashProfile.SHA256.hex(file) + "|" + String.join(",", new TreeSet<>(readers));
        return new LogEntry(kind, draw, payload);
    }

    /**
     * The result; payload: H of result.tsv, and in sealed mode the salted root of its lines.
     *
     * @param saltKey 64 hex; needed in sealed mode
     * @throws IllegalArgumentException in sealed mode without salt key
     */
    public static LogEntry result(Params params, DrawResult result, Optional<String> saltKey) {
        String payload = params.mode() == Params.Mode.OPEN
                ? params.hash().hex(result.resultTsv())
                : SaltedFrame.resultRoot(
                        params.hash(),
                        saltKey.orElseThrow(() -> new IllegalArgumentException("a sealed result needs the salt key")),
                        result.rows());
        return new LogEntry(Kind.RESULT, params.draw(), payload);
    }

    /** A sealed result made public; payload: H of result.tsv. */
    public static LogEntry unseal(Params params, byte[] resultTsv) {
        return new LogEntry(Kind.UNSEAL, params.draw(), params.hash().hex(resultTsv));
    }

    /**
     * A verdict; payload: {@code who|}, the hash of the result.tsv that he found, {@code |} and that of the summary.txt that
     * may be published of it, each 64 hex.
     */
    public static LogEntry verdict(String draw, String who, String result, String published) {
        return new LogEntry(Kind.VERDICT, draw, who + "|" + result + "|" + published);
    }

    /** The closed list of confirmations; payload: H of confirmations.tsv. */
    public static LogEntry confirmed(Params params, byte[] confirmationsTsv) {
        return new LogEntry(Kind.CONFIRMED, params.draw(), params.hash().hex(confirmationsTsv));
    }

    /** A matching; payload: {@code pool|} and the SHA-256 of args, tasks, officers, avoid and result, each 64 hex, by |. */
    public static LogEntry match(
            Params params, String pool, byte[] args, byte[] tasks, byte[] officers, byte[] avoid, byte[] result) {
        StringBuilder payload = new StringBuilder(pool);
        for (byte[] file : new byte[][] {args, tasks, officers, avoid, result}) {
            payload.append('|').append(HashProfile.SHA256.hex(file));
        }
        return new LogEntry(Kind.MATCH, params.draw(), payload.toString());
    }

    /**
     * The payload of SUBST as the log shows it (§3.7.3): in clear when frame and names are public at once, else
     * {@code sha256:} and a hash under the salt key.
     *
     * @param saltKey 64 hex
     * @param said {@code code|who leaves|who steps in|evidence}
     */
    public static String shownSubstitution(Params params, String saltKey, String said) {
        return params.mode() == Params.Mode.OPEN && params.audience() == Params.Audience.PUBLIC
                ? said
                : salted("SSJ-SUBST-1", saltKey, said);
    }

    /**
     * A note on officers as the log shows it in MATCH (§3.7.3): one line, blanks as underscores, in clear when names are
     * public at once, since it names an object; else hashed as a substitution.
     */
    public static String shownNote(Params params, String saltKey, String text) {
        String said = text.strip().replaceAll("\\s+", "_");
        return params.mode() == Params.Mode.OPEN ? said : salted("SSJ-NOTE-1", saltKey, said);
    }

    private static String salted(String domain, String saltKey, String said) {
        return "sha256:"
                + HashProfile.SHA256.hex((domain + "|" + saltKey + "|" + said).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses the line.
     *
     * @throws IllegalArgumentException on another shape or an unknown kind
     */
    public static LogEntry parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("a log entry is SSJ-LOG-1|KIND|draw|payload");
        }
        return new LogEntry(Kind.valueOf(m.group(1)), m.group(2), m.group(3));
    }

    /** The line, without LF. */
    public String text() {
        return "SSJ-LOG-1|" + kind + "|" + draw + "|" + payload;
    }

    /** The bytes of the leaf. */
    public byte[] leaf() {
        return Ascii.bytes(text());
    }

    /** H(0x00 ‖ leaf) with SHA-256, 32 bytes. */
    public byte[] leafHash() {
        return MerkleTree.leafHash(HashProfile.SHA256, leaf());
    }
}
