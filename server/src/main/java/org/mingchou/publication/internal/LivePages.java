package org.mingchou.publication.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.BeaconReadings;
import org.mingchou.draw.LiveDraws;
import org.mingchou.draw.PublicDraw;
import org.mingchou.shared.Problem;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.subject.Subjects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** 抽取现场: the draw on a big screen while it happens. The page shows and never decides. */
@PortalPage
class LivePages {

    /** More would not be read from a screen; the whole list is in the certificate. */
    private static final int SHOWN = 1000;

    record Party(
            String label,
            boolean outside,
            boolean committed,
            boolean revealed,
            boolean secondRevealed,
            boolean withheld) {}

    /** @param ticket null unless the draw is public */
    record Drawn(String name, @Nullable String ticket) {}

    record Mark(String label, String meaning) {}

    /** @param off not what was decided, or not what most have read */
    record Die(String n, boolean off) {}

    /** @param dice one entry for each die; empty when it is none of dice */
    record Read(String party, boolean failed, @Nullable String text, List<Die> dice) {}

    /**
     * A beacon with who has read it.
     *
     * @param text in words, once decided
     * @param readBy who read that, once decided
     * @param compared which dice each two have read differently, while nothing is decided
     * @param readings those that differ while nothing is decided; afterwards what was read differently
     */
    record Beacon(
            String title,
            @Nullable String text,
            List<String> dice,
            @Nullable String readBy,
            boolean differ,
            @Nullable String waiting,
            @Nullable String advice,
            List<String> compared,
            List<Read> readings) {}

    /** @param state {@code DONE}, {@code NOW} or {@code WAIT} */
    record Step(String label, String state) {}

    /**
     * The screen as data.
     *
     * @param revision differs when anything but the time has changed
     * @param beaconName which beacon and round, in Chinese
     * @param earliestBeaconAt of a public beacon the moment at which it comes; null before the opening and while witnesses are awaited
     * @param awaitedWitnesses who has not seen the opening yet, as long as that holds the beacon up
     * @param witnessesAhead before the opening: whether witnesses will be asked, in Chinese
     * @param now the platform's time, by which the countdowns run
     * @param drawn null when the caller knows this revision, or while no name may be shown
     */
    record Live(
            String revision,
            OffsetDateTime now,
            String drawNo,
            String planTitle,
            String status,
            String statusLabel,
            boolean withoutBeacon,
            List<Mark> marks,
            @Nullable String witnessesAhead,
            @Nullable String voidReason,
            long frameCount,
            List<Party> parties,
            @Nullable String opening,
            @Nullable OffsetDateTime revealDeadline,
            @Nullable OffsetDateTime earliestBeaconAt,
            List<String> awaitedWitnesses,
            String beacon,
            String beaconName,
            @Nullable String beaconText,
            BeaconReadings beaconReadings,
            @Nullable String secondBeaconText,
            BeaconReadings secondBeaconReadings,
            @Nullable Long drawnCount,
            boolean byTicket,
            boolean sealed,
            @Nullable List<Drawn> drawn) {}

    private static final List<String> ORDER =
            List.of("FROZEN", "OPENED", "REVEALED", "BEACON_SET", "DRAWN", "CONFIRMED", "SETTLED");
    private static final List<String> STEPS = List.of("冻结·承诺", "揭示", "信标", "计算", "抽中名单");

    private final Portal portal;
    private final LiveDraws live;
    private final Subjects subjects;
    private final BusinessClock clock;

    LivePages(Portal portal, LiveDraws live, Subjects subjects, BusinessClock clock) {
        this.portal = portal;
        this.live = live;
        this.subjects = subjects;
        this.clock = clock;
    }

    @GetMapping("/draws/{drawNo:[A-Za-z0-9_-][A-Za-z0-9._-]*}/live")
    String screen(@PathVariable String drawNo, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        var shown = shown(drawNo, "");
        model.addAttribute("d", shown);
        model.addAttribute("steps", steps(shown));
        model.addAttribute("opening", groups(shown.opening()));
        model.addAttribute("beacons", beacons(shown));
        model.addAttribute("deadlineText", minute(shown.revealDeadline()));
        model.addAttribute("beaconText", minute(shown.earliestBeaconAt()));
        return "portal/live";
    }

