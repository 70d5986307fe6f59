package org.mingchou.ledger.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.Params;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the log's entries BEACON and BEACON2 against the rows of a draw: that there is one, before the result, of what
 * was decided, and that those whom it names have read it.
 */
final class BeaconsCheck {

    private static final int FIELDS = 3;

    private record Entry(String round, String line) {}

    private final JdbcClient jdbc;
    private final Map<String, List<TreeCheck.Found>> log;
    private final List<String> found;

    /** @param found what is found is added here */
    BeaconsCheck(JdbcClient jdbc, Map<String, List<TreeCheck.Found>> log, List<String> found) {
        this.jdbc = jdbc;
        this.log = log;
        this.found = found;
    }

    /**
     * One beacon of one draw that has come past it.
     *
     * @param text the line of beacon.txt as kept; null for a draw without
     * @param before what has to come after the beacon; null where nothing has to
     */
    void check(
            String where,
            long drawId,
            Params params,
            @Nullable String text,
            LogEntry.Kind kind,
            TreeCheck.Found opening,
            TreeCheck.@Nullable Found before,
            List<TreeCheck.Found> entries) {
        var all = entries.stream().filter(f -> f.entry().kind() == kind).toList();
        if (kind == LogEntry.Kind.BEACON && params.beacon().equals("none")) {
            all.forEach(f -> found.add(where + "无信标的抽取，日志里却有 BEACON（第 " + f.index() + " 条）"));
            return;
        }
        if (all.isEmpty()) {
            missing(where, drawId, kind, opening, before);
            return;
        }
        if (all.size() > 1) {
            found.add(where + "日志里有 " + all.size() + " 条 " + kind + "（第 "
                    + all.get(1).index() + " 条多余）");
        }
        var logged = all.get(0);
        var name = "日志第 " + logged.index() + " 条 " + kind;
        if (before != null && logged.index() > before.index()) {
            found.add(where + name + " 晚于第 " + before.index() + " 条 RESULT");
        }
        var fields = logged.entry().payload().split("\\|", -1);
        if (fields.length != FIELDS) {
            found.add(where + name + " 不是“轮次|摘要|录入人”");
            return;
        }
        if (text == null || !HashProfile.SHA256.hex(text + "\n").equals(fields[1])) {
            found.add(where + name + " 的摘要与 draw.draw 里的信标不符");
        }
        var follows = kind == LogEntry.Kind.BEACON ? LogEntry.Kind.REVEAL : LogEntry.Kind.WITHHELD;
        entries.stream()
                .filter(f -> f.entry().kind() == follows && f.index() > logged.index())
                .findFirst()
                .ifPresent(f -> found.add(where + name + " 早于第 " + f.index() + " 条 " + follows));
        readers(where, drawId, params, text, kind, name, fields);
    }

    /** Draws decided before there were such entries stand in a table; nobody can have been opened after the first one. */
    private void missing(
            String where, long drawId, LogEntry.Kind kind, TreeCheck.Found opening, TreeCheck.@Nullable Found before) {
        var old = jdbc.sql("SELECT count(*)::int FROM draw.beacon_unlogged WHERE draw_id = :draw AND kind = :kind")
                        .param("draw", drawId)
                        .param("kind", kind.name())
                        .query(Integer.class)
                        .single()
                > 0;
        var first = log.values().stream()
                .flatMap(List::stream)
                .filter(f ->
                        f.entry().kind() == LogEntry.Kind.BEACON || f.entry().kind() == LogEntry.Kind.BEACON2)
                .mapToLong(TreeCheck.Found::index)
                .min()
                .orElse(Long.MAX_VALUE);
        if (!old) {
            var decided = kind == LogEntry.Kind.BEACON2 ? "二次揭示后的替补已定" : "信标已定";
            found.add(where + (before == null ? decided : "日志里有 RESULT（第 " + before.index() + " 条）") + "，没有 " + kind
                    + "：谁录入了信标没有记录");
        } else if (opening.index() > first) {
            found.add(where + "列为没有 " + kind + " 的旧抽取，但它的 OPENING（第 " + opening.index() + " 条）晚于日志里第一条信标（第 " + first
                    + " 条）");
        }
    }

    private void readers(
            String where,
            long drawId,
            Params params,
            @Nullable String text,
            LogEntry.Kind kind,
            String name,
            String[] fields) {
        var named = new ArrayList<>(Arrays.asList(fields[2].split(",", -1)));
        var first = kind == LogEntry.Kind.BEACON;
        Set<String> distinct = new HashSet<>(named);
        if (distinct.size() != named.size() || !params.commitments().keySet().containsAll(distinct)) {
            found.add(where + name + " 的录入人 " + fields[2] + " 不都是当事方");
        }
        if (first && distinct.size() < 2) {
            found.add(where + name + " 只有一人录入");
        }
        if (first
                && jdbc
                        .sql("SELECT slug FROM draw.party WHERE draw_id = :draw AND role = 'WITNESS'")
                        .param("draw", drawId)
                        .query(String.class)
                        .list()
                        .stream()
                        .noneMatch(distinct::contains)) {
            found.add(where + name + " 的录入人里没有见证人");
        }
        for (var slug : distinct) {
            var last = jdbc.sql("""
                    SELECT round, coalesce(line, '') AS line FROM draw.beacon_entry
                    WHERE draw_id = :draw AND slug = :slug AND (round = 'second') = :second
                    ORDER BY id DESC LIMIT 1""")
                    .param("draw", drawId)
                    .param("slug", slug)
                    .param("second", !first)
                    .query(Entry.class)
                    .optional();
            if (last.isEmpty()
                    || !last.get().line().equals(text)
                    || first && !last.get().round().equals(fields[0])) {
                found.add(where + name + " 所记的录入人 " + slug + "，draw.beacon_entry 里录入的不是这个信标");
            }
        }
    }
}
