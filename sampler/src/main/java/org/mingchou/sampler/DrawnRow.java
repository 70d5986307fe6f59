package org.mingchou.sampler;

/**
 * One line of result.tsv (§3.1).
 *
 * @param rank from 1 within the stratum, through the reserve
 * @param ticket 64 hex
 */
public record DrawnRow(String stratum, long rank, String objectId, String ticket, Kind kind) {
    /** The line of result.tsv without LF. */
    public String line() {
        return stratum + '\t' + rank + '\t' + objectId + '\t' + ticket + '\t' + kind;
    }

    /** Drawn, or next in line. */
    public enum Kind {
        DRAWN,
        RESERVE
    }
}
