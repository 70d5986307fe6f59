package org.mingchou.draw.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.mingchou.draw.Draws;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.Officer;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The officer lists and recusals of each department, fixed together with the frame. */
@Component
class Pools {

    private record Row(
            String poolId, long departmentId, int groupSize, LocalDate onDate, String officers, String avoid) {}

    private static final String TSV = "text/tab-separated-values";

    private final JdbcClient jdbc;
    private final Officers officers;
    private final BlobStore blobs;

    Pools(JdbcClient jdbc, Officers officers, BlobStore blobs) {
        this.jdbc = jdbc;
        this.officers = officers;
        this.blobs = blobs;
    }

    void freeze(long drawId, PlanSnapshot plan) {
        for (var department : plan.departments()) {
            var listed = officers.pool(department.departmentId()).stream()
                    .filter(o -> o.certificateValidTo() != null)
                    .map(Pools::officer)
                    .toList();
            if (listed.isEmpty()) {
                throw Problem.unprocessable("pool-empty", department.name() + "没有登记执法证件的执法人员，不能冻结。请先由名录管理员补充执法人员名录。");
            }
            var avoid = officers.recusals(department.departmentId()).stream()
                    .map(r -> new Avoidance(r.officerNo(), r.objectDrawId()))
                    .toList();
            add(
                    drawId,
                    new Row(
                            department.code(),
                            department.departmentId(),
                            department.groupSize(),
                            plan.windowTo(),
                            blobs.put(Officer.tsv(listed), TSV).sha256(),
                            blobs.put(Avoidance.tsv(avoid), TSV).sha256()));
        }
    }

    /** A retry binds what the void draw had bound. */
    void copy(long fromDrawId, long toDrawId) {
        rows(fromDrawId).forEach(row -> add(toDrawId, row));
    }

    /** Ascending bytewise by pool id. */
    List<Draws.Pool> of(long drawId) {
        return rows(drawId).stream().map(this::pool).toList();
    }

    private static Officer officer(OfficerSnapshot o) {
        return new Officer(o.officerNo(), String.valueOf(o.certificateValidTo()), new TreeSet<>(o.qualifications()));
    }

    private Draws.Pool pool(Row row) {
        return new Draws.Pool(
                row.poolId(),
                row.departmentId(),
                row.groupSize(),
                row.onDate(),
                blobs.bytes(row.officers()),
                blobs.bytes(row.avoid()));
    }

    private List<Row> rows(long drawId) {
        return jdbc.sql("""
                SELECT pool_id, department_id, group_size, on_date, officers, avoid
                FROM draw.pool WHERE draw_id = :draw ORDER BY pool_id""").param("draw", drawId).query(Row.class).list();
    }

    private void add(long drawId, Row row) {
        jdbc.sql("""
                INSERT INTO draw.pool (draw_id, pool_id, department_id, group_size, on_date, officers, avoid)
                VALUES (:draw, :pool, :department, :size, :date, :officers, :avoid)""")
                .param("draw", drawId)
                .param("pool", row.poolId())
                .param("department", row.departmentId())
                .param("size", row.groupSize())
                .param("date", row.onDate())
                .param("officers", row.officers())
                .param("avoid", row.avoid())
                .update();
    }
}
