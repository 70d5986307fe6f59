package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.List;

/**
 * An RFC 6962 tree that keeps all hashes of its perfect subtrees, 64 bytes a leaf, so that proofs cost O(log n). Not
 * thread-safe. For a tree too large to keep, use {@link MerkleFrontier}.
 */
public final class MerkleTree {
    private final MerkleHash hash;
    /** Level k holds the roots of the complete subtrees of 2^k leaves, from the left. */
    private final List<List<byte[]>> levels = new ArrayList<>();

    private final MerkleProofs proofs;

    /** The empty tree. */
    public MerkleTree(HashProfile profile) {
        hash = new MerkleHash(profile);
        proofs = new MerkleProofs(profile, (level, index) -> levels.get(level).get((int) index));
        levels.add(new ArrayList<>());
    }

    /** The tree over these entries. */
    public static MerkleTree of(HashProfile profile, Iterable<byte[]> leaves) {
        MerkleTree tree = new MerkleTree(profile);
        leaves.forEach(tree::append);
        return tree;
    }

    /** The tree over entries whose leaf hashes are known. */
    public static MerkleTree ofHashes(HashProfile profile, Iterable<byte[]> leafHashes) {
        MerkleTree tree = new MerkleTree(profile);
        leafHashes.forEach(tree::appendHash);
        return tree;
    }

    /** H(0x00 ‖ leaf), 32 bytes. */
    public static byte[] leafHash(HashProfile profile, byte[] leaf) {
        return new MerkleHash(profile).leaf(leaf);
    }

    /** Number of leaves. */
    public int size() {
        return levels.get(0).size();
    }

    /** Appends an entry. */
    public void append(byte[] leaf) {
        appendHash(hash.leaf(leaf));
    }

    /** Appends an entry by its leaf hash, 32 bytes. */
    public void appendHash(byte[] leafHash) {
        byte[] carried = leafHash.clone();
        for (int k = 0; ; k++) {
            if (k == levels.size()) {
                levels.add(new ArrayList<>());
            }
            List<byte[]> level = levels.get(k);
            level.add(carried);
            if ((level.size() & 1) != 0) {
                return;
            }
            carried = hash.node(level.get(level.size() - 2), carried);
        }
    }

    /** The root of the whole tree, 32 bytes. */
    public byte[] root() {
        return root(size());
    }

    /** The root that the tree had at an earlier size, 32 bytes. */
    public byte[] root(int size) {
        check(size >= 0 && size <= size(), "the size must lie within the tree");
        return proofs.root(size);
    }

    /**
     * The inclusion proof of RFC 6962 §2.1.1, from the leaf's sibling upwards, 32 bytes each.
     *
     * @param index of the leaf, from 0
     * @param size of the tree that the proof is for
     */
    public List<byte[]> inclusion(int index, int size) {
        check(index >= 0 && index < size && size <= size(), "index < size <= tree size");
        return proofs.inclusion(index, size);
    }

    /**
     * The consistency proof of RFC 6962 §2.1.2 between two sizes, 32 bytes each; empty when the older is 0 or both are
     * equal.
     */
    public List<byte[]> consistency(int older, int newer) {
        check(older >= 0 && older <= newer && newer <= size(), "older <= newer <= tree size");
        return proofs.consistency(older, newer);
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
