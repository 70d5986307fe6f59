package org.mingchou.org.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.org.Departments;
import org.mingchou.org.PasswordReset;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Departments and accounts: the system administrator creates, the security administrator grants. */
@RestController
@RequestMapping("/api")
class AccountController {

    private static final String LONGEST = "最多 100 个字，请缩短";

    record AccountRow(
            long id,
            String username,
            String displayName,
            @Nullable String departmentName,
            String status,
            boolean locked,
            List<String> roles,
            List<String> allowedActions) {}

    record NewDepartment(
            @NotBlank(message = "请填写部门代码，例如 YJ") String code,

            @NotBlank(message = "请填写部门全称") @Size(max = 100, message = LONGEST) String name,

            @NotBlank(message = "请填写部门简称") @Size(max = 100, message = LONGEST) String shortName) {}

    record DepartmentNames(
            @NotBlank(message = "请填写部门全称") @Size(max = 100, message = LONGEST) String name,

            @NotBlank(message = "请填写部门简称") @Size(max = 100, message = LONGEST) String shortName) {}

    record NewAccount(
            @NotBlank(message = "请填写登录名") String username,
            @NotBlank(message = "请填写初始密码") String password,

            @NotBlank(message = "请填写姓名") @Size(max = 100, message = LONGEST) String displayName,

            @Nullable Long departmentId) {}

    record PersonName(
            @NotBlank(message = "请填写姓名") @Size(max = 100, message = LONGEST) String displayName) {}

    record Roles(@NotNull(message = "请列出角色") Set<Role> roles) {}

    record Why(@NotBlank(message = "请写明原因，供审计查看") String reason) {}

    record Password(@NotBlank(message = "请填写新密码") String password) {}

    private final OrgStore store;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final FindByIndexNameSessionRepository<?> sessions;
    private final ApplicationEventPublisher events;

    AccountController(
            OrgStore store,
            JdbcClient jdbc,
            AuditTrail audit,
            FindByIndexNameSessionRepository<?> sessions,
            ApplicationEventPublisher events) {
        this.events = events;
        this.store = store;
        this.jdbc = jdbc;
        this.audit = audit;
        this.sessions = sessions;
    }

    @PermitAll
    @GetMapping("/departments")
    List<Departments.Department> departments(Actor actor) {
        return store.inRegion(actor.regionCode());
    }

    @RolesAllowed(Role.Names.SYSTEM_ADMIN)
    @PostMapping("/departments")
    @ResponseStatus(HttpStatus.CREATED)
    Departments.Department createDepartment(@RequestBody @Valid NewDepartment wanted, Actor actor) {
        return store.createDepartment(actor, actor.regionCode(), wanted.code(), wanted.name(), wanted.shortName());
    }

    @RolesAllowed(Role.Names.SYSTEM_ADMIN)
    @PutMapping("/departments/{id}")
    Departments.Department correctDepartment(
            @PathVariable long id, @RequestBody @Valid DepartmentNames wanted, Actor actor) {
        return store.correctDepartment(
                actor, id, wanted.name().strip(), wanted.shortName().strip());
    }

