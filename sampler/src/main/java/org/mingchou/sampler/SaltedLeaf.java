package org.mingchou.sampler;

/** Hashes the leaves {@code salt + "|" + line} of the salted tree (§3.7). Holds scratch space: for one thread only. */
final class SaltedLeaf {
    private static final int SALT = 32;

    private final Tickets salts;
    private final MerkleHash hash;
    private final byte[] salted = new byte[SALT + 1 + 96];

    /** @param saltKey 64 hex */
    SaltedLeaf(HashProfile profile, String saltKey) {
        salts = new Tickets(profile, "SSJ-SALT-1|" + saltKey);
        hash = new MerkleHash(profile);
        salted[SALT] = '|';
    }

    /** Writes the leaf hash of a row, 32 bytes. */
    void hash(byte[] data, FrameRow row, byte[] out, int at) {
        int length = row.lineEnd - row.idStart;
        Hex.write(salts.of(data, row.idStart, row.idEnd, 1), 0, SALT / 2, salted, 0);
        System.arraycopy(data, row.idStart, salted, SALT + 1, length);
        hash.leaf(salted, 0, SALT + 1 + length, out, at);
    }
}
