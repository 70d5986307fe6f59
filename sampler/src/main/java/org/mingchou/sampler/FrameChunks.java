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
final class FrameChunks {
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

    private final InputStream in;
    private final @Nullable MessageDigest digest;
    /** Buffers that nobody reads any more. */
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    private byte[] buffer = new byte[READ * 2];
    private int filled;
    private long rows;
    private byte[] previousId = new byte[0];

    private FrameChunks(InputStream in, @Nullable MessageDigest digest) {
        this.in = in;
        this.digest = digest;
    }

    private record Running<R>(Future<R> result, byte[] buffer) {}

    /**
     * Reads the frame once, in memory that does not depend on its length.
     *
     * @param digest is given all bytes, on the caller's thread
     * @param workers gives each thread its own function, which may hold scratch space; what it returns must not refer to
     *     the chunk's data, which is used again
     * @param gather runs on the caller's thread, in the order of the file; the first malformed row of the file is
     *     therefore the one reported
     */
    static <R> void forEach(
            FrameSource source,
            @Nullable MessageDigest digest,
            Supplier<? extends Function<Chunk, R>> workers,
            Consumer<R> gather)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "frame");
            thread.setDaemon(true);
            return thread;
        });
        ThreadLocal<Function<Chunk, R>> worker = ThreadLocal.withInitial(workers::get);
        try (InputStream in = source.open()) {
            FrameChunks chunks = new FrameChunks(in, digest);
            ArrayDeque<Running<R>> running = new ArrayDeque<>();
            for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                Chunk current = chunk;
                running.add(new Running<>(pool.submit(() -> worker.get().apply(current)), current.data()));
                if (running.size() > 2 * threads) {
                    chunks.finish(running.remove(), gather);
                }
            }
            while (!running.isEmpty()) {
                chunks.finish(running.remove(), gather);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private <R> void finish(Running<R> done, Consumer<R> gather) throws IOException {
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

    private @Nullable Chunk next() throws IOException {
        int found = 0;
        int at = 0;
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n' && ++found == ROWS) {
                    return cut(at + 1);
                }
            }
            // So many bytes without enough rows cannot be well formed: let the row parser say why.
            if (filled >= ROWS * LONGEST_ROW) {
                return cut(filled);
            }
            if (buffer.length - filled < READ) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int n = in.read(buffer, filled, READ);
            if (n < 0) {
                return filled == 0 ? null : cut(filled);
            }
            if (digest != null) {
                digest.update(buffer, filled, n);
            }
            filled += n;
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
        buffer = rest;
        rows += ROWS;
        return chunk;
    }
}
