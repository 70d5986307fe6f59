package org.mingchou.sampler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The draw of SSJ-DRAW-1: a pure function of params.txt, frame.tsv and reveal.txt. */
public final class Draw {
    /** The purpose of the key of the tickets (§3.2). */
    static final String OBJECT = "object";

    private Draw() {}

    /**
     * Draws: checks the frame against the opening, allots the quotas and takes the smallest tickets of each stratum.
     *
     * @param reveal already checked against the same params
     * @throws MalformedInput when the frame breaks a rule or is not the one that the opening binds, or a stratum has no
     *     ratio
     * @throws IOException when the frame cannot be read
     */
    public static DrawResult run(Params params, FrameSource frame, Reveal reveal) throws IOException {
        FrameSummary summary = Frames.summarise(frame, params.hash());
        check(params, frame.name(), summary);
        return select(params, frame, summary, reveal.seed(params));
    }

    /** Throws unless the frame is the one that the opening binds and every stratum has a ratio. */
    static void check(Params params, String file, FrameSummary frame) {
        if (frame.count() != params.frameCount()) {
            throw new MalformedInput(file, 0, "the number of rows is not frame.count");
        }
        if (!frame.digest().equals(params.frameDigest())) {
            throw new MalformedInput(file, 0, "the digest of the file is not frame.digest");
        }
        if (!frame.root().equals(params.frameRoot())) {
            throw new MalformedInput(file, 0, "the Merkle root of the rows is not frame.root");
        }
        for (String stratum : frame.strata().keySet()) {
            if (!params.ratios().containsKey(stratum)) {
                throw new MalformedInput(params.file(), 0, "the key ratio." + stratum + " is missing");
            }
        }
    }

    private static DrawResult select(Params params, FrameSource frame, FrameSummary summary, String seed)
            throws IOException {
        Quotas.Allocation allocation = Quotas.allocate(summary.strata(), params);
        List<String> strata = new ArrayList<>(summary.strata().keySet());
        // Both maps have the strata of the frame as keys, ascending.
        long[] quotas =
                allocation.quotas().values().stream().mapToLong(Long::longValue).toArray();
        long[] eligible = summary.strata().values().stream()
                .mapToLong(StratumCount::eligible)
                .toArray();
        int[] wanted = new int[strata.size()];
        for (int i = 0; i < wanted.length; i++) {
            long quota = quotas[i];
            wanted[i] = Math.toIntExact(quota + Quotas.reserve(quota, eligible[i], params.reserve()));
        }
        List<List<Candidate>> selected =
                Selection.select(frame, params.hash(), Keys.of(params.hash(), seed, OBJECT), strata, wanted, eligible);
        List<DrawnRow> rows = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            long quota = quotas[i];
            long rank = 0;
            for (Candidate candidate : selected.get(i)) {
                rank++;
                rows.add(new DrawnRow(
                        strata.get(i),
                        rank,
                        Ascii.string(candidate.id),
                        candidate.ticket(),
                        rank <= quota ? DrawnRow.Kind.DRAWN : DrawnRow.Kind.RESERVE));
            }
        }
        return new DrawResult(
                params.opening(),
                seed,
                summary,
                allocation.quotas(),
                allocation.shortfall(),
                Collections.unmodifiableList(rows));
    }
}