    @RolesAllowed({Role.Names.SYSTEM_ADMIN, Role.Names.SECURITY_ADMIN, Role.Names.AUDIT_ADMIN, Role.Names.PLANNER})
    @GetMapping("/accounts")
    Page<AccountRow> accounts(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable Long departmentId,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Actor actor) {
        var paging = new Paging(page, size);
        var from = """
                FROM org.account a LEFT JOIN org.department d ON d.id = a.department_id
                WHERE a.region_code = :region
                  AND (:q = '' OR position(:q IN a.username) > 0 OR position(:q IN a.display_name) > 0)
                  AND (CAST(:department AS bigint) IS NULL OR a.department_id = :department)
                  AND (:role = '' OR EXISTS (SELECT FROM org.account_role r WHERE r.account_id = a.id AND r.role = :role))
                """;
        var total = jdbc.sql("SELECT count(*) " + from)
                .param("region", actor.regionCode())
                .param("q", q)
                .param("role", role == null ? "" : role.name())
                .param("department", departmentId)
                .query(Long.class)
                .single();
        var rows = jdbc.sql("""
                SELECT a.id, a.username, a.display_name, d.name AS department_name, a.status,
                       """ + OrgStore.LOCKED + """
                       , ARRAY(SELECT r.role FROM org.account_role r WHERE r.account_id = a.id ORDER BY r.role) AS roles
                """ + from + " ORDER BY a.id LIMIT :size OFFSET :offset")
                .param("region", actor.regionCode())
                .param("q", q)
                .param("role", role == null ? "" : role.name())
                .param("department", departmentId)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query((rs, n) -> new AccountRow(
                        rs.getLong("id"),
                        rs.getString("username"),
                        rs.getString("display_name"),
                        rs.getString("department_name"),
                        rs.getString("status"),
                        rs.getBoolean("locked"),
                        List.of((String[]) rs.getArray("roles").getArray()),
                        allowed(
                                actor,
                                rs.getLong("id"),
                                rs.getString("status").equals("ACTIVE") && !rs.getBoolean("locked"))))
                .list();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    @RolesAllowed(Role.Names.SYSTEM_ADMIN)
    @PostMapping("/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Map<String, Long> create(@RequestBody @Valid NewAccount wanted, Actor actor) {
        if (wanted.departmentId() != null) {
            store.require(wanted.departmentId(), actor.regionCode());
        }
        var id = store.create(
                wanted.username(),
                wanted.password(),
                wanted.displayName(),
                wanted.departmentId(),
                actor.regionCode(),
                Set.of(),
                actor.username());
        store.setPassword(id, wanted.password(), true);
        return Map.of("id", id);
    }

    /** The name of the person; an open session shows the former one until it ends. */
    @RolesAllowed(Role.Names.SYSTEM_ADMIN)
    @PutMapping("/accounts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void correctName(@PathVariable long id, @RequestBody @Valid PersonName wanted, Actor actor) {
        var account = requireInRegion(id, actor);
        var name = wanted.displayName().strip();
        store.rename(id, name);
        audit.record(actor, "correct-account", "account/" + id, Map.of("before", account.displayName(), "after", name));
    }

    @RolesAllowed(Role.Names.SECURITY_ADMIN)
    @PutMapping("/accounts/{id}/roles")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void grant(@PathVariable long id, @RequestBody @Valid Roles wanted, Actor actor) {
        var account = requireOther(id, actor);
        store.replaceRoles(id, wanted.roles());
        audit.record(
                actor,
                "grant-roles",
                "account/" + id,
                Map.of(
                        "before",
                                account.roles().stream()
                                        .map(Role::name)
                                        .sorted()
                                        .toList(),
                        "after",
                                wanted.roles().stream().map(Role::name).sorted().collect(Collectors.toList())));
        endSessions(account);
    }

    @RolesAllowed(Role.Names.SECURITY_ADMIN)
    @PostMapping("/accounts/{id}/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void lock(@PathVariable long id, @RequestBody @Valid Why why, Actor actor) {
        var account = requireOther(id, actor);
        store.setStatus(id, "DISABLED");
        audit.record(actor, "disable-account", "account/" + id, Map.of("reason", why.reason()));
        endSessions(account);
    }

    @RolesAllowed(Role.Names.SECURITY_ADMIN)
    @PostMapping("/accounts/{id}/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void unlock(@PathVariable long id, @RequestBody @Valid Why why, Actor actor) {
        requireOther(id, actor);
        store.setStatus(id, "ACTIVE");
        audit.record(actor, "enable-account", "account/" + id, Map.of("reason", why.reason()));
    }

    @RolesAllowed(Role.Names.SECURITY_ADMIN)
    @PostMapping("/accounts/{id}/reset-password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void resetPassword(@PathVariable long id, @RequestBody @Valid Password wanted, Actor actor) {
        var account = requireOther(id, actor);
        store.setPassword(id, wanted.password(), true);
        events.publishEvent(new PasswordReset(id));
        audit.record(actor, "reset-password", "account/" + id, Map.of());
        endSessions(account);
    }

    private static List<String> allowed(Actor actor, long accountId, boolean open) {
        if (actor.has(Role.SYSTEM_ADMIN)) {
            return List.of("CORRECT_NAME");
        }
        return actor.has(Role.SECURITY_ADMIN) && actor.accountId() != accountId
                ? List.of("GRANT", open ? "LOCK" : "UNLOCK", "RESET_PASSWORD")
                : List.of();
    }

    private Actor requireInRegion(long id, Actor actor) {
        return store.find(id)
                .filter(a -> a.regionCode().equals(actor.regionCode()))
                .orElseThrow(() -> Problem.notFound("这个账号"));
    }

    private Actor requireOther(long id, Actor actor) {
        var account = requireInRegion(id, actor);
        if (account.accountId() == actor.accountId()) {
            throw Problem.notAllowed("own-account", "不能变更自己的角色、状态或用此途径重置自己的密码，请由另一位管理员办理。");
        }
        return account;
    }

    /** A role that was taken away must not live on in an open session. */
    private void endSessions(Actor account) {
        sessions.findByPrincipalName(account.username()).keySet().forEach(sessions::deleteById);
    }
}
