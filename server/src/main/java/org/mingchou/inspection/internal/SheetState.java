package org.mingchou.inspection.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the sheets of visits are filled, over all their departments. */
@Component
class SheetState {

    /** @param acknowledged signed, or the refusal to sign is recorded */
    record Row(long visitId, long items, long answered, boolean acknowledged) {

        boolean complete() {
            return answered == items;
        }
    }

    private final JdbcClient jdbc;

    SheetState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Row of(long visitId) {
        return of(List.of(visitId)).getOrDefault(visitId, new Row(visitId, 0, 0, false));
    }

    Map<Long, Row> of(Collection<Long> visitIds) {
        return jdbc.sql("""
                SELECT s.visit_id, count(*) AS items,
                       count(*) FILTER (WHERE EXISTS (SELECT FROM inspection.item_result r
                           WHERE r.section_id = s.id AND r.item_version_id = i.item_version_id)) AS answered,
                       EXISTS (SELECT FROM inspection.acknowledgement a WHERE a.visit_id = s.visit_id) AS acknowledged
                FROM inspection.section s JOIN inspection.section_item i ON i.section_id = s.id
                WHERE s.visit_id = ANY(:ids) AND s.state <> 'CANCELLED' GROUP BY s.visit_id""").param("ids", visitIds.toArray(Long[]::new)).query(Row.class).list().stream()
                .collect(Collectors.toMap(Row::visitId, row -> row));
    }
}
