package org.mingchou.sampler;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The compact range of an append-only RFC 6962 tree: its size and the roots of the perfect subtrees on its right edge.
 * Appending needs nothing else, so a log of any length fits into {@code 8 + 32 · 63} bytes. Not thread-safe.
 */
public final class MerkleFrontier {
    private final HashProfile profile;
    private final MerkleHash hash;
    /** At k the root of the perfect subtree of 2^k leaves, present exactly when bit k of the size is set. */
    private final byte[][] edge = new byte[63][0];

    private long size;

    /** The empty tree. */
    public MerkleFrontier(HashProfile profile) {
        this.profile = profile;
        this.hash = new MerkleHash(profile);
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The hash of leaves and nodes. */
    public HashProfile profile() {
        return profile;
    }

    /** Appends a leaf: the bytes of the entry itself. Returns its leaf hash, 32 bytes. */
    public byte[] append(byte[] leaf) {
        byte[] leafHash = hash.leaf(leaf);
        appendSubtree(0, leafHash);
        return leafHash;
    }

    /** Appends a leaf whose hash {@code H(0x00 ‖ leaf)}, 32 bytes, is known. */
    public void appendHash(byte[] leafHash) {
        if (leafHash.length != MerkleHash.SIZE) {
            throw new IllegalArgumentException("a leaf hash has 32 bytes");
        }
        appendSubtree(0, leafHash.clone());
    }

    /** Appends the root of 2^level leaves; the size must be a multiple of 2^level. */
    void appendSubtree(int level, byte[] root) {
        if ((size & (1L << level) - 1) != 0) {
            throw new IllegalArgumentException("a subtree must start at a multiple of its size");
        }
        byte[] carried = root;
        int k = level;
        for (; has(k); k++) {
            carried = hash.node(edge[k], carried);
        }
        edge[k] = carried;
        size += 1L << level;
    }

    /** The root, 32 bytes; of the empty tree, H of nothing. */
    public byte[] root() {
        if (size == 0) {
            return hash.empty();
        }
        int k = Long.numberOfTrailingZeros(size);
        byte[] root = edge[k].clone();
        for (k++; k < edge.length; k++) {
            if (has(k)) {
                root = hash.node(edge[k], root);
            }
        }
        return root;
    }

    private boolean has(int k) {
        return (size >> k & 1) != 0;
    }

    /** Size as 8 bytes, big-endian, then the edge hashes from the largest subtree to the smallest. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(8 + MerkleHash.SIZE * Long.bitCount(size));
        out.putLong(size);
        for (int k = edge.length - 1; k >= 0; k--) {
            if (has(k)) {
                out.put(edge[k]);
            }
        }
        return out.array();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException when the length does not fit the size
     */
    public static MerkleFrontier fromBytes(HashProfile profile, byte[] data) {
        if (data.length < 8) {
            throw new IllegalArgumentException("a frontier starts with 8 bytes of size");
        }
        MerkleFrontier out = new MerkleFrontier(profile);
        long size = ByteBuffer.wrap(data).getLong();
        if (size < 0 || data.length != 8 + MerkleHash.SIZE * Long.bitCount(size)) {
            throw new IllegalArgumentException("the length of the frontier does not fit its size");
        }
        int at = 8;
        for (int k = out.edge.length - 1; k >= 0; k--) {
            if ((size >> k & 1) != 0) {
                out.edge[k] = Arrays.copyOfRange(data, at, at + MerkleHash.SIZE);
                at += MerkleHash.SIZE;
            }
        }
        out.size = size;
        return out;
    }
}
