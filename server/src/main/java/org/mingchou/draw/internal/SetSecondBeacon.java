package org.mingchou.draw.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Dice thrown in public in place of a withheld second secret, after the log has named who withheld it. */
@Service
@Clause("抽取规范 §3.4（6）：逾期未揭示的，以其后当众掷出的信标代替")
class SetSecondBeacon {

    private final DrawStore store;
    private final Parties parties;
    private final DrawFiles files;
    private final LiveBeacon live;
    private final SettleDraw settle;

    SetSecondBeacon(DrawStore store, Parties parties, DrawFiles files, LiveBeacon live, SettleDraw settle) {
        this.store = store;
        this.parties = parties;
        this.files = files;
        this.live = live;
        this.settle = settle;
    }

    @Transactional
    public void set(Actor actor, long drawId, @Nullable String text) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        draw.require(DrawAct.SET_SECOND_BEACON);
        var all = parties.of(drawId);
        if (!typists(all).contains(party)) {
            throw Problem.notAllowed(
                    "second-beacon-typist",
                    "补掷的信标由"
                            + String.join(
                                    "或",
                                    typists(all).stream()
                                            .map(Parties.Party::label)
                                            .toList())
                            + "录入，请由其账号操作。");
        }
        var line = live.read("live:dice", text == null ? "" : text);
        store.record(
                actor,
                DrawAct.SET_SECOND_BEACON,
                draw,
                Map.of("party", party.slug(), "beacon", HashProfile.SHA256.hex(DrawFiles.beaconFile(line))));
        settle.settleWithheld(draw, files.params(draw), parties.revealed(drawId, 2), line);
    }

    /**
     * Who types it in: a witness who revealed; otherwise another outside party who revealed; when none of them did, any
     * party, for nobody shall stop a draw for good.
     */
    static List<Parties.Party> typists(List<Parties.Party> all) {
        var witnesses = all.stream()
                .filter(p -> p.role().equals("WITNESS") && !p.withheld())
                .toList();
        if (!witnesses.isEmpty()) {
            return witnesses;
        }
        var outside = all.stream().filter(p -> p.outside() && !p.withheld()).toList();
        return outside.isEmpty() ? all : outside;
    }
}
