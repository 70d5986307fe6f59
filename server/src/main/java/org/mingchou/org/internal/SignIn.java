package org.mingchou.org.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Checks name and password; five misses in a row lock an account for a quarter of an hour. */
@Component
class SignIn {

    static final int MISSES_ALLOWED = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final OrgStore store;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;
    private final StillStarting starting;
    /** Compared against when the name is unknown, so that the answer takes as long. */
    private final String nobody;

    SignIn(OrgStore store, PasswordEncoder passwords, AuditTrail audit, StillStarting starting) {
        this.starting = starting;
        this.store = store;
        this.passwords = passwords;
        this.audit = audit;
        this.nobody = passwords.encode("nobody-has-this-password");
    }

    /** The refusal is returned to the transaction's end: the miss must be kept although sign-in fails. */
    @Transactional(noRollbackFor = Problem.class)
    public AccountPrincipal check(String username, String password) {
        starting.refuse();
        var found = store.credentialsOf(username).orElse(null);
        if (found == null) {
            passwords.matches(password, nobody);
            throw wrong();
        }
        requireOpen(found);
        if (missed(found, password)) {
            throw wrong();
        }
        store.recordAttempt(found.id(), 0);
        var actor = store.actor(found);
        audit.record(actor, "sign-in", "account/" + found.id(), Map.of());
        return new AccountPrincipal(actor, found.mustChangePassword());
    }

    /**
     * Changes the own password. A wrong present one counts as a miss, and is 422: the session has not ended.
     */
    @Transactional(noRollbackFor = Problem.class)
    public void changePassword(Actor actor, String current, String next) {
        var found = store.credentialsOf(actor.username()).orElseThrow();
        requireOpen(found);
        if (missed(found, current)) {
            var reason = "现在的密码不对，请核对后重新输入。";
            throw Problem.unprocessable("current-password-wrong", reason)
                    .with("errors", List.of(new Problem.FieldError("current", reason)));
        }
        if (next.equals(current)) {
            throw Problem.badInput("password-unchanged", "新密码与现在的密码相同，请换一个。");
        }
        store.setPassword(actor.accountId(), next, false);
        audit.record(actor, "change-password", "account/" + actor.accountId(), Map.of());
    }

    private static void requireOpen(OrgStore.Credentials found) {
        if (!"ACTIVE".equals(found.status())) {
            throw Problem.of(Problem.Kind.NOT_SIGNED_IN, "account-disabled", "此账号已停用。请联系本单位的安全管理员。");
        }
        if (found.locked()) {
            throw Problem.of(
                    Problem.Kind.TOO_MANY,
                    "account-locked",
                    "密码连续输错 " + MISSES_ALLOWED + " 次，账号暂停登录 15 分钟。请稍后再试，或请安全管理员解锁。");
        }
    }

    /** Whether the password is wrong; then the miss is counted, and the last one allowed locks. */
    private boolean missed(OrgStore.Credentials found, String password) {
        if (passwords.matches(password, found.passwordHash())) {
            return false;
        }
        int misses = found.failedAttempts() + 1;
        if (misses >= MISSES_ALLOWED) {
            store.lockFor(found.id(), LOCKED_FOR);
        } else {
            store.recordAttempt(found.id(), misses);
        }
        audit.record(found.username(), found.regionCode(), "sign-in-missed", "account/" + found.id(), Map.of());
        return true;
    }

    private static Problem wrong() {
        return Problem.of(Problem.Kind.NOT_SIGNED_IN, "sign-in-failed", "登录名或密码不对，请核对后重新输入。");
    }
}
