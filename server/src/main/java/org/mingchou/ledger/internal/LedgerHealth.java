package org.mingchou.ledger.internal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** The check of one tree for the audit administrator's page; the whole check is {@code make verify}. */
@Component
class LedgerHealth {

    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final ObjectMapper json;

    LedgerHealth(JdbcClient jdbc, Checkpoints checkpoints, ObjectMapper json) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    /** Every disagreement inside the database, in words; empty when whole. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<String> of(Tree tree) {
        var keys = new TreeCheck.Keys(checkpoints.key(tree), checkpoints.sm2Key(tree));
        return new TreeCheck(jdbc, tree, keys, List.of(), json).run();
    }
}
