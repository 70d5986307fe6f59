package org.mingchou.sampler;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The smallest tickets of each stratum, gathered in the pass that also checks the frame: the frame is read once, and in
 * memory for little more than what is selected (§3.10).
 *
 * <p>How many rows a stratum gets is known only at the end. Until then a limit on the first 64 bits of the ticket,
 * estimated from the rows so far, holds back what cannot be selected any more. A limit is only ever lowered, so every row
 * below the last one was kept; when fewer were kept than are wanted, the estimate was too low, and {@link Draw} reads the
 * frame again with the counts that it knows by then.
 */
final class Selection {
    /** How many rows of each stratum are to be selected of a frame with these counts. */
    interface Demand {
        SortedMap<String, Long> of(SortedMap<String, StratumCount> strata);
    }

    /** What may still be selected, by stratum; a snapshot for one chunk. */
    static final class Limits {
        static final Limits NONE = new Limits(new StratumTable(), new long[0]);

        private final StratumTable table;
        private final long[] limits;

        private Limits(StratumTable table, long[] limits) {
            this.table = table;
            this.limits = limits;
        }

        /** The largest prefix, unsigned, that may still be selected. */
        long of(byte[] data, int from, int to) {
            int stratum = table.find(data, from, to);
            return stratum < 0 ? EVERYTHING : limits[stratum];
        }
    }

    private static final long EVERYTHING = -1L;
    /** Eligible rows of a stratum below which nothing is estimated. */
    private static final int FEW = 64;

    private final String key;
    private final long frameCount;
    /** Rows to select of a frame with these counts. */
    private final Demand demand;
    /** Rows to select of each stratum, once they are known. */
    private final Optional<SortedMap<String, Long>> wanted;

    private final TreeMap<String, CandidateStore> kept = new TreeMap<>();
    private final Map<String, Long> limitOf = new HashMap<>();
    private volatile Limits limits = Limits.NONE;
    private long nextEstimate = 1;

    private Selection(String key, long frameCount, Demand demand, Optional<SortedMap<String, Long>> wanted) {
        this.key = key;
        this.frameCount = frameCount;
        this.demand = demand;
        this.wanted = wanted;
    }

    /** A selection that estimates how many rows it will be asked for. */
    static Selection estimating(String key, long frameCount, Demand demand) {
        return new Selection(key, frameCount, demand, Optional.empty());
    }

    /** A selection that knows; it never fails on the frame that it was told of. */
    static Selection of(String key, SortedMap<String, Long> wanted) {
        return new Selection(key, 0, counts -> wanted, Optional.of(wanted));
    }

    /** K(ns) of the tickets. */
    String key() {
        return key;
    }

    Limits limits() {
        return limits;
    }

    /**
     * Takes in what a chunk yielded, in the order of the file.
     *
     * @param table numbers the strata of this chunk
     * @param candidates of this chunk
     * @param strata all rows so far, this chunk's included
     * @param rows their number
     */
    void gather(StratumTable table, CandidateStore candidates, SortedMap<String, StratumCount> strata, long rows) {
        int count = table.size();
        CandidateStore[] stores = new CandidateStore[count];
        long[] limit = new long[count];
        for (int i = 0; i < count; i++) {
            String stratum = table.name(i);
            stores[i] = kept.computeIfAbsent(stratum, s -> new CandidateStore());
            limit[i] = limitOf.getOrDefault(stratum, EVERYTHING);
        }
        candidates.forEach((stratum, page, ticketAt, idFrom, idTo) -> {
            if (Long.compareUnsigned(CandidateStore.prefix(page, ticketAt), limit[stratum]) <= 0) {
                stores[stratum].add(0, page, ticketAt, page, idFrom, idTo);
            }
        });
        if (wanted.isPresent()) {
            trim(table, wanted.get());
        } else if (rows >= nextEstimate) {
            nextEstimate = 2 * rows;
            estimate(strata, rows);
        }
    }

    /** Lowers the limits to what the rows so far promise, with a margin for what they do not tell. */
    private void estimate(SortedMap<String, StratumCount> strata, long rows) {
        double scale = Math.max(1, (double) frameCount / rows);
        TreeMap<String, StratumCount> whole = new TreeMap<>();
        strata.forEach((stratum, n) ->
                whole.put(stratum, new StratumCount((long) (n.rows() * scale), (long) (n.eligible() * scale))));
        SortedMap<String, Long> demanded = demand.of(whole);
        boolean lowered = false;
        for (Map.Entry<String, StratumCount> n : whole.entrySet()) {
            long seen = strata.getOrDefault(n.getKey(), new StratumCount(0, 0)).eligible();
            if (seen < FEW) {
                continue;
            }
            long eligible = n.getValue().eligible();
            double expected = demanded.getOrDefault(n.getKey(), 0L);
            // Floating point only sizes the filter: what it lets through is compared in integers.
            double share = (expected * (1.2 + 4 / Math.sqrt(seen)) + 6 * Math.sqrt(expected) + FEW) / eligible;
            lowered |= lower(n.getKey(), share < 1 ? (long) (share * 0x1p63) << 1 : EVERYTHING);
        }
        if (lowered) {
            publish();
        }
    }

