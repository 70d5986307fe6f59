package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A door proof in its short form as the fragment of an address (§3.7.1): what a phone scans. Browsers send the fragment
 * to nobody.
 */
public final class DoorAddress {

    private static final String SPEC = "SSJ-DOOR-1";
    private static final Pattern SHAPE = Pattern.compile("(?:\\S*#)?" + SPEC + "/(\\S*)");
    private static final int FIELDS = 12;
    private static final int HASH = 32;

    private DoorAddress() {}

    /**
     * {@code SSJ-DOOR-1/…}, ASCII without blanks.
     *
     * @throws IllegalArgumentException of an own-row proof, and of a proof that goes on to the log's key
     */
    public static String fragment(OwnProof proof) {
        if (proof.ofFrame() || proof.logged().isPresent()) {
            throw new IllegalArgumentException("only the short form of a door proof has an address");
        }
        String[] row = proof.line().split("\t", -1);
        byte[] path = new byte[proof.path().size() * HASH];
        for (int i = 0; i < proof.path().size(); i++) {
            System.arraycopy(proof.path().get(i), 0, path, i * HASH, HASH);
        }
        return String.join(
                "/",
                SPEC,
                proof.hash().id(),
                proof.draw(),
                row[0],
                row[1],
                row[2],
                spelled(Hex.decode(row[3])),
                row[4],
                spelled(Hex.decode(proof.salt())),
                Long.toString(proof.index()),
                Long.toString(proof.size()),
                spelled(path),
                spelled(Hex.decode(proof.root())));
    }

    /** Whether this is meant as an address or a fragment, and not as the text of a proof. */
    public static boolean is(String given) {
        return SHAPE.matcher(given).matches();
    }

    /**
     * The text of the proof for which an address or its fragment stands; its fields are looked at by
     * {@link OwnProof#parse}.
     *
     * @throws MalformedInput when it has another shape
     */
    public static String text(String file, String given) {
        var matcher = SHAPE.matcher(given);
        String[] fields = matcher.matches() ? matcher.group(1).split("/", -1) : new String[0];
        if (fields.length != FIELDS) {
            throw new MalformedInput(file, 1, "an address holds " + SPEC + " and 12 fields, separated by /");
        }
        List<String> lines = new ArrayList<>();
        lines.add("spec=" + SPEC);
        lines.add("hash=" + fields[0]);
        lines.add("draw=" + fields[1]);
        lines.add("line=" + String.join(" ", fields[2], fields[3], fields[4], hex(file, fields[5]), fields[6]));
        lines.add("salt=" + hex(file, fields[7]));
        lines.add("index=" + fields[8]);
        lines.add("size=" + fields[9]);
        String path = hex(file, fields[10]);
        if (path.length() % (2 * HASH) != 0) {
            throw new MalformedInput(file, 1, "path holds whole hashes of 32 bytes");
        }
        for (int at = 0; at < path.length(); at += 2 * HASH) {
            lines.add("path=" + path.substring(at, at + 2 * HASH));
        }
        lines.add("root=" + hex(file, fields[11]));
        return String.join("\n", lines) + "\n";
    }

    private static String spelled(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** One spelling only: the last digit has bits to spare, and a changed character must not pass. */
    private static String hex(String file, String spelled) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(spelled);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (!spelled(bytes).equals(spelled)) {
            throw new MalformedInput(file, 1, "ticket, salt, path and root are base64url without padding");
        }
        return Hex.encode(bytes);
    }
}
