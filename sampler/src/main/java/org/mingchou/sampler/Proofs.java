package org.mingchou.sampler;

import java.security.MessageDigest;
import java.util.List;

/** Verification of RFC 6962 proofs, after RFC 9162 §2.1.3.2 and §2.1.4.2. */
public final class Proofs {
    private Proofs() {}

    /**
     * Whether a leaf stands at an index of the tree with that size and root.
     *
     * @param leafHash H(0x00 ‖ leaf), 32 bytes
     * @param path from the leaf's sibling upwards, 32 bytes each
     */
    public static boolean verifyInclusion(
            HashProfile profile, byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size || leafHash.length != MerkleHash.SIZE || !hashes(path)) {
            return false;
        }
        MerkleHash hash = new MerkleHash(profile);
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) != 0 || fn == sn) {
                r = hash.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = hash.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(r, root);
    }

    /**
     * Whether the older tree is a prefix of the newer one.
     *
     * @param path as {@link MerkleTree#consistency}; empty when the older size is 0 or both sizes are equal
     */
    public static boolean verifyConsistency(
            HashProfile profile, long older, long newer, byte[] olderRoot, byte[] newerRoot, List<byte[]> path) {
        MerkleHash hash = new MerkleHash(profile);
        if (older < 0 || older > newer || !hashes(path)) {
            return false;
        }
        if (older == newer) {
            return path.isEmpty() && MessageDigest.isEqual(olderRoot, newerRoot);
        }
        if (older == 0) {
            return path.isEmpty() && MessageDigest.isEqual(olderRoot, hash.empty());
        }
        long fn = older - 1;
        long sn = newer - 1;
        while ((fn & 1) != 0) {
            fn >>= 1;
            sn >>= 1;
        }
        // An older tree of 2^k leaves is itself the first node of the proof, and is left out of it.
        int at = Long.bitCount(older) == 1 ? 0 : 1;
        if (path.size() < at) {
            return false;
        }
        byte[] fr = at == 0 ? olderRoot : path.get(0);
        if (fr.length != MerkleHash.SIZE) {
            return false;
        }
        byte[] sr = fr;
        for (byte[] c : path.subList(at, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) != 0 || fn == sn) {
                fr = hash.node(c, fr);
                sr = hash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = hash.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, olderRoot) && MessageDigest.isEqual(sr, newerRoot);
    }

    private static boolean hashes(List<byte[]> path) {
        return path.stream().allMatch(h -> h.length == MerkleHash.SIZE);
    }
}
