package org.mingchou.statistics.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.org.Departments;
import org.mingchou.plan.Plans;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far a plan has come, step by step, for all and for each department. */
@Component
class PlanProgress {

    /** @param overdue not done, and its last working day has passed */
    record Step(String key, String label, long done, long total, long overdue) {}

    record DepartmentSteps(long departmentId, String departmentName, List<Step> steps) {}

    record StateCount(String key, String state, long count) {}

    record Progress(long planId, List<Step> steps, List<DepartmentSteps> departments, List<StateCount> states) {}

    private record Row(String step, @Nullable Long departmentId, long done, long total, long overdue) {}

    private static final List<Map.Entry<String, String>> STEPS = List.of(
            Map.entry("CONFIRM", "比对确认"),
            Map.entry("CLAIM", "认领"),
            Map.entry("STAFF", "匹配编组"),
            Map.entry("VISIT", "现场检查"),
            Map.entry("PUBLISH", "结果公示"),
            Map.entry("FOLLOW_UP", "后续处置"),
            Map.entry("EXCHANGE", "推送公示系统"));

    private static final String COUNTS = """
            count(DISTINCT unit) FILTER (WHERE done) AS done, count(DISTINCT unit) AS total,
            count(DISTINCT unit) FILTER (WHERE NOT done AND met_on IS NULL AND due_on < :today) AS overdue
            FROM statistics.v_progress WHERE plan_id = :plan AND region_code = :region
            """;

    private final Plans plans;
    private final Departments departments;
    private final JdbcClient jdbc;
    private final BusinessClock clock;

    PlanProgress(Plans plans, Departments departments, JdbcClient jdbc, BusinessClock clock) {
        this.plans = plans;
        this.departments = departments;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Progress progress(long planId, String regionCode) {
        var plan = plans.require(planId, regionCode);
        var all = query("SELECT step, NULL::bigint AS department_id, " + COUNTS + " GROUP BY step", planId, regionCode);
        var each = query("SELECT step, department_id, " + COUNTS + " GROUP BY step, department_id", planId, regionCode);
        var states = jdbc.sql("""
                SELECT step AS key, state, count(DISTINCT unit) AS count FROM statistics.v_progress
                WHERE plan_id = :plan AND region_code = :region GROUP BY step, state ORDER BY step, state""")
                .param("plan", planId)
                .param("region", regionCode)
                .query(StateCount.class)
                .list();
        return new Progress(
                planId,
                steps(all),
                plan.departments().stream()
                        .map(d -> new DepartmentSteps(
                                d.departmentId(),
                                departments
                                        .require(d.departmentId(), regionCode)
                                        .name(),
                                steps(each.stream()
                                        .filter(r -> r.departmentId() != null && r.departmentId() == d.departmentId())
                                        .toList())))
                        .toList(),
                states);
    }

    private List<Row> query(String sql, long planId, String regionCode) {
        return jdbc.sql(sql)
                .param("plan", planId)
                .param("region", regionCode)
                .param("today", clock.today())
                .query(Row.class)
                .list();
    }

    private static List<Step> steps(List<Row> rows) {
        return STEPS.stream()
                .map(s -> rows.stream()
                        .filter(r -> r.step().equals(s.getKey()))
                        .findFirst()
                        .map(r -> new Step(s.getKey(), s.getValue(), r.done(), r.total(), r.overdue()))
                        .orElse(new Step(s.getKey(), s.getValue(), 0, 0, 0)))
                .toList();
    }
}
