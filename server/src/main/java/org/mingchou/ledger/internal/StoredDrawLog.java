package org.mingchou.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.DrawLog;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.LogProof;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.WitnessedProof;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredDrawLog implements DrawLog {

    /** What a certificate proves after the opening, in the order of the time line; matchings by pool. */
    private static final List<String> PROVED = List.of("RESULT", "CONFIRMED", "WITHHELD", "MATCH");

    private static final String NOT_ASKED = "已不在本平台的见证人配置 mingchou.ledger.witnesses 中，平台不再请其副署";

    private final LedgerStore store;
    private final Tiles tiles;
    private final Checkpoints checkpoints;
    private final LedgerSettings settings;
    private final WitnessTroubles troubles;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    StoredDrawLog(
            LedgerStore store,
            Tiles tiles,
            Checkpoints checkpoints,
            LedgerSettings settings,
            WitnessTroubles troubles,
            BusinessClock clock,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.store = store;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.troubles = troubles;
        this.clock = clock;
        this.events = events;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public Position append(String kind, String drawNo, String payload) {
        var leaf = new LogEntry(LogEntry.Kind.valueOf(kind), drawNo, payload).leaf();
        var appended = store.append(Tree.DRAW, leaf, clock.now());
        events.publishEvent(new DrawLogGrown());
        return new Position(appended.index(), HexFormat.of().formatHex(appended.leafHash()));
    }

    @Override
    @Transactional
    public Evidence evidence(String drawNo) {
        var found = entries(drawNo).stream().filter(f -> isCertified(f.entry())).toList();
        var needed = found.stream().mapToLong(f -> f.index() + 1).max().orElse(0);
        var signed = checkpoints.bestWitnessed(Tree.DRAW, needed).orElseGet(() -> checkpoints.sign(Tree.DRAW));
        var certified = checkpoints.certified(Tree.DRAW, signed);
        var proofs = tiles.proofs(Tree.DRAW, certified.size());
        var opening = new ArrayList<LogProof>();
        var later = new ArrayList<LogProof>();
        for (var f : found) {
            var proof = new LogProof(f.entry(), f.index(), proofs.inclusion(f.index(), certified.size()));
            (isOpening(f.entry()) ? opening : later).add(proof);
        }
        later.sort(Comparator.comparing(
                        (LogProof p) -> PROVED.indexOf(p.entry().kind().name()))
                .thenComparing(p -> p.entry().payload()));
        return new Evidence(
                certified.note().getBytes(StandardCharsets.UTF_8),
                new LogProof.ProofFile(certified.keys(), opening).bytes(),
                new LogProof.ProofFile(List.of(), later).bytes());
    }

    @Override
    @Transactional
    public Evidence evidence(String drawNo, List<Entry> wanted) {
        var left = new ArrayList<>(entries(drawNo));
        var openings = left.stream().filter(f -> isOpening(f.entry())).toList();
        var found = new ArrayList<Found>();
        for (var entry : wanted) {
            var next = left.stream()
                    .filter(f -> f.entry().kind().name().equals(entry.kind())
                            && f.entry().payload().equals(entry.payload()))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("the log of " + drawNo + " holds no such " + entry));
            left.remove(next);
            found.add(next);
        }
        var needed = Stream.concat(openings.stream(), found.stream())
                .mapToLong(f -> f.index() + 1)
                .max()
                .orElse(0);
        var signed = checkpoints.bestWitnessed(Tree.DRAW, needed).orElseGet(() -> checkpoints.sign(Tree.DRAW));
        var certified = checkpoints.certified(Tree.DRAW, signed);
        var proofs = tiles.proofs(Tree.DRAW, certified.size());
        Function<Found, LogProof> proof =
                f -> new LogProof(f.entry(), f.index(), proofs.inclusion(f.index(), certified.size()));
        return new Evidence(
                certified.note().getBytes(StandardCharsets.UTF_8),
                new LogProof.ProofFile(
                                certified.keys(), openings.stream().map(proof).toList())
                        .bytes(),
                new LogProof.ProofFile(List.of(), found.stream().map(proof).toList()).bytes());
    }

    private static boolean isOpening(LogEntry entry) {
        return entry.kind() == LogEntry.Kind.OPENING;
    }

    /** Notes on replacements and manual staffing are MATCH entries too, but not of the files in the certificate. */
    private static boolean isCertified(LogEntry entry) {
        return isOpening(entry)
                || PROVED.contains(entry.kind().name())
                        && (entry.kind() != LogEntry.Kind.MATCH
                                || entry.payload().matches("[A-Z0-9._-]{1,32}(\\|[0-9a-f]{64}){5}"));
    }

    private record Found(long index, LogEntry entry) {}

    private List<Found> entries(String drawNo) {
        // Spelled as the index entry_of_draw, or PostgreSQL reads the whole log.
        return jdbc.sql("""
                SELECT index, leaf FROM ledger.entry
                WHERE tree = 'draw' AND split_part(encode(leaf, 'escape'), '|', 3) = :draw ORDER BY index""")
                .param("draw", drawNo)
                .query((rs, n) -> new Found(
                        rs.getLong("index"),
                        LogEntry.parse(new String(rs.getBytes("leaf"), StandardCharsets.US_ASCII))))
                .list();
    }

    @Override
    public List<Cosigned> cosignedAt(String drawNo) {
        return entries(drawNo).stream()
                .filter(f -> isOpening(f.entry()))
                .findFirst()
                .map(f -> cosignedAt(f.index()))
                .orElse(List.of());
    }

    @Override
    public List<Cosigned> cosignedAt(long index) {
        return jdbc.sql("""
                SELECT DISTINCT ON (key) key, cosigned_at, received_at FROM ledger.cosignature
                WHERE tree = 'draw' AND size > :index ORDER BY key, cosigned_at""")
                .param("index", index)
                .query((rs, n) -> new Cosigned(
                        NoteKey.parse(rs.getString("key")).name(),
                        rs.getTimestamp("cosigned_at").toInstant(),
                        rs.getTimestamp("received_at").toInstant()))
                .list();
    }

    @Override
    public boolean unwatched() {
        return settings.witnesses().isEmpty();
    }

    @Override
    public Optional<Sighting> sighting(String drawNo) {
        if (unwatched()) {
            return Optional.empty();
        }
        var configured = settings.witnesses().stream()
                .map(LedgerSettings.Witness::noteKey)
                .toList();
        return opening(drawNo).map(f -> sighting(f.index(), configured));
    }

    @Override
    public Optional<Sighting> sighting(String drawNo, List<String> witnesses) {
        var named = witnesses.stream().map(NoteKey::parse).toList();
        return opening(drawNo).map(f -> sighting(f.index(), named));
    }

    private Optional<Found> opening(String drawNo) {
        return entries(drawNo).stream().filter(f -> isOpening(f.entry())).findFirst();
    }

    private record FirstSeen(String key, long size, String line) {}

    @Override
    @Transactional
    public byte[] witnessed(String drawNo, List<String> witnesses) {
        var entries = entries(drawNo);
        var opening =
                entries.stream().filter(f -> isOpening(f.entry())).findFirst().orElseThrow();
        var result = entries.stream()
                .filter(f -> f.entry().kind() == LogEntry.Kind.RESULT)
                .mapToLong(Found::index)
                .min()
                .orElse(Long.MAX_VALUE);
        var first = jdbc.sql("""
                SELECT DISTINCT ON (key) key, size, line FROM ledger.cosignature
                WHERE tree = 'draw' AND size > :opening AND size <= :result AND key IN (:keys)
                ORDER BY key, received_at, size""")
                .param("opening", opening.index())
                .param("result", result)
                .param("keys", witnesses)
                .query(FirstSeen.class)
                .list();
        var blocks = new ArrayList<WitnessedProof.Block>();
        for (var size : new TreeSet<>(first.stream().map(FirstSeen::size).toList())) {
            var note = new StringBuilder(
                    checkpoints.at(Tree.DRAW, size).orElseThrow().note());
            first.stream().filter(f -> f.size() == size).forEach(f -> note.append(f.line()));
            blocks.add(new WitnessedProof.Block(
                    tiles.proofs(Tree.DRAW, size).inclusion(opening.index(), size),
                    note.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return new WitnessedProof(blocks).bytes();
    }

    /** @param at by the witness's clock, to the second */
    private record First(String key, Instant at, Instant receivedAt, Instant recordedAt) {

        /**
         * Nobody can have seen an entry before there was one: such a clock is slow, and what is known is when its answer
         * came. A fast clock was refused when it came (Checkpoints.keep).
         */
        Instant seenAt() {
            if (at.plusSeconds(1).isAfter(recordedAt)) {
                return at.isAfter(recordedAt) ? at : recordedAt;
            }
            return receivedAt;
        }
    }

    private Sighting sighting(long index, List<NoteKey> wanted) {
        // In the order of arrival, or a late answer with an early time would move what others have relied on.
        var answered = jdbc
                .sql("""
                SELECT DISTINCT ON (c.key) c.key, c.cosigned_at, c.received_at, e.recorded_at
                FROM ledger.cosignature c JOIN ledger.entry e ON e.tree = c.tree AND e.index = :index
                WHERE c.tree = 'draw' AND c.size > :index ORDER BY c.key, c.received_at, c.size""")
                .param("index", index)
                .query((rs, n) -> new First(
                        rs.getString("key"),
                        rs.getTimestamp("cosigned_at").toInstant(),
                        rs.getTimestamp("received_at").toInstant(),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list()
                .stream()
                .filter(f -> wanted.contains(NoteKey.parse(f.key())))
                .sorted(Comparator.comparing(First::receivedAt).thenComparing(First::key))
                .toList();
        var needed = wanted.size() / 2 + 1;
        var keys = answered.stream().map(f -> NoteKey.parse(f.key())).toList();
        return new Sighting(
                needed,
                answered.size() < needed
                        ? null
                        : answered.stream()
                                .limit(needed)
                                .map(First::seenAt)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                keys.stream().map(NoteKey::name).toList(),
                wanted.stream()
                        .filter(w -> !keys.contains(w))
                        .map(this::standing)
                        .toList());
    }

    @Override
    public Standing standing() {
        var head = store.head(Tree.DRAW);
        return new Standing(
                checkpoints.name(Tree.DRAW),
                checkpoints.key(Tree.DRAW).text(),
                checkpoints.sm2Key(Tree.DRAW),
                head.size(),
                HexFormat.of().formatHex(head.root()),
                settings.witnesses().stream().map(w -> standing(w.noteKey())).toList(),
                unwatched() ? NO_WITNESS : null);
    }

    private WitnessStanding standing(NoteKey key) {
        var asked = settings.witnesses().stream().anyMatch(w -> w.noteKey().equals(key));
        var size = checkpoints.lastCosigned(Tree.DRAW, key);
        var at = jdbc.sql("""
                SELECT cosigned_at FROM ledger.cosignature WHERE tree = 'draw' AND key = :key AND size = :size""")
                .param("key", key.text())
                .param("size", size)
                .query((rs, n) -> rs.getTimestamp("cosigned_at").toInstant())
                .optional()
                .orElse(null);
        return new WitnessStanding(key.name(), key.text(), size, at, asked ? troubles.of(Tree.DRAW, key) : NOT_ASKED);
    }
}
