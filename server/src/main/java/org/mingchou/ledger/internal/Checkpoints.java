package org.mingchou.ledger.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signed tree heads in the C2SP tlog-checkpoint form. The log signs with Ed25519 and, where switched on, with SM2;
 * witnesses add their cosignatures.
 */
@Component
class Checkpoints {

    /**
     * A checkpoint as stored.
     *
     * @param note signed by the log's Ed25519 key alone
     * @param sm2 the second signature line
     */
    record Signed(
            long size, byte[] root, String note, @Nullable String sm2) {

        Checkpoint.Signed parsed() {
            return Checkpoint.parse("checkpoint", note.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A witness's signature line over a stored checkpoint, and its key in C2SP form. */
    record Cosignature(String key, String line) {}

    /** Clocks that are kept right differ by less. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final LedgerStore store;
    private final LogKey key;
    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final LedgerSettings settings;
    private final @Nullable Sm2Key sm2;

    Checkpoints(
            LedgerStore store,
            LogKey key,
            JdbcClient jdbc,
            BusinessClock clock,
            LedgerSettings settings,
            @Value("${mingchou.home:var}") Path home)
            throws IOException {
        this.store = store;
        this.key = key;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        var keys = home.toAbsolutePath().resolve("keys");
        this.sm2 = settings.sm2() ? Sm2Key.in(keys.resolve("log-sm2.key")) : null;
        // What witnesses pin; public, and read by who checks the ledger without this program running.
        Files.writeString(
                keys.resolve("log.vkey"),
                key(Tree.DRAW).text() + "\n" + key(Tree.AUDIT).text() + "\n");
        if (sm2 != null) {
            Files.writeString(
                    keys.resolve("log-sm2.vkey"), sm2.text(name(Tree.DRAW)) + "\n" + sm2.text(name(Tree.AUDIT)) + "\n");
        }
    }

    /** Signs the present head; the same head is signed once and then read back. */
    @Transactional
    public Signed sign(Tree tree) {
        var head = store.head(tree);
        var known = at(tree, head.size());
        if (known.isPresent()) {
            return known.get();
        }
        var checkpoint = new Checkpoint(name(tree), head.size(), head.root());
        var signed = new Signed(
                head.size(),
                head.root(),
                checkpoint.signedBy(signer(tree)),
                sm2 == null ? null : sm2.sign(name(tree), checkpoint.text()));
        jdbc.sql("""
                INSERT INTO ledger.checkpoint (tree, size, root, note, sm2, signed_at)
                VALUES (:tree, :size, :root, :note, :sm2, :now) ON CONFLICT DO NOTHING""")
                .param("tree", tree.id())
                .param("size", signed.size())
                .param("root", signed.root())
                .param("note", signed.note())
                .param("sm2", signed.sm2())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return signed;
    }

    /** The present checkpoint with every signature there is: what is published. */
    @Transactional
    public String published(Tree tree) {
        var signed = sign(tree);
        var note = new StringBuilder(signed.note());
        if (signed.sm2() != null) {
            note.append(signed.sm2());
        }
        cosignatures(tree, signed.size()).forEach(c -> note.append(c.line()));
        return note.toString();
    }

    Optional<Signed> at(Tree tree, long size) {
        return jdbc.sql("SELECT size, root, note, sm2 FROM ledger.checkpoint WHERE tree = :tree AND size = :size")
                .param("tree", tree.id())
                .param("size", size)
                .query(Signed.class)
                .optional();
    }

    /** Of the checkpoints that contain so many entries the one that most witnesses cosigned, then the smallest. */
    Optional<Signed> bestWitnessed(Tree tree, long size) {
        return jdbc.sql("""
                SELECT c.size, c.root, c.note, c.sm2 FROM ledger.checkpoint c
                JOIN ledger.cosignature k ON k.tree = c.tree AND k.size = c.size
                WHERE c.tree = :tree AND c.size >= :size
                GROUP BY c.tree, c.size ORDER BY count(*) DESC, c.size LIMIT 1""")
                .param("tree", tree.id())
                .param("size", size)
                .query(Signed.class)
                .optional();
    }

    List<Cosignature> cosignatures(Tree tree, long size) {
        return jdbc.sql("SELECT key, line FROM ledger.cosignature WHERE tree = :tree AND size = :size ORDER BY key")
                .param("tree", tree.id())
                .param("size", size)
                .query(Cosignature.class)
                .list();
    }

    /** The size of the last checkpoint that this witness is known to have cosigned; 0 for none. */
    long lastCosigned(Tree tree, NoteKey witness) {
        return jdbc.sql("SELECT coalesce(max(size), 0) FROM ledger.cosignature WHERE tree = :tree AND key = :key")
                .param("tree", tree.id())
                .param("key", witness.text())
                .query(Long.class)
                .single();
    }

    /**
     * Keeps a cosignature of the stored checkpoint.
     *
     * @return whether the lines hold a valid signature of the witness over it
     * @throws IllegalArgumentException when it is dated in the future: such a time would bind draws to a moment that never
     *     came; the witness is asked again, and answers anew once its clock, or ours, is right
     */
    boolean keep(Tree tree, Signed signed, NoteKey witness, String lines) {
        Checkpoint.Signed note;
        try {
            note = Checkpoint.parse("checkpoint", (signed.note() + lines).getBytes(StandardCharsets.UTF_8));
            if (!Checkpoint.verify(note, List.of(witness)).contains(witness)) {
                return false;
            }
        } catch (IllegalArgumentException e) {
            return false;
        }
        var signature = note.signatures().stream()
                .filter(s -> s.isOf(witness))
                .findFirst()
                .orElseThrow();
        var at = Instant.ofEpochSecond(signature.cosignedAt().orElseThrow());
        var ahead = Duration.between(clock.machine(), at);
        if (ahead.compareTo(AHEAD) > 0) {
            throw new IllegalArgumentException(
                    "见证人的时钟比本平台快 " + ahead.toMinutes() + " 分钟（副署时间 " + at + "），这次副署不予采用。请与见证人核对双方的时钟，校准后系统自动再请其副署");
        }
        jdbc.sql("""
                INSERT INTO ledger.cosignature (tree, size, key, line, cosigned_at, received_at)
                VALUES (:tree, :size, :key, :line, :at, :now) ON CONFLICT DO NOTHING""")
                .param("tree", tree.id())
                .param("size", signed.size())
                .param("key", witness.text())
                .param("line", signature.line())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return true;
    }

    /** A checkpoint for a certificate: each signature can be checked by who has the keys in {@code keys}. */
    record Certified(long size, String note, List<NoteKey> keys) {}

    /** The note with the log's Ed25519 signature and each witness's; SM2 has no place in a certificate (§3.11.2). */
    Certified certified(Tree tree, Signed signed) {
        var note = new StringBuilder(signed.note());
        var keys = new ArrayList<>(List.of(key(tree)));
        for (var cosignature : cosignatures(tree, signed.size())) {
            note.append(cosignature.line());
            keys.add(NoteKey.parse(cosignature.key()));
        }
        return new Certified(signed.size(), note.toString(), keys);
    }

    NoteKey key(Tree tree) {
        return signer(tree).key();
    }

    @Nullable String sm2Key(Tree tree) {
        return sm2 == null ? null : sm2.text(name(tree));
    }

    private NoteSigner signer(Tree tree) {
        return NoteSigner.log(name(tree), key.pair());
    }

    String name(Tree tree) {
        return settings.origin() + "/" + tree.id();
    }
}
