package org.mingchou.draw.internal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.notification.Inbox;
import org.mingchou.org.Accounts;
import org.mingchou.org.PasswordReset;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The key of each party. Whoever stands for a party registers it himself; nobody can do it for him. A key in place of
 * another, and any key after an administrator has set the account's password, counts only when a second person has
 * agreed, who cannot set passwords himself.
 */
@Service
@Clause("抽取规范 §3.4：管理员不能重置密码后代替当事方")
class PartyKeys {

    /** @param consented null while a second person is still asked */
    record Key(
            long id,
            long accountId,
            String regionCode,
            String displayName,
            String publicKey,
            boolean needsConsent,
            String reason,
            OffsetDateTime registeredAt,
            @Nullable Boolean consented) {

        boolean counts() {
            return needsConsent ? Boolean.TRUE.equals(consented) : true;
        }

        boolean waits() {
            return needsConsent && consented == null;
        }

        String fingerprint() {
            return PartySignatures.fingerprint(publicKey);
        }
    }

    private static final String SELECT = """
            SELECT k.id, k.account_id, k.region_code, k.display_name, k.public_key, k.needs_consent, k.reason,
                   k.registered_at, d.consented
            FROM draw.party_key k LEFT JOIN draw.party_key_decision d ON d.key_id = k.id
            """;

    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Inbox inbox;
    private final Accounts accounts;

