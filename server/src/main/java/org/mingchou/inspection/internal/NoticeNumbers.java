package org.mingchou.inspection.internal;

import java.util.regex.Pattern;
import org.mingchou.org.Departments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers of notices, from the record: {@code 栾应急检通〔2026〕6-012}. */
@Component
class NoticeNumbers {

    private static final Pattern OFFICE = Pattern.compile("(管理局|监督局|监管局|局|委员会|委).*$");

    private final JdbcClient jdbc;
    private final Departments departments;

    NoticeNumbers(JdbcClient jdbc, Departments departments) {
        this.jdbc = jdbc;
        this.departments = departments;
    }

    String next(Visit visit, SectionTask task) {
        int number = jdbc.sql("""
                INSERT INTO inspection.notice_number (region_code, department_id, year, plan_sequence, last)
                VALUES (:region, :department, :year, :sequence, 1)
                ON CONFLICT (region_code, department_id, year, plan_sequence)
                DO UPDATE SET last = notice_number.last + 1 RETURNING last""")
                .param("region", visit.regionCode())
                .param("department", visit.leadDepartmentId())
                .param("year", task.planYear())
                .param("sequence", task.planSequence())
                .query(Integer.class)
                .single();
        var department = departments.require(visit.leadDepartmentId(), visit.regionCode());
        return format(
                departments.regionName(visit.regionCode()),
                department.shortName(),
                task.planYear(),
                task.planSequence(),
                number);
    }

    /** {@code 石家庄市栾城区}, {@code 应急管理局} → {@code 栾应急检通〔2026〕6-012}. */
    static String format(String regionName, String departmentShortName, int year, int sequence, int number) {
        var district = regionName.substring(regionName.lastIndexOf('市', regionName.length() - 2) + 1);
        var office = departmentShortName.startsWith("市") ? departmentShortName.substring(1) : departmentShortName;
        return "%s%s检通〔%d〕%d-%03d"
                .formatted(
                        district.substring(0, district.offsetByCodePoints(0, 1)),
                        OFFICE.matcher(office).replaceFirst(""),
                        year,
                        sequence,
                        number);
    }
}
