package org.mingchou.sampler;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        Task task = new Task(params, reveal.seed(params));
        read(params, frame, Optional.empty(), Optional.of(task), Optional.empty());
        return task.result();
    }

    /**
     * A draw with the audit sample of its excluded rows.
     *
     * @param sample present when the opening binds {@code xaudit}
     */
    public record Audited(DrawResult result, Optional<AuditSample> sample) {}

    /** What {@link #run} and {@link AuditSample#draw} give, which throw the same, in one pass over the frame. */
    public static Audited audited(Params params, FrameSource frame, Reveal reveal) throws IOException {
        return audited(params, frame, Optional.empty(), reveal);
    }

    /**
     * As {@link #audited}, for whoever has computed frame.root from the same bytes before and kept it: the digest shows
     * that they are the same, and no leaf is hashed again. A stranger has computed nothing yet.
     */
    public static Audited auditedByDigest(Params params, FrameSource frame, Reveal reveal) throws IOException {
        return audited(params, frame, Optional.of(params.frameRoot()), reveal);
    }

    private static Audited audited(Params params, FrameSource frame, Optional<String> root, Reveal reveal)
            throws IOException {
        String seed = reveal.seed(params);
        Task task = new Task(params, seed);
        Optional<AuditSample.Task> sample = params.xaudit().map(share -> new AuditSample.Task(params, seed, share));
        read(params, frame, root, Optional.of(task), sample);
        return new Audited(task.result(), sample.map(AuditSample.Task::result));
    }

    /**
     * Reads the frame until both have found their rows; throws unless it is the one that the opening binds.
     *
     * @param root the Merkle root, when it is known and shall not be computed
     */
    static void read(
            Params params,
            FrameSource frame,
            Optional<String> root,
            Optional<Task> draw,
            Optional<AuditSample.Task> audit)
            throws IOException {
        Optional<Task> drawing = draw;
        Optional<AuditSample.Task> auditing = audit;
        // The second round is for a frame whose end is so unlike its beginning that the estimate was too low.
        for (int round = 0; round < 2; round++) {
            FrameSummary summary = Frames.scan(
                    frame,
                    params.hash(),
                    root,
                    drawing.map(task -> task.selection),
                    auditing.map(AuditSample.Task::excluded));
            check(params, frame.name(), summary);
            drawing = drawing.filter(task -> !task.found(summary));
            auditing = auditing.filter(task -> !task.found());
            if (drawing.isEmpty() && auditing.isEmpty()) {
                return;
            }
        }
        throw new IllegalStateException("a selection that knows how many rows are wanted has kept fewer");
    }

    /** The rows of the draw, to be found in a pass or two. */
    static final class Task {
        private final Params params;
        private final String seed;
        private Selection selection;
        private @Nullable DrawResult result;

        Task(Params params, String seed) {
            this.params = params;
            this.seed = seed;
            this.selection = Selection.estimating(
                    Keys.of(params.hash(), seed, OBJECT), params.frameCount(), strata -> guess(params, strata));
        }

        /** After a pass: false when another is needed. */
        boolean found(FrameSummary summary) {
            Quotas.Allocation allocation = Quotas.allocate(summary.strata(), params);
            SortedMap<String, Long> wanted = withReserve(params, summary.strata(), allocation);
            Optional<List<DrawnRow>> rows = selection.finish(allocation.quotas(), wanted);
            selection = Selection.of(selection.key(), wanted);
            result = rows.map(r -> new DrawResult(
                            params.opening(), seed, summary, allocation.quotas(), allocation.shortfall(), r))
                    .orElse(null);
            return result != null;
        }

        DrawResult result() {
            return Objects.requireNonNull(result);
        }
    }

    /** How many rows of each stratum a frame with these counts is asked for, before it is known to be the right one. */
    static SortedMap<String, Long> guess(Params params, SortedMap<String, StratumCount> strata) {
        Map<String, Integer> ratios = new HashMap<>(params.ratios());
        // A missing ratio is reported when the frame is known to be the right one.
        strata.keySet().forEach(stratum -> ratios.putIfAbsent(stratum, 0));
        return withReserve(params, strata, Quotas.allocate(strata, ratios, params.floor(), params.base()));
    }

    private static SortedMap<String, Long> withReserve(
            Params params, SortedMap<String, StratumCount> strata, Quotas.Allocation allocation) {
        TreeMap<String, Long> wanted = new TreeMap<>();
        strata.forEach((stratum, n) -> {
            long quota = allocation.quotas().getOrDefault(stratum, 0L);
            wanted.put(stratum, quota + Quotas.reserve(quota, n.eligible(), params.reserve()));
        });
        return wanted;
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
}
