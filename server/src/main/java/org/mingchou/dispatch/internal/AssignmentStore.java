package org.mingchou.dispatch.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mingchou.dispatch.internal.DispatchedDraws.DispatchedDraw;
import org.mingchou.platform.BulkCopy;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.mingchou.subject.SubjectSnapshot;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code dispatch.assignment}. Plain SQL: a draw brings thousands at once, and the snapshot is jsonb. */
@Component
class AssignmentStore {

    /**
     * A new row for one department.
     *
     * @param object what {@link #snapshot} makes of it, once for all departments
     */
    record NewAssignment(String objectId, String objectName, String object, List<Long> itemVersionIds) {}

    private static final String COLUMNS = """
            SELECT a.id, a.version, a.draw_id, a.plan_id, a.region_code, a.department_id, a.lead_department_id, a.object,
                   a.item_version_ids, a.source, a.status, a.confirmed_at, a.confirmed_by, a.claimed_at, a.claimed_by,
                   a.reason, a.evidence
            FROM dispatch.assignment a
            """;

    /** Own department; the lead department's planner; the supervisor of the region. Everybody else sees nothing. */
    static final String VISIBLE = """
            a.region_code = :region
            AND (:supervisor OR a.department_id = CAST(:department AS bigint)
                 OR (:planner AND a.lead_department_id = CAST(:department AS bigint)))
            """;

    private final JdbcClient jdbc;
    private final BulkCopy bulk;
    private final JsonMapper json;

    AssignmentStore(JdbcClient jdbc, BulkCopy bulk, JsonMapper json) {
        this.jdbc = jdbc;
        this.bulk = bulk;
        this.json = json;
    }

    static JdbcClient.StatementSpec scoped(JdbcClient.StatementSpec spec, Actor actor) {
        return spec.param("region", actor.regionCode())
                .param("supervisor", actor.has(Role.SUPERVISOR))
                .param("planner", actor.has(Role.PLANNER))
                .param("department", actor.departmentId());
    }

    String snapshot(SubjectSnapshot object) {
        return json.writeValueAsString(object);
    }

