package org.mingchou.sampler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A SHA-256 as something to sort by, ascending as unsigned bytes. */
final class Ticket implements Comparable<Ticket> {
    /** Hashes many texts with a common beginning. For one thread only. */
    static final class Maker {
        private final MessageDigest digest = HashProfile.SHA256.newDigest();
        private final String start;

        Maker(String start) {
            this.start = start;
        }

        Ticket of(String end) {
            return new Ticket(digest.digest((start + end).getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** The first 64 bits with the sign bit turned, which nearly always decide. */
    private final long prefix;

    private final byte[] hash;

    private Ticket(byte[] hash) {
        this.prefix = CandidateStore.prefix(hash, 0) ^ Long.MIN_VALUE;
        this.hash = hash;
    }

    @Override
    public int compareTo(Ticket o) {
        int order = Long.compare(prefix, o.prefix);
        return order != 0 ? order : Arrays.compareUnsigned(hash, o.hash);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Ticket o && Arrays.equals(hash, o.hash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(prefix);
    }
}
