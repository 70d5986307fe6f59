package org.mingchou.draw.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dice thrown in public in place of a withheld second secret, after the log has named who withheld it. Read by two, as
 * the first beacon is, as long as two are there to read.
 */
@Service
@Clause("抽取规范 §3.4（6）：逾期未揭示的，以其后当众掷出的信标代替")
class SetSecondBeacon {

    private static final String DICE = "live:dice";
    private static final int NAMED = 16;

    private final DrawStore store;
    private final Parties parties;
    private final DrawFiles files;
    private final LiveBeacon live;
    private final BeaconEntries entries;
    private final SecondReaders readers;
    private final SettleDraw settle;

    SetSecondBeacon(
            DrawStore store,
            Parties parties,
            DrawFiles files,
            LiveBeacon live,
            BeaconEntries entries,
            SecondReaders readers,
            SettleDraw settle) {
        this.store = store;
        this.parties = parties;
        this.files = files;
        this.live = live;
        this.entries = entries;
        this.readers = readers;
        this.settle = settle;
    }

    @Transactional
    public void enter(Actor actor, long drawId, @Nullable String text, boolean confirmed) {
        DrawDuties.requireNoRegistrar(actor);
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        draw.require(DrawAct.ENTER_SECOND_BEACON);
        var all = parties.of(drawId);
        requireReader(readers.now(draw, all), party);
        var line = live.read(DICE, text == null ? "" : text);
        BeaconEntries.requireSure(live, line, confirmed);
        var entry = entries.enter(draw, party, BeaconEntries.SECOND, line, null);
        store.record(actor, DrawAct.ENTER_SECOND_BEACON, draw, Map.of("party", party.slug(), "entry", entry));
        readers.decided(draw, all, entries.last(draw, BeaconEntries.SECOND))
                .ifPresent(read -> decide(actor, draw, read));
    }

    private void decide(Actor actor, Draw draw, List<BeaconEntries.Entry> read) {
        var line = Objects.requireNonNull(read.get(0).line());
        var file = DrawFiles.beaconFile(line);
        var named = read.stream().map(BeaconEntries.Entry::slug).limit(NAMED).toList();
        store.log(draw, LogEntry.secondBeacon(draw.drawNo(), DICE, file, named));
        store.record(
                actor,
                DrawAct.SET_SECOND_BEACON,
                draw,
                Map.of("parties", named, "beacon", HashProfile.SHA256.hex(file)));
        settle.settleWithheld(draw, files.params(draw), parties.revealed(draw.key(), 2), line);
    }

    private static void requireReader(List<Parties.Party> allowed, Parties.Party party) {
        if (allowed.stream().noneMatch(p -> p.slug().equals(party.slug()))) {
            throw Problem.notAllowed(
                    "second-beacon-reader",
                    "补掷的信标由揭示过第二个秘密数的"
                            + String.join(
                                    "、",
                                    allowed.stream().map(Parties.Party::label).toList())
                            + "中的两方各自录入，请由其账号操作。");
        }
    }
}
