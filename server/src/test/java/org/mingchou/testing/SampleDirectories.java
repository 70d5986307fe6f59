package org.mingchou.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingchou.shared.CreditCode;
import tools.jackson.databind.JsonNode;

/**
 * Small directories of the test district, brought in by import: 320 objects in four tiers, seven items, six officers in
 * each of three departments. Every department has an item that concerns every object, so that none is left without a
 * task by the draw. Loaded once per server.
 */
public final class SampleDirectories {

    /** Objects by tier: A 20, B 260, C 30, D 10; all carry EMERGENCY_MANAGEMENT. */
    public static final int OBJECTS = 320;

    private static final Set<Integer> LOADED = new HashSet<>();

    private SampleDirectories() {}

    public static synchronized void load(int port) {
        if (!LOADED.add(port)) {
            return;
        }
        var registrar = People.as(port, "yj-registrar");
        if (registrar.get("/api/items?q=TST-").json().path("total").asInt() > 0) {
            return;
        }
        bring(registrar, "subjects", objects());
        items(port, "yj", List.of("TST-YJ-01|对工贸企业的安全检查（样例）|工贸", "TST-YJ-02|对危险化学品企业的安全检查（样例）|危险化学品"));
        items(
                port,
                "sl",
                List.of("TST-SL-01|对取用水行为的检查（样例）|取水", "TST-SL-02|对围垦河道审批的后续监管（样例）|围垦河道", "TST-SL-03|对节约用水的检查（样例）|工贸"));
        items(port, "st", List.of("TST-ST-01|对危险废物管理的检查（样例）|危险废物", "TST-ST-02|对排污许可的检查（样例）|工贸"));
        for (var department : List.of("yj", "sl", "st")) {
            officers(port, department);
        }
    }

    /** Credit code of object {@code n}, from 1. */
    public static String code(int n) {
        var first = "91130111MT" + "%07d".formatted(n);
        return first + CreditCode.checkDigit(first);
    }

    private static List<List<?>> objects() {
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("统一社会信用代码", "名称", "登记状态", "监管标签", "信用风险等级", "等级评定日期"));
        for (int n = 1; n <= OBJECTS; n++) {
            var tier = n <= 20 ? "A" : n <= 280 ? "B" : n <= 310 ? "C" : "D";
            var labels = "应急管理领域、工贸" + (n % 3 == 0 ? "、取水" : "") + (n % 5 == 0 ? "、危险废物" : "")
                    + (n % 7 == 0 ? "、危险化学品" : "");
            var status = n == 50 ? "注销" : n == 60 ? "吊销" : "存续";
            rows.add(List.of(code(n), "样例第" + n + "机械有限公司", status, labels, tier, "2026-01-31"));
        }
        return rows;
    }

    private static void items(int port, String department, List<String> items) {
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("事项编码", "事项名称", "所属部门", "事项类别", "适用标签", "检查内容", "生效日期"));
        for (var item : items) {
            var cells = item.split("\\|");
            rows.add(List.of(
                    cells[0],
                    cells[1],
                    department.toUpperCase(java.util.Locale.ROOT),
                    "一般",
                    cells[2],
                    "现场情况；台账记录",
                    "2026-01-01"));
        }
        bring(People.as(port, department + "-registrar"), "items", rows);
    }

    private static void officers(int port, String department) {
        var rows = new ArrayList<List<?>>();
        rows.add(List.of("姓名", "所属部门", "执法证号", "证件有效期止"));
        var code = department.toUpperCase(java.util.Locale.ROOT);
        for (int n = 1; n <= 6; n++) {
            rows.add(List.of("样" + n, code, "冀样" + code + "T%03d".formatted(n), n == 6 ? "2026-03-31" : "2031-12-31"));
        }
        bring(People.as(port, department + "-registrar"), "officers", rows);
    }

    /** One more item of a department, which applies to every object; its code. */
    public static String addItemForAll(int port, String department) {
        var code = "TST-" + department.toUpperCase(java.util.Locale.ROOT) + "-99";
        items(port, department, List.of(code + "|对全部对象的检查（样例）|全部对象"));
        return code;
    }

    /** One more object of tier B. */
    public static void addObject(int port, int n) {
        bring(
                People.as(port, "yj-registrar"),
                "subjects",
                List.of(
                        List.of("统一社会信用代码", "名称", "登记状态", "监管标签", "信用风险等级", "等级评定日期"),
                        List.of(code(n), "样例第" + n + "机械有限公司", "存续", "应急管理领域、工贸", "B", "2026-01-31")));
    }

    /** One more officer of a department, certificate valid to the end of 2031. */
    public static void addOfficer(int port, String department, int n) {
        var code = department.toUpperCase(java.util.Locale.ROOT);
        bring(
                People.as(port, department + "-registrar"),
                "officers",
                List.of(
                        List.of("姓名", "所属部门", "执法证号", "证件有效期止"),
                        List.of("样" + n, code, "冀样" + code + "T%03d".formatted(n), "2031-12-31")));
    }

    private static void bring(Api registrar, String directory, List<List<?>> rows) {
        var staged = registrar
                .upload("/api/" + directory + "/imports", directory + ".xlsx", Workbooks.of("Sheet1", rows))
                .expect(201)
                .json();
        if (staged.path("bad").asInt() > 0) {
            LOADED.clear();
            throw new AssertionError(staged.toString());
        }
        registrar
                .post(
                        "/api/" + directory + "/imports/" + staged.get("id").asLong() + "/commit",
                        Map.of("acceptGoodRows", false))
                .expect(200);
    }

    /** Ids of a department's test items, by code. */
    public static Map<String, Long> itemIds(int port, String department) {
        var result = new HashMap<String, Long>();
        for (JsonNode item : People.as(port, department + "-planner")
                .get("/api/items?q=TST-&size=200")
                .json()
                .get("items")) {
            if (item.get("code").asString().startsWith("TST-" + department.toUpperCase(java.util.Locale.ROOT))) {
                result.put(item.get("code").asString(), item.get("id").asLong());
            }
        }
        return result;
    }
}
