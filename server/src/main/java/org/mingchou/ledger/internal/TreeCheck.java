package org.mingchou.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.MerkleFrontier;
import org.mingchou.sampler.MerkleTree;
import org.mingchou.sampler.NoteKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Reads one tree from its first entry to its last and names every row that does not fit the others: entries, hashes,
 * tiles, head, checkpoints, cosignatures, the searchable form of the acts, and what stands outside the database. One
 * instance checks once.
 */
final class TreeCheck {

    /** Of one damage many roots are wrong; the first few say where. */
    private static final int MOST_ROOTS = 20;

    private static final int PAGE = 4096;
    /** Between the act and the row of its entry a transaction may have waited for the head. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** What signs this tree. The SM2 key is absent where it is not known; its signatures are then not checked. */
    record Keys(NoteKey log, @Nullable String sm2) {}

    /** An entry of the draws. */
    record Found(long index, LogEntry entry, Instant recordedAt) {}

    private record Row(long index, byte[] leaf, byte[] leafHash, Instant recordedAt) {}

    private record Act(
            long index, Instant recordedAt, String actor, String region, String act, String subject, String detail) {}

    private record Stored(
            long size, byte[] root, String note, @Nullable String sm2) {}

    private record Cosigned(long size, String key, String line, OffsetDateTime cosignedAt) {}

    /** A root that the tree must have had at a size. */
    private record Expected(String by, byte[] root) {}

    private final JdbcClient jdbc;
    private final Tree tree;
    private final Keys keys;
    private final List<Reference> references;
    private final ObjectMapper json;

    private final List<String> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<Found>> draws = new LinkedHashMap<>();
    private final TreeMap<Long, List<Expected>> expected = new TreeMap<>();
    private final Map<Long, Stored> checkpoints = new HashMap<>();
    private final Map<Long, List<Cosigned>> cosigned = new TreeMap<>();
    private final MerkleFrontier frontier = new MerkleFrontier(HashProfile.SHA256);
    /** Level by level the hashes that fill the next tile. */
    private final List<byte[]> filling = new ArrayList<>();

    private int wrongRoots;
    private long lastGood;

    TreeCheck(JdbcClient jdbc, Tree tree, Keys keys, List<Reference> references, ObjectMapper json) {
        this.jdbc = jdbc;
        this.tree = tree;
        this.keys = keys;
        this.references = references;
        this.json = json;
    }

    /** Every disagreement, in words that name tree, index and what differs; empty when the tree is whole. */
    List<String> run() {
        readCheckpoints();
        readCosignatures();
        references.forEach(
                r -> expect(r.checkpoint().size(), r.name(), r.checkpoint().root()));
        var size = walk();
        tooLong(size);
        head(size);
        if (tree == Tree.AUDIT) {
            jdbc.sql("SELECT index FROM ledger.act WHERE index >= :size ORDER BY index LIMIT 20")
                    .param("size", size)
                    .query(Long.class)
                    .list()
                    .forEach(i -> found.add("audit 第 " + i + " 条：ledger.act 有这一行，日志里没有这一条"));
        }
        return found;
    }

    /** What could not be checked, in words. */
    List<String> notes() {
        return notes;
    }

    /** Entries of the draw tree by draw, in the order of the log. */
    Map<String, List<Found>> draws() {
        return draws;
    }

    long size() {
        return frontier.size();
    }

    private void readCheckpoints() {
        var unchecked = 0;
        for (var row : jdbc.sql("SELECT size, root, note, sm2 FROM ledger.checkpoint WHERE tree = :tree ORDER BY size")
                .param("tree", tree.id())
                .query(Stored.class)
                .list()) {
            checkpoints.put(row.size(), row);
            var name = "已签名的检查点";
            expect(row.size(), name, row.root());
            try {
                var note = Checkpoint.parse("note", row.note().getBytes(StandardCharsets.UTF_8));
                if (!note.checkpoint().origin().equals(keys.log().name())
                        || note.checkpoint().size() != row.size()
                        || !Arrays.equals(note.checkpoint().root(), row.root())) {
                    found.add(where(row.size()) + "的检查点：签名的文字与 size、root 列不符");
                }
                if (note.signatures().size() != 1
                        || !Checkpoint.verify(note, List.of(keys.log())).contains(keys.log())) {
                    found.add(where(row.size()) + "的检查点：不是由日志密钥 " + keys.log().fingerprint() + " 签名");
                }
                if (row.sm2() != null && keys.sm2() != null && !Sm2Key.verify(keys.sm2(), row.sm2(), note.text())) {
                    found.add(where(row.size()) + "的检查点：SM2 签名不成立");
                }
            } catch (MalformedInput | IllegalArgumentException e) {
                found.add(where(row.size()) + "的检查点：签名不成立或不可读（" + e.getMessage() + "）");
            }
            if (row.sm2() != null && keys.sm2() == null) {
                unchecked++;
            }
        }
        if (unchecked > 0) {
            notes.add(tree.id() + "：" + unchecked + " 个检查点的 SM2 签名未核验（没有 keys/log-sm2.vkey）");
        }
    }

