package org.mingchou.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mingchou.platform.BulkCopy;
import org.mingchou.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that come by the ten thousand belong to a draw that exists, though no foreign key says so for each of them. */
@ApiTest
class RowsOfOneDrawTests {

    private static final long NO_DRAW = 999_999_999;

    @Autowired
    BulkCopy bulk;

    @Autowired
    JdbcClient jdbc;

    @Test
    void rowsOfADrawThatDoesNotExistAreRefused() {
        assertThatThrownBy(() -> bulk.write(
                        "draw.drawn_row (draw_id, region_code, object_id, stratum, rank, ticket, kind)", out -> {
                            for (int i = 1; i < 5000; i++) {
                                out.row(NO_DRAW, "130111", "ID" + i, "A", i, "0".repeat(64), "DRAWN");
                            }
                        }))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("the draw " + NO_DRAW + ", which does not exist");
        assertThatThrownBy(() -> bulk.write(
                        "dispatch.assignment (draw_id, plan_id, region_code, department_id, lead_department_id, object_id,"
                                + " object_name, object, item_version_ids, source, status, dispatched_at)",
                        out -> out.row(
                                NO_DRAW,
                                1,
                                "130111",
                                1,
                                1,
                                "ID",
                                "样例",
                                "{}",
                                "{1}",
                                "DRAWN",
                                "DISPATCHED",
                                "2026-05-01T09:00+08:00")))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("the draw " + NO_DRAW + ", which was not dispatched");
        for (var table : new String[] {"draw.drawn_row", "dispatch.assignment"}) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table + " WHERE draw_id = " + NO_DRAW)
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }
}
