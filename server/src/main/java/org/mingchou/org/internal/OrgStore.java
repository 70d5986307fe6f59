package org.mingchou.org.internal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.org.Accounts;
import org.mingchou.org.Departments;
import org.mingchou.org.DutyRules;
import org.mingchou.org.Organisation;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Regions, departments and accounts in PostgreSQL. */
@Component
class OrgStore implements Departments, Accounts, Organisation {

    /** What sign-in needs to know of an account. */
    record Credentials(
            long id,
            String username,
            String passwordHash,
            String displayName,
            @Nullable Long departmentId,
            String regionCode,
            String status,
            int failedAttempts,
            boolean locked,
            boolean mustChangePassword) {}

    /** Whether account {@code a} is locked after misses: one question for sign-in and for the list of accounts. */
    static final String LOCKED = "coalesce(a.locked_until > current_timestamp, false) AS locked";

    private static final int SHORTEST_PASSWORD = 10;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;
    private final BusinessClock clock;

    OrgStore(JdbcClient jdbc, PasswordEncoder passwords, AuditTrail audit, BusinessClock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Departments.Department> findDepartment(long id) {
        return jdbc.sql("SELECT id, region_code, code, name, short_name FROM org.department WHERE id = :id")
                .param("id", id)
                .query(Departments.Department.class)
                .optional();
    }

    @Override
    public Departments.Department require(long id, String regionCode) {
        return findDepartment(id)
                .filter(d -> d.regionCode().equals(regionCode))
                .orElseThrow(() -> Problem.notFound("这个部门"));
    }

    @Override
    public List<Departments.Department> inRegion(String regionCode) {
        return jdbc.sql("SELECT id, region_code, code, name, short_name FROM org.department"
                        + " WHERE region_code = :region ORDER BY id")
                .param("region", regionCode)
                .query(Departments.Department.class)
                .list();
    }

    @Override
    public String regionName(String regionCode) {
        return jdbc.sql("SELECT name FROM org.region WHERE code = :code")
                .param("code", regionCode)
                .query(String.class)
                .optional()
                .orElse(regionCode);
    }

    @Override
    @Transactional
    public void nameRegion(String code, String name) {
        if (!code.matches("[0-9]{6}")) {
            throw Problem.badInput("region-code", "行政区划代码为 6 位数字（GB/T 2260），例如 130111。");
        }
        jdbc.sql("INSERT INTO org.region (code, name) VALUES (:code, :name)"
                        + " ON CONFLICT (code) DO UPDATE SET name = excluded.name")
                .param("code", code)
                .param("name", name)
                .update();
    }

    @Override
    @Transactional
    public Departments.Department createDepartment(
            Actor actor, String regionCode, String code, String name, String shortName) {
        if (!code.matches("[A-Z0-9._-]{1,32}")) {
            throw Problem.badInput("department-code", "部门代码只能用大写字母、数字、点和横线，最多 32 位，例如 YJ。");
        }
        try {
            var id = jdbc.sql("""
                    INSERT INTO org.department (region_code, code, name, short_name)
                    VALUES (:region, :code, :name, :shortName) RETURNING id""")
                    .param("region", regionCode)
                    .param("code", code)
                    .param("name", name)
                    .param("shortName", shortName)
                    .query(Long.class)
                    .single();
            audit.record(actor, "create-department", "department/" + id, java.util.Map.of("code", code, "name", name));
            return new Departments.Department(id, regionCode, code, name, shortName);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("department-code-taken", "本区已有代码为 " + code + " 的部门，请换一个代码。");
        }
    }

    /** Puts right what a department is called; its code is in the files of draws and stays. */
    @Transactional
    public Departments.Department correctDepartment(Actor actor, long id, String name, String shortName) {
        var before = require(id, actor.regionCode());
        jdbc.sql("UPDATE org.department SET name = :name, short_name = :shortName WHERE id = :id")
                .param("name", name)
                .param("shortName", shortName)
                .param("id", id)
                .update();
        audit.record(
                actor,
                "correct-department",
                "department/" + id,
                java.util.Map.of(
                        "before", List.of(before.name(), before.shortName()), "after", List.of(name, shortName)));
        return new Departments.Department(id, before.regionCode(), before.code(), name, shortName);
    }

    @Override
    public Optional<Actor> find(long accountId) {
        return credentials("id = :key", accountId).map(this::actor);
    }

    @Override
    public Optional<Actor> findByUsername(String username) {
        return credentialsOf(username).map(this::actor);
    }

    @Override
    public List<Long> holders(Role role, String regionCode) {
        return jdbc.sql("""
                SELECT a.id FROM org.account a JOIN org.account_role r ON r.account_id = a.id
                WHERE r.role = :role AND a.region_code = :region AND a.status = 'ACTIVE' ORDER BY a.id""")
                .param("role", role.name())
                .param("region", regionCode)
                .query(Long.class)
                .list();
    }

    @Override
    public boolean none() {
        return jdbc.sql("SELECT count(*) FROM org.account").query(Long.class).single() == 0;
    }

    @Override
    @Transactional
    public long create(
            String username,
            String password,
            String displayName,
            @Nullable Long departmentId,
            String regionCode,
            Set<Role> roles,
            String createdBy) {
        requireStrong(password, List.of(username));
        var account = new NewAccount(username, displayName, departmentId, regionCode, roles);
        return insertAccount(account, Objects.requireNonNull(passwords.encode(password)), createdBy);
    }

    @Override
    @Transactional
    public void createAccounts(String password, List<NewAccount> accounts, String createdBy) {
        requireStrong(password, accounts.stream().map(NewAccount::username).toList());
        var hash = Objects.requireNonNull(passwords.encode(password));
        accounts.forEach(account -> insertAccount(account, hash, createdBy));
    }

    private long insertAccount(NewAccount account, String hash, String createdBy) {
        if (!account.username().matches("[a-z0-9._-]{2,64}")) {
            throw Problem.badInput("username", "登录名用 2 至 64 位小写字母、数字、点、横线或下划线。");
        }
        requireCompatible(account.roles());
        try {
            var id = jdbc.sql("""
                    INSERT INTO org.account
                        (username, password_hash, display_name, department_id, region_code, status, created_by, created_at)
                    VALUES (:username, :hash, :name, :department, :region, 'ACTIVE', :createdBy, :now) RETURNING id""")
                    .param("username", account.username())
                    .param("hash", hash)
                    .param("name", account.displayName())
                    .param("department", account.departmentId())
                    .param("region", account.regionCode())
                    .param("createdBy", createdBy)
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
            insertRoles(id, account.roles());
            audit.record(
                    createdBy,
                    account.regionCode(),
                    "create-account",
                    "account/" + id,
                    java.util.Map.of(
                            "username",
                            account.username(),
                            "roles",
                            account.roles().stream().map(Role::name).sorted().toList()));
            return id;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("username-taken", "登录名 " + account.username() + " 已被使用，请换一个。");
        }
    }

    Optional<Credentials> credentialsOf(String username) {
        return credentials("username = :key", username);
    }

    Actor actor(Credentials c) {
        return new Actor(c.id(), c.username(), c.displayName(), c.departmentId(), c.regionCode(), roles(c.id()));
    }

    Set<Role> roles(long accountId) {
        var result = EnumSet.noneOf(Role.class);
        jdbc.sql("SELECT role FROM org.account_role WHERE account_id = :id")
                .param("id", accountId)
                .query(String.class)
                .list()
                .forEach(name -> result.add(Role.valueOf(name)));
        return result;
    }

    void replaceRoles(long accountId, Set<Role> roles) {
        requireCompatible(roles);
        jdbc.sql("DELETE FROM org.account_role WHERE account_id = :id")
                .param("id", accountId)
                .update();
        insertRoles(accountId, roles);
    }

    void setStatus(long accountId, String status) {
        jdbc.sql("UPDATE org.account SET status = :status, failed_attempts = 0, locked_until = NULL,"
                        + " version = version + 1 WHERE id = :id")
                .param("status", status)
                .param("id", accountId)
                .update();
    }

    void rename(long accountId, String displayName) {
        jdbc.sql("UPDATE org.account SET display_name = :name, version = version + 1 WHERE id = :id")
                .param("name", displayName)
                .param("id", accountId)
                .update();
    }

    /** @param byOther not by the account's own holder, who must change it before anything else */
    void setPassword(long accountId, String password, boolean byOther) {
        requireStrong(password, usernames(accountId));
        jdbc.sql("UPDATE org.account SET password_hash = :hash, must_change_password = :byOther, failed_attempts = 0,"
                        + " locked_until = NULL, version = version + 1 WHERE id = :id")
                .param("hash", passwords.encode(password))
                .param("byOther", byOther)
                .param("id", accountId)
                .update();
    }

    void recordAttempt(long accountId, int failedAttempts) {
        jdbc.sql("UPDATE org.account SET failed_attempts = :failed, locked_until = NULL WHERE id = :id")
                .param("failed", failedAttempts)
                .param("id", accountId)
                .update();
    }

    /** Locks by the database's clock, as {@link #LOCKED} reads it: the demo clock may jump by years. */
    void lockFor(long accountId, Duration period) {
        jdbc.sql("UPDATE org.account SET failed_attempts = 0,"
                        + " locked_until = current_timestamp + make_interval(secs => :seconds) WHERE id = :id")
                .param("seconds", period.toSeconds())
                .param("id", accountId)
                .update();
    }

    private Optional<Credentials> credentials(String condition, Object key) {
        return jdbc.sql("""
                SELECT a.id, a.username, a.password_hash, a.display_name, a.department_id, a.region_code, a.status,
                       a.failed_attempts, a.must_change_password,\s""" + LOCKED + " FROM org.account a WHERE a." + condition)
                .param("key", key)
                .query(Credentials.class)
                .optional();
    }

    private void insertRoles(long accountId, Set<Role> roles) {
        for (var role : roles) {
            jdbc.sql("INSERT INTO org.account_role (account_id, role) VALUES (:id, :role)")
                    .param("id", accountId)
                    .param("role", role.name())
                    .update();
        }
    }

    private static void requireCompatible(Set<Role> roles) {
        DutyRules.firstBrokenBy(roles).ifPresent(rule -> {
            throw Problem.unprocessable("duties-not-separated", rule.reason())
                    .with("rule", rule.label())
                    .with("clause", rule.clause());
        });
    }

    private List<String> usernames(long accountId) {
        return jdbc.sql("SELECT username FROM org.account WHERE id = :id")
                .param("id", accountId)
                .query(String.class)
                .list();
    }

    private static void requireStrong(String password, List<String> usernames) {
        boolean letters = password.chars().anyMatch(Character::isLetter);
        boolean digits = password.chars().anyMatch(Character::isDigit);
        if (password.length() < SHORTEST_PASSWORD || !letters || !digits) {
            throw Problem.badInput("password-too-weak", "密码至少 " + SHORTEST_PASSWORD + " 位，须同时有字母和数字。");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (usernames.stream().anyMatch(name -> lower.contains(name.toLowerCase(Locale.ROOT)))) {
            throw Problem.badInput("password-too-weak", "密码不能与登录名相同，也不能包含登录名，请换一个。");
        }
    }
}
