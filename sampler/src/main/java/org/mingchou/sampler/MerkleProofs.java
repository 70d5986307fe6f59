package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of RFC 6962 §2.1 from the hashes of perfect subtrees: O(log n) of them for each. */
public final class MerkleProofs {
    private final MerkleHash hash;
    private final SubtreeHashes hashes;

    /** Proofs over these hashes; for one thread only. */
    public MerkleProofs(HashProfile profile, SubtreeHashes hashes) {
        this.hash = new MerkleHash(profile);
        this.hashes = hashes;
    }

    /** The root of the first {@code size} leaves, 32 bytes. */
    public byte[] root(long size) {
        check(size >= 0, "a size is not negative");
        return size == 0 ? hash.empty() : range(0, size).clone();
    }

    /**
     * The inclusion proof of §2.1.1, from the leaf's sibling upwards, 32 bytes each.
     *
     * @param index of the leaf, from 0
     * @param size of the tree that the proof is for
     */
    public List<byte[]> inclusion(long index, long size) {
        check(index >= 0 && index < size, "index < size");
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long cut = from + split(to - from);
            if (index < cut) {
                path.add(0, range(cut, to).clone());
                to = cut;
            } else {
                path.add(0, range(from, cut).clone());
                from = cut;
            }
        }
        return path;
    }

    /**
     * The consistency proof of §2.1.2 between two sizes, 32 bytes each; empty when the older is 0 or both are equal.
     */
    public List<byte[]> consistency(long older, long newer) {
        check(older >= 0 && older <= newer, "older <= newer");
        List<byte[]> path = new ArrayList<>();
        if (older > 0 && older < newer) {
            subProof(older, 0, newer, true, path);
        }
        return path;
    }

    private void subProof(long m, long from, long to, boolean whole, List<byte[]> path) {
        long n = to - from;
        if (m == n) {
            if (!whole) {
                path.add(range(from, to).clone());
            }
            return;
        }
        long k = split(n);
        if (m <= k) {
            subProof(m, from, from + k, whole, path);
            path.add(range(from + k, to).clone());
        } else {
            subProof(m - k, from + k, to, false, path);
            path.add(range(from, from + k).clone());
        }
    }

    private byte[] range(long from, long to) {
        long n = to - from;
        if (Long.bitCount(n) == 1) {
            int level = Long.numberOfTrailingZeros(n);
            return hashes.hash(level, from >> level);
        }
        long cut = from + split(n);
        return hash.node(range(from, cut), range(cut, to));
    }

    /** The largest power of two below n, for n ≥ 2. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
