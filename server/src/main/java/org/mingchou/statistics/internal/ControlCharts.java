package org.mingchou.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.CountDistribution;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A p-chart of officials with exact limits: given how often it happened to all together, the number that falls to one is
 * hypergeometric if it matters not who decides. The limits are those of three standard deviations of a normal law, 0.135
 * per cent on each side, of the exact law; with few cases they simply lie far apart.
 */
@Component
@Clause("抽取规范 A14、A15：退出、回避、更换的比率按人监测")
class ControlCharts {

    static final double EACH_SIDE = 0.00135;

    /**
     * One official.
     *
     * @param lower fewest events within the limits, {@code upper} most
     * @param beyond {@code ABOVE}, {@code BELOW} or null
     * @param alone nobody to compare with, so that the limits say nothing
     */
    record Point(
            String official,
            long departmentId,
            String departmentName,
            long cases,
            long events,
            int perMille,
            long lower,
            long upper,
            @Nullable String beyond,
            boolean alone) {}

    /** {@code cases} and {@code events} of all officials of the region, also of those not shown to a head. */
    record Chart(
            String duty,
            String label,
            String casesLabel,
            String eventsLabel,
            long cases,
            long events,
            List<Point> points) {}

    record Row(
            String official,
            String departmentName,
            boolean happened,
            String what,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String onDate) {}

    private record Counted(String duty, long departmentId, String official, long cases, long events) {}

    private record Found(
            long departmentId,
            String official,
            boolean happened,
            String what,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String onDate) {}

    private final Departments departments;
    private final JdbcClient jdbc;

    ControlCharts(Departments departments, JdbcClient jdbc) {
        this.departments = departments;
        this.jdbc = jdbc;
    }

    List<Chart> charts(Actor actor) {
        var names = names(actor);
        var counted = jdbc.sql("""
                SELECT duty, department_id, official, cases, events FROM statistics.v_conduct_point
                WHERE region_code = :region AND cases > 0 ORDER BY department_id, official""").param("region", actor.regionCode()).query(Counted.class).list().stream()
                .collect(Collectors.groupingBy(Counted::duty));
        return Arrays.stream(Duty.values())
                .map(duty -> chart(duty, counted.getOrDefault(duty.name(), List.of()), actor, names))
                .toList();
    }

    private static Chart chart(Duty duty, List<Counted> counted, Actor actor, Map<Long, String> names) {
        long cases = counted.stream().mapToLong(Counted::cases).sum();
        long events = counted.stream().mapToLong(Counted::events).sum();
        var points = new ArrayList<Point>();
        for (var one : counted) {
            if (mayRead(actor, one.departmentId())) {
                points.add(point(one, cases, events, names));
            }
        }
        return new Chart(duty.name(), duty.label(), duty.casesLabel(), duty.eventsLabel(), cases, events, points);
    }

    private static Point point(Counted one, long cases, long events, Map<Long, String> names) {
        var law = CountDistribution.hypergeometric(cases, events, one.cases());
        long lower = law.lowerLimit(EACH_SIDE);
        long upper = law.upperLimit(EACH_SIDE);
        var beyond = one.events() > upper ? "ABOVE" : one.events() < lower ? "BELOW" : null;
        return new Point(
                one.official(),
                one.departmentId(),
                names.getOrDefault(one.departmentId(), ""),
                one.cases(),
                one.events(),
                (int) (one.events() * 1000 / one.cases()),
                lower,
                upper,
                beyond,
                one.cases() == cases);
    }

    Page<Row> rows(Actor actor, Duty duty, String official, long departmentId, Paging paging) {
        if (!mayRead(actor, departmentId)) {
            throw Problem.notFound("这个部门的明细");
        }
        var names = names(actor);
        var from = """

                FROM statistics.v_conduct WHERE duty = :duty AND region_code = :region AND department_id = :department
                 AND official = :official""";
        var total = jdbc.sql("SELECT count(*)" + from)
                .param("duty", duty.name())
                .param("region", actor.regionCode())
                .param("department", departmentId)
                .param("official", official)
                .query(Long.class)
                .single();
        var rows = jdbc
                .sql("SELECT department_id, official, happened, what, code, reason, on_date::text" + from
                        + " ORDER BY happened DESC, on_date, what LIMIT :size OFFSET :offset")
                .param("duty", duty.name())
                .param("region", actor.regionCode())
                .param("department", departmentId)
                .param("official", official)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(Found.class)
                .list()
                .stream()
                .map(f -> new Row(
                        f.official(),
                        names.getOrDefault(f.departmentId(), ""),
                        f.happened(),
                        f.what(),
                        f.code(),
                        f.reason(),
                        f.onDate()))
                .toList();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    /** The supervisor reads the region, a head his own department. */
    private static boolean mayRead(Actor actor, long departmentId) {
        var own = actor.departmentId();
        return actor.has(Role.SUPERVISOR) || own != null && own == departmentId;
    }

    private Map<Long, String> names(Actor actor) {
        return departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::shortName));
    }
}
