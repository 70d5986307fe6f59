package org.mingchou.ledger.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MerkleFrontier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Entries and heads of the trees. The row lock on the head makes indexes gap-free and appends serial. */
@Component
class LedgerStore {

    record Appended(long index, byte[] leafHash) {}

    record Head(long size, byte[] root) {}

    record Entry(long index, byte[] leaf, byte[] leafHash, Instant recordedAt) {}

    private final JdbcClient jdbc;
    private final Tiles tiles;

    LedgerStore(JdbcClient jdbc, Tiles tiles) {
        this.jdbc = jdbc;
        this.tiles = tiles;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Appended append(Tree tree, byte[] leaf, Instant at) {
        var frontier = hold(tree);
        var index = frontier.size();
        var leafHash = frontier.append(leaf);
        jdbc.sql("""
                INSERT INTO ledger.entry (tree, index, leaf, leaf_hash, recorded_at)
                VALUES (:tree, :index, :leaf, :hash, :now)""")
                .param("tree", tree.id())
                .param("index", index)
                .param("leaf", leaf)
                .param("hash", leafHash)
                .param("now", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("UPDATE ledger.head SET size = :size, frontier = :frontier WHERE tree = :tree")
                .param("tree", tree.id())
                .param("size", frontier.size())
                .param("frontier", frontier.toBytes())
                .update();
        if (frontier.size() % LogTile.WIDTH == 0) {
            tiles.complete(tree, frontier.size());
        }
        return new Appended(index, leafHash);
    }

    /** Makes the tiles of entries that were written before there were tiles; does nothing otherwise. */
    @Transactional
    public void completeTiles(Tree tree) {
        tiles.complete(tree, hold(tree).size());
    }

    private MerkleFrontier hold(Tree tree) {
        return MerkleFrontier.fromBytes(
                HashProfile.SHA256,
                jdbc.sql("SELECT frontier FROM ledger.head WHERE tree = :tree FOR UPDATE")
                        .param("tree", tree.id())
                        .query(byte[].class)
                        .single());
    }

    Head head(Tree tree) {
        var frontier = MerkleFrontier.fromBytes(
                HashProfile.SHA256,
                jdbc.sql("SELECT frontier FROM ledger.head WHERE tree = :tree")
                        .param("tree", tree.id())
                        .query(byte[].class)
                        .single());
        return new Head(frontier.size(), frontier.root());
    }

    List<Entry> entries(Tree tree, long from, long to) {
        return jdbc.sql("""
                SELECT index, leaf, leaf_hash, recorded_at FROM ledger.entry
                WHERE tree = :tree AND index >= :from AND index < :to ORDER BY index""")
                .param("tree", tree.id())
                .param("from", from)
                .param("to", to)
                .query((rs, n) -> new Entry(
                        rs.getLong("index"),
                        rs.getBytes("leaf"),
                        rs.getBytes("leaf_hash"),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list();
    }
}
