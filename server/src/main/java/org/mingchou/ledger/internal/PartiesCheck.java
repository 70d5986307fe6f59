package org.mingchou.ledger.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Ed25519;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Holds the people of a draw against the log and the trail: who stands behind each party, under which keys they signed,
 * what each read of a beacon, who vouched for an outsider's key, who saw a sealed list.
 */
final class PartiesCheck {

    /** Whole bytes; who owns the database is bound by no constraint. */
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})+");

    private record Reading(
            long id,
            String slug,
            String round,
            String line,
            String source,
            @Nullable String salt,
            Instant at) {

        String digest() {
            return HashProfile.SHA256.hex(String.join("|", String.valueOf(salt), round, line, source));
        }

        String name() {
            return "第 " + id + " 行（" + slug + "）";
        }
    }

    private final JdbcClient jdbc;
    private final Findings findings;
    private final CheckedDraw draw;
    private final Acts acts;
    private final KeysCheck keys;

    PartiesCheck(JdbcClient jdbc, Findings findings, CheckedDraw draw, Acts acts, KeysCheck keys) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.draw = draw;
        this.acts = acts;
        this.keys = keys;
    }

    void check() {
        parties();
        commitments();
        reveals();
        readings();
        invitations();
        keyChecks();
        verdicts();
        readers();
        unsealing();
    }

    private void parties() {
        var frozen = acts.of(draw.subject(), "freeze-draw");
        if (frozen.isEmpty()) {
            findings.add("审计日志里没有冻结名单的记录");
            return;
        }
        var right = new HashMap<String, JsonNode>();
        frozen.get(0)
                .detail()
                .path("parties")
                .valueStream()
                .forEach(p -> right.put(p.path("party").asString(""), p));
        if (right.isEmpty()) {
            findings.unchecked("冻结名单的记录（" + frozen.get(0).name() + "）早于逐一写明当事方的版本，draw.party 的称谓、姓名和账号没有核对");
            return;
        }
        jdbc.sql("""
                SELECT slug, label, account_id, display_name, role, outside FROM draw.party
                WHERE draw_id = :draw ORDER BY slug""").param("draw", draw.id()).query(rs -> {
            var slug = rs.getString("slug");
            var party = right.remove(slug);
            if (party == null) {
                findings.extra("draw.party", slug, "冻结名单时不是当事方");
                return;
            }
            findings.row("draw.party", slug)
                    .is("label", party.path("label").asString(""), rs.getString("label"))
                    .is("account_id", party.path("account").asLong(0), rs.getLong("account_id"))
                    .is("display_name", party.path("by").asString(""), rs.getString("display_name"))
                    .is("role", party.path("role").asString(""), rs.getString("role"))
                    .is("outside", party.path("outside").asBoolean(false), rs.getBoolean("outside"));
        });
        right.keySet().stream().sorted().forEach(slug -> findings.missing("draw.party", slug));
    }

    /** The two commitments themselves stand in the opening; here who signed them, and when. */
    private void commitments() {
        var committed = acts.of(draw.subject(), "commit-draw").stream()
                .collect(Collectors.toMap(a -> a.text("party"), Function.identity(), (a, b) -> a));
        jdbc.sql("""
                SELECT slug, first, second, public_key, signature, committed_at FROM draw.commitment
                WHERE draw_id = :draw ORDER BY slug""").param("draw", draw.id()).query(rs -> {
            var slug = rs.getString("slug");
            var row = findings.row("draw.commitment", slug);
            var act = committed.get(slug);
            if (act == null) {
                findings.extra("draw.commitment", slug, "在审计日志里没有承诺的记录");
                return;
            }
            row.at("committed_at", act.at(), rs.getTimestamp("committed_at").toInstant());
            var key = rs.getString("public_key");
            // Parties had no keys at first.
            if (act.detail().has("key")) {
                row.is("public_key 的指纹", act.text("key"), KeysCheck.fingerprint(key))
                        .is("public_key 的指纹（对照承诺时已登记的密钥）", keys.at(act).orElse(null), KeysCheck.fingerprint(key));
                signed(
                        "draw.commitment",
                        slug,
                        key,
                        rs.getString("signature"),
                        "SSJ-PARTY-COMMIT-1|" + draw.drawNo() + "|" + slug + "|" + rs.getString("first") + "|"
                                + rs.getString("second"));
            }
        });
    }

    private void reveals() {
        var logged = List.of(draw.byParty(LogEntry.Kind.REVEAL), draw.byParty(LogEntry.Kind.REVEAL2));
        jdbc.sql("""
                SELECT r.slug, r.round, r.secret, r.signature, r.revealed_at, c.public_key FROM draw.reveal r
                LEFT JOIN draw.commitment c ON c.draw_id = r.draw_id AND c.slug = r.slug
                WHERE r.draw_id = :draw ORDER BY r.round, r.slug""").param("draw", draw.id()).query(rs -> {
            var slug = rs.getString("slug");
            int round = rs.getInt("round");
            var name = slug + " 第 " + round + " 轮";
            var entry = logged.get(round - 1).get(slug);
            if (entry != null) {
                findings.row("draw.reveal", name)
                        .at(
                                "revealed_at",
                                entry.recordedAt(),
                                rs.getTimestamp("revealed_at").toInstant());
            }
            if (rs.getString("public_key") != null) {
                signed(
                        "draw.reveal",
                        name,
                        rs.getString("public_key"),
                        rs.getString("signature"),
                        "SSJ-PARTY-REVEAL-1|" + draw.drawNo() + "|" + slug + "|" + round + "|"
                                + rs.getString("secret"));
            }
        });
    }

    /** Every reading is one act of the trail, the decisive and the others alike; the trail holds a salted digest of it. */
    private void readings() {
        var rows = jdbc.sql("""
                SELECT id, slug, round, coalesce(line, '') AS line, coalesce(source, '') AS source, salt, entered_at
                FROM draw.beacon_entry WHERE draw_id = :draw ORDER BY id""")
                .param("draw", draw.id())
                .query((rs, n) -> new Reading(
                        rs.getLong("id"),
                        rs.getString("slug"),
                        rs.getString("round"),
                        rs.getString("line"),
                        rs.getString("source"),
                        rs.getString("salt"),
                        rs.getTimestamp("entered_at").toInstant()))
                .list();
        var left = new ArrayList<>(rows);
        var unmatched = new ArrayList<Acts.Act>();
        for (var act : acts.of(draw.subject())) {
            if (!act.kind().endsWith("-beacon-draw") && !act.kind().equals("beacon-failed-draw")) {
                continue;
            }
            var exact = left.stream()
                    .filter(r -> r.slug().equals(act.text("party"))
                            && (act.detail().has("entry")
                                    ? r.digest().equals(act.text("entry"))
                                    : r.salt() == null && r.round().equals(round(act))))
                    .findFirst();
            exact.ifPresentOrElse(
                    r -> {
                        left.remove(r);
                        findings.row("draw.beacon_entry", r.name()).at("entered_at", act.at(), r.at());
                    },
                    () -> unmatched.add(act));
        }
        for (var act : unmatched) {
            var changed = left.stream()
                    .filter(r -> r.slug().equals(act.text("party")))
                    .findFirst();
            changed.ifPresentOrElse(
                    r -> {
                        left.remove(r);
                        findings.add("draw.beacon_entry 里 " + r.name() + " 的 round、line、source 或 salt 与" + act.name()
                                + "的录入指纹不符");
                    },
                    () -> findings.missing("draw.beacon_entry", act.text("party") + " 的录入（" + act.name() + "）"));
        }
        left.forEach(r -> findings.extra("draw.beacon_entry", r.name(), "在审计日志里没有录入的记录"));
    }

    private static String round(Acts.Act act) {
        return act.kind().equals("enter-second-beacon-draw") ? "second" : act.text("round");
    }

    private void invitations() {
        var invited = byWho("invite-verifier");
        jdbc.sql("""
                SELECT who, label, public_key, invited_by, invited_at FROM draw.outside_verifier
                WHERE draw_id = :draw ORDER BY who""").param("draw", draw.id()).query(rs -> {
            var act = invited.remove(rs.getString("who"));
            if (act == null) {
                findings.extra("draw.outside_verifier", rs.getString("who"), "在审计日志里没有邀请的记录");
                return;
            }
            var row = findings.row("draw.outside_verifier", act.text("who"))
                    .is("public_key 的指纹", act.text("fingerprint"), KeysCheck.fingerprint(rs.getString("public_key")))
                    .at("invited_at", act.at(), rs.getTimestamp("invited_at").toInstant());
            if (said(act, "draw.outside_verifier")) {
                row.is("label", act.text("label"), rs.getString("label"))
                        .is("invited_by", act.text("by"), rs.getString("invited_by"));
            }
        });
        invited.keySet().stream().sorted().forEach(who -> findings.missing("draw.outside_verifier", who));
    }

    private void keyChecks() {
        var checked = byWho("check-verifier");
        jdbc.sql("""
                SELECT who, checked_by, checked_at FROM draw.outside_verifier_check
                WHERE draw_id = :draw ORDER BY who""").param("draw", draw.id()).query(rs -> {
            var act = checked.remove(rs.getString("who"));
            if (act == null) {
                findings.extra("draw.outside_verifier_check", rs.getString("who"), "在审计日志里没有核对公钥的记录");
                return;
            }
            var row = findings.row("draw.outside_verifier_check", act.text("who"))
                    .at("checked_at", act.at(), rs.getTimestamp("checked_at").toInstant());
            if (said(act, "draw.outside_verifier_check")) {
                row.is("checked_by", act.text("by"), rs.getString("checked_by"));
            }
        });
        checked.keySet().stream().sorted().forEach(who -> findings.missing("draw.outside_verifier_check", who));
    }

    /** What the log holds of a verdict is compared with it elsewhere; here the signature, and who brought it. */
    private void verdicts() {
        var submitted = acts.of(draw.subject(), "submit-verdict").stream()
                .collect(Collectors.toMap(
                        a -> a.text("who") + "|" + a.text("implementation"), Function.identity(), (a, b) -> a));
        jdbc.sql("""
                SELECT who, label, implementation, result, public_digest, signed_time, public_key, signature,
                    submitted_by, logged_at
                FROM draw.verdict WHERE draw_id = :draw ORDER BY who, implementation""").param("draw", draw.id()).query(rs -> {
            var who = rs.getString("who");
            var tool = rs.getString("implementation");
            var name = who + "（" + tool + "）";
            signed(
                    "draw.verdict",
                    name,
                    rs.getString("public_key"),
                    rs.getString("signature"),
                    String.join(
                            "|",
                            "SSJ-VERDICT-2",
                            draw.drawNo(),
                            who,
                            rs.getString("result"),
                            rs.getString("public_digest"),
                            tool,
                            rs.getString("signed_time")));
            var act = submitted.get(who + "|" + tool);
            findings.row("draw.verdict", name)
                    .is(
                            "public_key 的指纹",
                            signerKey(who, act == null ? submitted.get(who + "|") : act),
                            KeysCheck.fingerprint(rs.getString("public_key")));
            if (act == null) {
                if (submitted.containsKey(who + "|")) {
                    findings.unchecked("draw.verdict 里 " + name + " 的 label、submitted_by 没有核对：提交的记录早于写明它们的版本");
                } else {
                    findings.extra("draw.verdict", name, "在审计日志里没有提交的记录");
                }
                return;
            }
            findings.row("draw.verdict", name)
                    .is("label", act.text("label"), rs.getString("label"))
                    .is("submitted_by", act.text("by"), rs.getString("submitted_by"))
                    .at("logged_at", act.at(), rs.getTimestamp("logged_at").toInstant());
        });
    }

    /**
     * The fingerprint of the key that an outsider signs with: the one he was invited under, the one a party committed
     * with, or what he had registered when he submitted.
     */
    private @Nullable String signerKey(String who, Acts.@Nullable Act submitted) {
        var invited = byWho("invite-verifier").get(who);
        if (invited != null) {
            return invited.text("fingerprint");
        }
        var committed = acts.of(draw.subject(), "commit-draw").stream()
                .filter(a -> a.text("party").equals(who) && a.detail().has("key"))
                .findFirst();
        if (committed.isPresent()) {
            return committed.get().text("key");
        }
        return submitted == null ? null : keys.at(submitted).orElse(null);
    }

    /** Who had a sealed list in hand, as ACCESS names them. */
    private void readers() {
        var logged = new HashMap<String, Integer>();
        draw.of(LogEntry.Kind.ACCESS).forEach(f -> logged.merge(f.entry().payload(), 1, Integer::sum));
        jdbc.sql("""
                SELECT l.act, l.by_name, coalesce(d.code, '-') AS code FROM draw.list_reader l
                LEFT JOIN org.account a ON a.id = l.account_id LEFT JOIN org.department d ON d.id = a.department_id
                WHERE l.draw_id = :draw ORDER BY l.at, l.account_id""").param("draw", draw.id()).query(rs -> {
            var payload = rs.getString("act") + "|" + rs.getString("code") + "|"
                    + URLEncoder.encode(rs.getString("by_name"), StandardCharsets.UTF_8);
            if (logged.merge(payload, -1, Integer::sum) < 0) {
                findings.extra(
                        "draw.list_reader", rs.getString("by_name") + "（" + rs.getString("act") + "）", "在日志里没有 ACCESS");
            }
        });
        logged.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(payload -> findings.missing("draw.list_reader", "日志 ACCESS 记名的 " + payload));
    }

    private void unsealing() {
        var logged = draw.of(LogEntry.Kind.UNSEAL);
        var rows = jdbc.sql("SELECT unsealed_at FROM draw.unsealing WHERE draw_id = :draw")
                .param("draw", draw.id())
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .list();
        if (logged.isEmpty()) {
            rows.forEach(r -> findings.extra("draw.unsealing", draw.drawNo(), "在日志里没有 UNSEAL"));
        } else if (rows.isEmpty()) {
            findings.missing("draw.unsealing", draw.drawNo());
        } else {
            findings.row("draw.unsealing", draw.drawNo())
                    .at("unsealed_at", logged.get(0).recordedAt(), rows.get(0));
        }
    }

    private Map<String, Acts.Act> byWho(String kind) {
        return acts.of(draw.subject(), kind).stream()
                .collect(Collectors.toMap(a -> a.text("who"), Function.identity(), (a, b) -> a, HashMap::new));
    }

    /** Whether the act names people; those of older versions do not. */
    private boolean said(Acts.Act act, String table) {
        if (!act.detail().has("by")) {
            findings.unchecked(table + " 里 " + act.text("who") + " 的姓名和称谓没有核对：" + act.name() + "早于写明它们的版本");
        }
        return act.detail().has("by");
    }

    private void signed(String table, String row, @Nullable String key, @Nullable String signature, String text) {
        if (key == null
                || signature == null
                || !HEX.matcher(key + signature).matches()
                || !Ed25519.verify(
                        HexFormat.of().parseHex(key),
                        text.getBytes(StandardCharsets.UTF_8),
                        HexFormat.of().parseHex(signature))) {
            findings.add(table + " 里 " + row + " 的 signature 不是其 public_key 对所存内容的签名");
        }
    }
}
