package org.mingchou.draw.internal;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The witness types in the dice that somebody chosen on the spot threw in public, after every secret is out. */
@Service
class SetBeacon {

    static final Duration OPENING_AGE = Duration.ofMinutes(10);
    private static final int FEWEST_DICE = 50;
    private static final Pattern DICE = Pattern.compile("[1-6]{" + FEWEST_DICE + ",600}");

    private final DrawStore store;
    private final Parties parties;
    private final BusinessClock clock;

    SetBeacon(DrawStore store, Parties parties, BusinessClock clock) {
        this.store = store;
        this.parties = parties;
        this.clock = clock;
    }

    @Transactional
    public void set(Actor actor, long drawId, @Nullable String text) {
        var draw = store.lock(drawId, actor.regionCode());
        var party = parties.require(drawId, actor);
        if (!party.role().equals("WITNESS")) {
            throw Problem.notAllowed("witness-only", "信标由见证人录入，请由见证人账号操作。");
        }
        draw.require(DrawAct.SET_BEACON);
        requireOldOpening(draw);
        var dice = text == null ? "" : text.replaceAll("\\s", "");
        if (!DICE.matcher(dice).matches()) {
            throw Problem.unprocessable(
                    "beacon-dice",
                    "信标须是至少 " + FEWEST_DICE + " 个骰子点数，只含数字 1 至 6。现在有 " + dice.length() + " 个字符，请核对后重新录入。");
        }
        var saved = store.save(draw.setBeacon(dice, clock.now()));
        store.record(
                actor, DrawAct.SET_BEACON, saved, Map.of("beacon", HashProfile.SHA256.hex(DrawFiles.beaconFile(dice))));
    }

    @Clause("抽取规范 §3.4：开启登记至少 10 分钟后方可取信标")
    private void requireOldOpening(Draw draw) {
        var earliest = draw.opened().openedAt().plus(OPENING_AGE);
        if (clock.now().isBefore(earliest)) {
            var at = earliest.atZone(BusinessClock.ZONE).toLocalTime().withNano(0);
            throw Problem.conflict("opening-too-young", "开启登记后至少 10 分钟才能录入信标，最早 " + at + "。请稍候再掷骰。");
        }
    }
}
