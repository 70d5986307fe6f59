package org.mingchou.sampler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
    /** The file result.tsv (§3.1), byte for byte. */
    public byte[] resultTsv() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.size() * 110);
        try {
            writeTsv(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not refuse to be written", e);
        }
        return out.toByteArray();
    }

    /**
     * Writes result.tsv without holding it.
     *
     * @param out is neither flushed nor closed
     */
    public void writeTsv(OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int at = 0;
        for (DrawnRow row : rows) {
            byte[] line = Ascii.bytes(row.line() + '\n');
            if (at + line.length > buffer.length) {
                out.write(buffer, 0, at);
                at = 0;
            }
            System.arraycopy(line, 0, buffer, at, line.length);
            at += line.length;
        }
        out.write(buffer, 0, at);
    }
}
