package org.mingchou.sampler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The smallest tickets of each stratum, in one pass and in memory for about twice what is selected (§3.10). A 64-bit
 * prefix decides what cannot be selected any more; everything else is compared in full.
 */
final class Selection {
    private final StratumTable table = new StratumTable();
    private final int[] wanted;
    private final List<List<Candidate>> kept = new ArrayList<>();
    /** The largest prefix, unsigned, that may still be selected. Only ever lowered, so that a stale read does no harm. */
    private final AtomicLongArray limits;

    /**
     * @param strata names ascending
     * @param wanted rows to select of each
     * @param eligible rows to select from
     * @param estimate whether to start from an estimate of the largest prefix instead of from the first rows
     */
    private Selection(List<String> strata, int[] wanted, long[] eligible, boolean estimate) {
        this.wanted = wanted;
        this.limits = new AtomicLongArray(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            byte[] name = Ascii.bytes(strata.get(i));
            table.add(name, 0, name.length);
            kept.add(new ArrayList<>());
            // Floating point only sizes the filter: what it lets through is compared in integers.
            double share = (wanted[i] + 6 * Math.sqrt(wanted[i]) + 16) / Math.max(eligible[i], 1);
            boolean filter = estimate && share < 1;
            limits.set(i, filter ? (long) (share * 0x1p63) << 1 : -1L);
        }
    }

    /** The selected rows of each stratum, ascending by ticket. */
    static List<List<Candidate>> select(
            FrameSource frame, HashProfile profile, String key, List<String> strata, int[] wanted, long[] eligible)
            throws IOException {
        Selection selection = new Selection(strata, wanted, eligible, true);
        if (!selection.run(frame, profile, key)) {
            // About one time in 10^9 the estimate was too low, or the frame is smaller than it was.
            selection = new Selection(strata, wanted, eligible, false);
            if (!selection.run(frame, profile, key)) {
                throw new IOException("the frame changed while it was being read");
            }
        }
        return selection.kept;
    }

    private boolean run(FrameSource frame, HashProfile profile, String key) throws IOException {
        FrameChunks.forEach(
                frame, null, chunk -> survivors(frame.name(), profile, key, chunk), found -> found.forEach(this::keep));
        boolean enough = true;
        for (int i = 0; i < wanted.length; i++) {
            trim(i);
            enough &= kept.get(i).size() == wanted[i];
        }
        return enough;
    }

    private List<Candidate> survivors(String file, HashProfile profile, String key, FrameChunks.Chunk chunk) {
        byte[] data = chunk.data();
        Tickets tickets = new Tickets(profile, key);
        FrameRow row = new FrameRow(file, chunk);
        List<Candidate> found = new ArrayList<>();
        while (row.advance()) {
            if (!row.eligible) {
                continue;
            }
            int stratum = table.find(data, row.idEnd + 1, row.stratumEnd);
            if (stratum < 0 || wanted[stratum] == 0) {
                continue;
            }
            byte[] ticket = tickets.of(data, row.idStart, row.idEnd, row.weight);
            if (Long.compareUnsigned(Candidate.prefix(ticket), limits.getPlain(stratum)) <= 0) {
                found.add(new Candidate(stratum, Arrays.copyOfRange(data, row.idStart, row.idEnd), ticket));
            }
        }
        return found;
    }

    private void keep(Candidate candidate) {
        List<Candidate> list = kept.get(candidate.stratum);
        list.add(candidate);
        if (list.size() >= 2L * wanted[candidate.stratum] + 1024) {
            trim(candidate.stratum);
            limits.set(candidate.stratum, list.get(list.size() - 1).prefix);
        }
    }

    private void trim(int stratum) {
        List<Candidate> list = kept.get(stratum);
        Collections.sort(list);
        if (list.size() > wanted[stratum]) {
            list.subList(wanted[stratum], list.size()).clear();
        }
    }
}
