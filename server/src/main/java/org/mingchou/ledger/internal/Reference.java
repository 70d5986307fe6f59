package org.mingchou.ledger.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.NoteKey;

/**
 * What somebody outside the database remembers of a tree.
 *
 * @param name for people
 * @param leafHash the hash of an entry as it remembers it; null where it keeps none
 */
record Reference(String name, Checkpoint checkpoint, LongFunction<byte @Nullable []> leafHash) {

    /** A memory of the root alone, such as a witness's. */
    static Reference rootOnly(String name, Checkpoint checkpoint) {
        return new Reference(name, checkpoint, index -> null);
    }

    /**
     * Exported or mirrored files of one tree.
     *
     * @throws IllegalArgumentException when the checkpoint there is not signed by the log
     */
    static Reference files(String name, Path folder, NoteKey log) throws IOException {
        var note = Checkpoint.parse(
                folder.resolve("checkpoint").toString(), Files.readAllBytes(folder.resolve("checkpoint")));
        if (!Checkpoint.verify(note, List.of(log)).contains(log)) {
            throw new IllegalArgumentException("没有日志 " + log.fingerprint() + " 的签名");
        }
        return new Reference(
                name,
                note.checkpoint(),
                new FileHashes(folder, note.checkpoint().size())::of);
    }

    private static final class FileHashes {
        private final Path folder;
        private final long size;
        private long loaded = -1;
        private byte[] tile = new byte[0];

        FileHashes(Path folder, long size) {
            this.folder = folder;
            this.size = size;
        }

        byte @Nullable [] of(long index) {
            var number = index / LogTile.WIDTH;
            if (number != loaded) {
                loaded = number;
                tile = LogTile.of(0, number, size)
                        .map(t -> folder.resolve(t.path()))
                        .filter(Files::exists)
                        .map(FileHashes::read)
                        .orElse(new byte[0]);
            }
            var at = (int) (index % LogTile.WIDTH) * 32;
            return at + 32 <= tile.length ? Arrays.copyOfRange(tile, at, at + 32) : null;
        }

        private static byte[] read(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
