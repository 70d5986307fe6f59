package org.mingchou.sampler;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a frame into chunks of 2^14 whole rows and lets all cores work on them. The size is a power of two, so that each
 * chunk is a perfect subtree of the Merkle tree.
 */
final class FrameChunks<R> implements AutoCloseable {
    static final int LEVEL = 14;
    static final int ROWS = 1 << LEVEL;
    /** A well-formed row has at most 54 + 1 + 32 + 1 + 3 + 1 + 2 + 1 bytes. */
    private static final int LONGEST_ROW = 95;

    private static final int READ = 1 << 16;

    /**
     * Whole rows, except that malformed data may end anywhere.
     *
     * @param data the rows from index 0; longer than {@code length}
     * @param firstRow rows before this chunk
     * @param previousId the last objectId before this chunk
     */
    record Chunk(byte[] data, int length, long firstRow, byte[] previousId) {}

    private final @Nullable MessageDigest digest;
    private final Consumer<R> gather;
    private final ThreadLocal<Function<Chunk, R>> worker;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool;
    private final ArrayDeque<Running<R>> running = new ArrayDeque<>();
    /** Buffers that nobody reads any more. */
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    private byte[] buffer = new byte[READ * 2];
    private int filled;
    /** Bytes of the buffer that were searched for ends of rows, and how many were found. */
    private int searched;

    private int found;
    private long rows;
    private byte[] previousId = new byte[0];

    private record Running<R>(Future<R> result, byte[] buffer) {}

    /**
     * Takes in a frame piece by piece, in memory that does not depend on its length.
     *
     * @param digest is given all bytes, on the caller's thread
     * @param workers gives each thread its own function, which may hold scratch space; what it returns must not refer to
     *     the chunk's data, which is used again
     * @param gather runs on the caller's thread, in the order of the file; the first malformed row of the file is
     *     therefore the one reported, by whichever call comes upon it
     */
    FrameChunks(@Nullable MessageDigest digest, Supplier<? extends Function<Chunk, R>> workers, Consumer<R> gather) {
        this.digest = digest;
        this.gather = gather;
        this.worker = ThreadLocal.withInitial(workers::get);
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "frame");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads a frame once, as a whole; see the constructor. */
    static <R> void forEach(
            FrameSource source,
            @Nullable MessageDigest digest,
            Supplier<? extends Function<Chunk, R>> workers,
            Consumer<R> gather)
            throws IOException {
        try (InputStream in = source.open();
                FrameChunks<R> chunks = new FrameChunks<>(digest, workers, gather)) {
            for (int n = 0; n >= 0; n = in.read(chunks.buffer, chunks.filled, READ)) {
                chunks.taken(n);
            }
            chunks.finish();
        }
    }

    /** The next bytes of the frame, cut anywhere. */
    void write(byte[] data, int from, int length) throws IOException {
        for (int at = from, left = length; left > 0; ) {
            int n = Math.min(left, READ);
            System.arraycopy(data, at, buffer, filled, n);
            taken(n);
            at += n;
            left -= n;
        }
    }

    /** After the last byte: waits until everything is gathered. */
    void finish() throws IOException {
        if (filled > 0) {
            submit(filled);
        }
        while (!running.isEmpty()) {
            finish(running.remove());
        }
    }

    /** Ends the threads, whether or not everything was taken in. */
    @Override
    public void close() {
        pool.shutdownNow();
    }

    private void finish(Running<R> done) throws IOException {
        gather.accept(await(done.result()));
        free.push(done.buffer());
    }

    private static <R> R await(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading the frame", e);
        }
    }

    /** Takes note of bytes that stand behind the others, and makes room for as many as are read at once. */
    private void taken(int n) throws IOException {
        if (digest != null) {
            digest.update(buffer, filled, n);
        }
        filled += n;
        while (searched < filled) {
            if (buffer[searched++] == '\n' && ++found == ROWS) {
                submit(searched);
            }
        }
        // So many bytes without enough rows cannot be well formed: let the row parser say why.
        if (filled >= ROWS * LONGEST_ROW) {
            submit(filled);
        }
        if (buffer.length - filled < READ) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private void submit(int length) throws IOException {
        Chunk chunk = cut(length);
        running.add(new Running<>(pool.submit(() -> worker.get().apply(chunk)), chunk.data()));
        if (running.size() > 2 * threads) {
            finish(running.remove());
        }
    }

    private Chunk cut(int length) {
        Chunk chunk = new Chunk(buffer, length, rows, previousId);
        int start = length - 1;
        while (start > 0 && buffer[start - 1] != '\n') {
            start--;
        }
        int tab = start;
        while (tab < length && buffer[tab] != '\t') {
            tab++;
        }
        previousId = Arrays.copyOfRange(buffer, start, tab);
        byte[] rest = free.isEmpty() ? new byte[buffer.length] : free.pop();
        if (rest.length < buffer.length) {
            rest = new byte[buffer.length];
        }
        System.arraycopy(buffer, length, rest, 0, filled - length);
        filled -= length;
        searched = 0;
        found = 0;
        buffer = rest;
        rows += ROWS;
        return chunk;
    }
}
