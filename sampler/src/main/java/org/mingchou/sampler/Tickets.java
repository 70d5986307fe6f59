package org.mingchou.sampler;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Computes tickets (§3.3) in place. For one thread only. */
final class Tickets {
    private final int idAt;
    /** The bytes before are hashed once for all messages. */
    private final int hashFrom;

    private final MessageDigest digest;
    private final byte[] message;
    private final byte[] best = new byte[32];
    private final byte[] ball = new byte[32];

    /** @param key K(object), 64 hex; or any other text that stands before the last | */
    Tickets(HashProfile profile, String key) {
        idAt = key.length() + 1;
        message = Arrays.copyOf(Ascii.bytes(key + "|"), idAt + 54 + 3);
        if (profile == HashProfile.SM3) {
            // K fills the first block; with SHA-256, which the processor computes, this would not pay (§6).
            hashFrom = idAt / 64 * 64;
            Sm3 sm3 = new Sm3();
            sm3.update(message, 0, hashFrom);
            digest = sm3.startingHere();
            digest.reset();
        } else {
            hashFrom = 0;
            digest = profile.newDigest();
        }
    }

    /** The smallest of the tickets of the balls id, id#2 … id#weight; valid until the next call. */
    byte[] of(byte[] data, int from, int to, int weight) {
        int end = idAt + to - from;
        System.arraycopy(data, from, message, idAt, to - from);
        hash(end, best);
        for (int w = 2; w <= weight; w++) {
            message[end] = '#';
            int p = end + 1;
            if (w >= 10) {
                message[p++] = (byte) ('0' + w / 10);
            }
            message[p++] = (byte) ('0' + w % 10);
            hash(p, ball);
            if (Arrays.compareUnsigned(ball, best) < 0) {
                System.arraycopy(ball, 0, best, 0, 32);
            }
        }
        return best;
    }

    private void hash(int length, byte[] out) {
        digest.update(message, hashFrom, length - hashFrom);
        try {
            digest.digest(out, 0, 32);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
