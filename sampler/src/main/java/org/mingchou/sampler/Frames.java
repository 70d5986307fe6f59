package org.mingchou.sampler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
        return scan(source, profile, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * As {@link #summarise(FrameSource, HashProfile)}, and in the same pass the eligible rows are offered to the one
     * selection and the excluded rows to the other.
     *
     * @param root the Merkle root, when it is known and shall not be computed
     */
    static FrameSummary scan(
            FrameSource source,
            HashProfile profile,
            Optional<String> root,
            Optional<Selection> selection,
            Optional<ExcludedRows> excluded)
            throws IOException {
        FrameScan scan = new FrameScan(source.name(), profile, root, selection, excluded, Optional.empty());
        FrameChunks.forEach(source, scan.digest(), scan::worker, scan::gather);
        return scan.summary();
    }
}
