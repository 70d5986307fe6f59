package org.mingchou.ledger.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MalformedInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes the logs as plain files, {@code <dir>/draw} and {@code <dir>/audit}, laid out as they are served, so that any web
 * server or mirror can carry them. A copy outside the database is also what an altered database is found against, so
 * nothing that was written is ever overwritten, but for the checkpoint, and that only by one that continues it.
 */
@Component
class LogExport {

    private static final Logger log = LoggerFactory.getLogger(LogExport.class);

    private final Tiles tiles;
    private final @Nullable Path root;

    LogExport(Tiles tiles, LedgerSettings settings, @Value("${mingchou.home:var}") Path home) {
        this.tiles = tiles;
        this.root = directory(settings, home);
    }

    static @Nullable Path directory(LedgerSettings settings, Path home) {
        return switch (settings.export()) {
            case "none" -> null;
            case "" -> home.toAbsolutePath().resolve("log");
            default -> Path.of(settings.export()).toAbsolutePath();
        };
    }

    /** Brings the files up to this checkpoint; the checkpoint itself is written last. */
    void write(Tree tree, long size, String note) throws IOException {
        if (root == null || size == 0) {
            return;
        }
        var folder = Files.createDirectories(root.resolve(tree.id()));
        var checkpoint = folder.resolve("checkpoint");
        long old = 0;
        if (Files.exists(checkpoint)) {
            if (Files.readString(checkpoint).equals(note)) {
                return;
            }
            old = continued(tree, size, checkpoint);
            if (old < 0) {
                return;
            }
        }
        for (int level = tree == Tree.DRAW ? LogTile.ENTRIES : 0; level < 8; level++) {
            // A tile that was full at the old size has been written.
            var first = old >> 8 * (Math.max(level, 0) + 1);
            for (var tile = LogTile.of(level, first, size);
                    tile.isPresent();
                    tile = LogTile.of(level, tile.get().index() + 1, size)) {
                write(tree, folder, tile.get());
            }
        }
        replace(checkpoint, note.getBytes(StandardCharsets.UTF_8));
    }

    /** The size of the exported checkpoint; negative when the log no longer continues it. */
    private long continued(Tree tree, long size, Path file) throws IOException {
        try {
            var exported =
                    Checkpoint.parse(file.toString(), Files.readAllBytes(file)).checkpoint();
            if (exported.size() <= size
                    && Arrays.equals(tiles.proofs(tree, size).root(exported.size()), exported.root())) {
                return exported.size();
            }
        } catch (MalformedInput e) {
            log.error("导出的检查点 {} 已损坏：{}", file, e.getMessage());
            return -1;
        }
        log.error("日志 {} 与已导出的 {} 不是同一份历史，停止导出。请运行 make verify 查明；确是换了新库，请先把导出目录移走", tree.id(), file);
        return -1;
    }

    private void write(Tree tree, Path folder, LogTile tile) throws IOException {
        var target = folder.resolve(tile.path());
        if (!Files.exists(target)) {
            Files.createDirectories(target.getParent());
            replace(target, tile.level() == LogTile.ENTRIES ? tiles.bundle(tree, tile) : tiles.hashes(tree, tile));
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        var fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.write(fresh, bytes);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
