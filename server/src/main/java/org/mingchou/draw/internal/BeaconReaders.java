package org.mingchou.draw.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Calendars;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.notification.Inbox;
import org.springframework.stereotype.Component;

/** Until when a beacon is to be read, and the message to those who read it. */
@Component
class BeaconReaders {

    private final Beacons beacons;
    private final Parties parties;
    private final Calendars calendars;
    private final BusinessClock clock;
    private final Inbox inbox;

    BeaconReaders(Beacons beacons, Parties parties, Calendars calendars, BusinessClock clock, Inbox inbox) {
        this.beacons = beacons;
        this.parties = parties;
        this.calendars = calendars;
        this.clock = clock;
        this.inbox = inbox;
    }

    /**
     * Reckoned and not stored: a failed issue gives way to a later one, and the witnesses' time moves it. Empty unless the
     * draw waits for its first beacon, and while it is not known from when on it can be read.
     */
    Optional<Deadline> deadline(Draw draw) {
        if (draw.state() != DrawState.REVEALED || Beacons.without(draw)) {
            return Optional.empty();
        }
        return beacons.readableFrom(draw)
                .map(from -> deadline(from.atZone(BusinessClock.ZONE).toLocalDate()));
    }

    private Deadline deadline(LocalDate from) {
        var days = calendars.workingDays();
        var due = days.after(from, DeadlineRule.READ_BEACON.workingDays());
        var today = clock.today();
        return new Deadline(
                DeadlineRule.READ_BEACON,
                from,
                "信标可以录入",
                due.date(),
                due.calendarVersion(),
                due.provisional(),
                null,
                days.between(today, due.date()),
                due.date().isBefore(today));
    }

    /** To every party, since any of them may be the second reader. */
    void tell(Draw draw) {
        if (Beacons.without(draw)) {
            return;
        }
        var when = beacons.readableFrom(draw)
                .map(at -> clock.now().isBefore(at) ? "请于 " + DrawViews.shown(at) + " 后录入信标" : "请录入信标")
                .orElse("外部见证人副署开启登记后，请录入信标");
        tell(
                draw,
                parties.of(draw.key()),
                "抽取 " + draw.drawNo() + "：" + when + "（" + beacons.name(draw) + "，两人各自独立录入）");
    }

    /** Dice in place of a second secret. */
    void tellSecond(Draw draw) {
        tell(
                draw,
                SecondReaders.readers(parties.of(draw.key())),
                "抽取 " + draw.drawNo() + "：有当事方逾期未作二次揭示，请当众补掷骰子、两方各自录入");
    }

    private void tell(Draw draw, List<Parties.Party> readers, String title) {
        readers.forEach(p -> inbox.tellAccount(p.accountId(), title, "/desk/draws/" + draw.key()));
    }
}
