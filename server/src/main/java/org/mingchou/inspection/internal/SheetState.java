package org.mingchou.inspection.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the sheets of visits are filled, over all their departments. */
@Component
class SheetState {

    /**
     * @param acknowledged signed, or the refusal to sign is recorded
     * @param worsened items of unpublished sections that turned worse for the enterprise since the newest
     *     acknowledgement: a problem it never saw, or a harsher measure
     */
    record Row(long visitId, long items, long answered, boolean acknowledged, long worsened) {

        /** What the enterprise acknowledged is less than what is now held against it. */
        boolean outdated() {
            return worsened > 0;
        }

        boolean complete() {
            return answered == items;
        }
    }

    static final java.util.function.LongFunction<Row> NONE = id -> new Row(id, 0, 0, false, 0);

    private final JdbcClient jdbc;

    SheetState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Row of(long visitId) {
        return of(List.of(visitId)).getOrDefault(visitId, NONE.apply(visitId));
    }

    Map<Long, Row> of(Collection<Long> visitIds) {
        return jdbc.sql("""
                SELECT s.visit_id, count(*) AS items,
                       count(*) FILTER (WHERE EXISTS (SELECT FROM inspection.item_result r
                           WHERE r.section_id = s.id AND r.item_version_id = i.item_version_id)) AS answered,
                       EXISTS (SELECT FROM inspection.acknowledgement a WHERE a.visit_id = s.visit_id) AS acknowledged,
                       count(*) FILTER (WHERE w.section_id IS NOT NULL) AS worsened
                FROM inspection.section s JOIN inspection.section_item i ON i.section_id = s.id
                LEFT JOIN inspection.worsened_item w
                       ON w.section_id = i.section_id AND w.item_version_id = i.item_version_id
                WHERE s.visit_id = ANY(:ids) AND s.state <> 'CANCELLED' GROUP BY s.visit_id""").param("ids", visitIds.toArray(Long[]::new)).query(Row.class).list().stream()
                .collect(Collectors.toMap(Row::visitId, row -> row));
    }

    /** Sections, of those named, whose results turned worse since the enterprise took note of them. */
    Set<Long> worsened(Collection<Long> sectionIds) {
        return jdbc.sql("SELECT DISTINCT section_id FROM inspection.worsened_item WHERE section_id = ANY(:ids)")
                .param("ids", sectionIds.toArray(Long[]::new))
                .query(Long.class)
                .set();
    }
}
