package org.mingchou.sampler;

import java.util.List;
import java.util.SortedMap;

/**
 * The outcome of a draw.
 *
 * @param opening 64 hex
 * @param seed 64 hex
 * @param frame what the frame was found to be
 * @param quotas by stratum of the frame, ascending, zero quotas included
 * @param shortfall objects that the floor demands beyond all that are eligible
 * @param rows ordered by stratum bytewise, then rank
 */
public record DrawResult(
        String opening,
        String seed,
        FrameSummary frame,
        SortedMap<String, Long> quotas,
        long shortfall,
        List<DrawnRow> rows) {
    /** The file result.tsv. */
    public byte[] resultTsv() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(rows.size() * 110);
        for (DrawnRow row : rows) {
            out.writeBytes(Ascii.bytes(row.line() + '\n'));
        }
        return out.toByteArray();
    }
}
