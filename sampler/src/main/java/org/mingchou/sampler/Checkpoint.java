package org.mingchou.sampler;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint of the log (C2SP tlog-checkpoint): origin, size and root. The log's tree always uses SHA-256.
 *
 * @param origin the log's name, as its key's
 * @param size entries
 * @param root 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; its parts go into proofs
public record Checkpoint(String origin, long size, byte[] root) {
    private static final Pattern TEXT =
            Pattern.compile("([!-*,-~]{1,200})\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n");
    private static final Pattern LINE = Pattern.compile("\u2014 ([!-*,-~]{1,200}) ([A-Za-z0-9+/]+={0,2})");

    public Checkpoint {
        if (!NoteKey.NAME.matcher(origin).matches() || size < 0 || root.length != 32) {
            throw new IllegalArgumentException("a checkpoint has an origin, a size and 32 bytes of root");
        }
    }

    /**
     * A note as it was read.
     *
     * @param text the signed text, through the LF of its last line
     */
    public record Signed(Checkpoint checkpoint, String text, List<NoteSignature> signatures) {}

    /**
     * One signature line.
     *
     * @param keyId 8 hex
     * @param signature without the key id
     */
    public record NoteSignature(String name, String keyId, byte[] signature) {
        /** Whether it names this key; nothing is verified. */
        public boolean isOf(NoteKey key) {
            return name.equals(key.name()) && keyId.equals(Hex.encode(key.id()));
        }

        /** The time that a {@code cosignature/v1} states, in seconds since 1970; nothing for a shorter signature. */
        public OptionalLong cosignedAt() {
            return signature.length == 72
                    ? OptionalLong.of(ByteBuffer.wrap(signature).getLong())
                    : OptionalLong.empty();
        }

        /** The line as it stands in a note, with its LF. */
        public String line() {
            byte[] id = Hex.decode(keyId);
            byte[] all = Arrays.copyOf(id, id.length + signature.length);
            System.arraycopy(signature, 0, all, id.length, signature.length);
            return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
        }
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** The note: text, an empty line and the signature lines of {@link NoteSigner#sign}. */
    public String note(Collection<String> signatureLines) {
        return text() + "\n" + String.join("", signatureLines);
    }

    /** The note signed by the log alone. */
    public String signedBy(NoteSigner log) {
        return note(List.of(log.sign(text(), 0)));
    }

    /**
     * Parses a note in its one canonical spelling; signatures are not verified here.
     *
     * @throws MalformedInput on another shape; extension lines are not admitted
     */
    public static Signed parse(String file, byte[] data) {
        String note = new String(data, StandardCharsets.UTF_8);
        // A byte that is no UTF-8 would otherwise be replaced in silence.
        if (!Arrays.equals(note.getBytes(StandardCharsets.UTF_8), data)) {
            throw new MalformedInput(file, 0, "a note is UTF-8");
        }
        int cut = note.indexOf("\n\n");
        if (cut < 0 || !note.endsWith("\n")) {
            throw new MalformedInput(file, 0, "a note is a text, an empty line and signature lines, each with LF");
        }
        String text = note.substring(0, cut + 1);
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new MalformedInput(file, 1, "a checkpoint is three lines: origin, size, root in base64");
        }
        byte[] root = decoded(file, 3, m.group(3));
        List<NoteSignature> signatures = new ArrayList<>();
        long line = 4;
        for (String one : note.substring(cut + 2).split("\n", -1)) {
            line++;
            if (one.isEmpty() && line == 5 + signatures.size() && !signatures.isEmpty()) {
                break;
            }
            Matcher s = LINE.matcher(one);
            if (!s.matches()) {
                throw new MalformedInput(file, line, "a signature line is an em dash, a name and base64");
            }
            byte[] signature = decoded(file, line, s.group(2));
            if (signature.length < 5) {
                throw new MalformedInput(file, line, "a signature follows the key id of 4 bytes");
            }
            signatures.add(new NoteSignature(
                    s.group(1),
                    Hex.encode(Arrays.copyOf(signature, 4)),
                    Arrays.copyOfRange(signature, 4, signature.length)));
        }
        Checkpoint checkpoint = new Checkpoint(m.group(1), Long.parseLong(m.group(2)), root);
        Signed signed = new Signed(checkpoint, text, List.copyOf(signatures));
        if (!note.equals(text + "\n" + lines(note, cut, signatures.size()))) {
            throw new MalformedInput(file, 0, "nothing may follow the signature lines");
        }
        return signed;
    }

    /**
     * The keys of which the note holds a valid signature. Signatures of other keys are passed over, as C2SP demands; one
     * that names a given key but does not verify makes the note invalid.
     *
     * @throws IllegalArgumentException when a signature of a given key does not verify
     */
    public static Set<NoteKey> verify(Signed note, Collection<NoteKey> keys) {
        Set<NoteKey> found = new HashSet<>();
        for (NoteKey key : keys) {
            for (NoteSignature signature : note.signatures()) {
                if (signature.isOf(key)) {
                    if (!key.verify(note.text(), signature.signature())) {
                        throw new IllegalArgumentException("the signature of " + key.fingerprint() + " is wrong");
                    }
                    found.add(key);
                }
            }
        }
        return found;
    }

    /**
     * The signature lines that none of these keys can check, such as one by SM2. Who tells people about a note says of
     * each that it was not checked.
     */
    public static List<NoteSignature> unchecked(Signed note, Collection<NoteKey> keys) {
        return note.signatures().stream()
                .filter(s -> keys.stream().noneMatch(s::isOf))
                .toList();
    }

    private static String lines(String note, int cut, int count) {
        int end = cut + 2;
        for (int i = 0; i < count; i++) {
            end = note.indexOf('\n', end) + 1;
        }
        return note.substring(cut + 2, end);
    }

    private static byte[] decoded(String file, long line, String base64) {
        try {
            byte[] data = Base64.getDecoder().decode(base64);
            // The last digit may carry bits that decoding drops: one spelling only.
            if (Base64.getEncoder().encodeToString(data).equals(base64)) {
                return data;
            }
        } catch (IllegalArgumentException e) {
            // The rule below says all there is to say.
        }
        throw new MalformedInput(file, line, "not canonical base64");
    }
}