    private void readCosignatures() {
        for (var row :
                jdbc.sql("""
                        SELECT size, key, line, cosigned_at FROM ledger.cosignature
                        WHERE tree = :tree ORDER BY size, key""").param("tree", tree.id()).query(Cosigned.class).list()) {
            cosigned.computeIfAbsent(row.size(), s -> new ArrayList<>()).add(row);
            if (!checkpoints.containsKey(row.size())) {
                found.add(where(row.size()) + "的检查点缺失，而见证人副署过它");
            }
        }
        cosigned.keySet().forEach(size -> expected.computeIfAbsent(size, s -> new ArrayList<>()));
    }

    private void expect(long size, String by, byte[] root) {
        expected.computeIfAbsent(size, s -> new ArrayList<>()).add(new Expected(by, root));
    }

    private long walk() {
        compare();
        long rows = jdbc.sql("SELECT coalesce(max(index) + 1, 0) FROM ledger.entry WHERE tree = :tree")
                .param("tree", tree.id())
                .query(Long.class)
                .single();
        long size = Math.max(
                rows,
                jdbc.sql("SELECT size FROM ledger.head WHERE tree = :tree")
                        .param("tree", tree.id())
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
        for (long from = 0; from < size; from += PAGE) {
            var entries = page(from);
            var acts = tree == Tree.AUDIT ? acts(from) : Map.<Long, Act>of();
            var tile = new byte[0];
            for (long index = from; index < Math.min(size, from + PAGE); index++) {
                if (index % LogTile.WIDTH == 0) {
                    tile = storedTile(0, index / LogTile.WIDTH);
                }
                var at = (int) (index % LogTile.WIDTH) * 32;
                var stored = at + 32 <= tile.length ? Arrays.copyOfRange(tile, at, at + 32) : null;
                if (!take(index, entries.get(index), acts.get(index), stored)) {
                    return size;
                }
            }
        }
        return size;
    }

    /** Appends the hash that most speaks for; false when nothing is known of the entry, and so of all roots after it. */
    private boolean take(long index, @Nullable Row row, @Nullable Act act, byte @Nullable [] tile) {
        var where = tree.id() + " 第 " + index + " 条：";
        var copies = new LinkedHashMap<String, byte[]>();
        if (tile != null) {
            copies.put("数据库的切片", tile);
        }
        for (var reference : references) {
            var hash =
                    index < reference.checkpoint().size() ? reference.leafHash().apply(index) : null;
            if (hash != null) {
                copies.put(reference.name(), hash);
            }
        }
        byte @Nullable [] accepted;
        if (row == null) {
            found.add(where + "缺失（ledger.entry 里没有这一行）");
            accepted = copies.values().stream().findFirst().orElse(null);
        } else {
            accepted = MerkleTree.leafHash(HashProfile.SHA256, row.leaf());
            if (!Arrays.equals(accepted, row.leafHash())) {
                found.add(where + "内容（leaf）与其哈希（leaf_hash）不符");
                accepted = row.leafHash();
            }
            for (var copy : copies.entrySet()) {
                if (!Arrays.equals(copy.getValue(), row.leafHash())) {
                    found.add(where + "leaf_hash 与" + copy.getKey() + "不符，内容被改写过");
                    accepted = copy.getValue();
                }
            }
            content(where, row, act);
        }
        if (accepted == null) {
            found.add(where + "以后的树根不能再核对");
            return false;
        }
        append(accepted);
        return true;
    }

    private void append(byte[] leafHash) {
        frontier.appendHash(leafHash);
        filling.add(leafHash);
        if (filling.size() == LogTile.WIDTH) {
            tile(0, frontier.size() / LogTile.WIDTH - 1);
            filling.clear();
        }
        compare();
    }

    /** The root of the tile that has just been filled; leaf hashes were compared one by one. */
    private void tile(int level, long index) {
        var stored = jdbc.sql("SELECT root FROM ledger.tile WHERE tree = :tree AND level = :level AND index = :index")
                .param("tree", tree.id())
                .param("level", level)
                .param("index", index)
                .query(byte[].class)
                .optional();
        var path = new LogTile(level, index, LogTile.WIDTH).path();
        if (stored.isEmpty()) {
            found.add(tree.id() + " 的切片 " + path + " 缺失");
            return;
        }
        var joined = new byte[LogTile.WIDTH * 32];
        for (int i = 0; i < filling.size(); i++) {
            System.arraycopy(filling.get(i), 0, joined, i * 32, 32);
        }
        if (level == 0 && !Arrays.equals(Tiles.root(joined), stored.get())) {
            found.add(tree.id() + " 的切片 " + path + "：root 列与条目不符");
        }
        if ((index + 1) % LogTile.WIDTH == 0) {
            above(level + 1, index / LogTile.WIDTH);
        }
    }

    /** A tile above must hold the roots of those below it, which have been compared. */
    private void above(int level, long index) {
        var path = new LogTile(level, index, LogTile.WIDTH).path();
        var hashes = storedTile(level, index);
        var below = jdbc.sql("""
                SELECT string_agg(root, ''::bytea ORDER BY index) FROM ledger.tile
                WHERE tree = :tree AND level = :below AND index >= :from AND index < :to""")
                .param("tree", tree.id())
                .param("below", level - 1)
                .param("from", index * LogTile.WIDTH)
                .param("to", (index + 1) * LogTile.WIDTH)
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
        var root = jdbc.sql("SELECT root FROM ledger.tile WHERE tree = :tree AND level = :level AND index = :index")
                .param("tree", tree.id())
                .param("level", level)
                .param("index", index)
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
        if (!Arrays.equals(hashes, below) || !Arrays.equals(Tiles.root(below), root)) {
            found.add(tree.id() + " 的切片 " + path + " 缺失或与下一层不符");
        }
        if ((index + 1) % LogTile.WIDTH == 0) {
            above(level + 1, index / LogTile.WIDTH);
        }
    }

    private void compare() {
        var size = frontier.size();
        var demands = expected.get(size);
        if (demands == null) {
            return;
        }
        var root = frontier.root();
        var good = true;
        for (var demand : demands) {
            if (!Arrays.equals(demand.root(), root)) {
                good = false;
                wrongRoot(demand.by());
            }
        }
        var text = new Checkpoint(keys.log().name(), size, root).text();
        for (var row : cosigned.getOrDefault(size, List.of())) {
            if (!isCosignature(row, text)) {
                good = false;
                wrongRoot("见证人的副署 " + row.key().split("\\+", 2)[0]);
            }
        }
        if (good) {
            lastGood = size;
        }
    }

    private boolean isCosignature(Cosigned row, String text) {
        try {
            var key = NoteKey.parse(row.key());
            var note = Checkpoint.parse("note", (text + "\n" + row.line()).getBytes(StandardCharsets.UTF_8));
            var time = note.signatures().get(0).cosignedAt();
            if (time.isPresent() && time.getAsLong() != row.cosignedAt().toEpochSecond()) {
                found.add(where(row.size()) + "的副署 " + key.name() + "：cosigned_at 列与签名里的时间不符");
            }
            return Checkpoint.verify(note, List.of(key)).contains(key);
        } catch (MalformedInput | IllegalArgumentException e) {
            return false;
        }
    }

    private void wrongRoot(String by) {
        if (wrongRoots++ < MOST_ROOTS) {
            var size = frontier.size();
            found.add(where(size) + "与" + by + "不符"
                    + (lastGood < size ? "：第 " + lastGood + " 至 " + (size - 1) + " 条之间有改动" : ""));
        }
    }

    private void tooLong(long size) {
        expected.tailMap(size, false).forEach((longer, demands) -> {
            for (var demand : demands) {
                found.add(tree.id() + "：" + demand.by() + "有 " + longer + " 条，数据库只有 " + size + " 条，第 " + size + " 至 "
                        + (longer - 1) + " 条缺失");
            }
            for (var row : cosigned.getOrDefault(longer, List.of())) {
                found.add(tree.id() + "：见证人 " + row.key().split("\\+", 2)[0] + " 副署过 " + longer + " 条，数据库只有 " + size
                        + " 条");
            }
        });
    }

    private void head(long size) {
        var stored = jdbc.sql("SELECT size, frontier FROM ledger.head WHERE tree = :tree")
                .param("tree", tree.id())
                .query((rs, n) -> Map.entry(rs.getLong("size"), rs.getBytes("frontier")))
                .optional();
        if (stored.isEmpty()) {
            found.add(tree.id() + " 的树头（ledger.head）缺失");
        } else if (stored.get().getKey() != size
                || frontier.size() == size && !Arrays.equals(stored.get().getValue(), frontier.toBytes())) {
            found.add(tree.id() + " 的树头（ledger.head）与条目不符：树头记 " + stored.get().getKey() + " 条，条目有 " + size + " 条"
                    + (stored.get().getKey() == size ? "，右边缘的哈希不同" : ""));
        }
    }

    private void content(String where, Row row, @Nullable Act act) {
        if (tree == Tree.DRAW) {
            try {
                var entry = LogEntry.parse(new String(row.leaf(), StandardCharsets.ISO_8859_1));
                draws.computeIfAbsent(entry.draw(), d -> new ArrayList<>())
                        .add(new Found(row.index(), entry, row.recordedAt()));
            } catch (IllegalArgumentException e) {
                found.add(where + "不是抽取日志的条目（" + e.getMessage() + "）");
            }
            return;
        }
        if (act == null) {
            found.add(where + "ledger.act 里没有对应的行");
            return;
        }
        try {
            var leaf = json.readTree(row.leaf());
            differs(where, "actor", leaf.path("actor").asString(), act.actor());
            differs(where, "region_code", leaf.path("region").asString(), act.region());
            differs(where, "act", leaf.path("act").asString(), act.act());
            differs(where, "subject", leaf.path("subject").asString(), act.subject());
            var at = Instant.parse(leaf.path("at").asString());
            differs(where, "recorded_at", at.toString(), act.recordedAt().toString());
            if (!detail(leaf).equals(json.readTree(act.detail()))) {
                found.add(where + "ledger.act.detail 与日志内容不符");
            }
            if (Duration.between(at, row.recordedAt()).abs().compareTo(SLACK) > 0) {
                found.add(where + "ledger.entry.recorded_at 与日志内容里的时间不符");
            }
        } catch (JacksonException | java.time.DateTimeException e) {
            found.add(where + "内容不是审计条目，ledger.act 无从核对");
        }
    }

    private static JsonNode detail(JsonNode leaf) {
        return leaf.path("detail");
    }

    private void differs(String where, String column, String logged, String stored) {
        if (!logged.equals(stored)) {
            found.add(where + "ledger.act." + column + " 与日志内容不符（日志 " + logged + "，表 " + stored + "）");
        }
    }

    private String where(long size) {
        return tree.id() + " 前 " + size + " 条";
    }

    private byte[] storedTile(int level, long index) {
        return jdbc.sql("SELECT hashes FROM ledger.tile WHERE tree = :tree AND level = :level AND index = :index")
                .param("tree", tree.id())
                .param("level", level)
                .param("index", index)
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
    }

    private Map<Long, Row> page(long from) {
        var out = new HashMap<Long, Row>();
        jdbc.sql("""
                SELECT index, leaf, leaf_hash, recorded_at FROM ledger.entry
                WHERE tree = :tree AND index >= :from AND index < :to""")
                .param("tree", tree.id())
                .param("from", from)
                .param("to", from + PAGE)
                .query((rs, n) -> new Row(
                        rs.getLong("index"),
                        rs.getBytes("leaf"),
                        rs.getBytes("leaf_hash"),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list()
                .forEach(row -> out.put(row.index(), row));
        return out;
    }

    private Map<Long, Act> acts(long from) {
        var out = new HashMap<Long, Act>();
        jdbc.sql("""
                SELECT index, recorded_at, actor, region_code, act, subject, detail::text AS detail FROM ledger.act
                WHERE index >= :from AND index < :to""")
                .param("from", from)
                .param("to", from + PAGE)
                .query((rs, n) -> new Act(
                        rs.getLong("index"),
                        rs.getTimestamp("recorded_at").toInstant(),
                        rs.getString("actor"),
                        rs.getString("region_code"),
                        rs.getString("act"),
                        rs.getString("subject"),
                        rs.getString("detail")))
                .list()
                .forEach(act -> out.put(act.index(), act));
        return out;
    }
}
