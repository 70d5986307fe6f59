package org.mingchou.ledger.internal;

import java.util.Arrays;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MerkleProofs;
import org.mingchou.sampler.MerkleTree;
import org.mingchou.sampler.SubtreeHashes;
import org.mingchou.sampler.TileHashes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tiles of both trees. Full ones are stored as they fill, so that a proof reads a handful of rows, not the log. */
@Component
class Tiles {

    private static final int HASH = 32;

    private final JdbcClient jdbc;

    Tiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores the full tiles that a tree of this size has and the table lacks; the caller holds the head. */
    void complete(Tree tree, long size) {
        for (int level = 0; level < 8; level++) {
            var full = size >> 8 * (level + 1);
            if (full == 0) {
                return;
            }
            var stored = jdbc.sql(
                            "SELECT coalesce(max(index) + 1, 0) FROM ledger.tile WHERE tree = :tree AND level = :level")
                    .param("tree", tree.id())
                    .param("level", level)
                    .query(Long.class)
                    .single();
            for (long index = stored; index < full; index++) {
                var hashes = below(tree, new LogTile(level, index, LogTile.WIDTH));
                jdbc.sql("""
                        INSERT INTO ledger.tile (tree, level, index, hashes, root)
                        VALUES (:tree, :level, :index, :hashes, :root)""")
                        .param("tree", tree.id())
                        .param("level", level)
                        .param("index", index)
                        .param("hashes", hashes)
                        .param("root", root(hashes))
                        .update();
            }
        }
    }

    /** The hashes of a tile, 32 bytes each, all of them committed. */
    byte[] hashes(Tree tree, LogTile tile) {
        if (!tile.full()) {
            return below(tree, tile);
        }
        return jdbc.sql("SELECT hashes FROM ledger.tile WHERE tree = :tree AND level = :level AND index = :index")
                .param("tree", tree.id())
                .param("level", tile.level())
                .param("index", tile.index())
                .query(byte[].class)
                .optional()
                .orElseThrow(() ->
                        new IllegalStateException("账本 " + tree.id() + " 缺切片 " + tile.path() + "，请运行 make verify"));
    }

    /** Entries of the draws in a bundle. */
    byte[] bundle(Tree tree, LogTile tile) {
        return LogTile.bundle(jdbc.sql("""
                        SELECT leaf FROM ledger.entry WHERE tree = :tree AND index >= :from AND index < :to
                        ORDER BY index""")
                .param("tree", tree.id())
                .param("from", tile.index() * LogTile.WIDTH)
                .param("to", tile.index() * LogTile.WIDTH + tile.width())
                .query(byte[].class)
                .list());
    }

    /** Proofs in a tree of this size. */
    MerkleProofs proofs(Tree tree, long size) {
        SubtreeHashes hashes = new TileHashes(HashProfile.SHA256, size, tile -> hashes(tree, tile));
        return new MerkleProofs(HashProfile.SHA256, hashes);
    }

    private byte[] below(Tree tree, LogTile tile) {
        var sql = tile.level() == 0 ? """
                SELECT string_agg(leaf_hash, ''::bytea ORDER BY index) FROM ledger.entry
                WHERE tree = :tree AND index >= :from AND index < :to AND :level = 0""" : """
                SELECT string_agg(root, ''::bytea ORDER BY index) FROM ledger.tile
                WHERE tree = :tree AND index >= :from AND index < :to AND level = :level - 1""";
        var hashes = jdbc.sql(sql)
                .param("tree", tree.id())
                .param("from", tile.index() * LogTile.WIDTH)
                .param("to", tile.index() * LogTile.WIDTH + tile.width())
                .param("level", tile.level())
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
        if (hashes.length != tile.width() * HASH) {
            throw new IllegalStateException("账本 " + tree.id() + " 缺切片 " + tile.path() + " 之下的行，请运行 make verify");
        }
        return hashes;
    }

    static byte[] root(byte[] hashes) {
        var tree = new MerkleTree(HashProfile.SHA256);
        for (int at = 0; at < hashes.length; at += HASH) {
            tree.appendHash(Arrays.copyOfRange(hashes, at, at + HASH));
        }
        return tree.root();
    }
}
