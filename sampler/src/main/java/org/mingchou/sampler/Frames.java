package org.mingchou.sampler;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.TreeMap;

/** Reads frames (§3.1). */
public final class Frames {
    private Frames() {}

    /** As {@link #summarise(FrameSource, HashProfile)}, of a file. */
    public static FrameSummary summarise(Path file, HashProfile profile) throws IOException {
        return summarise(FrameSource.of(file), profile);
    }

    /**
     * Checks every row and computes digest, Merkle root and counts in one pass, on all cores, in memory that does not
     * depend on the number of rows.
     *
     * @throws MalformedInput on the first row of the file that breaks a rule
     * @throws IOException when the source cannot be read
     */
    public static FrameSummary summarise(FrameSource source, HashProfile profile) throws IOException {
        MessageDigest digest = profile.newDigest();
        MerkleFrontier frontier = new MerkleFrontier(profile);
        TreeMap<String, StratumCount> strata = new TreeMap<>();
        FrameChunks.forEach(source, digest, chunk -> facts(source.name(), profile, chunk), facts -> {
            int at = 0;
            for (int left = facts.rows; left > 0; left -= Integer.highestOneBit(left)) {
                frontier.appendSubtree(
                        Integer.numberOfTrailingZeros(Integer.highestOneBit(left)), facts.subtrees[at++]);
            }
            for (int i = 0; i < facts.table.size(); i++) {
                strata.merge(
                        facts.table.name(i),
                        new StratumCount(facts.all[i], facts.eligible[i]),
                        (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
            }
        });
        if (frontier.size() == 0) {
            throw new MalformedInput(source.name(), 0, "the frame must hold at least one row");
        }
        return new FrameSummary(
                profile,
                Hex.encode(digest.digest()),
                Hex.encode(frontier.root()),
                frontier.size(),
                Collections.unmodifiableSortedMap(strata));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one chunk
    private record Facts(int rows, byte[][] subtrees, StratumTable table, long[] all, long[] eligible) {}

    private static Facts facts(String file, HashProfile profile, FrameChunks.Chunk chunk) {
        byte[] data = chunk.data();
        byte[] leaves = new byte[FrameChunks.ROWS * MerkleHash.SIZE];
        MerkleHash hash = new MerkleHash(profile);
        StratumTable table = new StratumTable();
        long[] all = new long[16];
        long[] eligible = new long[16];
        FrameRow row = new FrameRow(file, chunk);
        byte[] lastData = chunk.previousId();
        int lastFrom = 0;
        int lastTo = lastData.length;
        int rows = 0;
        while (row.advance()) {
            row.mustFollow(lastData, lastFrom, lastTo);
            lastData = data;
            lastFrom = row.idStart;
            lastTo = row.idEnd;
            int stratum = table.add(data, row.idEnd + 1, row.stratumEnd);
            if (stratum == all.length) {
                all = Arrays.copyOf(all, 2 * stratum);
                eligible = Arrays.copyOf(eligible, 2 * stratum);
            }
            all[stratum]++;
            if (row.eligible) {
                eligible[stratum]++;
            }
            hash.leaf(data, row.idStart, row.lineEnd - row.idStart, leaves, rows++ * MerkleHash.SIZE);
        }
        byte[][] subtrees = new byte[Integer.bitCount(rows)][];
        int first = 0;
        for (int i = 0; i < subtrees.length; i++) {
            int count = Integer.highestOneBit(rows - first);
            subtrees[i] = hash.perfect(leaves, first, count);
            first += count;
        }
        return new Facts(rows, subtrees, table, all, eligible);
    }
}
