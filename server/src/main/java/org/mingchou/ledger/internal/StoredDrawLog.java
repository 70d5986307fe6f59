package org.mingchou.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.MerkleTree;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredDrawLog implements DrawLog {

    private static final Set<String> KINDS = Set.of(
            "OPENING", "REVEAL", "RESULT", "VERDICT", "VOID", "CONFIRMED", "REVEAL2", "SUBST", "MATCH", "UNSEAL");

    private final LedgerStore store;
    private final Checkpoints checkpoints;
    private final JdbcClient jdbc;

    StoredDrawLog(LedgerStore store, Checkpoints checkpoints, JdbcClient jdbc) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public Position append(String kind, String drawNo, String payload) {
        if (!KINDS.contains(kind) || !payload.matches("[ -~]{1,2000}") || !drawNo.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("not a log entry: " + kind + " " + drawNo + " " + payload);
        }
        var leaf = prefix(kind, drawNo) + payload;
        var appended = store.append(Tree.DRAW, leaf.getBytes(StandardCharsets.US_ASCII));
        return new Position(appended.index(), HexFormat.of().formatHex(appended.leafHash()));
    }

    @Override
    @Transactional
    public Evidence evidence(String drawNo) {
        var size = store.head(Tree.DRAW).size();
        var tree = store.tree(Tree.DRAW, size);
        return new Evidence(
                checkpoints.sign(Tree.DRAW).getBytes(StandardCharsets.UTF_8),
                proof(tree, "OPENING", drawNo),
                proof(tree, "RESULT", drawNo));
    }

    private byte[] proof(MerkleTree tree, String kind, String drawNo) {
        record Found(long index, byte[] leaf) {}
        var found = jdbc.sql("""
                SELECT index, leaf FROM ledger.entry
                WHERE tree = 'draw' AND substring(leaf for length(:prefix)) = :prefix""")
                .param("prefix", prefix(kind, drawNo).getBytes(StandardCharsets.US_ASCII))
                .query((rs, n) -> new Found(rs.getLong("index"), rs.getBytes("leaf")))
                .single();
        var text = new StringBuilder()
                .append("index=")
                .append(found.index())
                .append("\nentry=")
                .append(new String(found.leaf(), StandardCharsets.US_ASCII))
                .append('\n');
        for (var hash : tree.inclusion((int) found.index(), tree.size())) {
            text.append("path=").append(HexFormat.of().formatHex(hash)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String prefix(String kind, String drawNo) {
        return "SSJ-LOG-1|" + kind + "|" + drawNo + "|";
    }
}
