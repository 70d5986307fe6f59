package org.mingchou.demo.internal;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.mingchou.calendar.DemoClock;
import org.mingchou.imports.Imports;
import org.mingchou.org.Accounts;
import org.mingchou.org.Organisation;
import org.mingchou.shared.Actor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Loads both districts, whole or not at all, through the accounts and the imports that users have. */
@Service
@ConditionalOnProperty(name = "mingchou.demo", havingValue = "true")
class LoadDistrict {

    static final String PASSWORD = "mingchou-2026";

    /** The directories were filled before the plan was made, so that a scenario may begin some days earlier. */
    private static final OffsetDateTime FILLED = OffsetDateTime.parse("2026-05-06T09:00:00+08:00");

    private static final OffsetDateTime PLAN_DAY = OffsetDateTime.parse("2026-05-13T09:00:00+08:00");

    private final Accounts accounts;
    private final Organisation organisation;
    private final Imports imports;
    private final DemoClock clock;

    LoadDistrict(Accounts accounts, Organisation organisation, Imports imports, DemoClock clock) {
        this.accounts = accounts;
        this.organisation = organisation;
        this.imports = imports;
        this.clock = clock;
    }

    @Transactional
    public void load(Consumer<String> progress) {
        clock.moveTo(FILLED.toInstant());
        load(District.LUANCHENG, progress);
        load(District.NEIGHBOUR, progress);
        clock.moveTo(PLAN_DAY.toInstant());
    }

    private void load(District district, Consumer<String> progress) {
        organisation.nameRegion(district.region(), district.name());
        var founder = new Actor(0, "demo", "样例装载", null, district.region(), Set.of());
        Map<String, Long> departments = new HashMap<>();
        district.departments()
                .forEach(d -> departments.put(
                        d.code(),
                        organisation
                                .createDepartment(founder, district.region(), d.code(), d.name(), d.shortName())
                                .id()));
        var people = new DemoPeople(district);
        var made = people.accounts(departments);
        organisation.createAccounts(PASSWORD, made, "样例装载");
        progress.accept(district.name() + "：部门 " + departments.size() + " 个，账号 " + made.size() + " 个");
        for (var department : district.inspecting()) {
            var registrar = district.prefix() + department.slug() + "-registrar";
            bring(registrar, "items", "抽查事项-" + department.shortName(), DemoItems.of(department), progress);
            bring(registrar, "officers", "执法人员-" + department.shortName(), people.officers(department), progress);
        }
        bring(
                district.prefix() + "yj-registrar",
                "subjects",
                "检查对象-" + district.shortName(),
                new DemoObjects(district).sheet(),
                progress);
    }

    private void bring(String registrar, String directory, String fileName, Sheet sheet, Consumer<String> progress) {
        var actor = accounts.findByUsername(registrar).orElseThrow();
        var staged = imports.stage(actor, directory, fileName + "（样例）.xlsx", sheet.workbook());
        if (staged.bad() > 0) {
            throw new IllegalStateException("the demonstration has bad rows: " + staged.errors());
        }
        imports.commit(actor, directory, staged.id(), false);
        progress.accept(fileName + "：" + staged.good() + " 行");
    }
}
