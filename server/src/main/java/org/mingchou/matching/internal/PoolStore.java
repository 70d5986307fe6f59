package org.mingchou.matching.internal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pools that have begun: one department of one draw with at least one claim. */
@Component
class PoolStore {

    record StoredPool(
            long id,
            long drawId,
            long planId,
            String regionCode,
            long departmentId,
            long leadDepartmentId,
            @Nullable OffsetDateTime matchedAt,
            @Nullable String matchedBy,
            @Nullable Integer repairs) {

        boolean matched() {
            return matchedAt != null;
        }
    }

    private static final String COLUMNS = """
            SELECT id, draw_id, plan_id, region_code, department_id, lead_department_id, matched_at, matched_by, repairs
            FROM matching.pool
            """;

    private final JdbcClient jdbc;

    PoolStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(long drawId, long planId, String regionCode, long departmentId, long leadDepartmentId) {
        jdbc.sql("""
                INSERT INTO matching.pool (draw_id, plan_id, region_code, department_id, lead_department_id)
                VALUES (:draw, :plan, :region, :department, :lead) ON CONFLICT DO NOTHING""")
                .param("draw", drawId)
                .param("plan", planId)
                .param("region", regionCode)
                .param("department", departmentId)
                .param("lead", leadDepartmentId)
                .update();
    }

    Optional<StoredPool> find(long drawId, long departmentId) {
        return one("WHERE draw_id = :draw AND department_id = :department", drawId, departmentId);
    }

    /** For matching and replacing: one at a time per pool, because each looks at the loads of all. */
    Optional<StoredPool> locked(long drawId, long departmentId) {
        return one("WHERE draw_id = :draw AND department_id = :department FOR UPDATE", drawId, departmentId);
    }

    List<StoredPool> waiting(String regionCode, long departmentId) {
        return jdbc.sql(
                        COLUMNS
                                + "WHERE region_code = :region AND department_id = :department AND matched_at IS NULL ORDER BY id")
                .param("region", regionCode)
                .param("department", departmentId)
                .query(StoredPool.class)
                .list();
    }

    void matched(long id, OffsetDateTime at, String by, int repairs) {
        jdbc.sql("UPDATE matching.pool SET matched_at = :at, matched_by = :by, repairs = :repairs WHERE id = :id")
                .param("at", at)
                .param("by", by)
                .param("repairs", repairs)
                .param("id", id)
                .update();
    }

    private Optional<StoredPool> one(String where, long drawId, long departmentId) {
        return jdbc.sql(COLUMNS + where)
                .param("draw", drawId)
                .param("department", departmentId)
                .query(StoredPool.class)
                .optional();
    }
}