    private void trim(StratumTable touched, SortedMap<String, Long> wanted) {
        boolean lowered = false;
        for (int i = 0; i < touched.size(); i++) {
            String stratum = touched.name(i);
            CandidateStore store = kept.getOrDefault(stratum, new CandidateStore());
            long most = wanted.getOrDefault(stratum, 0L);
            if (store.size() >= 2 * most + 16 * FEW) {
                lowered |= lower(stratum, store.prefix(store.ordered()[(int) Math.max(most - 1, 0)]));
            }
        }
        if (lowered) {
            publish();
        }
    }

    private boolean lower(String stratum, long limit) {
        if (Long.compareUnsigned(limit, limitOf.getOrDefault(stratum, EVERYTHING)) >= 0) {
            return false;
        }
        limitOf.put(stratum, limit);
        CandidateStore store = kept.get(stratum);
        if (store != null) {
            store.purge(limit);
        }
        return true;
    }

    private void publish() {
        StratumTable table = new StratumTable();
        long[] values = new long[limitOf.size()];
        limitOf.forEach((stratum, limit) -> {
            byte[] name = Ascii.bytes(stratum);
            values[table.add(name, 0, name.length)] = limit;
        });
        limits = new Limits(table, values);
    }

    /**
     * The selected rows ordered by stratum, then ticket; empty when a limit was too low.
     *
     * @param quotas DRAWN rows by stratum
     * @param wanted DRAWN and RESERVE rows by stratum
     */
    Optional<List<DrawnRow>> finish(SortedMap<String, Long> quotas, SortedMap<String, Long> wanted) {
        TreeMap<String, long[]> orders = new TreeMap<>();
        for (Map.Entry<String, Long> entry : wanted.entrySet()) {
            CandidateStore store = kept.getOrDefault(entry.getKey(), new CandidateStore());
            if (store.size() < entry.getValue()) {
                return Optional.empty();
            }
            orders.put(entry.getKey(), store.ordered());
        }
        return Optional.of(new Rows(kept, orders, quotas, wanted));
    }

    /** The rows of the result, made when they are asked for. */
    private static final class Rows extends AbstractList<DrawnRow> implements RandomAccess {
        private final String[] strata;
        private final CandidateStore[] stores;
        private final long[][] orders;
        private final long[] quotas;
        /** Rows before each stratum, and all of them. */
        private final int[] starts;

        Rows(
                Map<String, CandidateStore> kept,
                SortedMap<String, long[]> orders,
                SortedMap<String, Long> quotas,
                SortedMap<String, Long> wanted) {
            this.strata = wanted.keySet().toArray(String[]::new);
            this.stores = new CandidateStore[strata.length];
            this.orders = orders.values().toArray(long[][]::new);
            this.quotas = quotas.values().stream().mapToLong(Long::longValue).toArray();
            this.starts = new int[strata.length + 1];
            for (int i = 0; i < strata.length; i++) {
                stores[i] = kept.getOrDefault(strata[i], new CandidateStore());
                starts[i + 1] = Math.toIntExact(starts[i] + wanted.getOrDefault(strata[i], 0L));
            }
        }

        @Override
        public int size() {
            return starts[strata.length];
        }

        @Override
        public DrawnRow get(int index) {
            java.util.Objects.checkIndex(index, size());
            int at = java.util.Arrays.binarySearch(starts, index);
            int stratum = at < 0 ? -at - 2 : at;
            // A stratum without rows starts where the next one does.
            while (starts[stratum + 1] <= index) {
                stratum++;
            }
            long rank = index - starts[stratum] + 1L;
            long position = orders[stratum][index - starts[stratum]];
            return new DrawnRow(
                    strata[stratum],
                    rank,
                    stores[stratum].id(position),
                    stores[stratum].ticket(position),
                    rank <= quotas[stratum] ? DrawnRow.Kind.DRAWN : DrawnRow.Kind.RESERVE);
        }
    }
}
