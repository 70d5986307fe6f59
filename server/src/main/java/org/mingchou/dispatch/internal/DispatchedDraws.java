package org.mingchou.dispatch.internal;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where each draw stands between its result and its visits. */
@Component
class DispatchedDraws {

    record DispatchedDraw(
            long drawId,
            long planId,
            String regionCode,
            long leadDepartmentId,
            OffsetDateTime dispatchedAt,
            @Nullable OffsetDateTime closedAt,
            @Nullable String closedBy,
            @Nullable OffsetDateTime secondRevealedAt) {

        boolean closed() {
            return closedAt != null;
        }

        boolean secondSeedKnown() {
            return secondRevealedAt != null;
        }

        /** Between closing and second reveal nothing may move: a drop-out now could still choose its beneficiary. */
        boolean sealed() {
            return closed() && !secondSeedKnown();
        }
    }

    private static final String COLUMNS = """
            SELECT draw_id, plan_id, region_code, lead_department_id, dispatched_at, closed_at, closed_by,
                   second_revealed_at
            FROM dispatch.dispatched_draw
            """;

    private final JdbcClient jdbc;

    DispatchedDraws(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the draw has been dispatched before. */
    boolean insert(long drawId, long planId, String regionCode, long leadDepartmentId, OffsetDateTime at) {
        return jdbc.sql("""
                        INSERT INTO dispatch.dispatched_draw
                            (draw_id, plan_id, region_code, lead_department_id, dispatched_at)
                        VALUES (:draw, :plan, :region, :lead, :at) ON CONFLICT DO NOTHING""")
                        .param("draw", drawId)
                        .param("plan", planId)
                        .param("region", regionCode)
                        .param("lead", leadDepartmentId)
                        .param("at", at)
                        .update()
                == 1;
    }

    Optional<DispatchedDraw> find(long drawId) {
        return jdbc.sql(COLUMNS + "WHERE draw_id = :draw")
                .param("draw", drawId)
                .query(DispatchedDraw.class)
                .optional();
    }

    DispatchedDraw require(long drawId, Actor actor) {
        var found = find(drawId).orElseThrow(() -> Problem.notFound("已派发的抽取"));
        actor.requireRegion(found.regionCode(), "已派发的抽取");
        return found;
    }

    /** For acts on single rows: they wait while the list closes, and not for each other. */
    DispatchedDraw shared(long drawId) {
        return jdbc.sql(COLUMNS + "WHERE draw_id = :draw FOR SHARE")
                .param("draw", drawId)
                .query(DispatchedDraw.class)
                .single();
    }

    /** For acts that decide over the whole draw. */
    DispatchedDraw locked(long drawId) {
        return jdbc.sql(COLUMNS + "WHERE draw_id = :draw FOR UPDATE")
                .param("draw", drawId)
                .query(DispatchedDraw.class)
                .single();
    }

    void close(long drawId, OffsetDateTime at, String by) {
        jdbc.sql("UPDATE dispatch.dispatched_draw SET closed_at = :at, closed_by = :by WHERE draw_id = :draw")
                .param("at", at)
                .param("by", by)
                .param("draw", drawId)
                .update();
    }

    void secondRevealed(long drawId, OffsetDateTime at) {
        jdbc.sql("UPDATE dispatch.dispatched_draw SET second_revealed_at = :at WHERE draw_id = :draw")
                .param("at", at)
                .param("draw", drawId)
                .update();
    }
}
