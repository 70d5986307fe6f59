package org.mingchou.sampler;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that verifies signed notes (C2SP signed-note), written as {@code name+<8 hex key id>+<base64>}.
 *
 * @param name printable, without blank and plus
 * @param type how the key signs
 * @param publicKey the raw Ed25519 key, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // keys are told apart by name and id
public record NoteKey(String name, Type type, byte[] publicKey) {
    /** Signature types of C2SP signed-note. */
    public enum Type {
        /** The log itself: Ed25519 over the note's text. */
        ED25519(1),
        /** A witness: {@code cosignature/v1}, Ed25519 over a time and the note's text. */
        COSIGNATURE(4);

        final int id;

        Type(int id) {
            this.id = id;
        }
    }

    static final Pattern NAME = Pattern.compile("[!-*,-~]{1,200}");
    private static final Pattern TEXT = Pattern.compile("([!-*,-~]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    public NoteKey {
        if (!NAME.matcher(name).matches() || publicKey.length != 32) {
            throw new IllegalArgumentException("a note key has a name without blank and plus, and 32 bytes");
        }
    }

    /** The key of a Java key pair. */
    public static NoteKey of(String name, Type type, PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] head = Ed25519.HEAD;
        if (encoded.length != head.length + 32 || !Arrays.equals(encoded, 0, head.length, head, 0, head.length)) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return new NoteKey(name, type, Arrays.copyOfRange(encoded, head.length, encoded.length));
    }

    /**
     * Parses the text form.
     *
     * @throws IllegalArgumentException on another shape, an unknown type or a key id that does not fit
     */
    public static NoteKey parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("a note key is name+id+base64");
        }
        byte[] data = Base64.getDecoder().decode(m.group(3));
        for (Type type : Type.values()) {
            if (data.length == 33 && data[0] == type.id) {
                NoteKey key = new NoteKey(m.group(1), type, Arrays.copyOfRange(data, 1, 33));
                // Compared as text, so that a key has one spelling only.
                if (key.text().equals(text)) {
                    return key;
                }
            }
        }
        throw new IllegalArgumentException("the note key's type or id is wrong");
    }

    /** The text form. */
    public String text() {
        return fingerprint() + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /** {@code name+<8 hex key id>}: what a notice prints. */
    public String fingerprint() {
        return name + "+" + Hex.encode(id());
    }

    /** The first 4 bytes of {@code SHA-256(name ‖ LF ‖ type ‖ key)}. */
    public byte[] id() {
        byte[] head = Ascii.bytes(name + "\n");
        byte[] typed = typed();
        byte[] all = Arrays.copyOf(head, head.length + typed.length);
        System.arraycopy(typed, 0, all, head.length, typed.length);
        return Arrays.copyOf(HashProfile.SHA256.hash(all), 4);
    }

    /** Whether the signature, without the key id, is this key's over the text. */
    public boolean verify(String text, byte[] signature) {
        byte[] message = Ascii.bytes(text);
        byte[] raw = signature;
        if (type == Type.COSIGNATURE) {
            if (signature.length != 72) {
                return false;
            }
            message = cosigned(ByteBuffer.wrap(signature).getLong(), text);
            raw = Arrays.copyOfRange(signature, 8, 72);
        }
        return Ed25519.verify(publicKey, message, raw);
    }

    static byte[] cosigned(long epochSecond, String text) {
        return Ascii.bytes("cosignature/v1\ntime " + epochSecond + "\n" + text);
    }

    private byte[] typed() {
        byte[] out = new byte[33];
        out[0] = (byte) type.id;
        System.arraycopy(publicKey, 0, out, 1, 32);
        return out;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof NoteKey o && text().equals(o.text());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }
}
