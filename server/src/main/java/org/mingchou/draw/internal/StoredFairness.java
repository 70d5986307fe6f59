package org.mingchou.draw.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.mingchou.draw.Fairness;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredFairness implements Fairness {

    private final DrawRecords draws;
    private final Sealing sealing;
    private final JdbcClient jdbc;

    StoredFairness(DrawRecords draws, Sealing sealing, JdbcClient jdbc) {
        this.draws = draws;
        this.sealing = sealing;
        this.jdbc = jdbc;
    }

    @Override
    public Table publicTable(String regionCode) {
        var cells = cells(regionCode);
        var ids = cells.stream().map(FairnessCell::drawId).collect(Collectors.toSet());
        // The sums before and after a sealed draw would tell how many of its names lie in a township.
        var sealed = ids.stream()
                .flatMap(id -> draws.findById(id).stream())
                .filter(sealing::sealed)
                .map(Draw::key)
                .collect(Collectors.toSet());
        return FairnessGroups.shown(
                cells.stream().filter(c -> !sealed.contains(c.drawId())).toList());
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
