package org.mingchou.sampler;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of status X, by code, gathered in a pass over the frame (§3.6.1). A code stands where the draw has a stratum,
 * and all of its rows may be selected.
 */
final class ExcludedRows {
    /** Two digits. */
    private static final int CODES = 100;

    /** X00 to X99, numbered by their digits. */
    private static final StratumTable TABLE = new StratumTable();

    static {
        for (int code = 0; code < CODES; code++) {
            byte[] name = name(code);
            TABLE.add(name, 0, name.length);
        }
    }

    /**
     * What one chunk yields.
     *
     * @param rows by code
     * @param candidates rows that may be sampled, each kept under its code
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one chunk
    record Chunk(long[] rows, CandidateStore candidates) {}

    private final Selection selection;
    private final TreeMap<String, StratumCount> counts = new TreeMap<>();

    ExcludedRows(Selection selection) {
        this.selection = selection;
    }

    /** Rows by code that occurs. */
    SortedMap<String, StratumCount> counts() {
        return counts;
    }

    Worker worker(HashProfile profile) {
        return new Worker(new Tickets(profile, selection.key()), selection);
    }

    /**
     * Takes in what a chunk yielded, in the order of the file.
     *
     * @param rows of the frame so far, this chunk's included
     */
    void gather(Chunk chunk, long rows) {
        for (int code = 0; code < CODES; code++) {
            long n = chunk.rows()[code];
            if (n > 0) {
                counts.merge(
                        TABLE.name(code),
                        new StratumCount(n, n),
                        (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
            }
        }
        selection.gather(TABLE, chunk.candidates(), counts, rows);
    }

    private static byte[] name(int code) {
        return new byte[] {'X', (byte) ('0' + code / 10), (byte) ('0' + code % 10)};
    }

    /** Looks at the excluded rows of one chunk after the other. For one thread only. */
    static final class Worker {
        private final Tickets tickets;
        private final Selection selection;
        private long[] rows = new long[CODES];
        private CandidateStore candidates = new CandidateStore();
        private Selection.Limits limits = Selection.Limits.NONE;

        private Worker(Tickets tickets, Selection selection) {
            this.tickets = tickets;
            this.selection = selection;
        }

        /** A row of status X. */
        void add(byte[] data, FrameRow row) {
            int status = row.stratumEnd + 1;
            int code = (data[status + 1] - '0') * 10 + data[status + 2] - '0';
            rows[code]++;
            byte[] ticket = tickets.of(data, row.idStart, row.idEnd, 1);
            if (Long.compareUnsigned(CandidateStore.prefix(ticket, 0), limits.of(data, status, status + 3)) <= 0) {
                candidates.add(code, ticket, data, row.idStart, row.idEnd);
            }
        }

        /** What has been added since the last call. */
        Chunk take() {
            Chunk chunk = new Chunk(rows, candidates);
            rows = new long[CODES];
            candidates = new CandidateStore();
            limits = selection.limits();
            return chunk;
        }
    }
}
