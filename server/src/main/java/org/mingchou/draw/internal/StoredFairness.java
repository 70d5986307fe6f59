package org.mingchou.draw.internal;

import java.util.List;
import org.mingchou.draw.Fairness;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredFairness implements Fairness {

    private final JdbcClient jdbc;

    StoredFairness(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Table publicTable(String regionCode) {
        return FairnessGroups.shown(cells(regionCode));
    }

    @Override
    public Table fullTable(String regionCode) {
        return FairnessGroups.full(cells(regionCode));
    }

    private List<FairnessCell> cells(String regionCode) {
        return jdbc.sql("""
                SELECT c.draw_id, c.dimension, c.grp, c.stratum, c.eligible, c.drawn
                FROM draw.fairness_cell c JOIN draw.draw d ON d.id = c.draw_id
                WHERE d.region_code = :region AND d.state <> 'VOID'""")
                .param("region", regionCode)
                .query(FairnessCell.class)
                .list();
    }
}
