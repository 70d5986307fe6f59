package org.mingchou.sampler;

/** Where the hashes of an RFC 6962 tree come from: kept in memory, in a database, or in tiles somebody else serves. */
@FunctionalInterface
public interface SubtreeHashes {
    /**
     * The root of a perfect subtree, 32 bytes.
     *
     * @param level the subtree has 2^level leaves
     * @param index it starts at leaf index · 2^level
     */
    byte[] hash(int level, long index);
}
