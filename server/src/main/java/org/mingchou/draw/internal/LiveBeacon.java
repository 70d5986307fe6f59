package org.mingchou.draw.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;

/** Dice that somebody chosen on the spot throws in public; two people type in what they see. */
@Component
class LiveBeacon implements BeaconSource {

    private static final int FEWEST_DICE = 50;
    private static final Pattern DICE = Pattern.compile("[1-6]{" + FEWEST_DICE + ",600}");
    private static final Pattern LIVE = Pattern.compile("live:[a-z0-9-]{1,32}");

    @Override
    public boolean offers(String beacon) {
        return LIVE.matcher(beacon).matches();
    }

    @Override
    public String label(String beacon) {
        return "当众掷骰";
    }

    @Override
    public String round(String bound) {
        return "";
    }

    @Override
    public String bind(String beacon, Instant earliest) {
        return beacon;
    }

    @Override
    public Optional<Instant> dueAt(String bound) {
        return Optional.empty();
    }

    @Override
    public Optional<String> next(String bound) {
        return Optional.empty();
    }

    @Override
    public boolean seenByAll() {
        return true;
    }

    @Override
    public String read(String bound, String given) {
        var dice = given.replaceAll("\\s", "");
        if (!DICE.matcher(dice).matches()) {
            throw Problem.unprocessable(
                    "beacon-dice",
                    "信标须是至少 " + FEWEST_DICE + " 个骰子点数，只含数字 1 至 6。现在有 " + dice.length() + " 个字符，请核对后重新录入。");
        }
        return dice;
    }

    /**
     * One face more than half of the time, or dice that repeat what fell so many places before: of a thousand million
     * throws of 50 fair dice hardly one.
     */
    @Override
    public Optional<String> doubt(String line) {
        return equal(line).or(() -> repeating(line)).map(what -> "这 " + line.length() + " 个点数" + what + "，真的骰子几乎掷不出来");
    }

    private static Optional<String> equal(String line) {
        return IntStream.rangeClosed('1', '6')
                .filter(face -> line.chars().filter(c -> c == face).count() * 2 > line.length())
                .mapToObj(face -> "里有 " + line.chars().filter(c -> c == face).count() + " 个是 " + (char) face)
                .findFirst();
    }

    /** More than three of four dice show what the one a period before shows; a few slips hide no pattern. */
    private static Optional<String> repeating(String line) {
        return IntStream.rangeClosed(1, line.length() / 2)
                .filter(period -> IntStream.range(period, line.length())
                                        .filter(i -> line.charAt(i) == line.charAt(i - period))
                                        .count()
                                * 4
                        > (line.length() - period) * 3L)
                .mapToObj(period -> period == 1 ? "大多与前一颗相同" : "看起来每 " + period + " 颗重复一遍")
                .findFirst();
    }

    @Override
    public String value(String line) {
        return HashProfile.SHA256.hex(DrawFiles.beaconFile(line));
    }
}
