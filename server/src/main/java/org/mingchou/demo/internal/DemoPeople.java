package org.mingchou.demo.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mingchou.org.Organisation.NewAccount;
import org.mingchou.shared.Role;

/** Invented people: every given name begins with 样, every phone with 100, every birthday lies in 1900. */
final class DemoPeople {

    private static final String[] FAMILY = "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 许 何 吕 张 孔 曹 严 华 金 魏 陶 姜".split(" ");
    private static final String[] GIVEN = "宁 安 平 和 文 明 清 正 立 新 成 达 远 志 诚 信 敏 慧 静 芳 兰 松 柏 峰 林 江 海 波 宇 晨".split(" ");

    private static final Map<String, Set<Role>> DEPARTMENT_ACCOUNTS = new TreeMap<>(Map.of(
            "planner", Set.of(Role.PLANNER),
            "admin", Set.of(Role.DEPARTMENT_ADMIN),
            "approver", Set.of(Role.APPROVER),
            "approver2", Set.of(Role.APPROVER),
            "registrar", Set.of(Role.REGISTRAR),
            "reviewer", Set.of(Role.REVIEWER),
            "followup", Set.of(Role.FOLLOWUP_HANDLER)));

    private static final Map<String, Set<Role>> REGION_ACCOUNTS = new TreeMap<>(Map.of(
            "witness", Set.of(Role.WITNESS),
            "supervisor", Set.of(Role.SUPERVISOR),
            "sysadmin", Set.of(Role.SYSTEM_ADMIN),
            "secadmin", Set.of(Role.SECURITY_ADMIN),
            "auditadmin", Set.of(Role.AUDIT_ADMIN)));

    /** Both holders of the rare qualification let their certificates lapse in the spring: a real staffing problem. */
    private static final LocalDate LAPSED = LocalDate.of(2026, 4, 30);

    private static final List<String> HEADERS =
            List.of("姓名", "所属部门", "职务", "执法证号", "发证机关", "证件有效期起", "证件有效期止", "专业资格", "手机号", "身份证号", "登录账号");

    private final District district;
    private final Dice dice;

    DemoPeople(District district) {
        this.district = district;
        this.dice = district.dice();
    }

    /** @param departmentIds by code */
    List<NewAccount> accounts(Map<String, Long> departmentIds) {
        var accounts = new ArrayList<NewAccount>();
        for (var department : district.departments()) {
            var id = departmentIds.get(department.code());
            if (!department.code().equals("SF")) {
                DEPARTMENT_ACCOUNTS.forEach((duty, roles) -> accounts.add(new NewAccount(
                        district.prefix() + department.slug() + "-" + duty,
                        name(department.slug() + "/" + duty, 0),
                        id,
                        district.region(),
                        roles)));
            }
        }
        for (var department : district.inspecting()) {
            for (int i = 1; i <= district.officers(); i++) {
                accounts.add(new NewAccount(
                        username(department, i),
                        name("officer/" + department.code(), i),
                        departmentIds.get(department.code()),
                        district.region(),
                        Set.of(Role.OFFICER)));
            }
        }
        accounts.add(new NewAccount(
                district.prefix() + "sc-party",
                name("party", 0),
                departmentIds.get("SC"),
                district.region(),
                Set.of(Role.PARTY)));
        REGION_ACCOUNTS.forEach((duty, roles) -> accounts.add(new NewAccount(
                district.prefix() + duty,
                name(duty, 0),
                duty.equals("supervisor") ? departmentIds.get("SF") : null,
                district.region(),
                roles)));
        return accounts;
    }

    /** The officers of one department. */
    Sheet officers(District.Department department) {
        var rows = new ArrayList<List<String>>();
        for (int i = 1; i <= district.officers(); i++) {
            rows.add(List.of(
                    name("officer/" + department.code(), i),
                    department.name(),
                    i == 1 ? "大队长" : i % 5 == 0 ? "中队长" : "执法员",
                    "冀样" + district.region() + department.code() + "%04d".formatted(i),
                    "河北省人民政府（样例）",
                    "2021-07-01",
                    validTo(department, i).toString(),
                    qualification(department, i),
                    "100%08d".formatted(dice.below(100_000_000, "phone/" + department.code(), i)),
                    idNumber(department, i),
                    username(department, i)));
        }
        return new Sheet(department.shortName(), HEADERS, rows);
    }

    private String username(District.Department department, int i) {
        return district.prefix() + department.slug() + "-officer-" + "%02d".formatted(i);
    }

    private static boolean rare(District.Department department, int i) {
        return department.code().equals("YJ") && (i == 3 || i == 4);
    }

    private LocalDate validTo(District.Department department, int i) {
        if (rare(department, i) || i % 11 == 0) {
            return LAPSED;
        }
        if (i % 13 == 0) {
            return LocalDate.of(2026, 6, 10);
        }
        return LocalDate.of(2027, 1, 31).plusMonths(dice.below(30, "certificate/" + department.code(), i));
    }

    private static String qualification(District.Department department, int i) {
        if (rare(department, i)) {
            return "工贸安全检查、危险化学品安全检查";
        }
        return switch (department.code()) {
            case "YJ" -> "工贸安全检查";
            case "SL" -> i % 7 == 0 ? "水行政执法、供水水质检查" : i % 4 == 0 ? "水行政执法、水土保持监督" : "水行政执法";
            default -> i % 6 == 0 ? "生态环境执法、危险废物管理" : "生态环境执法";
        };
    }

    private String idNumber(District.Department department, int i) {
        var first = district.region() + "19000101"
                + "%03d".formatted(dice.below(900, "id/" + department.code(), i) + i % 90);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += (first.charAt(k) - '0') * weights[k];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    String name(String what, int i) {
        return dice.pick(FAMILY, "family/" + what, i) + "样" + dice.pick(GIVEN, "given/" + what, i);
    }
}
