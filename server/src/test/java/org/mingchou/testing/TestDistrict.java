package org.mingchou.testing;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.org.Accounts;
import org.mingchou.org.Departments;
import org.mingchou.org.Organisation;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A district and its neighbour, with an account for every role: {@code yj-planner}, {@code sl-admin}, … and
 * {@code gc-yj-planner}, … in the neighbour. Objects, officers and items are brought by the tests themselves.
 */
@TestComponent
public class TestDistrict {

    public static final String PASSWORD = "mingchou-2026";
    public static final String REGION = "130111";
    public static final String NEIGHBOUR = "130109";

    private static final Map<String, Set<Role>> DEPARTMENT_ACCOUNTS = Map.of(
            "planner", EnumSet.of(Role.PLANNER),
            "admin", EnumSet.of(Role.DEPARTMENT_ADMIN),
            "approver", EnumSet.of(Role.APPROVER),
            "approver2", EnumSet.of(Role.APPROVER),
            "registrar", EnumSet.of(Role.REGISTRAR),
            "reviewer", EnumSet.of(Role.REVIEWER),
            "followup", EnumSet.of(Role.FOLLOWUP_HANDLER),
            "officer-01", EnumSet.of(Role.OFFICER),
            "officer-02", EnumSet.of(Role.OFFICER));

    private final Accounts accounts;
    private final Departments departments;
    private final Organisation organisation;
    private final JdbcClient jdbc;

    TestDistrict(Accounts accounts, Departments departments, Organisation organisation, JdbcClient jdbc) {
        this.accounts = accounts;
        this.departments = departments;
        this.organisation = organisation;
        this.jdbc = jdbc;
    }

    /** Servers of different tests may stand on one database. */
    String database() {
        return jdbc.sql("SELECT current_database()").query(String.class).single();
    }

    @EventListener(ApplicationStartedEvent.class)
    public void prepare() {
        if (accounts.none()) {
            prepare(REGION, "石家庄市栾城区", "");
            prepare(NEIGHBOUR, "石家庄市藁城区", "gc-");
        }
    }

    public long department(String regionCode, String code) {
        return departments.inRegion(regionCode).stream()
                .filter(d -> d.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    public Actor actor(String username) {
        return accounts.findByUsername(username).orElseThrow();
    }

    private void prepare(String region, String name, String prefix) {
        organisation.nameRegion(region, name);
        var founder = new Actor(0, "test", "测试", null, region, Set.of());
        var names = new TreeMap<>(Map.of("YJ", "应急管理局", "SL", "水利局", "ST", "市生态环境局分局", "SC", "市场监督管理局"));
        names.forEach((code, departmentName) -> {
            var department =
                    organisation.createDepartment(founder, region, code, name + departmentName, departmentName);
            DEPARTMENT_ACCOUNTS.forEach((suffix, roles) -> create(
                    prefix + code.toLowerCase(java.util.Locale.ROOT) + "-" + suffix, department.id(), region, roles));
        });
        create(prefix + "sc-party", department(region, "SC"), region, EnumSet.of(Role.PARTY));
        create(prefix + "witness", null, region, EnumSet.of(Role.WITNESS));
        create(prefix + "supervisor", null, region, EnumSet.of(Role.SUPERVISOR));
        create(prefix + "sysadmin", null, region, EnumSet.of(Role.SYSTEM_ADMIN));
        create(prefix + "secadmin", null, region, EnumSet.of(Role.SECURITY_ADMIN));
        create(prefix + "auditadmin", null, region, EnumSet.of(Role.AUDIT_ADMIN));
    }

    private void create(String username, @Nullable Long department, String region, Set<Role> roles) {
        accounts.create(username, PASSWORD, username, department, region, roles, "test");
    }
}
