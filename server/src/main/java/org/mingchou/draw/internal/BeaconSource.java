package org.mingchou.draw.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of public beacon, and how what people bring of it becomes beacon.txt. An identity begins as it is chosen at
 * the freeze, e.g. {@code lottery:ssq}, and is bound to its round at the opening, e.g. {@code lottery:ssq:20260514}.
 */
interface BeaconSource {

    /** Whether an identity is of this kind and known here. */
    boolean offers(String beacon);

    String label(String beacon);

    /** Which round in words, e.g. 2026年5月14日开奖; empty when people in the room make it. */
    String round(String bound);

    /** Where everybody finds it, in Chinese; empty when that goes without saying. */
    default Optional<String> where(String bound) {
        return Optional.empty();
    }

    /** The round by formula: the first that is due at this moment or later. */
    String bind(String beacon, Instant earliest);

    /** When a bound round becomes public; empty when people in the room make it. */
    Optional<Instant> dueAt(String bound);

    /** The round that stands in for one that failed; empty when this kind has none. */
    Optional<String> next(String bound);

    /** Whether everybody in the room sees how it is made; otherwise who reads it says where. */
    boolean seenByAll();

    /**
     * The line of beacon.txt without LF.
     *
     * @throws org.mingchou.shared.Problem when what was typed or pasted is not a value of this round
     */
    String read(String bound, String given);

    /**
     * Why a line that can be right hardly is, in Chinese; who entered it is asked once more, and nothing is refused.
     *
     * @param line of {@link #read}
     */
    default Optional<String> doubt(String line) {
        return Optional.empty();
    }

    /** The first group of the first shape that an identity has; empty when it has none of them. */
    static Optional<String> name(String beacon, Pattern... shapes) {
        return Arrays.stream(shapes)
                .map(shape -> shape.matcher(beacon))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** The beacon of reveal.txt, 64 hex. */
    String value(String line);
}
