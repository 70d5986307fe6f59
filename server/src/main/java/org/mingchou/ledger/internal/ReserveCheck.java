package org.mingchou.ledger.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Confirmations;
import org.mingchou.sampler.DrawnRow;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.ReserveOrder;
import org.mingchou.sampler.SecondReveal;
import org.mingchou.sampler.SecondSeed;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds what follows from the second secrets against the log (§3.8): the second seed, the order of the reserve, and who
 * stepped in for whom. All three are computed again from the opening, the confirmations and the secrets.
 */
final class ReserveCheck {

    /** Stands in SUBST when the reserve is used up. */
    private static final String NOBODY = "-";

    /** As draw.draw holds it. */
    record Stored(
            @Nullable String confirmationsDigest,
            @Nullable String secondSeed,
            @Nullable String reveal2Digest,
            @Nullable String beacon2Text) {}

    /**
     * What is right.
     *
     * @param seed2 64 hex; null before the second reveal
     * @param confirmations null before the list was closed
     * @param steps in the order of the log
     */
    record Settled(@Nullable String seed2, @Nullable Confirmations confirmations, List<Step> steps) {

        /** Who stepped in. */
        Set<String> substitutes() {
            return steps.stream().map(Step::in).filter(in -> !in.equals(NOBODY)).collect(Collectors.toSet());
        }
    }

    /**
     * A SUBST entry as the rule has it.
     *
     * @param in who stepped in, or {@code -}
     * @param late found at the visit, after the list was closed
     */
    record Step(String dropped, String in, boolean late, TreeCheck.Found entry) {}

    private final JdbcClient jdbc;
    private final KeptFiles kept;
    private final Findings findings;
    private final CheckedDraw draw;
    private final List<DrawnRow> rows;
    private final Acts acts;

