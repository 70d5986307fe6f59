package org.mingchou.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.LogProof;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredDrawLog implements DrawLog {

    /** What a certificate proves after the opening, in the order of the time line; matchings by pool. */
    private static final List<LogEntry.Kind> PROVED =
            List.of(LogEntry.Kind.RESULT, LogEntry.Kind.CONFIRMED, LogEntry.Kind.WITHHELD, LogEntry.Kind.MATCH);

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
        var leaf = new LogEntry(LogEntry.Kind.valueOf(kind), drawNo, payload).leaf();
        var appended = store.append(Tree.DRAW, leaf);
        return new Position(appended.index(), HexFormat.of().formatHex(appended.leafHash()));
    }

    @Override
    @Transactional
    public Evidence evidence(String drawNo) {
        var note = checkpoints.sign(Tree.DRAW);
        var tree = store.tree(Tree.DRAW, store.head(Tree.DRAW).size());
        var opening = new ArrayList<LogProof>();
        var later = new ArrayList<LogProof>();
        entries(drawNo).forEach((found) -> {
            var proof = new LogProof(found.entry(), found.index(), tree.inclusion((int) found.index(), tree.size()));
            if (found.entry().kind() == LogEntry.Kind.OPENING) {
                opening.add(proof);
            } else if (isCertified(found.entry())) {
                later.add(proof);
            }
        });
        later.sort(Comparator.comparing((LogProof p) -> PROVED.indexOf(p.entry().kind()))
                .thenComparing(p -> p.entry().payload()));
        return new Evidence(
                note.getBytes(StandardCharsets.UTF_8),
                new LogProof.ProofFile(List.of(checkpoints.key(Tree.DRAW)), opening).bytes(),
                new LogProof.ProofFile(List.of(), later).bytes());
    }

    /** Notes on replacements and manual staffing are MATCH entries too, but not of the files in the certificate. */
    private static boolean isCertified(LogEntry entry) {
        return PROVED.contains(entry.kind())
                && (entry.kind() != LogEntry.Kind.MATCH
                        || entry.payload().matches("[A-Z0-9._-]{1,32}(\\|[0-9a-f]{64}){5}"));
    }

    private record Found(long index, LogEntry entry) {}

    private List<Found> entries(String drawNo) {
        return jdbc
                .sql("SELECT index, leaf FROM ledger.entry WHERE tree = 'draw' ORDER BY index")
                .query((rs, n) -> new Found(
                        rs.getLong("index"),
                        LogEntry.parse(new String(rs.getBytes("leaf"), StandardCharsets.US_ASCII))))
                .list()
                .stream()
                .filter(found -> found.entry().draw().equals(drawNo))
                .toList();
    }
}
