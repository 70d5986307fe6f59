package org.mingchou.sampler;

import java.util.List;

/**
 * The outcome of a matching.
 *
 * @param rows the staffed tasks, ascending by objectId
 * @param unstaffed tasks without officers, in the order in which tasks were dealt
 * @param repairs how many repair paths were applied
 */
public record MatchResult(List<Row> rows, List<Unstaffed> unstaffed, int repairs) {
    /**
     * A staffed task.
     *
     * @param officers by seat; seat 0 holds the required qualification
     */
    public record Row(String objectId, List<String> officers) {}

    /**
     * A task that nobody may take, and the funnel that says why (§4.5).
     *
     * @param pool officers in the pool
     * @param cert of these, with a certificate valid on the date
     * @param afterAvoidance of these, not barred from the task
     * @param seat0 of these, fit for seat 0
     */
    public record Unstaffed(String objectId, int pool, int cert, int afterAvoidance, int seat0) {}

    /** The file result.tsv of a pool. */
    public byte[] tsv() {
        StringBuilder text = new StringBuilder();
        for (Unstaffed u : unstaffed) {
            text.append(u.objectId).append("\tUNSTAFFED\tpool=").append(u.pool);
            text.append(" cert=").append(u.cert).append(" after-avoidance=").append(u.afterAvoidance);
            text.append(" seat0=").append(u.seat0).append('\n');
        }
        for (Row row : rows) {
            text.append(row.objectId).append('\t').append(String.join("\t", row.officers));
            text.append('\n');
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
