package org.mingchou.ledger.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.mingchou.sampler.LogTile;
import org.mingchou.shared.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The logs as C2SP tlog-tiles: what a mirror or a monitor reads. Of the audit tree hashes only; its entries are acts of
 * people at work and go to the audit administrator alone.
 */
@RestController
class LogFilesController {

    private static final MediaType CHECKPOINT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final LedgerStore store;
    private final Tiles tiles;
    private final Checkpoints checkpoints;

    LogFilesController(LedgerStore store, Tiles tiles, Checkpoints checkpoints) {
        this.store = store;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
    }

    @PermitAll
    @GetMapping("/log/{tree}/checkpoint")
    ResponseEntity<String> checkpoint(@PathVariable String tree) {
        return ResponseEntity.ok()
                .contentType(CHECKPOINT)
                .cacheControl(CacheControl.noCache())
                .body(checkpoints.published(Tree.named(tree)));
    }

    @PermitAll
    @GetMapping("/log/{name}/tile/**")
    ResponseEntity<byte[]> tile(@PathVariable String name, HttpServletRequest request) {
        var tree = Tree.named(name);
        var path = request.getRequestURI().substring(("/log/" + name + "/").length());
        var size = store.head(tree).size();
        var tile = LogTile.parse(path)
                .filter(t -> tree == Tree.DRAW || t.level() != LogTile.ENTRIES)
                // What a log of this size has, or had when it was shorter.
                .filter(t -> reach(t, size).filter(r -> t.width() <= r.width()).isPresent())
                .orElseThrow(() -> Problem.notFound("这个切片"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(FOR_EVER)
                .body(tile.level() == LogTile.ENTRIES ? tiles.bundle(tree, tile) : tiles.hashes(tree, tile));
    }

    private static Optional<LogTile> reach(LogTile tile, long size) {
        return LogTile.of(tile.level(), tile.index(), size);
    }
}
