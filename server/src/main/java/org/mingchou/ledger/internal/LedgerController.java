package org.mingchou.ledger.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.mingchou.ledger.DrawLog;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The logs as anyone (draw) or the audit administrator (audit) may read them. */
@RestController
class LedgerController {

    /** {@code leaf} is Base64 of the entry's bytes; {@code leafHash} 64 hex. */
    record EntryView(long index, String leaf, String leafHash) {}

    /** {@code path}: 64 hex each, from the leaf's sibling upwards. */
    record Proof(long index, long size, List<String> path) {}

    /** {@code path}: 64 hex each, as RFC 6962 §2.1.2. */
    record Consistency(long from, long to, List<String> path) {}

    record Health(boolean whole, List<String> disagreements) {}

    private static final long MOST_ENTRIES = 1000;

    private final LedgerStore store;
    private final Tiles tiles;
    private final Checkpoints checkpoints;
    private final DrawLog log;
    private final LedgerHealth health;

    LedgerController(LedgerStore store, Tiles tiles, Checkpoints checkpoints, DrawLog log, LedgerHealth health) {
        this.store = store;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.log = log;
        this.health = health;
    }

    @PermitAll
    @GetMapping(path = "/api/ledger/draw/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    String drawCheckpoint() {
        return checkpoints.published(Tree.DRAW);
    }

    /** How the log stands, who watches it, and the mark of a log that nobody watches. */
    @PermitAll
    @GetMapping("/api/ledger/draw/standing")
    DrawLog.Standing standing() {
        return log.standing();
    }

    @PermitAll
    @GetMapping("/api/ledger/draw/entries")
    List<EntryView> drawEntries(@RequestParam long from, @RequestParam long to) {
        return entries(Tree.DRAW, from, to);
    }

    @PermitAll
    @GetMapping("/api/ledger/draw/proof")
    Proof drawProof(@RequestParam long index, @RequestParam long size) {
        return proof(Tree.DRAW, index, size);
    }

    @PermitAll
    @GetMapping("/api/ledger/draw/consistency")
    Consistency drawConsistency(@RequestParam long from, @RequestParam long to) {
        return consistency(Tree.DRAW, from, to);
    }

    @RolesAllowed(Role.Names.AUDIT_ADMIN)
    @GetMapping(path = "/api/ledger/audit/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    String auditCheckpoint() {
        return checkpoints.published(Tree.AUDIT);
    }

    @RolesAllowed(Role.Names.AUDIT_ADMIN)
    @GetMapping("/api/ledger/audit/entries")
    List<EntryView> auditEntries(@RequestParam long from, @RequestParam long to) {
        return entries(Tree.AUDIT, from, to);
    }

    @RolesAllowed(Role.Names.AUDIT_ADMIN)
    @GetMapping("/api/ledger/audit/consistency")
    Consistency auditConsistency(@RequestParam long from, @RequestParam long to) {
        return consistency(Tree.AUDIT, from, to);
    }

    @RolesAllowed(Role.Names.AUDIT_ADMIN)
    @GetMapping("/api/ledger/audit/proof")
    Proof auditProof(@RequestParam long index, @RequestParam long size) {
        return proof(Tree.AUDIT, index, size);
    }

    @RolesAllowed(Role.Names.AUDIT_ADMIN)
    @GetMapping("/api/ledger/{tree}/health")
    Health health(@PathVariable String tree) {
        var found = health.of(Tree.named(tree));
        return new Health(found.isEmpty(), found);
    }

    private List<EntryView> entries(Tree tree, long from, long to) {
        if (from < 0 || to < from || to - from > MOST_ENTRIES) {
            throw Problem.badInput("entry-range", "条目范围须从 0 起、每次至多 " + MOST_ENTRIES + " 条。");
        }
        return store.entries(tree, from, to).stream()
                .map(e -> new EntryView(
                        e.index(),
                        Base64.getEncoder().encodeToString(e.leaf()),
                        HexFormat.of().formatHex(e.leafHash())))
                .toList();
    }

    private Proof proof(Tree tree, long index, long size) {
        if (index < 0 || index >= size || size > store.head(tree).size()) {
            throw Problem.badInput("proof-range", "须满足 0 ≤ index < size ≤ 日志长度。");
        }
        return new Proof(index, size, hex(tiles.proofs(tree, size).inclusion(index, size)));
    }

    private Consistency consistency(Tree tree, long from, long to) {
        if (from < 0 || from > to || to > store.head(tree).size()) {
            throw Problem.badInput("proof-range", "须满足 0 ≤ from ≤ to ≤ 日志长度。");
        }
        return new Consistency(from, to, hex(tiles.proofs(tree, to).consistency(from, to)));
    }

    private static List<String> hex(List<byte[]> path) {
        return path.stream().map(HexFormat.of()::formatHex).toList();
    }
}