    PartyKeys(JdbcClient jdbc, BusinessClock clock, AuditTrail audit, Inbox inbox, Accounts accounts) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.inbox = inbox;
    }

    /** The key that counts for an account. */
    Optional<Key> of(long accountId) {
        return history(accountId).stream().filter(Key::counts).findFirst();
    }

    /** Newest first. */
    List<Key> history(long accountId) {
        return jdbc.sql(SELECT + " WHERE k.account_id = :account ORDER BY k.id DESC")
                .param("account", accountId)
                .query(Key.class)
                .list();
    }

    /** The key that waits for a second person; a rejected or overtaken one does not. */
    Optional<Key> waiting(long accountId) {
        return history(accountId).stream().findFirst().filter(Key::waits);
    }

    List<Key> waitingIn(String regionCode) {
        return jdbc.sql(SELECT + """
                 WHERE k.region_code = :region AND k.needs_consent AND d.key_id IS NULL
                   AND NOT EXISTS (SELECT FROM draw.party_key l WHERE l.account_id = k.account_id AND l.id > k.id)
                 ORDER BY k.id""")
                .param("region", regionCode)
                .query(Key.class)
                .list();
    }

    Key require(Actor actor) {
        return of(actor.accountId())
                .orElseThrow(() -> Problem.conflict(
                        "party-key-missing",
                        waiting(actor.accountId()).isPresent()
                                ? "本账号的密钥还在等第二人确认，暂不能承诺。请系统管理员当面核对指纹后确认。"
                                : "本账号还没有登记密钥。请先在“我的密钥”生成密钥、打印密钥码并登记公钥。"));
    }

    /** Registers a key of one's own. */
    @Transactional
    public Key register(Actor actor, @Nullable String given, @Nullable String why) {
        DrawDuties.requireNoRegistrar(actor);
        var publicKey = PartySignatures.requireKey(given);
        hold(actor.accountId());
        var present = of(actor.accountId());
        var needsConsent = present.isPresent() || passwordWasReset(actor.accountId());
        var reason = why == null ? "" : why.strip();
        if (needsConsent) {
            requireNoDraw(actor.accountId());
            if (reason.isEmpty() || reason.length() > 500) {
                throw Problem.badInput(
                        "party-key-reason",
                        present.isPresent()
                                ? "本账号已登记密钥。更换须写明原因（500 字以内），并由系统管理员确认。"
                                : "本账号的密码曾由管理员重置，登记密钥须写明原因（500 字以内），并由系统管理员确认。");
            }
        }
        var another = jdbc.sql("SELECT EXISTS (SELECT FROM draw.outside_verifier WHERE public_key = :key)")
                .param("key", publicKey)
                .query(Boolean.class)
                .single();
        if (known(publicKey) || another) {
            throw Problem.conflict("party-key-known", "这个公钥已经登记过，请生成新的密钥。");
        }
        var id = jdbc.sql("""
                INSERT INTO draw.party_key
                    (account_id, region_code, display_name, public_key, needs_consent, reason, registered_at)
                VALUES (:account, :region, :name, :key, :consent, :reason, :at) RETURNING id""")
                .param("account", actor.accountId())
                .param("region", actor.regionCode())
                .param("name", actor.displayName())
                .param("key", publicKey)
                .param("consent", needsConsent)
                .param("reason", reason)
                .param("at", now())
                .query(Long.class)
                .single();
        audit.record(
                actor,
                needsConsent ? "propose-party-key" : "register-party-key",
                "party-key/" + id,
                Map.of("fingerprint", PartySignatures.fingerprint(publicKey)));
        if (needsConsent) {
            accounts.holders(Role.SYSTEM_ADMIN, actor.regionCode())
                    .forEach(admin -> inbox.tellAccount(
                            admin, actor.displayName() + "登记了新的当事方密钥，请当面核对本人和指纹后确认", "/desk/party-keys"));
        }
        return find(id);
    }

    /** The second person's word. He has seen the party and compared the fingerprint with the one on its paper. */
    @Transactional
    public void decide(Actor actor, long keyId, boolean consent, @Nullable String why) {
        var key = jdbc.sql(SELECT + " WHERE k.id = :id AND k.region_code = :region")
                .param("id", keyId)
                .param("region", actor.regionCode())
                .query(Key.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("这个密钥"));
        hold(key.accountId());
        var reason = why == null ? "" : why.strip();
        if (reason.isEmpty() || reason.length() > 500) {
            throw Problem.badInput("reason-required", "请写明如何核对了本人和指纹（500 字以内）。");
        }
        if (waiting(key.accountId()).filter(k -> k.id() == keyId).isEmpty()) {
            throw Problem.conflict("party-key-decided", "这个密钥不在等待确认：已有决定，或本人又提交了新的密钥。请刷新列表。");
        }
        if (consent) {
            requireNoDraw(key.accountId());
        }
        jdbc.sql("""
                INSERT INTO draw.party_key_decision (key_id, consented, account_id, by_name, reason, decided_at)
                VALUES (:key, :consented, :account, :name, :reason, :at)""")
                .param("key", keyId)
                .param("consented", consent)
                .param("account", actor.accountId())
                .param("name", actor.displayName())
                .param("reason", reason)
                .param("at", now())
                .update();
        audit.record(
                actor,
                consent ? "consent-party-key" : "reject-party-key",
                "party-key/" + keyId,
                Map.of("account", key.accountId(), "fingerprint", key.fingerprint(), "reason", reason));
        inbox.tellAccount(
                key.accountId(),
                consent ? "新的当事方密钥已确认，旧密钥作废（指纹 " + key.fingerprint() + "）" : "新的当事方密钥未获确认：" + reason,
                "/desk/party-key");
    }

    @EventListener
    void on(PasswordReset reset) {
        jdbc.sql("INSERT INTO draw.password_reset (account_id, reset_at) VALUES (:account, :at) ON CONFLICT DO NOTHING")
                .param("account", reset.accountId())
                .param("at", now())
                .update();
    }

    boolean passwordWasReset(long accountId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM draw.password_reset WHERE account_id = :account)")
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    /** The draw between freeze and settlement in which an account stands for a party. */
    Optional<String> drawUnderWay(long accountId) {
        return jdbc.sql("""
                SELECT d.draw_no FROM draw.draw d JOIN draw.party p ON p.draw_id = d.id
                WHERE p.account_id = :account AND d.state NOT IN ('SETTLED', 'VOID') ORDER BY d.id LIMIT 1""").param("account", accountId).query(String.class).optional();
    }

    private void requireNoDraw(long accountId) {
        drawUnderWay(accountId).ifPresent(drawNo -> {
            throw Problem.conflict("party-key-in-draw", "抽取 " + drawNo + " 自冻结起尚未完成，其间不能更换密钥。请在该次抽取完成或作废后办理。");
        });
    }

    boolean known(String publicKey) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM draw.party_key WHERE public_key = :key)")
                .param("key", publicKey)
                .query(Boolean.class)
                .single();
    }

    private Key find(long id) {
        return jdbc.sql(SELECT + " WHERE k.id = :id")
                .param("id", id)
                .query(Key.class)
                .single();
    }

    /** Two registrations, or a registration and a freeze, of one account come one after the other. */
    void hold(long accountId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(:class, :account)")
                .param("class", LOCK)
                .param("account", Math.toIntExact(accountId))
                .query((rs, n) -> true)
                .single();
    }

    private static final int LOCK = 0x70_6b_65_79;

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
