package org.mingchou.dispatch.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.mingchou.dispatch.DropOutRates;
import org.mingchou.org.Departments;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
@Clause("抽取规范 A14：退出率公开")
class CountedDropOuts implements DropOutRates {

    private final Departments departments;
    private final JdbcClient jdbc;

    CountedDropOuts(Departments departments, JdbcClient jdbc) {
        this.departments = departments;
        this.jdbc = jdbc;
    }

    @Override
    public List<OfDepartment> byDepartment(String regionCode) {
        record Row(long departmentId, long objects, long dropped) {}
        var names = departments.inRegion(regionCode).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::name));
        return jdbc.sql("""
                SELECT a.department_id, count(*) AS objects,
                       (SELECT count(*) FROM dispatch.drop_out d
                        WHERE d.region_code = :region AND d.department_id = a.department_id
                          AND d.status = 'APPROVED') AS dropped
                FROM dispatch.assignment a WHERE a.region_code = :region
                GROUP BY a.department_id ORDER BY a.department_id""").param("region", regionCode).query(Row.class).list().stream()
                .map(r -> new OfDepartment(
                        r.departmentId(), names.getOrDefault(r.departmentId(), ""), r.objects(), r.dropped()))
                .toList();
    }

    @Override
    public List<OfCode> byCode(String regionCode) {
        record Row(String code, long dropped) {}
        var objects =
                jdbc.sql("""
                SELECT count(*) FROM (SELECT DISTINCT draw_id, object_id FROM dispatch.assignment
                                      WHERE region_code = :region) AS sent""").param("region", regionCode).query(Long.class).single();
        var dropped = new HashMap<String, Long>();
        jdbc.sql("""
                SELECT code, count(*) AS dropped FROM dispatch.drop_out
                WHERE region_code = :region AND status = 'APPROVED' GROUP BY code""")
                .param("region", regionCode)
                .query(Row.class)
                .list()
                .forEach(r -> dropped.put(r.code(), r.dropped()));
        return Arrays.stream(DropOutCode.values())
                .map(c -> new OfCode(c.name(), c.label(), objects, dropped.getOrDefault(c.name(), 0L)))
                .toList();
    }
}
