package org.mingchou.sampler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The salted tree (§3.7): RFC 6962 over {@code salt + "|" + line}. It is published in place of the frame, and lets each
 * enterprise prove its own row without showing another's.
 */
public final class SaltedFrame {
    private SaltedFrame() {}

    /**
     * One row with everything that proves it.
     *
     * @param line the row without LF
     * @param salt 32 hex
     * @param index of the row, from 0
     * @param size rows of the tree
     * @param path 32 bytes each, from the sibling upwards
     * @param root 64 hex
     */
    public record RowProof(String line, String salt, long index, long size, List<byte[]> path, String root) {
        /** Whether row, salt and path lead to the root. */
        public boolean verify(HashProfile profile) {
            byte[] leaf = MerkleTree.leafHash(profile, Ascii.bytes(salt + "|" + line));
            return Proofs.verifyInclusion(profile, leaf, index, size, path, Hex.decode(root));
        }
    }

    /** The first 32 hex digits of {@code H("SSJ-SALT-1|" + saltKey + "|" + objectId)}. */
    public static String salt(HashProfile profile, String saltKey, String objectId) {
        return profile.hex("SSJ-SALT-1|" + saltKey + "|" + objectId).substring(0, 32);
    }

    /**
     * The value of {@code frame.salted}, 64 hex.
     *
     * @param saltKey 64 hex
     * @throws MalformedInput when a row breaks a rule
     */
    public static String root(HashProfile profile, String saltKey, FrameSource frame) throws IOException {
        MerkleFrontier frontier = new MerkleFrontier(profile);
        FrameChunks.forEach(frame, null, () -> new Salter(frame.name(), profile, saltKey, ""), part -> {
            for (int i = 0; i < part.rows; i++) {
                frontier.appendSubtree(0, part.leaf(i));
            }
        });
        return Hex.encode(frontier.root());
    }

    /**
     * The proof of one row, or empty when the frame has no such object. Reads the whole frame: keep the tree of a small
     * frame elsewhere if many proofs are wanted at once.
     */
    public static Optional<RowProof> prove(HashProfile profile, String saltKey, FrameSource frame, String objectId)
            throws IOException {
        PathRecorder recorder = new PathRecorder(profile);
        List<String> found = new ArrayList<>();
        FrameChunks.forEach(frame, null, () -> new Salter(frame.name(), profile, saltKey, objectId), part -> {
            for (int i = 0; i < part.rows; i++) {
                recorder.append(part.leaf(i), i == part.found);
            }
            if (part.found >= 0) {
                found.add(part.line);
            }
        });
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String root = Hex.encode(recorder.finish());
        return Optional.of(new RowProof(
                found.get(0),
                salt(profile, saltKey, objectId),
                recorder.index(),
                recorder.size(),
                recorder.path(),
                root));
    }

    /** What RESULT holds in sealed mode: the salted root over the lines of result.tsv, 64 hex. */
    public static String resultRoot(HashProfile profile, String saltKey, List<DrawnRow> rows) {
        return Hex.encode(resultTree(profile, saltKey, rows).root());
    }

    /** The proof that a sealed result holds the line of this object, or empty when it was neither drawn nor reserve. */
    public static Optional<RowProof> proveResult(
            HashProfile profile, String saltKey, List<DrawnRow> rows, String objectId) {
        for (int i = 0; i < rows.size(); i++) {
            DrawnRow row = rows.get(i);
            if (row.objectId().equals(objectId)) {
                MerkleTree tree = resultTree(profile, saltKey, rows);
                return Optional.of(new RowProof(
                        row.line(),
                        salt(profile, saltKey, objectId),
                        i,
                        rows.size(),
                        tree.inclusion(i, rows.size()),
                        Hex.encode(tree.root())));
            }
        }
        return Optional.empty();
    }

    private static MerkleTree resultTree(HashProfile profile, String saltKey, List<DrawnRow> rows) {
        MerkleTree tree = new MerkleTree(profile);
        for (DrawnRow row : rows) {
            tree.append(Ascii.bytes(salt(profile, saltKey, row.objectId()) + "|" + row.line()));
        }
        return tree;
    }

    /** @param found index within the chunk of the row that was asked for, or -1 */
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one chunk
    private record Part(int rows, byte[] hashes, int found, String line) {
        byte[] leaf(int i) {
            return Arrays.copyOfRange(hashes, i * MerkleHash.SIZE, (i + 1) * MerkleHash.SIZE);
        }
    }

    /** Hashes the salted rows of a chunk. One for each thread. */
    private static final class Salter implements Function<FrameChunks.Chunk, Part> {
        private final String file;
        private final byte[] wanted;
        private final SaltedLeaf leaf;

        Salter(String file, HashProfile profile, String saltKey, String objectId) {
            this.file = file;
            this.wanted = Ascii.bytes(objectId);
            this.leaf = new SaltedLeaf(profile, saltKey);
        }

        @Override
        public Part apply(FrameChunks.Chunk chunk) {
            byte[] data = chunk.data();
            byte[] hashes = new byte[FrameChunks.ROWS * MerkleHash.SIZE];
            FrameRow row = new FrameRow(file, chunk);
            int rows = 0;
            int found = -1;
            String line = "";
            while (row.advance()) {
                if (Arrays.equals(data, row.idStart, row.idEnd, wanted, 0, wanted.length)) {
                    found = rows;
                    line = Ascii.string(data, row.idStart, row.lineEnd - row.idStart);
                }
                leaf.hash(data, row, hashes, rows++ * MerkleHash.SIZE);
            }
            return new Part(rows, hashes, found, line);
        }
    }
}
