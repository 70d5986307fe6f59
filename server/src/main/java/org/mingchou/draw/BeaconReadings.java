package org.mingchou.draw;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the parties have read of a beacon that counts when two have read the same.
 *
 * @param readings the last of each party, ascending by its slug
 * @param differ two have read it differently, and nothing is decided
 * @param waiting who has read and who is awaited, in Chinese; null before anybody has read and once it is decided
 * @param advice what to do when they differ, in Chinese
 * @param readBy who read what was decided, and whether each for himself, in Chinese; null before, and for draws of the
 *     time when one party typed the dice
 * @param compared which dice each two have read differently, in Chinese, those that differ least first; empty unless
 *     they differ and are of dice
 */
public record BeaconReadings(
        List<Reading> readings,
        boolean differ,
        @Nullable String waiting,
        @Nullable String advice,
        @Nullable String readBy,
        List<String> compared) {

    private static final Pattern LOTTERY = Pattern.compile("lottery=\\S+ issue=\\S+ numbers=(\\S+)");
    private static final Pattern DRAND = Pattern.compile("round=\\S+ randomness=(\\S+) signature=\\S+");

    /** Of a draw whose beacon nobody has read. */
    public static final BeaconReadings NONE = new BeaconReadings(List.of(), false, null, null, null, List.of());

    /**
     * One party's.
     *
     * @param party Chinese
     * @param failed it found that nothing was published in this round
     * @param text a line as of beacon.txt; null while nobody else may see it, and when it found the round failed
     * @param agrees it is what was decided
     * @param off places of dice, from 0, at which it is not what was decided, or not what most have read while nothing is
     */
    public record Reading(
            String party,
            OffsetDateTime at,
            boolean failed,
            @Nullable String text,
            boolean agrees,
            List<Integer> off) {

        /** What was read, as people say it. */
        public @Nullable String words() {
            return text == null ? null : BeaconReadings.words(text);
        }
    }

    /**
     * A line of beacon.txt as people say it: the numbers of a lottery, the randomness of a drand round; dice as they are.
     */
    public static String words(String line) {
        var lottery = LOTTERY.matcher(line);
        if (lottery.matches()) {
            return "开奖号码 " + lottery.group(1).replace(",", " ").replace("+", " + ");
        }
        var drand = DRAND.matcher(line);
        return drand.matches() ? "随机数 " + drand.group(1) : line;
    }
}
