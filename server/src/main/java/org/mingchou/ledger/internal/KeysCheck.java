package org.mingchou.ledger.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.HashProfile;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the keys of parties against the trail, which has the fingerprint of each with the account that registered it and
 * the second person who agreed (§3.4), and says which key of an account counted when.
 */
final class KeysCheck {

    private static final String KEY = "draw.party_key";
    private static final String DECISION = "draw.party_key_decision";
    private static final String SUBJECT = "party-key/";

    /** Whole bytes; who owns the database is bound by no constraint. */
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})+");

    /**
     * A key as the trail has it.
     *
     * @param counts index of the act from which on it counts; empty when it never did
     */
    private record Known(long id, Acts.Act registered, Optional<Acts.Act> decided, Optional<Long> counts) {

        String fingerprint() {
            return registered.text("fingerprint");
        }

        boolean needsConsent() {
            return registered.kind().equals("propose-party-key");
        }

        String name() {
            return "第 " + id + " 行（" + registered.actor() + "）";
        }
    }

    private final JdbcClient jdbc;
    private final Findings findings;
    private final Map<Long, Known> known = new TreeMap<>();
    private final Map<String, List<Known>> byActor = new HashMap<>();

    KeysCheck(JdbcClient jdbc, Findings findings, Acts acts) {
        this.jdbc = jdbc;
        this.findings = findings;
        var registered = new ArrayList<>(acts.kind("register-party-key"));
        registered.addAll(acts.kind("propose-party-key"));
        for (var act : registered) {
            long id = Long.parseLong(act.subject().substring(SUBJECT.length()));
            var decided = acts.of(act.subject()).stream()
                    .filter(a ->
                            a.kind().equals("consent-party-key") || a.kind().equals("reject-party-key"))
                    .findFirst();
            var counts = act.kind().equals("register-party-key")
                    ? Optional.of(act.index())
                    : decided.filter(KeysCheck::consents).map(Acts.Act::index);
            known.put(id, new Known(id, act, decided, counts));
        }
        known.values()
                .forEach(k -> byActor.computeIfAbsent(k.registered().actor(), a -> new ArrayList<>())
                        .add(k));
    }

    private static boolean consents(Acts.Act decision) {
        return decision.kind().equals("consent-party-key");
    }

    void check() {
        keys();
        decisions();
    }

    private void keys() {
        var left = new TreeMap<>(known);
        jdbc.sql("""
                SELECT k.id, k.public_key, k.needs_consent, k.registered_at, k.account_id, a.username
                FROM draw.party_key k LEFT JOIN org.account a ON a.id = k.account_id ORDER BY k.id""").query(rs -> {
            var key = left.remove(rs.getLong("id"));
            if (key == null) {
                findings.extra(KEY, "第 " + rs.getLong("id") + " 行（" + rs.getString("username") + "）", "在审计日志里没有登记的记录");
                return;
            }
            findings.row(KEY, key.name())
                    .is("public_key 的指纹", key.fingerprint(), fingerprint(rs.getString("public_key")))
                    .is("account_id 的账号", key.registered().actor(), rs.getString("username"))
                    .is("needs_consent", key.needsConsent(), rs.getBoolean("needs_consent"))
                    .at(
                            "registered_at",
                            key.registered().at(),
                            rs.getTimestamp("registered_at").toInstant());
        });
        left.values().forEach(key -> findings.missing(KEY, key.name()));
    }

    private void decisions() {
        var left = new TreeMap<Long, Known>();
        known.forEach((id, key) -> key.decided().ifPresent(d -> left.put(id, key)));
        jdbc.sql("""
                SELECT d.key_id, d.consented, d.decided_at, d.reason, a.username
                FROM draw.party_key_decision d LEFT JOIN org.account a ON a.id = d.account_id
                ORDER BY d.key_id""").query(rs -> {
            var key = left.remove(rs.getLong("key_id"));
            if (key == null) {
                findings.extra(DECISION, "第 " + rs.getLong("key_id") + " 号密钥的决定", "在审计日志里没有");
                return;
            }
            var act = key.decided().orElseThrow();
            findings.row(DECISION, key.name())
                    .is("consented", consents(act), rs.getBoolean("consented"))
                    .is("account_id 的账号", act.actor(), rs.getString("username"))
                    .is("reason", act.text("reason"), rs.getString("reason"))
                    .at("decided_at", act.at(), rs.getTimestamp("decided_at").toInstant());
        });
        left.values().forEach(key -> findings.missing(DECISION, key.name() + " 的决定"));
    }

    /**
     * The fingerprint of the key that counted for whoever acted, when he did.
     *
     * @return empty when none did
     */
    Optional<String> at(Acts.Act act) {
        return byActor.getOrDefault(act.actor(), List.of()).stream()
                .filter(k -> k.counts().filter(from -> from < act.index()).isPresent())
                .reduce((earlier, later) -> later)
                .map(Known::fingerprint);
    }

    /** As people compare it, and as acts hold it; empty for what is no key. */
    static String fingerprint(@Nullable String publicKey) {
        return publicKey == null || !HEX.matcher(publicKey).matches()
                ? ""
                : HashProfile.SHA256
                        .hex(HexFormat.of().parseHex(publicKey))
                        .substring(0, 16)
                        .replaceAll("(.{4})(?=.)", "$1 ");
    }
}
