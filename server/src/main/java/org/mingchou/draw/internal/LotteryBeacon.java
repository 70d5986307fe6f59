package org.mingchou.draw.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;

/**
 * The number of a public lottery. Its issue is the day of the drawing, because the lotteries' own numbering shifts with
 * the breaks that are announced year by year; a day without drawing is a failed round.
 */
@Component
@Clause("抽取规范 §3.4（3）：期次由期限按公式确定")
class LotteryBeacon implements BeaconSource {

    private static final Pattern CHOSEN = Pattern.compile("lottery:([a-z0-9-]{1,32})");
    private static final Pattern BOUND = Pattern.compile("lottery:([a-z0-9-]{1,32}):([0-9]{8})");
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]+");

    private final BeaconCatalog catalog;

    LotteryBeacon(BeaconCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public boolean offers(String beacon) {
        return BeaconSource.name(beacon, CHOSEN, BOUND)
                .flatMap(catalog::lottery)
                .isPresent();
    }

    @Override
    public String label(String beacon) {
        return lottery(beacon).label();
    }

    @Override
    public String bind(String beacon, Instant earliest) {
        var lottery = lottery(beacon);
        var from = earliest.atZone(BusinessClock.ZONE);
        var day = from.toLocalDate();
        var late = from.toLocalTime().isAfter(LocalTime.parse(lottery.time()));
        return bound(lottery, firstOn(lottery, late ? day.plusDays(1) : day));
    }

    @Override
    public Optional<Instant> dueAt(String bound) {
        return Optional.of(day(bound)
                .atTime(LocalTime.parse(lottery(bound).time()))
                .atZone(BusinessClock.ZONE)
                .toInstant());
    }

    @Override
    public String round(String bound) {
        return day(bound).format(DateTimeFormatter.ofPattern("yyyy年M月d日")) + "开奖";
    }

    @Override
    public Optional<String> next(String bound) {
        var lottery = lottery(bound);
        return Optional.of(bound(lottery, firstOn(lottery, day(bound).plusDays(1))));
    }

    @Override
    public boolean seenByAll() {
        return false;
    }

    @Override
    public String read(String bound, String given) {
        var lottery = lottery(bound);
        var typed = numbers(lottery, given);
        var line = new StringBuilder();
        int next = 0;
        for (var group : lottery.numbers()) {
            var part = typed.subList(next, Math.min(next + group.count(), typed.size()));
            next += group.count();
            if (part.size() < group.count() || part.stream().anyMatch(n -> n < group.from() || n > group.to())) {
                throw wrong(lottery);
            }
            for (int i = 1; group.ascending() && i < part.size(); i++) {
                if (part.get(i) <= part.get(i - 1)) {
                    throw wrong(lottery);
                }
            }
            line.append(line.isEmpty() ? "" : "+")
                    .append(String.join(
                            ",", part.stream().map(n -> shown(group, n)).toList()));
        }
        if (typed.size() != next) {
            throw wrong(lottery);
        }
        var day = day(bound).format(DateTimeFormatter.BASIC_ISO_DATE);
        return "lottery=" + lottery.name() + " issue=" + day + " numbers=" + line;
    }

    @Override
    public String value(String line) {
        return HashProfile.SHA256.hex(DrawFiles.beaconFile(line));
    }

    /** Single digits may be typed in a row. */
    private static List<Integer> numbers(BeaconCatalog.Lottery lottery, String given) {
        var digits = lottery.numbers().stream().allMatch(g -> g.to() < 10);
        var result = new ArrayList<Integer>();
        for (var part : NOT_A_DIGIT.split(given.strip())) {
            if (part.isEmpty()) {
                continue;
            }
            if (digits) {
                part.chars().forEach(c -> result.add(c - '0'));
            } else if (part.length() > 2) {
                throw wrong(lottery);
            } else {
                result.add(Integer.parseInt(part));
            }
        }
        return result;
    }

    private static String shown(BeaconCatalog.Numbers group, int number) {
        return group.to() < 10 ? String.valueOf(number) : "%02d".formatted(number);
    }

    private static Problem wrong(BeaconCatalog.Lottery lottery) {
        var wanted = lottery.numbers().stream()
                .map(g -> g.label() + " " + g.count() + " 个（" + g.from() + " 至 " + g.to()
                        + (g.ascending() ? "，由小到大" : "") + "）")
                .toList();
        return Problem.unprocessable(
                "beacon-lottery", lottery.label() + "的开奖号码应为" + String.join("、", wanted) + "，请照公布的号码重新录入，数字之间用空格分开。");
    }

    private static String bound(BeaconCatalog.Lottery lottery, LocalDate day) {
        return "lottery:" + lottery.name() + ":" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static LocalDate firstOn(BeaconCatalog.Lottery lottery, LocalDate from) {
        var day = from;
        while (!lottery.days().contains(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static LocalDate day(String bound) {
        var matcher = BOUND.matcher(bound);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not bound to an issue: " + bound);
        }
        return LocalDate.parse(matcher.group(2), DateTimeFormatter.BASIC_ISO_DATE);
    }

    private BeaconCatalog.Lottery lottery(String beacon) {
        return BeaconSource.name(beacon, CHOSEN, BOUND)
                .flatMap(catalog::lottery)
                .orElseThrow(() -> new IllegalArgumentException("no such lottery: " + beacon));
    }
}
