package org.mingchou.sampler;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A frame.tsv while it is written, in pieces of any length: checks each row and computes what {@link Frames#summarise}
 * and {@link SaltedFrame#root} would find in the same bytes, in one pass, on all cores, in memory that does not depend
 * on the number of rows. Only the digest of the file is left to whoever writes it, who often has it anyway. For one thread
 * at a time.
 */
public final class FrameIntake extends OutputStream {
    private final FrameScan scan;
    private final FrameChunks<FrameWorker.Facts> chunks;
    private @Nullable MalformedInput refused;

    /**
     * What the frame was found to be.
     *
     * @param salted the value of {@code frame.salted}, 64 hex; empty without a salt key
     */
    public record Found(FrameSummary summary, Optional<String> salted) {}

    /**
     * Starts with no row.
     *
     * @param name the name that messages shall carry
     * @param saltKey 64 hex, when the salted root (§3.7) is wanted too
     */
    public FrameIntake(String name, HashProfile profile, Optional<String> saltKey) {
        scan = new FrameScan(name, profile, Optional.empty(), Optional.empty(), Optional.empty(), saltKey);
        chunks = new FrameChunks<>(null, scan::worker, scan::gather);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Never refuses a row: the writer shall be able to finish his file. {@link #finish} does. */
    @Override
    public void write(byte[] data, int from, int length) throws IOException {
        if (refused != null) {
            return;
        }
        try {
            chunks.write(data, from, length);
        } catch (MalformedInput e) {
            refused = e;
        }
    }

    /**
     * After the last byte.
     *
     * @param digest of all bytes written, 64 hex by the profile's hash; it is passed on and not checked
     * @throws MalformedInput on the first row that breaks a rule, and without any row
     */
    public Found finish(String digest) throws IOException {
        if (refused != null) {
            throw refused;
        }
        chunks.finish();
        return new Found(scan.summary(digest), scan.salted());
    }

    /** Ends the threads. What was not finished by then is lost. */
    @Override
    public void close() {
        chunks.close();
    }
}
