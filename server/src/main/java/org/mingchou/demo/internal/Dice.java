package org.mingchou.demo.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The same numbers on every machine: SHA-256 of a seed, a name and an index. For invented data only. */
record Dice(String seed) {

    /** 0 ≤ result < bound; the bias of the remainder does not matter for invented data. */
    int below(int bound, String name, int index) {
        try {
            var text = seed + "/" + name + "/" + index;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (int) Math.floorMod(ByteBuffer.wrap(digest).getLong(), (long) bound);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True in so many of ten thousand cases. */
    boolean chance(int basisPoints, String name, int index) {
        return below(10_000, name, index) < basisPoints;
    }

    String pick(String[] from, String name, int index) {
        return from[below(from.length, name, index)];
    }
}
