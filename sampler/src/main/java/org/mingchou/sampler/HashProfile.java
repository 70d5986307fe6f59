package org.mingchou.sampler;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hash function H of a draw (§3.1 {@code hash}). Never mixed inside one draw; both give 32 bytes. */
public enum HashProfile {
    /** SHA-256, the default: present in every JDK, browser and shell. */
    SHA256("sha256"),
    /** SM3, GB/T 32905-2016, where domestic algorithms are required. */
    SM3("sm3");

    private final String id;

    HashProfile(String id) {
        this.id = id;
    }

    /** The value of the key {@code hash} in params.txt. */
    public String id() {
        return id;
    }

    /** The profile of that id, or empty. */
    public static Optional<HashProfile> byId(String id) {
        for (HashProfile profile : values()) {
            if (profile.id.equals(id)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** A fresh digest for the use of one thread. */
    public MessageDigest newDigest() {
        if (this == SM3) {
            return new Sm3();
        }
        try {
            // Looking the provider up costs more than hashing a line.
            return (MessageDigest) Sha256.FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return Sha256.create();
        }
    }

    private static final class Sha256 {
        static final MessageDigest FRESH = create();

        static MessageDigest create() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** H(data), 32 bytes. */
    public byte[] hash(byte[] data) {
        return newDigest().digest(data);
    }

    /** H(data) as 64 lower-case hex digits. */
    public String hex(byte[] data) {
        return Hex.encode(hash(data));
    }

    /** H(text) as 64 lower-case hex digits; the text must be ASCII. */
    public String hex(String text) {
        return hex(Ascii.bytes(text));
    }
}
