package org.mingchou.ledger.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.mingchou.calendar.BusinessClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signed tree heads in the C2SP tlog-checkpoint form: origin, size, root, and an Ed25519 signature line. */
@Component
class Checkpoints {

    private static final byte ED25519 = 1;

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
        var name = origin + "/" + tree.id();
        var body = name + "\n" + head.size() + "\n" + Base64.getEncoder().encodeToString(head.root()) + "\n";
        var note = body + "\n— " + name + " " + signature(name, body) + "\n";
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

    private String signature(String name, String body) {
        try {
            var encoded = key.pair().getPublic().getEncoded();
            // The last 32 bytes of the X.509 form are the raw Ed25519 point.
            var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(new byte[] {'\n', ED25519});
            var keyHash = Arrays.copyOf(digest.digest(raw), 4);
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(key.pair().getPrivate());
            signer.update(body.getBytes(StandardCharsets.UTF_8));
            var out = new ByteArrayOutputStream();
            out.writeBytes(keyHash);
            out.writeBytes(signer.sign());
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
