package org.mingchou.ledger.internal;

import java.time.ZoneOffset;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signed tree heads in the C2SP tlog-checkpoint form: origin, size, root, and an Ed25519 signature line. */
@Component
class Checkpoints {

    private final LedgerStore store;
    private final LogKey key;
    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final String origin;

    Checkpoints(
            LedgerStore store,
            LogKey key,
            JdbcClient jdbc,
            BusinessClock clock,
            @Value("${mingchou.ledger.origin:mingchou.local}") String origin) {
        this.store = store;
        this.key = key;
        this.jdbc = jdbc;
        this.clock = clock;
        this.origin = origin;
    }

    /** Signs the present head; the same head is signed once and then read back. */
    String sign(Tree tree) {
        var head = store.head(tree);
        var known = jdbc.sql("SELECT note FROM ledger.checkpoint WHERE tree = :tree AND size = :size")
                .param("tree", tree.id())
                .param("size", head.size())
                .query(String.class)
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        var note = new Checkpoint(name(tree), head.size(), head.root()).signedBy(signer(tree));
        jdbc.sql("""
                INSERT INTO ledger.checkpoint (tree, size, root, note, signed_at)
                VALUES (:tree, :size, :root, :note, :now) ON CONFLICT DO NOTHING""")
                .param("tree", tree.id())
                .param("size", head.size())
                .param("root", head.root())
                .param("note", note)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return note;
    }

    NoteKey key(Tree tree) {
        return signer(tree).key();
    }

    private NoteSigner signer(Tree tree) {
        return NoteSigner.log(name(tree), key.pair());
    }

    private String name(Tree tree) {
        return origin + "/" + tree.id();
    }
}
