package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that every file obeys (§3.1): ASCII, LF, no BOM, no blank at a line's end, a final LF. */
final class TextFile {
    static final Pattern OBJECT_ID = Pattern.compile("[0-9A-Z._-]{1,54}");
    static final Pattern STRATUM = Pattern.compile("[0-9A-Z._-]{1,32}");
    static final Pattern DRAW_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final Pattern PARTY = Pattern.compile("[a-z0-9-]{1,32}");
    /** Officer, pool or qualification (§4.2). */
    static final Pattern NAME = Pattern.compile("[A-Z0-9._-]{1,32}");

    private TextFile() {}

    /** A line of the file with its 1-based number. */
    record Line(long number, String text) {}

    /**
     * The lines without their LF.
     *
     * @param mayBeEmpty whether a file of no bytes is well formed
     * @throws MalformedInput on the first line that breaks a rule
     */
    static List<Line> lines(String file, byte[] data, boolean mayBeEmpty) {
        if (data.length == 0 && !mayBeEmpty) {
            throw new MalformedInput(file, 0, "the file must hold at least one line");
        }
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\n') {
                lines.add(new Line(lines.size() + 1L, line(file, lines.size() + 1L, data, start, i)));
                start = i + 1;
            }
        }
        if (start < data.length) {
            line(file, lines.size() + 1L, data, start, data.length);
            throw new MalformedInput(file, lines.size() + 1L, "the last line must end with LF");
        }
        return lines;
    }

    /** The text of a file that holds exactly one line. */
    static String onlyLine(String file, byte[] data) {
        List<Line> lines = lines(file, data, false);
        if (lines.get(0).text().isEmpty()) {
            throw new MalformedInput(file, 1, "an empty line is not allowed");
        }
        if (lines.size() != 1) {
            throw new MalformedInput(file, 2, "the file holds one line");
        }
        return lines.get(0).text();
    }

    private static String line(String file, long number, byte[] data, int start, int end) {
        String rule = ruleBroken(data, start, end);
        if (rule != null) {
            throw new MalformedInput(file, number, rule);
        }
        return Ascii.string(data, start, end - start);
    }

    /** The general rule that a line breaks, or null. Empty lines are left to the caller's own rule. */
    static @org.jspecify.annotations.Nullable String ruleBroken(byte[] data, int start, int end) {
        if (end - start >= 3
                && data[start] == (byte) 0xef
                && data[start + 1] == (byte) 0xbb
                && data[start + 2] == (byte) 0xbf) {
            return "no byte order mark is allowed";
        }
        for (int i = start; i < end; i++) {
            byte b = data[i];
            if (b == '\r') {
                return "lines end with LF, not CR";
            }
            if (b < 0x20 && b != '\t' || b == 0x7f) {
                return "only printable ASCII is allowed";
            }
        }
        if (end > start && (data[end - 1] == ' ' || data[end - 1] == '\t')) {
            return "no blank is allowed at a line's end";
        }
        return null;
    }

    /** The tab-separated fields of a line, exactly {@code count} of them. */
    static String[] fields(String file, Line line, int count) {
        String[] fields = line.text().split("\t", -1);
        if (fields.length != count) {
            throw new MalformedInput(
                    file, line.number(), "a line has exactly " + count + " fields separated by one tab");
        }
        return fields;
    }

    /** A decimal number without sign or leading zero, between the two bounds. */
    static long number(String file, long line, String name, String text, long least, long most) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && (text.length() == 1 || text.charAt(0) != '0')) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new MalformedInput(
                file, line, name + " must be a decimal number from " + least + " to " + most + " without leading zero");
    }

    /** 64 lower-case hex digits. */
    static String hash(String file, long line, String name, String text) {
        if (!Hex.isHash(text)) {
            throw new MalformedInput(file, line, name + " must be 64 lower-case hex digits");
        }
        return text;
    }

    /** A date of the calendar, YYYY-MM-DD. */
    static String date(String file, long line, String name, String text) {
        try {
            if (text.length() == 10 && text.charAt(0) != '+' && text.charAt(0) != '-') {
                return java.time.LocalDate.parse(text).toString();
            }
        } catch (java.time.format.DateTimeParseException e) {
            // The rule below says all there is to say.
        }
        throw new MalformedInput(file, line, name + " must be a date YYYY-MM-DD");
    }

    static String match(String file, long line, String name, Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new MalformedInput(file, line, name + " must match " + pattern.pattern());
        }
        return text;
    }
}
