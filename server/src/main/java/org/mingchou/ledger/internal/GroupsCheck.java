package org.mingchou.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.MatchResult;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Holds schema {@code matching} against the log: to what {@link MatchesCheck} dealt, the log's notes on replacements and
 * manual staffing are applied one after the other, each replacement found again by the rule; what results has to be the
 * groups that stand.
 */
final class GroupsCheck {

    private static final Pattern REPLACE = Pattern.compile("REPLACE_pool=([A-Z0-9._-]+)_object=([0-9A-Z._-]+)"
            + "_seat=([0-9]{1,2})_out=([A-Z0-9._-]+)_in=([A-Z0-9._-]+)_code=([A-Z]+)"
            + "_groups=([0-9a-f]{64})_avoid=([0-9a-f]{64})_evidence=([0-9a-f]{64}|-)");
    private static final Pattern MANUAL = Pattern.compile(
            "MANUAL_pool=([A-Z0-9._-]+)_object=([0-9A-Z._-]+)_officers=([A-Z0-9.,_-]+)_reason=([0-9a-f]{64})");

    private static final String GROUP = "matching.staff_group";
    private static final String REPLACEMENT = "matching.replacement";

    private record Key(String pool, String objectId) {

        @Override
        public String toString() {
            return pool + " 的 " + objectId;
        }
    }

    /** A note REPLACE of the log. */
    private record Note(
            TreeCheck.Found entry,
            Key key,
            int seat,
            String out,
            String in,
            String code,
            String groups,
            String avoid,
            String evidence) {

        String name() {
            return "日志第 " + entry.index() + " 条 MATCH（更换 " + key + " 的人员）";
        }
    }

    private record Row(
            long id,
            long groupId,
            Key key,
            int seat,
            String officerOut,
            String officerIn,
            String code,
            String reason,
            @Nullable String evidence,
            @Nullable String proposedBy,
            String replacedBy,
            Instant replacedAt,
            String logNote) {

        String name() {
            return "第 " + id + " 行（" + key + "）";
        }

        boolean of(Note note) {
            return key.equals(note.key())
                    && (seat == note.seat() ? 1 : 0)
                                    + (officerOut.equals(note.out()) ? 1 : 0)
                                    + (officerIn.equals(note.in()) ? 1 : 0)
                            > 1;
        }
    }

    /** A group whose officers did not simply come out of the dealing. */
    private record Special(
            long id,
            boolean manual,
            String status,
            @Nullable String qualification,
            List<String> proposed,
            String reason) {}

    private final JdbcClient jdbc;
    private final KeptFiles kept;
    private final Findings findings;
    private final CheckedDraw draw;
    private final Acts acts;
    private final Map<Long, String> departments;
    private final ObjectMapper json;
    private final Map<String, MatchesCheck.Dealt> dealt;
    private final Map<Key, List<String>> seats = new HashMap<>();
    /** Reason of those staffed by hand, 64 hex. */
    private final Map<Key, String> byHand = new HashMap<>();

    private final Map<Key, Special> special = new LinkedHashMap<>();

