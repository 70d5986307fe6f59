package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.List;

/** One line of avoid.tsv (§1): the officer must not visit the object. Either id may be unknown. */
public record Avoidance(String officerId, String objectId) {
    /**
     * Parses avoid.tsv; it may be empty, and a repeated line has no effect.
     *
     * @throws MalformedInput on the first line that breaks a rule
     */
    public static List<Avoidance> parse(String file, byte[] data) {
        List<Avoidance> out = new ArrayList<>();
        for (TextFile.Line line : TextFile.each(file, data, true)) {
            String[] f = TextFile.fields(file, line, 2);
            TextFile.match(file, line.number(), "officerId", TextFile.NAME, f[0]);
            TextFile.match(file, line.number(), "objectId", TextFile.OBJECT_ID, f[1]);
            out.add(new Avoidance(f[0], f[1]));
        }
        return out;
    }

    /** The file avoid.tsv, in the order given. */
    public static byte[] tsv(List<Avoidance> avoidances) {
        StringBuilder text = new StringBuilder();
        avoidances.forEach(
                a -> text.append(a.officerId).append('\t').append(a.objectId).append('\n'));
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
