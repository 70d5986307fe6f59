package org.mingchou.org.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The first run of a real installation: three people for three administrators, no default password anywhere. */
@RestController
@RequestMapping("/api/setup")
class SetupController {

    record State(boolean needed) {}

    record Administrator(
            @NotBlank(message = "请填写登录名") String username,
            @NotBlank(message = "请填写姓名") String displayName,
            @NotBlank(message = "请填写密码") String password) {}

    record Wanted(
            @NotBlank(message = "请填写行政区划代码") String regionCode,
            @NotBlank(message = "请填写行政区划名称，例如 石家庄市栾城区") String regionName,
            @NotNull(message = "请填写系统管理员") @Valid Administrator systemAdmin,
            @NotNull(message = "请填写安全管理员") @Valid Administrator securityAdmin,
            @NotNull(message = "请填写审计管理员") @Valid Administrator auditAdmin) {}

    private final OrgStore store;
    private final StillStarting starting;
    private final JdbcClient jdbc;

    SetupController(OrgStore store, StillStarting starting, JdbcClient jdbc) {
        this.starting = starting;
        this.store = store;
        this.jdbc = jdbc;
    }

    @PermitAll
    @GetMapping
    State state() {
        return new State(!starting.holds() && store.none());
    }

    @PermitAll
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public State initialise(@RequestBody @Valid Wanted wanted) {
        starting.refuse();
        // Two browsers may both have seen an empty installation: only one may fill it.
        jdbc.sql("LOCK TABLE org.account IN EXCLUSIVE MODE").update();
        if (!store.none()) {
            throw Problem.conflict("already-set-up", "本系统已完成首次设置，请直接登录。");
        }
        store.nameRegion(wanted.regionCode(), wanted.regionName());
        create(wanted.regionCode(), wanted.systemAdmin(), Role.SYSTEM_ADMIN);
        create(wanted.regionCode(), wanted.securityAdmin(), Role.SECURITY_ADMIN);
        create(wanted.regionCode(), wanted.auditAdmin(), Role.AUDIT_ADMIN);
        return state();
    }

    private void create(String region, Administrator person, Role role) {
        store.create(person.username(), person.password(), person.displayName(), null, region, Set.of(role), "首次设置");
    }
}