    /** @param known the revision that the caller has; the list of names is then not sent again */
    @GetMapping(
            value = "/draws/{drawNo:[A-Za-z0-9_-][A-Za-z0-9._-]*}/live.json",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Live data(
            @PathVariable String drawNo, @RequestParam(defaultValue = "") String known, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        return shown(drawNo, known);
    }

    private Live shown(String drawNo, String known) {
        var draw = portal.draw(drawNo).orElseThrow(() -> Problem.notFound("抽取"));
        var parties = draw.parties().stream()
                .map(p -> new Party(
                        p.label(), p.outside(), p.commitment() != null, p.revealed(), p.secondRevealed(), p.withheld()))
                .toList();
        var wait = live.beaconWait(drawNo).orElse(null);
        var ahead = draw.witnessesAhead();
        var revision = revision(draw, parties, wait);
        var list = revision.equals(known) ? null : live.drawnList(drawNo, SHOWN).orElse(null);
        return new Live(
                revision,
                OffsetDateTime.ofInstant(clock.now(), BusinessClock.ZONE),
                draw.drawNo(),
                draw.planTitle(),
                draw.status(),
                draw.statusLabel(),
                draw.withoutBeacon(),
                draw.marks().stream().map(m -> new Mark(m.label(), m.meaning())).toList(),
                ahead == null ? null : ahead.sentence(),
                draw.voidReason(),
                draw.frameCount(),
                parties,
                draw.opening(),
                draw.revealDeadline(),
                wait == null ? null : wait.earliest(),
                wait == null ? List.of() : wait.awaited(),
                draw.beacon(),
                wait == null ? draw.beaconLabel() : wait.beacon(),
                draw.beaconText(),
                draw.beaconReadings(),
                draw.secondBeaconText(),
                draw.secondBeaconReadings(),
                draw.drawnCount(),
                list != null && list.byTicket(),
                "SEALED".equals(draw.mode()),
                list == null ? null : named(list.rows()));
    }

    private List<Drawn> named(List<LiveDraws.Drawn> rows) {
        var known =
                subjects.snapshots(rows.stream().map(LiveDraws.Drawn::objectId).toList());
        return rows.stream()
                .map(r -> new Drawn(name(known.get(r.objectId()), r.objectId()), r.ticket()))
                .toList();
    }

    private static String name(@Nullable SubjectSnapshot subject, String objectId) {
        return subject == null ? objectId : subject.name();
    }

    private static String revision(PublicDraw draw, List<Party> parties, LiveDraws.@Nullable BeaconWait wait) {
        var facts = new ArrayList<@Nullable Object>();
        facts.add(draw.status());
        facts.add(draw.opening());
        facts.add(draw.beacon());
        facts.add(draw.beaconText());
        facts.add(draw.beaconReadings());
        facts.add(draw.secondBeaconText());
        facts.add(draw.secondBeaconReadings());
        facts.add(draw.resultDigest());
        facts.add(String.valueOf(wait));
        facts.add(String.valueOf(draw.marks()));
        facts.add(String.valueOf(draw.witnessesAhead()));
        facts.add(draw.mode());
        facts.add(draw.audience());
        facts.add(String.valueOf(draw.revealDeadline()));
        facts.add(parties);
        return Integer.toHexString(facts.hashCode());
    }

    private static List<Step> steps(Live live) {
        // Computing follows the beacon at once; the list stands from DRAWN on.
        var status = live.withoutBeacon() && live.status().equals("REVEALED") ? "BEACON_SET" : live.status();
        int at = Math.min(ORDER.indexOf(status), STEPS.size() - 1);
        var drawn = live.drawnCount() != null;
        var result = new ArrayList<Step>();
        for (int i = 0; i < STEPS.size(); i++) {
            var state = drawn || i < at ? "DONE" : i == at && live.voidReason() == null ? "NOW" : "WAIT";
            result.add(new Step(STEPS.get(i), state));
        }
        return result;
    }

    /** In groups of four, as a person reads a digest aloud. */
    private static List<String> groups(@Nullable String digest) {
        return digest == null ? List.of() : List.of(digest.split("(?<=\\G.{4})"));
    }

    private static List<Beacon> beacons(Live live) {
        var result = new ArrayList<Beacon>();
        // What is thrown in the room needs no name.
        var title = live.beacon().startsWith("live:") ? "信标" : "信标：" + live.beaconName();
        result.add(beacon(title, live.beaconText(), live.beaconReadings()));
        result.add(beacon("补掷的信标", live.secondBeaconText(), live.secondBeaconReadings()));
        result.removeIf(b -> b.text() == null && b.waiting() == null && !b.differ());
        return result;
    }

    private static Beacon beacon(String title, @Nullable String text, BeaconReadings read) {
        return new Beacon(
                title,
                text == null ? null : BeaconReadings.words(text),
                dice(text),
                read.readBy(),
                read.differ(),
                read.waiting(),
                read.advice(),
                read.compared(),
                read.readings().stream()
                        .filter(r -> text == null ? r.failed() || r.text() != null : !r.agrees())
                        .map(r -> new Read(r.party(), r.failed(), r.words(), marked(r)))
                        .toList());
    }

    private static List<Die> marked(BeaconReadings.Reading reading) {
        var dice = dice(reading.text());
        return IntStream.range(0, dice.size())
                .mapToObj(i -> new Die(dice.get(i), reading.off().contains(i)))
                .toList();
    }

    /** One entry for each die; empty when the beacon is none of dice. */
    private static List<String> dice(@Nullable String text) {
        return text != null && text.matches("[1-6]+") ? List.of(text.split("")) : List.of();
    }

    private static @Nullable String minute(@Nullable OffsetDateTime at) {
        return at == null ? null : Portal.minute(at);
    }
}
