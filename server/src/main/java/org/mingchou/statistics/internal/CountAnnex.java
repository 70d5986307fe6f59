package org.mingchou.statistics.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the figures of one plan, and lists the rows behind each. */
@Component
class CountAnnex {

    /** Rows behind a figure: {@code columns} name the cells. */
    record Rows(List<String> columns, List<List<@Nullable Object>> items, long total, int page, int size) {}

    private record Counts(
            long enterprises,
            long officerVisits,
            long departments,
            long items,
            long problemItems,
            long problemEnterprises,
            long orderedToCorrect,
            long abnormalListed,
            long casesFiled,
            long consultations,
            long openVisits) {}

    private final Plans plans;
    private final JdbcClient jdbc;
    private final BusinessClock clock;

    CountAnnex(Plans plans, JdbcClient jdbc, BusinessClock clock) {
        this.plans = plans;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    PlanSnapshot plan(long planId, String regionCode) {
        return plans.require(planId, regionCode);
    }

    Annex annex(long planId, String regionCode) {
        var plan = plan(planId, regionCode);
        var c = jdbc.sql("SELECT * FROM statistics.v_annex WHERE plan_id = :plan AND region_code = :region")
                .param("plan", planId)
                .param("region", regionCode)
                .query(Counts.class)
                .optional()
                .orElse(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        return new Annex(
                planId,
                plan.title() + "情况统计表",
                clock.now(),
                c.enterprises(),
                c.officerVisits(),
                c.departments(),
                c.items(),
                c.problemItems(),
                c.problemEnterprises(),
                c.orderedToCorrect(),
                c.abnormalListed(),
                c.casesFiled(),
                c.consultations(),
                c.openVisits());
    }

    Rows rows(long planId, String regionCode, Figure figure, Paging paging) {
        plan(planId, regionCode);
        return rows(planId, regionCode, figure, paging.page(), paging.size(), paging.offset());
    }

    /** Every row, for the workbook. */
    Rows all(long planId, String regionCode, Figure figure) {
        plan(planId, regionCode);
        return rows(planId, regionCode, figure, 1, Integer.MAX_VALUE, 0);
    }

    private Rows rows(long planId, String regionCode, Figure figure, int page, int size, long offset) {
        var columns = figure.columns();
        // Names come from the enumeration, never from the request.
        var from = " FROM " + figure.view() + " WHERE plan_id = :plan AND region_code = :region";
        var total = jdbc.sql("SELECT count(*)" + from)
                .param("plan", planId)
                .param("region", regionCode)
                .query(Long.class)
                .single();
        var names = columns.stream().map(Figure.Column::name).collect(Collectors.joining(", "));
        var order = java.util.stream.IntStream.rangeClosed(1, columns.size())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        List<List<@Nullable Object>> items = jdbc.sql(
                        "SELECT " + names + from + " ORDER BY " + order + " LIMIT :limit OFFSET :offset")
                .param("plan", planId)
                .param("region", regionCode)
                .param("limit", size)
                .param("offset", offset)
                .query((row, number) -> {
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        var cell = row.getObject(i);
                        cells.add(cell instanceof java.sql.Date day ? day.toString() : cell);
                    }
                    return cells;
                })
                .list();
        return new Rows(columns.stream().map(Figure.Column::label).toList(), items, total, page, size);
    }
}
