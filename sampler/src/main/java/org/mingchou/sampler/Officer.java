package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One line of officers.tsv (§1).
 *
 * @param certificateValidTo YYYY-MM-DD, the last day on which the certificate is valid
 * @param qualifications ascending, perhaps none
 */
public record Officer(String officerId, String certificateValidTo, SortedSet<String> qualifications) {
    /**
     * Parses officers.tsv: unique officerIds in any order, at least one.
     *
     * @throws MalformedInput on the first line that breaks a rule
     */
    public static List<Officer> parse(String file, byte[] data) {
        List<Officer> officers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TextFile.Line line : TextFile.each(file, data, false)) {
            String[] f = TextFile.fields(file, line, 3);
            TextFile.match(file, line.number(), "officerId", TextFile.NAME, f[0]);
            TextFile.date(file, line.number(), "certificateValidTo", f[1]);
            if (!seen.add(f[0])) {
                throw new MalformedInput(file, line.number(), "an officerId occurs once");
            }
            officers.add(new Officer(f[0], f[1], qualifications(file, line.number(), f[2])));
        }
        return officers;
    }

    /** The file officers.tsv, in the order given. */
    public static byte[] tsv(List<Officer> officers) {
        StringBuilder text = new StringBuilder();
        officers.forEach(o -> text.append(o.officerId)
                .append('\t')
                .append(o.certificateValidTo)
                .append('\t')
                .append(o.qualifications.isEmpty() ? "-" : String.join(",", o.qualifications))
                .append('\n'));
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static SortedSet<String> qualifications(String file, long line, String text) {
        if (text.equals("-")) {
            return Collections.emptySortedSet();
        }
        TreeSet<String> found = new TreeSet<>();
        for (String one : text.split(",", -1)) {
            TextFile.match(file, line, "a qualification", TextFile.NAME, one);
            if (one.equals("-")) {
                throw new MalformedInput(file, line, "a lone - means no qualification and stands in no list");
            }
            if (!found.add(one)) {
                throw new MalformedInput(file, line, "a qualification occurs once in a line");
            }
        }
        return Collections.unmodifiableSortedSet(found);
    }
}
