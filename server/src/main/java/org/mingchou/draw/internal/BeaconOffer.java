package org.mingchou.draw.internal;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What can be chosen at the freeze. */
@Component
class BeaconOffer {

    /** @param beacon as the freeze takes it, e.g. {@code lottery:ssq} */
    record Choice(String beacon, String label) {}

    record Offer(List<Choice> choices, boolean noneAllowed) {}

    private final BeaconCatalog catalog;
    private final Beacons beacons;

    BeaconOffer(BeaconCatalog catalog, Beacons beacons) {
        this.catalog = catalog;
        this.beacons = beacons;
    }

    Offer offer() {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("live:dice", "当众掷骰（不少于 50 颗），见证人与另一当事方各自录入"));
        catalog.lotteries()
                .forEach(l -> choices.add(new Choice(
                        "lottery:" + l.name(), l.label() + "开奖号码（" + days(l) + " " + l.time() + "），两人各自录入")));
        catalog.chains()
                .forEach(c ->
                        choices.add(new Choice("drand:" + c.name(), c.label() + "（每 " + c.period() + " 秒一轮），两人各自粘贴")));
        if (beacons.noneAllowed()) {
            choices.add(new Choice(Beacons.NONE, "无信标（最后揭示的一方可以左右结果，处处标明）"));
        }
        return new Offer(choices, beacons.noneAllowed());
    }

    private static String days(BeaconCatalog.Lottery lottery) {
        if (lottery.days().size() == 7) {
            return "每日";
        }
        return "周"
                + String.join(
                        "、",
                        lottery.days().stream()
                                .sorted()
                                .map(d -> String.valueOf("一二三四五六日".charAt(d.ordinal())))
                                .toList());
    }
}
