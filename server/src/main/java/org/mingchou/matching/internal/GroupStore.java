package org.mingchou.matching.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.matching.internal.Group.Approval;
import org.mingchou.matching.internal.Group.Assistant;
import org.mingchou.matching.internal.Group.Proposal;
import org.mingchou.matching.internal.Group.Replacing;
import org.mingchou.matching.internal.Group.Seat;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code matching.staff_group}. */
@Component
class GroupStore {

    private static final String COLUMNS = "SELECT g.* FROM matching.staff_group g ";

    /** Own department; the lead department's planner; whoever approves or supervises in the region. */
    static final String VISIBLE = """
            g.region_code = :region
            AND (:everything OR g.department_id = CAST(:department AS bigint)
                 OR (:planner AND g.lead_department_id = CAST(:department AS bigint)))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    GroupStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    static JdbcClient.StatementSpec scoped(JdbcClient.StatementSpec spec, Actor actor) {
        return spec.param("region", actor.regionCode())
                .param("everything", actor.hasAny(Role.SUPERVISOR, Role.APPROVER))
                .param("planner", actor.has(Role.PLANNER))
                .param("department", actor.departmentId());
    }

    long insert(Group g) {
        return values(
                        jdbc.sql("""
                INSERT INTO matching.staff_group
                    (pool_id, draw_id, plan_id, region_code, department_id, lead_department_id, assignment_id,
                     subject_id, object_id, object_name, required_qualification, other_qualifications, late,
                     funnel, status, manual, seats, assistants, proposal, replacing,
                     manual_approver, manual_approved_by, manual_approved_at)
                VALUES (:pool, :draw, :plan, :region, :department, :lead, :assignment, :subject, :object, :name,
                        :qualification, CAST(:others AS jsonb), :late, CAST(:funnel AS jsonb), :status, :manual,
                        CAST(:seats AS jsonb), CAST(:assistants AS jsonb), CAST(:proposal AS jsonb),
                        CAST(:replacing AS jsonb), :approver, :approvedBy, :approvedAt)
                RETURNING id""")
                                .param("pool", g.poolId())
                                .param("draw", g.drawId())
                                .param("plan", g.planId())
                                .param("region", g.regionCode())
                                .param("department", g.departmentId())
                                .param("lead", g.leadDepartmentId())
                                .param("assignment", g.assignmentId())
                                .param("subject", g.subjectId())
                                .param("object", g.objectId())
                                .param("name", g.objectName())
                                .param("qualification", g.requiredQualification())
                                .param("others", json.writeValueAsString(g.otherQualifications()))
                                .param("late", g.late())
                                .param("funnel", g.funnel() == null ? null : json.writeValueAsString(g.funnel())),
                        g)
                .query(Long.class)
                .single();
    }

    Group update(Group g) {
        int rows = values(jdbc.sql("""
                UPDATE matching.staff_group
                SET version = version + 1, status = :status, manual = :manual, seats = CAST(:seats AS jsonb),
                    assistants = CAST(:assistants AS jsonb), proposal = CAST(:proposal AS jsonb),
                    replacing = CAST(:replacing AS jsonb), manual_approver = :approver, manual_approved_by = :approvedBy, manual_approved_at = :approvedAt
                WHERE id = :id AND version = :version""").param("id", g.id()).param("version", g.version()), g)
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("group " + g.id());
        }
        return find(g.id()).orElseThrow();
    }

    Optional<Group> find(long id) {
        return jdbc.sql(COLUMNS + "WHERE g.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    Optional<Group> ofAssignment(long assignmentId) {
        return jdbc.sql(COLUMNS + "WHERE g.assignment_id = :id")
                .param("id", assignmentId)
                .query(this::row)
                .optional();
    }

    /** @throws Problem 404 when absent or out of the actor's sight */
    Group requireVisible(long id, Actor actor) {
        return scoped(jdbc.sql(COLUMNS + "WHERE g.id = :id AND " + VISIBLE), actor)
                .param("id", id)
                .query(this::row)
                .optional()
                .orElseThrow(() -> Problem.notFound("编组"));
    }

    List<Group> ofPool(long poolId) {
        return jdbc.sql(COLUMNS + "WHERE g.pool_id = :pool ORDER BY g.object_id")
                .param("pool", poolId)
                .query(this::row)
                .list();
    }

    void insertReplacement(Group group, Replacing wanted, String in, String by, OffsetDateTime at, String note) {
        jdbc.sql("""
                INSERT INTO matching.replacement
                    (group_id, region_code, seat, officer_out, officer_in, code, reason, evidence, proposed_by,
                     replaced_by, replaced_at, log_note)
                VALUES (:group, :region, :seat, :out, :in, :code, :reason, :evidence, :proposedBy, :by, :at, :note)""")
                .param("group", group.id())
                .param("region", group.regionCode())
                .param("seat", wanted.seat())
                .param("out", wanted.officerNo())
                .param("in", in)
                .param("code", wanted.code().name())
                .param("reason", wanted.reason())
                .param("evidence", wanted.evidence())
                .param("proposedBy", wanted.by())
                .param("by", by)
                .param("at", at)
                .param("note", note)
                .update();
    }

    /** Officers who once left this group: they do not come back into it. */
    Set<String> left(long groupId) {
        return jdbc.sql("SELECT officer_out FROM matching.replacement WHERE group_id = :group")
                .param("group", groupId)
                .query(String.class)
                .set();
    }

    JdbcClient.StatementSpec select(String tail) {
        return jdbc.sql(COLUMNS + tail);
    }

    private JdbcClient.StatementSpec values(JdbcClient.StatementSpec spec, Group g) {
        var approval = g.approval();
        return spec.param("status", g.state().name())
                .param("manual", g.manual())
                .param("seats", json.writeValueAsString(g.seats()))
                .param("assistants", json.writeValueAsString(g.assistants()))
                .param("proposal", g.proposal() == null ? null : json.writeValueAsString(g.proposal()))
                .param("replacing", g.replacing() == null ? null : json.writeValueAsString(g.replacing()))
                .param("approver", approval == null ? null : approval.accountId())
                .param("approvedBy", approval == null ? null : approval.by())
                .param("approvedAt", approval == null ? null : approval.at());
    }

    Group row(ResultSet rs, int number) throws SQLException {
        return new Group(
                rs.getLong("id"),
                rs.getInt("version"),
                rs.getLong("pool_id"),
                rs.getLong("draw_id"),
                rs.getLong("plan_id"),
                rs.getString("region_code"),
                rs.getLong("department_id"),
                rs.getLong("lead_department_id"),
                rs.getLong("assignment_id"),
                rs.getLong("subject_id"),
                rs.getString("object_id"),
                rs.getString("object_name"),
                rs.getString("required_qualification"),
                json.readValue(rs.getString("other_qualifications"), new TypeReference<List<String>>() {}),
                rs.getBoolean("late"),
                GroupState.valueOf(rs.getString("status")),
                rs.getBoolean("manual"),
                read(rs.getString("funnel"), Funnel.class),
                json.readValue(rs.getString("seats"), new TypeReference<List<Seat>>() {}),
                json.readValue(rs.getString("assistants"), new TypeReference<List<Assistant>>() {}),
                read(rs.getString("proposal"), Proposal.class),
                approval(rs),
                read(rs.getString("replacing"), Replacing.class));
    }

    private static @Nullable Approval approval(ResultSet rs) throws SQLException {
        long account = rs.getLong("manual_approver");
        return rs.wasNull()
                ? null
                : new Approval(
                        account,
                        rs.getString("manual_approved_by"),
                        rs.getObject("manual_approved_at", OffsetDateTime.class));
    }

    private <T> @Nullable T read(@Nullable String text, Class<T> type) {
        return text == null ? null : json.readValue(text, type);
    }
}
