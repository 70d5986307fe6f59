package org.mingchou.draw.internal;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parties of a draw with their commitments and reveals: rows that are only ever added. */
@Component
class Parties {

    /** A party as far as it has come; commitments and secrets 64 hex. */
    record Party(
            String slug,
            String label,
            long accountId,
            String displayName,
            String role,
            boolean outside,
            @Nullable String first,
            @Nullable String second,
            @Nullable OffsetDateTime committedAt,
            @Nullable String publicKey,
            @Nullable String signature,
            @Nullable String firstSecret,
            @Nullable OffsetDateTime revealedAt,
            @Nullable String secondSecret,
            @Nullable OffsetDateTime secondRevealedAt,
            boolean withheld) {

        boolean committed() {
            return first != null;
        }
    }

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    Parties(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Ascending bytewise by slug. */
    List<Party> of(long drawId) {
        return jdbc.sql("""
                SELECT p.slug, p.label, p.account_id, p.display_name, p.role, p.outside,
                       c.first, c.second, c.committed_at, c.public_key, c.signature,
                       r1.secret AS first_secret, r1.revealed_at,
                       r2.secret AS second_secret, r2.revealed_at AS second_revealed_at,
                       w.slug IS NOT NULL AS withheld
                FROM draw.party p
                LEFT JOIN draw.commitment c ON c.draw_id = p.draw_id AND c.slug = p.slug
                LEFT JOIN draw.reveal r1 ON r1.draw_id = p.draw_id AND r1.slug = p.slug AND r1.round = 1
                LEFT JOIN draw.reveal r2 ON r2.draw_id = p.draw_id AND r2.slug = p.slug AND r2.round = 2
                LEFT JOIN draw.withheld w ON w.draw_id = p.draw_id AND w.slug = p.slug
                WHERE p.draw_id = :draw ORDER BY p.slug""").param("draw", drawId).query(Party.class).list();
    }

    /** Equal for two names that a reader takes for the same. */
    static String likeness(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
    }

    /** The party for which this account stands. */
    Party require(long drawId, Actor actor) {
        return of(drawId).stream()
                .filter(p -> p.accountId() == actor.accountId())
                .findFirst()
                .orElseThrow(() -> Problem.notAllowed("not-a-party", "本账号不是这次抽取的当事方，请由登记的当事方账号操作。"));
    }

    boolean isParty(long drawId, Actor actor) {
        return of(drawId).stream().anyMatch(p -> p.accountId() == actor.accountId());
    }

    void add(long drawId, String slug, String label, Actor account, String role, boolean outside) {
        jdbc.sql("""
                INSERT INTO draw.party (draw_id, slug, label, account_id, display_name, role, outside)
                VALUES (:draw, :slug, :label, :account, :name, :role, :outside)""")
                .param("draw", drawId)
                .param("slug", slug)
                .param("label", label)
                .param("account", account.accountId())
                .param("name", account.displayName())
                .param("role", role)
                .param("outside", outside)
                .update();
    }

    void commit(long drawId, String slug, String first, String second, String publicKey, String signature) {
        jdbc.sql("""
                INSERT INTO draw.commitment (draw_id, slug, first, second, public_key, signature, committed_at)
                VALUES (:draw, :slug, :first, :second, :key, :signature, :at)""")
                .param("draw", drawId)
                .param("slug", slug)
                .param("first", first)
                .param("second", second)
                .param("key", publicKey)
                .param("signature", signature)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    void reveal(long drawId, String slug, int round, String secret, String signature) {
        jdbc.sql("""
                INSERT INTO draw.reveal (draw_id, slug, round, secret, signature, revealed_at)
                VALUES (:draw, :slug, :round, :secret, :signature, :at)""")
                .param("draw", drawId)
                .param("slug", slug)
                .param("round", round)
                .param("secret", secret)
                .param("signature", signature)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    void withhold(long drawId, String slug) {
        jdbc.sql("INSERT INTO draw.withheld (draw_id, slug) VALUES (:draw, :slug)")
                .param("draw", drawId)
                .param("slug", slug)
                .update();
    }

    /** By slug; empty unless every party has revealed in this round. */
    SortedMap<String, String> allSecrets(long drawId, int round) {
        var revealed = revealed(drawId, round);
        return revealed.size() == of(drawId).size() ? revealed : new TreeMap<>();
    }

    /** By slug, those who have revealed in this round. */
    SortedMap<String, String> revealed(long drawId, int round) {
        var result = new TreeMap<String, String>();
        for (var party : of(drawId)) {
            var secret = round == 1 ? party.firstSecret() : party.secondSecret();
            if (secret != null) {
                result.put(party.slug(), secret);
            }
        }
        return result;
    }
}
