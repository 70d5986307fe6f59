package org.mingchou.draw.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The votes to void a draw; all have the reason of the first. */
@Component
class VoidVotes {

    /** @param party what the party of the voter is called in this draw */
    record Vote(long accountId, String byName, String party, VoidReason reason, Instant at) {}

    private final JdbcClient jdbc;

    VoidVotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which they were given. */
    List<Vote> of(long drawId) {
        return jdbc.sql("""
                SELECT v.account_id, v.by_name, p.label, v.reason, v.voted_at FROM draw.void_vote v
                JOIN draw.party p ON p.draw_id = v.draw_id AND p.account_id = v.account_id
                WHERE v.draw_id = :draw ORDER BY v.voted_at, p.slug""")
                .param("draw", drawId)
                .query((rs, n) -> new Vote(
                        rs.getLong("account_id"),
                        rs.getString("by_name"),
                        rs.getString("label"),
                        VoidReason.valueOf(rs.getString("reason")),
                        rs.getObject("voted_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void add(long drawId, Actor actor, VoidReason reason, Instant at) {
        jdbc.sql("""
                INSERT INTO draw.void_vote (draw_id, account_id, by_name, reason, voted_at)
                VALUES (:draw, :account, :name, :reason, :at)""")
                .param("draw", drawId)
                .param("account", actor.accountId())
                .param("name", actor.displayName())
                .param("reason", reason.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
