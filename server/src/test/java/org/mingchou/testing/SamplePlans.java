package org.mingchou.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Joint plans over {@link SampleDirectories}, as a planner types them in. */
public final class SamplePlans {

    /** 第N次 counts by year, and ends at 99. */
    private static final Map<String, AtomicInteger> NEXT = new ConcurrentHashMap<>();

    private SamplePlans() {}

    /** A fresh input of three departments; ratios A 1 %, B 3 %, C 10 %, D 30 %, overall floor 3 %, reserve 50 %. */
    public static Map<String, Object> input(int port, TestDistrict district) {
        SampleDirectories.load(port);
        var today = LocalDate.parse(People.as(port, "yj-planner")
                .get("/api/session")
                .json()
                .get("today")
                .asString());
        var departments = new ArrayList<Map<String, Object>>();
        for (var code : List.of("yj", "sl", "st")) {
            departments.add(Map.of(
                    "departmentId",
                    district.department(TestDistrict.REGION, code.toUpperCase(java.util.Locale.ROOT)),
                    "groupSize",
                    2,
                    "itemIds",
                    new TreeMap<>(SampleDirectories.itemIds(port, code)).values()));
        }
        var input = new HashMap<String, Object>();
        input.put("year", today.getYear());
        input.put(
                "number",
                NEXT.computeIfAbsent(district.database() + " " + today.getYear(), key -> new AtomicInteger())
                        .incrementAndGet());
        input.put("from", today.toString());
        // Short of half a year: a yearly plan has to stand open for a day.
        var yearEnd = LocalDate.of(today.getYear(), 12, 31);
        var later = today.plusDays(120);
        input.put("to", (later.isBefore(yearEnd) ? later : yearEnd).toString());
        input.put("basis", "");
        input.put("basisDocuments", List.of("石家庄市栾城区样例年度随机抽查工作计划"));
        input.put("scope", Map.of("label", "EMERGENCY_MANAGEMENT"));
        input.put("departments", departments);
        input.put(
                "ratio",
                Map.of(
                        "byTier",
                        Map.of("A", 100, "B", 300, "C", 1000, "D", 3000, "N", 300),
                        "floorMode",
                        "OVERALL",
                        "floor",
                        300,
                        "reserve",
                        5000,
                        "base",
                        "ALL"));
        input.put("tierAsOf", today.minusDays(7).toString());
        return input;
    }

    /** An {@link #input} with only one item for each department: a plan that not every object of its scope concerns. */
    public static Map<String, Object> narrowInput(int port, TestDistrict district) {
        var input = input(port, district);
        var departments = new ArrayList<Map<String, Object>>();
        for (var item : List.of("TST-YJ-02", "TST-SL-01", "TST-ST-01")) {
            var code = item.substring(4, 6);
            departments.add(Map.of(
                    "departmentId",
                    district.department(TestDistrict.REGION, code),
                    "groupSize",
                    2,
                    "itemIds",
                    List.of(SampleDirectories.itemIds(port, code.toLowerCase(java.util.Locale.ROOT))
                            .get(item))));
        }
        input.put("departments", departments);
        return input;
    }

    public static JsonNode create(int port, Map<String, Object> input) {
        return People.as(port, "yj-planner")
                .post("/api/plans", input)
                .expect(201)
                .json();
    }

    /** Submitted by the planner, approved by the approver of the lead department. */
    public static long approved(int port, Map<String, Object> input) {
        var id = create(port, input).get("id").asLong();
        People.as(port, "yj-planner")
                .post("/api/plans/" + id + "/submit", Map.of())
                .expect(200);
        People.as(port, "yj-approver")
                .post("/api/plans/" + id + "/approve", Map.of())
                .expect(200);
        return id;
    }
}
