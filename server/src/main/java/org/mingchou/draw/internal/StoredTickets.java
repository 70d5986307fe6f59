package org.mingchou.draw.internal;

import java.util.Optional;
import org.mingchou.draw.DrawnTickets;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Keys;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredTickets implements DrawnTickets {

    private record Row(String ticket, boolean substitute, String cutOff) {}

    private final DrawStore store;
    private final Plans plans;
    private final Witnessing witnessing;
    private final JdbcClient jdbc;

    StoredTickets(DrawStore store, Plans plans, Witnessing witnessing, JdbcClient jdbc) {
        this.store = store;
        this.plans = plans;
        this.witnessing = witnessing;
        this.jdbc = jdbc;
    }

    @Clause("抽取规范 §3.7")
    @Override
    public Optional<OwnTicket> ownTicket(long drawId, String objectId) {
        var draw = store.require(drawId);
        var open = plans.require(draw.planId(), draw.regionCode()).everythingPublic();
        return jdbc.sql("""
                SELECT r.ticket, r.kind = 'RESERVE' AS substitute,
                       (SELECT max(d.ticket COLLATE "C") FROM draw.drawn_row d
                        WHERE d.draw_id = r.draw_id AND d.stratum = r.stratum AND d.kind = 'DRAWN') AS cut_off
                FROM draw.drawn_row r
                WHERE r.draw_id = :draw AND r.object_id = :object
                  AND (r.kind = 'DRAWN' OR EXISTS (SELECT FROM draw.substitute s
                                                   WHERE s.draw_id = r.draw_id AND s.object_id = r.object_id))""")
                .param("draw", drawId)
                .param("object", objectId)
                .query(Row.class)
                .optional()
                .map(row -> new OwnTicket(
                        draw.drawNo(),
                        objectId,
                        row.ticket(),
                        open ? row.cutOff() : null,
                        row.substitute(),
                        draw.frame().frameCount(),
                        witnessing.marks(draw),
                        open ? Keys.of(HashProfile.SHA256, draw.drawn().seed(), "object") : null));
    }
}
