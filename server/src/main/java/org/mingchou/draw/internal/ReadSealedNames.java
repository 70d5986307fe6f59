package org.mingchou.draw.internal;

import java.util.Collection;
import java.util.TreeSet;
import org.mingchou.draw.SealedNames;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Clause("抽取规范 §3.7：接触过名单的人在日志中记名")
class ReadSealedNames implements SealedNames {

    private final DrawStore store;
    private final Sealing sealing;
    private final JdbcClient jdbc;

    ReadSealedNames(DrawStore store, Sealing sealing, JdbcClient jdbc) {
        this.store = store;
        this.sealing = sealing;
        this.jdbc = jdbc;
    }

    /** Who stands in the table is not asked about again: most calls are one look at an index. */
    @Override
    @Transactional
    public void read(Actor actor, Collection<Long> planIds) {
        if (planIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                SELECT d.id FROM draw.draw d
                WHERE d.plan_id IN (:plans) AND d.result_digest IS NOT NULL AND d.state <> 'VOID'
                  AND NOT EXISTS (SELECT FROM draw.unsealing u WHERE u.draw_id = d.id)
                  AND NOT EXISTS (SELECT FROM draw.list_reader r
                                  WHERE r.draw_id = d.id AND r.account_id = :account AND r.act = 'READ')
                ORDER BY d.id""")
                .param("plans", new TreeSet<>(planIds))
                .param("account", actor.accountId())
                .query(Long.class)
                .list()
                .forEach(id -> sealing.note(actor, store.require(id), Sealing.Reading.READ));
    }
}
