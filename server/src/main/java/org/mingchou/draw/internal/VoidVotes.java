package org.mingchou.draw.internal;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The first vote to void a draw: the second must have its reason. */
@Component
class VoidVotes {

    record Vote(long accountId, String byName, VoidReason reason) {}

    private final JdbcClient jdbc;

    VoidVotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Vote> of(Draw draw) {
        return jdbc.sql("""
                SELECT account_id, by_name, reason FROM draw.void_vote WHERE draw_id = :draw ORDER BY voted_at LIMIT 1""").param("draw", draw.key()).query(Vote.class).optional();
    }
}
