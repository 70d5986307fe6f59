package org.mingchou.draw.internal;

import java.util.List;
import java.util.Optional;
import org.mingchou.draw.LiveDraws;
import org.mingchou.ledger.DrawLog;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ShownDraws implements LiveDraws {

    private final DrawRecords draws;
    private final Plans plans;
    private final Witnessing witnessing;
    private final Beacons beacons;
    private final JdbcClient jdbc;

    ShownDraws(DrawRecords draws, Plans plans, Witnessing witnessing, Beacons beacons, JdbcClient jdbc) {
        this.beacons = beacons;
        this.draws = draws;
        this.plans = plans;
        this.witnessing = witnessing;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<BeaconWait> beaconWait(String drawNo) {
        return draws.findByDrawNo(drawNo)
                .filter(d -> d.opening() != null)
                .map(d -> beacons.readableFrom(d)
                        .map(at -> new BeaconWait(DrawViews.local(at), List.of(), beacons.name(d)))
                        .orElseGet(() -> new BeaconWait(null, awaited(d), beacons.name(d))));
    }

    private List<String> awaited(Draw draw) {
        return witnessing.of(draw).stream()
                .flatMap(s -> s.awaited().stream().map(DrawLog.WitnessStanding::name))
                .toList();
    }

    /**
     * With an audience of parties neither tickets nor their order are shown: beside the list of all enterprises, whose
     * tickets the seed would give, a drawn enterprise with a high ticket must lie in a tier of a high ratio, and an order
     * by stratum and rank would show the tiers at once. Ids ascending are the order of the public certificate.
     */
    @Clause("抽取规范 §3.7、§3.11.3 drawn.tsv")
    @Override
    public Optional<DrawnList> drawnList(String drawNo, int limit) {
        var found = draws.findByDrawNo(drawNo);
        if (found.isEmpty() || found.get().outcome() == null || found.get().state() == DrawState.VOID) {
            return Optional.empty();
        }
        var draw = found.get();
        var plan = plans.require(draw.planId(), draw.regionCode());
        if (!plan.mode().equals("OPEN")) {
            return Optional.empty();
        }
        var open = plan.audience().equals("PUBLIC");
        var total = jdbc.sql("SELECT count(*) FROM draw.drawn_row WHERE draw_id = :draw AND kind = 'DRAWN'")
                .param("draw", draw.key())
                .query(Long.class)
                .single();
        var rows = jdbc.sql("SELECT object_id, CASE WHEN :open THEN ticket END AS ticket FROM draw.drawn_row"
                        + " WHERE draw_id = :draw AND kind = 'DRAWN' ORDER BY "
                        + (open ? "ticket COLLATE \"C\", " : "") + "object_id LIMIT :limit")
                .param("open", open)
                .param("draw", draw.key())
                .param("limit", limit)
                .query(Drawn.class)
                .list();
        return Optional.of(new DrawnList(open, total, rows));
    }
}
