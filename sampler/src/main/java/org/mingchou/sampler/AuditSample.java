package org.mingchou.sampler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The audit sample of the excluded (§3.6.1): a pure function of params.txt, frame.tsv and reveal.txt, apart from the
 * draw and by a key of its own.
 *
 * @param seed 64 hex, the draw's own
 * @param codes by code that occurs
 * @param rows ordered by status bytewise, then rank
 */
public record AuditSample(String seed, SortedMap<String, Count> codes, List<Row> rows) {
    /** The key of params.txt and the purpose of the key of the tickets (§3.2). */
    static final String XAUDIT = "xaudit";

    /** How many rows of a code the frame holds, at least 1, and how many of them are sampled. */
    public record Count(long excluded, long sampled) {}

    /**
     * One line of xaudit.tsv (§3.1).
     *
     * @param status X and two digits
     * @param rank from 1 within the status
     * @param ticket 64 hex
     */
    public record Row(String status, long rank, String objectId, String ticket) {
        /** The line of xaudit.tsv without LF. */
        public String line() {
            return status + '\t' + rank + '\t' + objectId + '\t' + ticket;
        }
    }

    /**
     * Draws the sample: reads the frame once, seldom twice, and holds little more than what is sampled.
     *
     * @param params bind {@code xaudit}
     * @param reveal already checked against the same params
     * @throws IllegalArgumentException when the params do not bind {@code xaudit}
     * @throws MalformedInput when the frame breaks a rule or is not the one that the opening binds, or a stratum has no
     *     ratio
     * @throws IOException when the frame cannot be read
     */
    public static AuditSample draw(Params params, FrameSource frame, Reveal reveal) throws IOException {
        int share = params.xaudit().orElseThrow(() -> new IllegalArgumentException("the opening binds no xaudit"));
        Task task = new Task(params, reveal.seed(params), share);
        Draw.read(params, frame, Optional.empty(), Optional.empty(), Optional.of(task));
        return task.result();
    }

    /** The rows of the sample, to be found in a pass or two. */
    static final class Task {
        private final String seed;
        private final int share;
        private Selection selection;
        private ExcludedRows excluded;
        private @Nullable AuditSample result;

        Task(Params params, String seed, int share) {
            this.seed = seed;
            this.share = share;
            this.selection = Selection.estimating(
                    Keys.of(params.hash(), seed, XAUDIT), params.frameCount(), counts -> wanted(counts, share));
            this.excluded = new ExcludedRows(selection);
        }

        /** Takes in the rows of a pass. */
        ExcludedRows excluded() {
            return excluded;
        }

        /** After a pass: false when another is needed. */
        boolean found() {
            SortedMap<String, StratumCount> counts = excluded.counts();
            SortedMap<String, Long> wanted = wanted(counts, share);
            result = selection
                    .finish(wanted, wanted)
                    .map(rows -> of(seed, counts, wanted, rows))
                    .orElse(null);
            selection = Selection.of(selection.key(), wanted);
            excluded = new ExcludedRows(selection);
            return result != null;
        }

        AuditSample result() {
            return Objects.requireNonNull(result);
        }
    }

    private static SortedMap<String, Long> wanted(SortedMap<String, StratumCount> counts, int share) {
        TreeMap<String, Long> wanted = new TreeMap<>();
        counts.forEach((code, n) -> wanted.put(code, Quotas.ceilOfBasisPoints(n.rows(), share)));
        return wanted;
    }

    private static AuditSample of(
            String seed, SortedMap<String, StratumCount> counts, SortedMap<String, Long> wanted, List<DrawnRow> found) {
        TreeMap<String, Count> codes = new TreeMap<>();
        counts.forEach((code, n) -> codes.put(code, new Count(n.rows(), wanted.getOrDefault(code, 0L))));
        List<Row> rows = new ArrayList<>(found.size());
        found.forEach(r -> rows.add(new Row(r.stratum(), r.rank(), r.objectId(), r.ticket())));
        return new AuditSample(seed, Collections.unmodifiableSortedMap(codes), Collections.unmodifiableList(rows));
    }

    /** Excluded rows of the frame over all codes. */
    public long excluded() {
        return codes.values().stream().mapToLong(Count::excluded).sum();
    }

    /** The file xaudit.tsv (§3.1), byte for byte; empty when nothing is sampled. */
    public byte[] tsv() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.size() * 100);
        try {
            writeTsv(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not refuse to be written", e);
        }
        return out.toByteArray();
    }

    /** H(xaudit.tsv), 64 hex. */
    public String digest(HashProfile profile) {
        return profile.hex(tsv());
    }

    /**
     * Writes xaudit.tsv without holding it.
     *
     * @param out is neither flushed nor closed
     */
    void writeTsv(OutputStream out) throws IOException {
        for (Row row : rows) {
            out.write(Ascii.bytes(row.line() + '\n'));
        }
    }
}
