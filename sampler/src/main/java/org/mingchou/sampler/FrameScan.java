package org.mingchou.sampler;

import java.security.MessageDigest;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one pass over a frame adds up to, whether the frame is read or is being written. */
final class FrameScan {
    private final String file;
    private final HashProfile profile;
    private final Optional<String> root;
    private final Optional<Selection> selection;
    private final Optional<ExcludedRows> excluded;
    private final Optional<String> saltKey;
    private final MessageDigest digest;
    private final MerkleFrontier frontier;
    private final MerkleFrontier salted;
    private final TreeMap<String, StratumCount> strata = new TreeMap<>();
    private long rows;

    /**
     * Nothing is read yet.
     *
     * @param file the name that messages carry
     * @param root the Merkle root, when it is known and shall not be computed
     * @param selection is offered the eligible rows
     * @param excluded is offered the others
     * @param saltKey 64 hex, when the salted root (§3.7) is wanted too
     */
    FrameScan(
            String file,
            HashProfile profile,
            Optional<String> root,
            Optional<Selection> selection,
            Optional<ExcludedRows> excluded,
            Optional<String> saltKey) {
        this.file = file;
        this.profile = profile;
        this.root = root;
        this.selection = selection;
        this.excluded = excluded;
        this.saltKey = saltKey;
        this.digest = profile.newDigest();
        this.frontier = new MerkleFrontier(profile);
        this.salted = new MerkleFrontier(profile);
    }

    MessageDigest digest() {
        return digest;
    }

    FrameWorker worker() {
        return new FrameWorker(file, profile, root.isEmpty(), selection, excluded, saltKey);
    }

    /** Takes in what a chunk yielded, in the order of the file. */
    void gather(FrameWorker.Facts facts) {
        rows += facts.rows();
        append(frontier, facts.rows(), facts.subtrees());
        append(salted, facts.rows(), facts.salted());
        for (int i = 0; i < facts.table().size(); i++) {
            strata.merge(
                    facts.table().name(i),
                    new StratumCount(facts.all()[i], facts.eligible()[i]),
                    (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
        }
        selection.ifPresent(s -> s.gather(facts.table(), facts.candidates(), strata, rows));
        excluded.ifPresent(e -> e.gather(Objects.requireNonNull(facts.excluded()), rows));
    }

    private static void append(MerkleFrontier frontier, int rows, byte @Nullable [][] subtrees) {
        int left = subtrees == null ? 0 : rows;
        for (int at = 0; left > 0; at++, left -= Integer.highestOneBit(left)) {
            frontier.appendSubtree(
                    Integer.numberOfTrailingZeros(Integer.highestOneBit(left)), Objects.requireNonNull(subtrees)[at]);
        }
    }

    /** After the last chunk. */
    FrameSummary summary() {
        return summary(Hex.encode(digest.digest()));
    }

    /** As {@link #summary()}, of a file whose digest somebody else has computed: 64 hex. */
    FrameSummary summary(String digest) {
        if (rows == 0) {
            throw new MalformedInput(file, 0, "the frame must hold at least one row");
        }
        return new FrameSummary(
                profile,
                digest,
                root.orElseGet(() -> Hex.encode(frontier.root())),
                rows,
                Collections.unmodifiableSortedMap(strata));
    }

    /** The value of {@code frame.salted}, when it was wanted. */
    Optional<String> salted() {
        return saltKey.map(key -> Hex.encode(salted.root()));
    }
}