    ReserveCheck(JdbcClient jdbc, KeptFiles kept, Findings findings, CheckedDraw draw, List<DrawnRow> rows, Acts acts) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.findings = findings;
        this.draw = draw;
        this.rows = rows;
        this.acts = acts;
    }

    /** @return null when a file is missing without which nothing more can be said; a finding names it */
    @Nullable Settled check(Stored stored) {
        withheld();
        var logged = draw.of(LogEntry.Kind.CONFIRMED);
        Confirmations confirmations = null;
        String seed2 = null;
        if (logged.isEmpty()) {
            findings.row("draw.draw", draw.drawNo()).is("confirmations_digest", null, stored.confirmationsDigest());
        } else {
            var tsv = confirmations(logged.get(0), stored);
            if (tsv == null) {
                return null;
            }
            try {
                confirmations = Confirmations.parse("confirmations.tsv", tsv, rows);
                seed2 = secondSeed(tsv, stored);
            } catch (MalformedInput e) {
                findings.add("不能按日志和留存的文件算出第二种子（" + e.getMessage() + "）");
                return null;
            }
        }
        var row = findings.row("draw.draw", draw.drawNo()).is("second_seed", seed2, stored.secondSeed());
        if (seed2 == null) {
            row.is("reveal2_digest", null, stored.reveal2Digest());
        }
        var order = seed2 == null ? new ReserveOrder(new TreeMap<>()) : ReserveOrder.of(draw.params(), seed2, rows);
        order(order);
        var steps = steps(order, seed2 == null ? null : confirmations);
        substitutes(steps);
        return new Settled(seed2, confirmations, steps);
    }

    private byte @Nullable [] confirmations(TreeCheck.Found logged, Stored stored) {
        // With SHA-256 the entry itself is the file's name.
        var digest =
                draw.params().hash() == HashProfile.SHA256 ? logged.entry().payload() : stored.confirmationsDigest();
        findings.row("draw.draw", draw.drawNo()).is("confirmations_digest", digest, stored.confirmationsDigest());
        var tsv = kept.bytes(findings, "confirmations.tsv", digest);
        if (tsv != null && !draw.params().hash().hex(tsv).equals(logged.entry().payload())) {
            findings.add("confirmations.tsv 与日志第 " + logged.index() + " 条 CONFIRMED 不符");
            return null;
        }
        return tsv;
    }

    /** @return null before the second reveal is complete */
    private @Nullable String secondSeed(byte[] tsv, Stored stored) {
        var params = draw.params();
        var revealed = draw.byParty(LogEntry.Kind.REVEAL2);
        var withheld = draw.byParty(LogEntry.Kind.WITHHELD);
        var secrets = new TreeMap<String, String>();
        for (var slug : params.secondCommitments().keySet()) {
            var entry = revealed.get(slug);
            if (entry != null) {
                secrets.put(slug, secret(slug, entry));
            } else if (!withheld.containsKey(slug)) {
                return null;
            }
        }
        var beacon = Optional.<String>empty();
        if (secrets.size() < params.secondCommitments().size()) {
            beacon = beacon(stored);
            if (beacon.isEmpty()) {
                return null;
            }
        }
        var reveal = SecondReveal.of(params, secrets, beacon);
        findings.row("draw.draw", draw.drawNo())
                .is("reveal2_digest", HashProfile.SHA256.hex(reveal.bytes()), stored.reveal2Digest());
        return SecondSeed.of(params, tsv, reveal);
    }

    /** From the log; where it holds the digest only, from the row, which the opening's commitment proves. */
    private String secret(String slug, TreeCheck.Found entry) {
        var fields = entry.entry().payload().split("\\|", 2);
        var shown = fields.length < 2 ? "" : fields[1];
        return shown.startsWith("sha256:")
                ? jdbc.sql("SELECT secret FROM draw.reveal WHERE draw_id = :draw AND slug = :slug AND round = 2")
                        .param("draw", draw.id())
                        .param("slug", slug)
                        .query(String.class)
                        .optional()
                        .orElse("")
                : shown;
    }

    /** The value of reveal2.txt; draws older than BEACON2 have it in their row alone. */
    private Optional<String> beacon(Stored stored) {
        var logged = draw.of(LogEntry.Kind.BEACON2);
        if (!logged.isEmpty()) {
            var fields = logged.get(0).entry().payload().split("\\|", -1);
            return Optional.of(fields.length > 1 ? fields[1] : "");
        }
        return Optional.ofNullable(stored.beacon2Text()).map(t -> HashProfile.SHA256.hex(t + "\n"));
    }

    private void withheld() {
        var right = new HashSet<>(draw.byParty(LogEntry.Kind.WITHHELD).keySet());
        jdbc.sql("SELECT slug FROM draw.withheld WHERE draw_id = :draw ORDER BY slug")
                .param("draw", draw.id())
                .query(String.class)
                .list()
                .forEach(slug -> {
                    if (!right.remove(slug)) {
                        findings.extra("draw.withheld", slug, "在日志里没有 WITHHELD");
                    }
                });
        right.stream().sorted().forEach(slug -> findings.missing("draw.withheld", slug));
    }

    private record Place(String stratum, int position) {}

    private void order(ReserveOrder order) {
        var right = new HashMap<String, Place>();
        order.strata().forEach((stratum, ids) -> {
            for (int i = 0; i < ids.size(); i++) {
                right.put(ids.get(i), new Place(stratum, i + 1));
            }
        });
        jdbc.sql("SELECT object_id, stratum, position FROM draw.reserve_order WHERE draw_id = :draw ORDER BY object_id")
                .param("draw", draw.id())
                .withFetchSize(Findings.PAGE)
                .query(rs -> {
                    var id = rs.getString("object_id");
                    var place = right.remove(id);
                    if (place == null) {
                        findings.extra("draw.reserve_order", id, "不在按第二种子重排的备用名单里");
                    } else {
                        findings.row("draw.reserve_order", id)
                                .is("stratum", place.stratum(), rs.getString("stratum"))
                                .is("position", place.position(), rs.getInt("position"));
                    }
                });
        right.keySet().stream().sorted().forEach(id -> findings.missing("draw.reserve_order", id));
    }

    /**
     * Every SUBST entry in the order of the log, each as the rule has it.
     *
     * @param confirmations null before the second reveal
     */
    private List<Step> steps(ReserveOrder order, @Nullable Confirmations confirmations) {
        var entries = draw.of(LogEntry.Kind.SUBST);
        var steps = new ArrayList<Step>();
        var stratumOf = new HashMap<String, String>();
        rows.forEach(r -> stratumOf.put(r.objectId(), r.stratum()));
        var taken = new HashMap<String, Integer>();
        var early = confirmations == null
                ? List.<Confirmations.Line>of()
                : confirmations.lines().stream()
                        .filter(l -> l.code() != Confirmations.Code.OK)
                        .toList();
        for (int i = 0; i < early.size(); i++) {
            var line = early.get(i);
            var in = next(order, stratumOf, taken, line.objectId());
            var payload = line.code() + "|" + line.objectId() + "|" + in + "|"
                    + line.evidence().orElse("-");
            if (i >= entries.size()) {
                findings.add("名单关闭时退出的 " + line.objectId() + " 在日志里没有 SUBST");
            } else if (!entries.get(i).entry().payload().equals(draw.subst(payload))) {
                findings.add("日志第 " + entries.get(i).index() + " 条 SUBST 不是名单关闭时退出的 " + line.objectId() + " 由 " + in
                        + " 替补");
            }
            if (i < entries.size()) {
                take(taken, stratumOf, line.objectId(), in);
                steps.add(new Step(line.objectId(), in, false, entries.get(i)));
            }
        }
        for (int i = early.size(); i < entries.size(); i++) {
            late(order, stratumOf, taken, entries.get(i), steps);
        }
        return steps;
    }

    /** The entry may hold a hash; then what was proposed, as the trail has it, says of what. */
    private void late(
            ReserveOrder order,
            Map<String, String> stratumOf,
            Map<String, Integer> taken,
            TreeCheck.Found entry,
            List<Step> steps) {
        var payload = entry.entry().payload();
        var left = new HashSet<String>();
        steps.forEach(s -> left.add(s.dropped()));
        for (var act : acts.kind("propose-drop-out")) {
            var dropped = act.text("object");
            if (!stratumOf.containsKey(dropped) || left.contains(dropped)) {
                continue;
            }
            var in = next(order, stratumOf, taken, dropped);
            var right = act.text("code") + "|" + dropped + "|" + in + "|" + act.text("evidence");
            if (draw.subst(right).equals(payload)) {
                take(taken, stratumOf, dropped, in);
                steps.add(new Step(dropped, in, true, entry));
                return;
            }
        }
        findings.add("日志第 " + entry.index() + " 条 SUBST 不是审计日志里哪一项退出按备用次序的下一户替补");
    }

    private static String next(
            ReserveOrder order, Map<String, String> stratumOf, Map<String, Integer> taken, String dropped) {
        var stratum = stratumOf.getOrDefault(dropped, "");
        var ids = order.strata().getOrDefault(stratum, List.of());
        int place = taken.getOrDefault(stratum, 0);
        return place < ids.size() ? ids.get(place) : NOBODY;
    }

    private static void take(Map<String, Integer> taken, Map<String, String> stratumOf, String dropped, String in) {
        if (!in.equals(NOBODY)) {
            taken.merge(stratumOf.getOrDefault(dropped, ""), 1, Integer::sum);
        }
    }

    private void substitutes(List<Step> steps) {
        var right = new LinkedHashMap<String, Step>();
        steps.stream().filter(s -> !s.in().equals(NOBODY)).forEach(s -> right.put(s.dropped(), s));
        jdbc.sql("""
                SELECT id, object_id, dropped_id, late, taken_at FROM draw.substitute
                WHERE draw_id = :draw ORDER BY id""").param("draw", draw.id()).query(rs -> {
            var dropped = rs.getString("dropped_id");
            var step = right.remove(dropped);
            var name = "第 " + rs.getLong("id") + " 行（" + dropped + " 的替补）";
            if (step == null) {
                findings.extra("draw.substitute", name, "在日志里没有 SUBST");
                return;
            }
            findings.row("draw.substitute", name)
                    .is("object_id", step.in(), rs.getString("object_id"))
                    .is("late", step.late(), rs.getBoolean("late"))
                    .at(
                            "taken_at",
                            step.entry().recordedAt(),
                            rs.getTimestamp("taken_at").toInstant());
        });
        right.values().forEach(s -> findings.missing("draw.substitute", s.dropped() + " 的替补 " + s.in()));
    }
}
