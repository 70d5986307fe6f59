package org.mingchou.sampler;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that is computed from a row, in one look at it: leaf, counts, ticket. One for each thread. */
final class FrameWorker implements Function<FrameChunks.Chunk, FrameWorker.Facts> {
    /**
     * What one chunk yields.
     *
     * @param subtrees roots of its perfect subtrees, the largest first, when somebody asks
     * @param salted the same of the salted tree
     * @param table numbers the strata of this chunk
     * @param all rows by stratum
     * @param eligible rows of status E by stratum
     * @param candidates rows that may be drawn, each kept under its stratum
     * @param excluded what the rows that may not be drawn yield, when somebody asks
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one chunk
    record Facts(
            int rows,
            byte @Nullable [][] subtrees,
            byte @Nullable [][] salted,
            StratumTable table,
            long[] all,
            long[] eligible,
            CandidateStore candidates,
            ExcludedRows.@Nullable Chunk excluded) {}

    private final String file;
    private final Optional<Selection> selection;
    private final @Nullable Tickets tickets;
    private final ExcludedRows.@Nullable Worker excluded;
    private final @Nullable SaltedLeaf salt;
    private final boolean leafed;
    private final MerkleHash hash;
    private byte[] leaves = new byte[0];
    private byte[] saltedLeaves = new byte[0];
    /** Bytes of both for which there is room. */
    private int ready;

    FrameWorker(
            String file,
            HashProfile profile,
            boolean leafed,
            Optional<Selection> selection,
            Optional<ExcludedRows> excluded,
            Optional<String> saltKey) {
        this.file = file;
        this.selection = selection;
        this.tickets = selection.map(s -> new Tickets(profile, s.key())).orElse(null);
        this.excluded = excluded.map(e -> e.worker(profile)).orElse(null);
        this.salt = saltKey.map(key -> new SaltedLeaf(profile, key)).orElse(null);
        this.leafed = leafed;
        this.hash = new MerkleHash(profile);
    }

    @Override
    public Facts apply(FrameChunks.Chunk chunk) {
        byte[] data = chunk.data();
        StratumTable table = new StratumTable();
        long[] all = new long[16];
        long[] eligible = new long[16];
        Selection.Limits limits = selection.map(Selection::limits).orElse(Selection.Limits.NONE);
        long[] limit = new long[16];
        CandidateStore candidates = new CandidateStore();
        // A row has at least eight bytes. Small frames are drawn by the thousand in simulations.
        int most = Math.min(FrameChunks.ROWS, chunk.length() / 8 + 1) * MerkleHash.SIZE;
        if (ready < most) {
            ready = most;
            leaves = new byte[leafed ? most : 0];
            saltedLeaves = new byte[salt == null ? 0 : most];
        }
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
            int known = table.size();
            int stratum = table.add(data, row.idEnd + 1, row.stratumEnd);
            if (stratum == known) {
                if (stratum == all.length) {
                    all = Arrays.copyOf(all, 2 * stratum);
                    eligible = Arrays.copyOf(eligible, 2 * stratum);
                    limit = Arrays.copyOf(limit, 2 * stratum);
                }
                limit[stratum] = limits.of(data, row.idEnd + 1, row.stratumEnd);
            }
            all[stratum]++;
            if (leafed) {
                hash.leaf(data, row.idStart, row.lineEnd - row.idStart, leaves, rows * MerkleHash.SIZE);
            }
            if (salt != null) {
                salt.hash(data, row, saltedLeaves, rows * MerkleHash.SIZE);
            }
            rows++;
            if (!row.eligible) {
                if (excluded != null) {
                    excluded.add(data, row);
                }
                continue;
            }
            eligible[stratum]++;
            if (tickets != null) {
                byte[] ticket = tickets.of(data, row.idStart, row.idEnd, row.weight);
                if (Long.compareUnsigned(CandidateStore.prefix(ticket, 0), limit[stratum]) <= 0) {
                    candidates.add(stratum, ticket, data, row.idStart, row.idEnd);
                }
            }
        }
        return new Facts(
                rows,
                leafed ? subtrees(leaves, rows) : null,
                salt == null ? null : subtrees(saltedLeaves, rows),
                table,
                all,
                eligible,
                candidates,
                excluded == null ? null : excluded.take());
    }

    private byte[][] subtrees(byte[] hashes, int rows) {
        byte[][] subtrees = new byte[Integer.bitCount(rows)][];
        int first = 0;
        for (int i = 0; i < subtrees.length; i++) {
            int count = Integer.highestOneBit(rows - first);
            subtrees[i] = hash.perfect(hashes, first, count);
            first += count;
        }
        return subtrees;
    }
}
