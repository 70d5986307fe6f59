package org.mingchou.draw.internal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.BeaconReadings;
import org.mingchou.draw.internal.BeaconEntries.Last;
import org.mingchou.draw.internal.Parties.Party;
import org.springframework.stereotype.Component;

/** What of the readings of a beacon may be shown now, to anybody: nobody copies what he has not read. */
@Component
class ShownReadings {

    private static final String DICE = "录入不一致，信标尚未确定。请先与桌上的骰子逐颗核对，录错的一方重新录入；骰子已经动过、无法核对的，当众重新掷骰，双方都照新的点数重新录入。";
    private static final String PUBLISHED = "录入不一致，信标尚未确定。请各自重新核对公布的内容，有误的一方重新录入。";

    private static final String OVERDUE = "录入不一致，期限已过。任一方再次录入，即以其中一份为准（揭示过第二个秘密数的人读得多的优先，其次见证人所读），并在公开日志中记名。";

    private final BeaconEntries entries;
    private final Beacons beacons;
    private final Parties parties;
    private final SecondReaders second;

    ShownReadings(BeaconEntries entries, Beacons beacons, Parties parties, SecondReaders second) {
        this.entries = entries;
        this.beacons = beacons;
        this.parties = parties;
        this.second = second;
    }

    BeaconReadings first(Draw draw) {
        if (draw.opening() == null || Beacons.without(draw)) {
            return BeaconReadings.NONE;
        }
        var last = entries.last(draw, beacons.round(draw));
        var thrown = draw.thrown();
        if (draw.state() == DrawState.VOID) {
            // Nobody can copy any more, and what was read may be why it was voided.
            return settled(last, thrown == null ? null : thrown.beaconText());
        }
        if (thrown != null || last.isEmpty()) {
            return settled(last, thrown == null ? null : thrown.beaconText());
        }
        var witnesses = of(draw, "WITNESS");
        var read = last.stream().map(l -> l.entry().slug()).toList();
        var awaited = witnesses.stream().anyMatch(w -> read.contains(w.slug())) ? "第二人" : "见证人";
        var seen = beacons.of(draw).seenByAll();
        return open(last, "等待" + awaited + "独立录入", seen ? DICE : PUBLISHED, witnesses.size());
    }

    BeaconReadings second(Draw draw) {
        var withholding = draw.withholding();
        if (withholding == null) {
            return BeaconReadings.NONE;
        }
        var last = entries.last(draw, BeaconEntries.SECOND);
        if (withholding.beacon2Text() != null || last.isEmpty()) {
            return settled(last, withholding.beacon2Text());
        }
        var all = parties.of(draw.key());
        var read = last.stream().map(l -> l.entry().slug()).toList();
        var typists = SecondReaders.typists(all);
        var awaited = typists.stream().anyMatch(t -> read.contains(t.slug())) ? second.now(draw, all) : typists;
        var who = awaited.stream()
                .filter(p -> !read.contains(p.slug()))
                .map(Party::label)
                .collect(Collectors.joining("或"));
        var wait = second.overdue(draw) ? "录入期限已过，任一方再次录入即告确定" : "等待" + (who.isEmpty() ? "另一当事方" : who) + "独立录入";
        return open(
                last,
                wait,
                second.overdue(draw) ? OVERDUE : DICE,
                of(draw, "WITNESS").size());
    }

    /** Decided, or nobody has read. */
    private static BeaconReadings settled(List<Last> last, @Nullable String text) {
        return new BeaconReadings(readings(last, text, true), false, null, null, readBy(last, text), List.of());
    }

    private static @Nullable String readBy(List<Last> last, @Nullable String text) {
        var agreed = last.stream()
                .filter(l -> text != null && text.equals(l.entry().line()))
                .toList();
        if (agreed.isEmpty()) {
            return null;
        }
        var names = agreed.stream().map(l -> l.entry().label()).collect(Collectors.joining("、"));
        if (agreed.size() == 1) {
            return "由" + names + "一方录入：录入期限内没有两方一致，已在公开日志中记名";
        }
        var alone = agreed.stream().filter(l -> !l.informed()).count() > 1;
        return "由" + names + (alone ? "各自录入，一致" : "录入：起初不一致，彼此核对后一致");
    }

    private static BeaconReadings open(List<Last> last, String wait, String advice, int witnesses) {
        var shown = readings(last, null, false);
        var differ = last.stream()
                        .map(l -> String.valueOf(l.entry().line()))
                        .distinct()
                        .count()
                > 1;
        if (!differ) {
            return new BeaconReadings(
                    shown, false, names(last, witnesses) + "已录入，" + wait + "。", null, null, List.of());
        }
        var anew = last.stream().filter(Last::hidden).toList();
        var compared = last.stream().anyMatch(l -> !l.hidden() && l.entry().line() != null);
        var waiting = compared && !anew.isEmpty() ? names(anew, witnesses) + "已重新录入，等待另一方核对后重新录入。" : null;
        var dice = shown.stream()
                .filter(r -> ComparedDice.isDice(r.text()))
                .map(r -> new ComparedDice.Read(r.party(), String.valueOf(r.text())))
                .toList();
        return new BeaconReadings(shown, true, waiting, advice, null, ComparedDice.pairs(dice));
    }

    /**
     * @param decided null while nothing is
     * @param all also what is hidden
     */
    private static List<BeaconReadings.Reading> readings(List<Last> last, @Nullable String decided, boolean all) {
        var dice = last.stream()
                .filter(l -> all || !l.hidden())
                .map(l -> l.entry().line())
                .filter(ComparedDice::isDice)
                .map(String::valueOf)
                .toList();
        return last.stream()
                .map(l -> {
                    var entry = l.entry();
                    var text = all || !l.hidden() ? entry.line() : null;
                    return new BeaconReadings.Reading(
                            entry.label(),
                            DrawViews.local(entry.enteredAt()),
                            entry.line() == null,
                            text,
                            decided != null && Objects.equals(entry.line(), decided),
                            text != null && ComparedDice.isDice(text)
                                    ? ComparedDice.off(text, dice, decided)
                                    : List.of());
                })
                .toList();
    }

    private static String names(List<Last> last, int witnesses) {
        return last.stream()
                .map(l -> l.entry().role().equals("WITNESS") && witnesses == 1
                        ? "见证人"
                        : l.entry().label())
                .collect(Collectors.joining("、"));
    }

    private List<Party> of(Draw draw, String role) {
        return parties.of(draw.key()).stream()
                .filter(p -> p.role().equals(role))
                .toList();
    }
}
