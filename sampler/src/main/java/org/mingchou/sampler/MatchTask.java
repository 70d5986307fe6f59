package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of tasks.tsv (§1).
 *
 * @param qualification what the officer on seat 0 must hold
 */
public record MatchTask(String objectId, Optional<String> qualification) {
    /**
     * Parses tasks.tsv: unique objectIds in any order, at least one.
     *
     * @throws MalformedInput on the first line that breaks a rule
     */
    public static List<MatchTask> parse(String file, byte[] data) {
        List<MatchTask> tasks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TextFile.Line line : TextFile.each(file, data, false)) {
            String[] f = TextFile.fields(file, line, 2);
            TextFile.match(file, line.number(), "objectId", TextFile.OBJECT_ID, f[0]);
            TextFile.match(file, line.number(), "requiredQualification", TextFile.NAME, f[1]);
            if (!seen.add(f[0])) {
                throw new MalformedInput(file, line.number(), "an objectId occurs once");
            }
            tasks.add(new MatchTask(f[0], f[1].equals("-") ? Optional.empty() : Optional.of(f[1])));
        }
        return tasks;
    }

    /** The file tasks.tsv, in the order given. */
    public static byte[] tsv(List<MatchTask> tasks) {
        StringBuilder text = new StringBuilder();
        tasks.forEach(t -> text.append(t.objectId)
                .append('\t')
                .append(t.qualification.orElse("-"))
                .append('\n'));
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
