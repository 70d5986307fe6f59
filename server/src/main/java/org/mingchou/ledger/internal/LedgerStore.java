package org.mingchou.ledger.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MerkleFrontier;
import org.mingchou.sampler.MerkleTree;
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
    private final BusinessClock clock;

    LedgerStore(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Appended append(Tree tree, byte[] leaf) {
        var frontier = MerkleFrontier.fromBytes(
                HashProfile.SHA256,
                jdbc.sql("SELECT frontier FROM ledger.head WHERE tree = :tree FOR UPDATE")
                        .param("tree", tree.id())
                        .query(byte[].class)
                        .single());
        var index = frontier.size();
        var leafHash = frontier.append(leaf);
        jdbc.sql("""
                INSERT INTO ledger.entry (tree, index, leaf, leaf_hash, recorded_at)
                VALUES (:tree, :index, :leaf, :hash, :now)""")
                .param("tree", tree.id())
                .param("index", index)
                .param("leaf", leaf)
                .param("hash", leafHash)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("UPDATE ledger.head SET size = :size, frontier = :frontier WHERE tree = :tree")
                .param("tree", tree.id())
                .param("size", frontier.size())
                .param("frontier", frontier.toBytes())
                .update();
        return new Appended(index, leafHash);
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

    /** The tree over the first {@code size} stored leaf hashes. */
    MerkleTree tree(Tree tree, long size) {
        var hashes = jdbc.sql("SELECT leaf_hash FROM ledger.entry WHERE tree = :tree AND index < :size ORDER BY index")
                .param("tree", tree.id())
                .param("size", size)
                .query(byte[].class)
                .list();
        return MerkleTree.ofHashes(HashProfile.SHA256, hashes);
    }

    /** Every disagreement between entries, leaf hashes, head and signed checkpoints, in words; empty when whole. */
    List<String> disagreements(Tree tree) {
        var found = new ArrayList<String>();
        var frontier = new MerkleFrontier(HashProfile.SHA256);
        var checkpoints = new java.util.TreeMap<Long, byte[]>();
        jdbc.sql("SELECT size, root FROM ledger.checkpoint WHERE tree = :tree")
                .param("tree", tree.id())
                .query(rs -> {
                    checkpoints.put(rs.getLong("size"), rs.getBytes("root"));
                });
        var head = head(tree);
        for (long from = 0; from < head.size(); from += 10_000) {
            for (var entry : entries(tree, from, Math.min(from + 10_000, head.size()))) {
                if (entry.index() != frontier.size()) {
                    found.add(tree.id() + " 第 " + frontier.size() + " 条缺失");
                    return found;
                }
                var hash = frontier.append(entry.leaf());
                if (!java.util.Arrays.equals(hash, entry.leafHash())) {
                    found.add(tree.id() + " 第 " + entry.index() + " 条的内容与其哈希不符");
                }
                var signed = checkpoints.get(frontier.size());
                if (signed != null && !java.util.Arrays.equals(signed, frontier.root())) {
                    found.add(tree.id() + " 前 " + frontier.size() + " 条与已签名的检查点不符");
                }
            }
        }
        if (frontier.size() != head.size() || !java.util.Arrays.equals(frontier.root(), head.root())) {
            found.add(tree.id() + " 的树头与条目不符");
        }
        return found;
    }
}
