package org.mingchou.dispatch.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.dispatch.internal.DropOut.Attempt;
import org.mingchou.dispatch.internal.DropOut.Signature;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code dispatch.drop_out}. */
@Component
class DropOutStore {

    private static final String COLUMNS = "SELECT d.* FROM dispatch.drop_out d ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DropOutStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    DropOut insert(DropOut fresh) {
        var id = jdbc.sql("""
                INSERT INTO dispatch.drop_out
                    (draw_id, plan_id, region_code, lead_department_id, department_id, object_id, object_name, code,
                     reason, evidence, attempts, late, status, proposed_by, proposed_by_name, proposed_at)
                VALUES (:draw, :plan, :region, :lead, :department, :object, :name, :code, :reason, :evidence,
                        CAST(:attempts AS jsonb), :late, :status, :by, :byName, :at)
                RETURNING id""")
                .param("draw", fresh.drawId())
                .param("plan", fresh.planId())
                .param("region", fresh.regionCode())
                .param("lead", fresh.leadDepartmentId())
                .param("department", fresh.departmentId())
                .param("object", fresh.objectId())
                .param("name", fresh.objectName())
                .param("code", fresh.code().name())
                .param("reason", fresh.reason())
                .param("evidence", fresh.evidence())
                .param("attempts", json.writeValueAsString(fresh.attempts()))
                .param("late", fresh.late())
                .param("status", fresh.state().name())
                .param("by", fresh.proposed().accountId())
                .param("byName", fresh.proposed().name())
                .param("at", fresh.proposed().at())
                .query(Long.class)
                .single();
        return find(id).orElseThrow();
    }

    DropOut update(DropOut changed) {
        var spec = jdbc.sql("""
                UPDATE dispatch.drop_out
                SET version = version + 1, status = :status, rejected_reason = :rejectedReason,
                    substitute_object_id = :substitute,
                    first_approver = :first, first_approver_name = :firstName, first_approved_at = :firstAt,
                    second_approver = :second, second_approver_name = :secondName, second_approved_at = :secondAt,
                    rejected_by = :rejected, rejected_by_name = :rejectedName, rejected_at = :rejectedAt
                WHERE id = :id AND version = :version""")
                .param("status", changed.state().name())
                .param("rejectedReason", changed.rejectedReason())
                .param("substitute", changed.substituteObjectId())
                .param("id", changed.id())
                .param("version", changed.version());
        int rows = sign(
                        sign(sign(spec, "first", changed.first()), "second", changed.second()),
                        "rejected",
                        changed.rejected())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("drop-out " + changed.id());
        }
        return find(changed.id()).orElseThrow();
    }

    Optional<DropOut> find(long id) {
        return jdbc.sql(COLUMNS + "WHERE d.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    List<DropOut> ofDraw(long drawId) {
        return jdbc.sql(COLUMNS + "WHERE d.draw_id = :draw ORDER BY d.id")
                .param("draw", drawId)
                .query(this::row)
                .list();
    }

    private static JdbcClient.StatementSpec sign(
            JdbcClient.StatementSpec spec, String name, @Nullable Signature signature) {
        return spec.param(name, signature == null ? null : signature.accountId())
                .param(name + "Name", signature == null ? null : signature.name())
                .param(name + "At", signature == null ? null : signature.at());
    }

    private DropOut row(ResultSet rs, int number) throws SQLException {
        return new DropOut(
                rs.getLong("id"),
                rs.getInt("version"),
                rs.getLong("draw_id"),
                rs.getLong("plan_id"),
                rs.getString("region_code"),
                rs.getLong("lead_department_id"),
                rs.getLong("department_id"),
                rs.getString("object_id"),
                rs.getString("object_name"),
                DropOutCode.valueOf(rs.getString("code")),
                rs.getString("reason"),
                rs.getString("evidence"),
                json.readValue(rs.getString("attempts"), new TypeReference<List<Attempt>>() {}),
                rs.getBoolean("late"),
                DropOutState.valueOf(rs.getString("status")),
                new Signature(
                        rs.getLong("proposed_by"),
                        rs.getString("proposed_by_name"),
                        rs.getObject("proposed_at", OffsetDateTime.class)),
                signature(rs, "first_approver", "first_approver_name", "first_approved_at"),
                signature(rs, "second_approver", "second_approver_name", "second_approved_at"),
                signature(rs, "rejected_by", "rejected_by_name", "rejected_at"),
                rs.getString("rejected_reason"),
                rs.getString("substitute_object_id"));
    }

    private static @Nullable Signature signature(ResultSet rs, String id, String name, String at) throws SQLException {
        long account = rs.getLong(id);
        return rs.wasNull() ? null : new Signature(account, rs.getString(name), rs.getObject(at, OffsetDateTime.class));
    }
}
