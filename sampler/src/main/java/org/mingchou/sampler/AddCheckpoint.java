package org.mingchou.sampler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log sends to a witness (C2SP tlog-witness, {@code POST add-checkpoint}): the size that the witness cosigned
 * last, the consistency proof from there, and the signed checkpoint.
 *
 * @param old size in entries
 * @param proof 32 bytes each, as {@link MerkleProofs#consistency}; at most 63
 * @param note the checkpoint with its signature lines, as sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AddCheckpoint(long old, List<byte[]> proof, byte[] note) {
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final int MOST_HASHES = 63;

    /** The body of the request. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder("old " + old + "\n");
        proof.forEach(
                hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        byte[] head = Ascii.bytes(text.append('\n').toString());
        byte[] out = Arrays.copyOf(head, head.length + note.length);
        System.arraycopy(note, 0, out, head.length, note.length);
        return out;
    }

    /**
     * Parses the body; the note itself is not looked at.
     *
     * @throws IllegalArgumentException on another shape
     */
    public static AddCheckpoint parse(byte[] body) {
        // ISO 8859-1 keeps one character a byte, so that the note can be cut out by position.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int cut = text.indexOf("\n\n");
        if (cut < 0) {
            throw new IllegalArgumentException("an empty line stands between the proof and the checkpoint");
        }
        String[] lines = text.substring(0, cut).split("\n", -1);
        if (!OLD.matcher(lines[0]).matches()) {
            throw new IllegalArgumentException("the first line is: old <size>");
        }
        if (lines.length - 1 > MOST_HASHES) {
            throw new IllegalArgumentException("a proof has at most 63 lines");
        }
        List<byte[]> proof = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            if (!HASH.matcher(line).matches()) {
                throw new IllegalArgumentException("a line of the proof is a hash in base64");
            }
            proof.add(Base64.getDecoder().decode(line));
        }
        return new AddCheckpoint(
                Long.parseLong(lines[0].substring(4)), proof, Arrays.copyOfRange(body, cut + 2, body.length));
    }
}
