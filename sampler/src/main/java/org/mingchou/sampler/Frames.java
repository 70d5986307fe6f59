package org.mingchou.sampler;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
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
        return scan(source, profile, Optional.empty(), Optional.empty());
    }

    /**
     * As {@link #summarise(FrameSource, HashProfile)}, and in the same pass the eligible rows are offered to the one
     * selection and the excluded rows to the other.
     */
    static FrameSummary scan(
            FrameSource source, HashProfile profile, Optional<Selection> selection, Optional<ExcludedRows> excluded)
            throws IOException {
        MessageDigest digest = profile.newDigest();
        MerkleFrontier frontier = new MerkleFrontier(profile);
        TreeMap<String, StratumCount> strata = new TreeMap<>();
        FrameChunks.forEach(
                source, digest, () -> new FrameWorker(source.name(), profile, selection, excluded), facts -> {
                    int at = 0;
                    for (int left = facts.rows(); left > 0; left -= Integer.highestOneBit(left)) {
                        frontier.appendSubtree(
                                Integer.numberOfTrailingZeros(Integer.highestOneBit(left)), facts.subtrees()[at++]);
                    }
                    for (int i = 0; i < facts.table().size(); i++) {
                        strata.merge(
                                facts.table().name(i),
                                new StratumCount(facts.all()[i], facts.eligible()[i]),
                                (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
                    }
                    selection.ifPresent(s -> s.gather(facts.table(), facts.candidates(), strata, frontier.size()));
                    excluded.ifPresent(e -> e.gather(Objects.requireNonNull(facts.excluded()), frontier.size()));
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
}