    /** @param dealt by pool */
    GroupsCheck(
            JdbcClient jdbc,
            KeptFiles kept,
            Findings findings,
            CheckedDraw draw,
            Acts acts,
            Map<Long, String> departments,
            ObjectMapper json,
            Map<String, MatchesCheck.Dealt> dealt) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.findings = findings;
        this.draw = draw;
        this.acts = acts;
        this.departments = departments;
        this.json = json;
        this.dealt = dealt;
    }

    /** @param dropped objects that left the draw: their groups are dissolved */
    void check(@Nullable String seed2, Set<String> dropped) {
        dealt.forEach((pool, d) -> d.seats().forEach((object, officers) -> seats.put(new Key(pool, object), officers)));
        readSpecial();
        // Without a second seed there is no pool, and no note that could be right.
        notes(seed2 == null ? "" : seed2);
        groups(dropped);
    }

    private void readSpecial() {
        jdbc.sql("""
                SELECT id, department_id, object_id, manual, status, required_qualification, proposal::text AS proposal
                FROM matching.staff_group
                WHERE draw_id = :draw AND (manual OR late OR status = 'DISSOLVED' OR proposal IS NOT NULL)
                ORDER BY id""").param("draw", draw.id()).query(rs -> {
            var proposal = rs.getString("proposal") == null ? null : json.readTree(rs.getString("proposal"));
            special.put(
                    key(rs),
                    new Special(
                            rs.getLong("id"),
                            rs.getBoolean("manual"),
                            rs.getString("status"),
                            rs.getString("required_qualification"),
                            proposal == null
                                    ? List.of()
                                    : proposal.path("officerNos")
                                            .valueStream()
                                            .map(n -> n.asString(""))
                                            .toList(),
                            proposal == null ? "" : proposal.path("reason").asString("")));
        });
    }

    private Key key(ResultSet rs) throws SQLException {
        return new Key(departments.getOrDefault(rs.getLong("department_id"), ""), rs.getString("object_id"));
    }

    private void notes(String seed2) {
        var rows = replacements();
        var left = new ArrayList<>(rows);
        // Where the log holds hashes, the rows say what they may be of.
        var said = new HashMap<String, String>();
        rows.forEach(r -> said.put(draw.note(r.logNote()), underscored(r.logNote())));
        special.forEach((key, s) -> {
            var text = "MANUAL pool=" + key.pool() + " object=" + key.objectId() + " officers="
                    + String.join(",", s.proposed()) + " reason="
                    + HashProfile.SHA256.hex(s.reason().getBytes(StandardCharsets.UTF_8));
            said.put(draw.note(text), underscored(text));
        });
        for (var entry : draw.of(LogEntry.Kind.MATCH)) {
            if (MatchesCheck.ofPool(draw, entry)) {
                continue;
            }
            var payload = entry.entry().payload();
            var text = payload.startsWith("sha256:") ? said.get(payload) : payload;
            var replace = REPLACE.matcher(text == null ? "" : text);
            var manual = MANUAL.matcher(text == null ? "" : text);
            if (replace.matches()) {
                replaced(seed2, note(entry, replace), payload, left);
            } else if (manual.matches()) {
                var key = new Key(manual.group(1), manual.group(2));
                seats.put(key, Arrays.asList(manual.group(3).split(",", -1)));
                byHand.put(key, manual.group(4));
            } else {
                findings.add(
                        "日志第 " + entry.index() + " 条 MATCH 所记的更换或人工指派，" + REPLACEMENT + " 和 " + GROUP + " 里没有哪一行与之相符");
            }
        }
        left.forEach(r -> findings.extra(REPLACEMENT, r.name(), "的 log_note 在日志里没有 MATCH"));
    }

    private static String underscored(String note) {
        return note.strip().replaceAll("\\s+", "_");
    }

    private static Note note(TreeCheck.Found entry, Matcher m) {
        return new Note(
                entry,
                new Key(m.group(1), m.group(2)),
                Integer.parseInt(m.group(3)),
                m.group(4),
                m.group(5),
                m.group(6),
                m.group(7),
                m.group(8),
                m.group(9));
    }

    private List<Row> replacements() {
        return jdbc.sql("""
                SELECT r.id, r.group_id, g.department_id, g.object_id, r.seat, r.officer_out, r.officer_in, r.code,
                    r.reason, r.evidence, r.proposed_by, r.replaced_by, r.replaced_at, r.log_note
                FROM matching.replacement r JOIN matching.staff_group g ON g.id = r.group_id
                WHERE g.draw_id = :draw ORDER BY r.id""")
                .param("draw", draw.id())
                .query((rs, n) -> new Row(
                        rs.getLong("id"),
                        rs.getLong("group_id"),
                        key(rs),
                        rs.getInt("seat"),
                        rs.getString("officer_out"),
                        rs.getString("officer_in"),
                        rs.getString("code"),
                        rs.getString("reason"),
                        rs.getString("evidence"),
                        rs.getString("proposed_by"),
                        rs.getString("replaced_by"),
                        rs.getTimestamp("replaced_at").toInstant(),
                        rs.getString("log_note")))
                .list();
    }

    private void replaced(String seed2, Note note, String payload, List<Row> left) {
        var row = left.stream()
                .filter(r -> draw.note(r.logNote()).equals(payload))
                .findFirst()
                .or(() -> left.stream().filter(r -> r.of(note)).findFirst());
        if (row.isEmpty()) {
            findings.missing(REPLACEMENT, note.key() + " 席位 " + note.seat() + " 由 " + note.out() + " 换为 " + note.in());
        } else {
            left.remove(row.get());
            columns(note, payload, row.get());
        }
        again(seed2, note);
        var now = new ArrayList<>(seats.getOrDefault(note.key(), List.of()));
        if (note.seat() < now.size()) {
            now.set(note.seat(), note.in());
            seats.put(note.key(), List.copyOf(now));
        }
    }

    private void columns(Note note, String payload, Row row) {
        var checked = findings.row(REPLACEMENT, row.name())
                .is("group_id 的编组", note.key(), row.key())
                .is("seat", note.seat(), row.seat())
                .is("officer_out", note.out(), row.officerOut())
                .is("officer_in", note.in(), row.officerIn())
                .is("code", note.code(), row.code())
                .is("evidence", note.evidence().equals("-") ? null : note.evidence(), row.evidence())
                .is("log_note（以日志所记的形式）", payload, draw.note(row.logNote()))
                .at("replaced_at", note.entry().recordedAt(), row.replacedAt());
        var act = acts.of("group/" + row.groupId(), "replace-officer").stream()
                .filter(a -> a.text("out").equals(note.out()) && a.text("in").equals(note.in()))
                .findFirst();
        if (act.isEmpty()) {
            findings.extra(REPLACEMENT, row.name(), "在审计日志里没有更换的记录");
        } else if (act.get().detail().has("by")) {
            checked.is("reason", act.get().text("reason"), row.reason())
                    .is("proposed_by", act.get().text("proposedBy"), row.proposedBy())
                    .is("replaced_by", act.get().text("by"), row.replacedBy());
        } else {
            findings.unchecked(REPLACEMENT + " 里 " + row.name() + " 的 reason、proposed_by、replaced_by 没有核对："
                    + act.get().name() + "早于写明它们的版本");
        }
    }

    /** Computes the replacement again from the two lists whose digests the note holds. */
    private void again(String seed2, Note note) {
        var pool = dealt.get(note.key().pool());
        var officers = seats.getOrDefault(note.key(), List.of());
        if (pool == null) {
            findings.add(note.name() + "：这个人员池没有匹配过");
            return;
        }
        if (note.seat() >= officers.size() || !officers.get(note.seat()).equals(note.out())) {
            findings.add(note.name() + "：换出的 " + note.out() + " 当时不在席位 " + note.seat());
            return;
        }
        if (kept.file(note.groups()) == null || kept.file(note.avoid()) == null) {
            findings.unchecked(note.name() + "：当时的编组和回避名单没有留存，不能重算由谁接替");
            return;
        }
        var groupsTsv = kept.bytes(findings, note.name() + " 的编组", note.groups());
        var avoidTsv = kept.bytes(findings, note.name() + " 的回避名单", note.avoid());
        if (groupsTsv == null || avoidTsv == null) {
            return;
        }
        try {
            var rows = standing(note, groupsTsv);
            var avoid = Avoidance.parse("avoid.tsv", avoidTsv);
            if (!new HashSet<>(avoid).containsAll(pool.avoid())) {
                findings.add(note.name() + "：回避名单缺 OPENING 里的回避");
            }
            var qualification = pool.tasks().get(note.key().objectId());
            var known = special.get(note.key());
            var task = new MatchTask(
                    note.key().objectId(),
                    qualification != null
                            ? qualification
                            : Optional.ofNullable(known == null ? null : known.qualification()));
            var next = Matching.replacement(
                    seed2,
                    note.key().pool(),
                    pool.bound().date().orElseThrow(),
                    List.of(task),
                    pool.officers(),
                    avoid,
                    rows,
                    note.key().objectId(),
                    note.out());
            if (!next.equals(Optional.of(note.in()))) {
                findings.add(note.name() + "：按规则应由 " + next.orElse("-") + " 接替，记的是 " + note.in());
            }
        } catch (MalformedInput | IllegalArgumentException e) {
            findings.add(note.name() + "：不能重算由谁接替（" + e.getMessage() + "）");
        }
    }

    /** The groups of a pool as they stood; none that the log knows is missing but the dissolved ones. */
    private List<MatchResult.Row> standing(Note note, byte[] tsv) {
        var rows = new ArrayList<MatchResult.Row>();
        var left = new HashSet<Key>();
        seats.keySet().stream().filter(k -> k.pool().equals(note.key().pool())).forEach(left::add);
        new String(tsv, StandardCharsets.UTF_8).lines().forEach(line -> {
            var fields = Arrays.asList(line.split("\t", -1));
            var key = new Key(note.key().pool(), fields.get(0));
            var officers = fields.subList(1, fields.size());
            left.remove(key);
            if (!officers.equals(seats.get(key))) {
                findings.add(note.name() + "：当时的编组名单里 " + key + " 为 " + officers + "，按日志应为 " + seats.get(key));
            }
            rows.add(new MatchResult.Row(fields.get(0), officers));
        });
        left.stream()
                .filter(k -> special.get(k) == null
                        || !Objects.requireNonNull(special.get(k)).status().equals("DISSOLVED"))
                .map(Key::toString)
                .sorted()
                .forEach(k -> findings.add(note.name() + "：当时的编组名单缺 " + k));
        return rows;
    }

    private void groups(Set<String> dropped) {
        var people = people();
        var left = new HashSet<Key>();
        dealt.forEach((pool, d) -> d.tasks().keySet().forEach(object -> left.add(new Key(pool, object))));
        jdbc.sql("""
                SELECT g.id, g.department_id, g.object_id, g.plan_id, g.region_code, g.lead_department_id,
                    g.required_qualification, g.late, g.status, g.manual, g.funnel::text AS funnel,
                    g.seats::text AS seats, a.object_id AS assigned_object, a.department_id AS assigned_department,
                    m.username AS manual_approver
                FROM matching.staff_group g
                LEFT JOIN dispatch.assignment a ON a.id = g.assignment_id AND a.draw_id = g.draw_id
                LEFT JOIN org.account m ON m.id = g.manual_approver
                WHERE g.draw_id = :draw ORDER BY g.id""").param("draw", draw.id()).withFetchSize(Findings.PAGE).query(rs -> {
            left.remove(key(rs));
            group(rs, key(rs), dropped, people);
        });
        left.stream().map(Key::toString).sorted().forEach(k -> findings.missing(GROUP, k));
    }

    private void group(ResultSet rs, Key key, Set<String> dropped, Map<String, Map<String, String>> people)
            throws SQLException {
        var id = rs.getLong("id");
        var name = "第 " + id + " 行（" + key + "）";
        var pool = dealt.get(key.pool());
        if (pool == null) {
            findings.extra(GROUP, name, "所属的人员池没有 MATCH");
            return;
        }
        var task = pool.tasks().get(key.objectId());
        var officers = seats.getOrDefault(key, List.of());
        var row = findings.row(GROUP, name)
                .is("plan_id", draw.planId(), rs.getLong("plan_id"))
                .is("region_code", draw.regionCode(), rs.getString("region_code"))
                .is("lead_department_id", draw.leadDepartmentId(), rs.getLong("lead_department_id"))
                .is("assignment_id 的任务", key, assigned(rs))
                .is("late", task == null, rs.getBoolean("late"))
                .is("manual", byHand.containsKey(key), rs.getBoolean("manual"));
        if (task != null) {
            row.is("required_qualification", task.orElse(null), rs.getString("required_qualification"))
                    .is("funnel", funnel(pool.unstaffed().get(key.objectId())), funnel(rs.getString("funnel")));
        }
        var reason = byHand.get(key);
        if (reason != null) {
            var proposed = special.get(key);
            row.is(
                    "proposal.reason 的摘要",
                    reason,
                    HashProfile.SHA256.hex(
                            (proposed == null ? "" : proposed.reason()).getBytes(StandardCharsets.UTF_8)));
            var act = acts.of("group/" + id, "approve-manual-staffing").stream().findFirst();
            row.is("manual_approver", act.map(Acts.Act::actor).orElse(null), rs.getString("manual_approver"));
        }
        row.is(
                "status",
                status(rs.getString("status"), dropped.contains(key.objectId()), officers),
                rs.getString("status"));
        seats(row, key, id, officers, rs.getString("seats"), people);
    }

    private @Nullable Key assigned(ResultSet rs) throws SQLException {
        var object = rs.getString("assigned_object");
        return object == null ? null : new Key(departments.getOrDefault(rs.getLong("assigned_department"), ""), object);
    }

    private static String status(String stored, boolean dropped, List<String> officers) {
        if (dropped) {
            return "DISSOLVED";
        }
        if (!officers.isEmpty()) {
            return "STAFFED";
        }
        return stored.equals("MANUAL_PROPOSED") ? stored : "UNSTAFFED";
    }

    private static @Nullable String funnel(MatchResult.@Nullable Unstaffed u) {
        return u == null ? null : u.pool() + "→" + u.cert() + "→" + u.afterAvoidance() + "→" + u.seat0();
    }

    private @Nullable String funnel(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        var f = json.readTree(stored);
        return f.path("pool").asInt(0) + "→" + f.path("certificate").asInt(0) + "→"
                + f.path("afterRecusal").asInt(0) + "→" + f.path("seat0").asInt(0);
    }

    /** Numbers against the log, names against the trail. */
    private void seats(
            Findings.Row row,
            Key key,
            long id,
            List<String> officers,
            String stored,
            Map<String, Map<String, String>> people) {
        var seated = new ArrayList<JsonNode>();
        json.readTree(stored).valueStream().map(s -> s.path("officer")).forEach(seated::add);
        row.is("seats 的席位数", officers.size(), seated.size());
        var names = new HashMap<>(people.getOrDefault(key.pool(), Map.of()));
        acts.of("group/" + id).forEach(act -> names.putAll(named(act)));
        for (int i = 0; i < Math.min(officers.size(), seated.size()); i++) {
            var no = officers.get(i);
            row.is("seats[" + i + "]", no, seated.get(i).path("officerNo").asString(""));
            if (names.containsKey(no)) {
                row.is(
                        "seats[" + i + "] 的姓名",
                        names.get(no),
                        seated.get(i).path("name").asString(""));
            }
        }
    }

    /** Names by number, by pool, as the trail has them. */
    private Map<String, Map<String, String>> people() {
        var people = new HashMap<String, Map<String, String>>();
        var silent = new TreeSet<>(dealt.keySet());
        for (var act : acts.of(draw.subject(), "match-officers")) {
            if (act.detail().has("people")) {
                silent.remove(act.text("pool"));
                people.put(act.text("pool"), named(act));
            }
        }
        silent.forEach(pool -> findings.unchecked(GROUP + " 里 " + pool + " 的人员姓名没有核对：匹配的记录早于写明它们的版本"));
        return people;
    }

    private static Map<String, String> named(Acts.Act act) {
        var names = new HashMap<String, String>();
        act.detail()
                .path("people")
                .properties()
                .forEach(e -> names.put(e.getKey(), e.getValue().asString("")));
        return names;
    }
}
