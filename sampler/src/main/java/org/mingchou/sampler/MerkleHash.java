package org.mingchou.sampler;

import java.security.DigestException;
import java.security.MessageDigest;

/** Leaf and node hashes of RFC 6962 §2.1 with the hash of choice. Holds scratch space: for one thread only. */
final class MerkleHash {
    static final int SIZE = 32;

    private final MessageDigest digest;
    /** The zero byte and a leaf that is not long. */
    private final byte[] leaf = new byte[192];

    private final byte[] node = new byte[1 + 2 * SIZE];

    MerkleHash(HashProfile profile) {
        digest = profile.newDigest();
        node[0] = 1;
    }

    /** H(0x00 ‖ leaf). */
    byte[] leaf(byte[] data) {
        byte[] out = new byte[SIZE];
        leaf(data, 0, data.length, out, 0);
        return out;
    }

    void leaf(byte[] data, int from, int length, byte[] out, int at) {
        if (length < leaf.length) {
            // One call of the digest instead of two: rows are short, and there are many.
            System.arraycopy(data, from, leaf, 1, length);
            digest.update(leaf, 0, 1 + length);
        } else {
            digest.update((byte) 0);
            digest.update(data, from, length);
        }
        finish(out, at);
    }

    /** H(0x01 ‖ left ‖ right). */
    byte[] node(byte[] left, byte[] right) {
        System.arraycopy(left, 0, node, 1, SIZE);
        System.arraycopy(right, 0, node, 1 + SIZE, SIZE);
        digest.update(node);
        return digest.digest();
    }

    /** The root over {@code count} neighbouring hashes, a power of two; the space is overwritten. */
    byte[] perfect(byte[] hashes, int first, int count) {
        int base = first * SIZE;
        for (int n = count; n > 1; n >>= 1) {
            for (int i = 0; i < n; i += 2) {
                System.arraycopy(hashes, base + i * SIZE, node, 1, 2 * SIZE);
                digest.update(node);
                finish(hashes, base + i / 2 * SIZE);
            }
        }
        return java.util.Arrays.copyOfRange(hashes, base, base + SIZE);
    }

    /** H of nothing: the root of the empty tree. */
    byte[] empty() {
        return digest.digest();
    }

    private void finish(byte[] out, int at) {
        try {
            digest.digest(out, at, SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