    /**
     * The ids of the new rows, in the order of {@code rows}.
     *
     * @param at to the microsecond, as the database keeps it
     */
    List<Long> insert(
            DispatchedDraw draw, long departmentId, String source, OffsetDateTime at, List<NewAssignment> rows) {
        bulk.write(
                "dispatch.assignment (draw_id, plan_id, region_code, department_id, lead_department_id, object_id,"
                        + " object_name, object, item_version_ids, source, status, dispatched_at)",
                out -> {
                    for (var row : rows) {
                        out.row(
                                draw.drawId(),
                                draw.planId(),
                                draw.regionCode(),
                                departmentId,
                                draw.leadDepartmentId(),
                                row.objectId(),
                                row.objectName(),
                                row.object(),
                                row.itemVersionIds().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",", "{", "}")),
                                source,
                                AssignmentLife.TABLE.initial().name(),
                                at);
                    }
                });
        return jdbc.sql("""
                SELECT id FROM dispatch.assignment
                WHERE draw_id = :draw AND department_id = :department AND dispatched_at = :at AND source = :source
                ORDER BY id""")
                .param("draw", draw.drawId())
                .param("department", departmentId)
                .param("at", at)
                .param("source", source)
                .query(Long.class)
                .list();
    }

    /** @param names by object id */
    void insertWithoutItems(DispatchedDraw draw, Map<String, String> names, String source) {
        jdbc.sql("""
                INSERT INTO dispatch.without_items (draw_id, object_id, region_code, object_name, source)
                SELECT :draw, r.object_id, :region, r.name, :source
                FROM unnest(CAST(:objects AS text[]), CAST(:names AS text[])) AS r (object_id, name)
                ON CONFLICT DO NOTHING""")
                .param("draw", draw.drawId())
                .param("objects", names.keySet().toArray(String[]::new))
                .param("region", draw.regionCode())
                .param("names", names.values().toArray(String[]::new))
                .param("source", source)
                .update();
    }

    Assignment update(Assignment changed) {
        int rows = jdbc.sql("""
                UPDATE dispatch.assignment
                SET version = version + 1, status = :status, confirmed_at = :confirmedAt, confirmed_by = :confirmedBy,
                    claimed_at = :claimedAt, claimed_by = :claimedBy, reason = :reason, evidence = :evidence
                WHERE id = :id AND version = :version""")
                .param("status", changed.state().name())
                .param("confirmedAt", changed.confirmedAt())
                .param("confirmedBy", changed.confirmedBy())
                .param("claimedAt", changed.claimedAt())
                .param("claimedBy", changed.claimedBy())
                .param("reason", changed.reason())
                .param("evidence", changed.evidence())
                .param("id", changed.id())
                .param("version", changed.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("assignment " + changed.id());
        }
        return find(changed.id()).orElseThrow();
    }

    Optional<Assignment> find(long id) {
        return jdbc.sql(COLUMNS + "WHERE a.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** @throws Problem 404 when absent or out of the actor's sight */
    Assignment requireVisible(long id, Actor actor) {
        return scoped(jdbc.sql(COLUMNS + "WHERE a.id = :id AND " + VISIBLE), actor)
                .param("id", id)
                .query(this::row)
                .optional()
                .orElseThrow(() -> Problem.notFound("派发任务"));
    }

    /** The named rows in the order of their ids, locked against a second hand. */
    List<Assignment> visibleLocked(Collection<Long> ids, Actor actor) {
        return scoped(jdbc.sql(COLUMNS + "WHERE a.id IN (:ids) AND " + VISIBLE + " ORDER BY a.id FOR UPDATE"), actor)
                .param("ids", ids)
                .query(this::row)
                .list();
    }

    List<Assignment> byIds(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(COLUMNS + "WHERE a.id IN (:ids) ORDER BY a.id")
                        .param("ids", ids)
                        .query(this::row)
                        .list();
    }

    List<Assignment> of(long drawId, long departmentId, String status) {
        return jdbc.sql(COLUMNS + """
                WHERE a.draw_id = :draw AND a.department_id = :department AND a.status = :status ORDER BY a.object_id""")
                .param("draw", drawId)
                .param("department", departmentId)
                .param("status", status)
                .query(this::row)
                .list();
    }

    List<Assignment> ofDraw(long drawId) {
        return jdbc.sql(COLUMNS + "WHERE a.draw_id = :draw ORDER BY a.department_id, a.object_id")
                .param("draw", drawId)
                .query(this::row)
                .list();
    }

    List<Assignment> ofObject(long drawId, String objectId) {
        return jdbc.sql(COLUMNS + "WHERE a.draw_id = :draw AND a.object_id = :object ORDER BY a.department_id")
                .param("draw", drawId)
                .param("object", objectId)
                .query(this::row)
                .list();
    }

    JdbcClient.StatementSpec select(String tail) {
        return jdbc.sql(COLUMNS + tail);
    }

    Assignment row(ResultSet rs, int number) throws SQLException {
        return new Assignment(
                rs.getLong("id"),
                rs.getInt("version"),
                rs.getLong("draw_id"),
                rs.getLong("plan_id"),
                rs.getString("region_code"),
                rs.getLong("department_id"),
                rs.getLong("lead_department_id"),
                json.readValue(rs.getString("object"), SubjectSnapshot.class),
                List.of((Long[]) rs.getArray("item_version_ids").getArray()),
                rs.getString("source"),
                AssignmentState.valueOf(rs.getString("status")),
                rs.getObject("confirmed_at", OffsetDateTime.class),
                rs.getString("confirmed_by"),
                rs.getObject("claimed_at", OffsetDateTime.class),
                rs.getString("claimed_by"),
                rs.getString("reason"),
                rs.getString("evidence"));
    }
}
