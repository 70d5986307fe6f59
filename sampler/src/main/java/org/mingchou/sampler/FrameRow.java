package org.mingchou.sampler;

import java.util.Arrays;

/** A cursor over the rows of a chunk: byte ranges, no objects. Holds state: for one thread only. */
final class FrameRow {
    private static final boolean[] ID_BYTE = new boolean[256];

    static {
        for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ._-".toCharArray()) {
            ID_BYTE[c] = true;
        }
    }

    private final String file;
    private final byte[] data;
    private final int limit;
    private long line;
    private int next;

    /** The objectId is data[idStart, idEnd), the stratum data[idEnd + 1, stratumEnd). */
    int idStart;

    int idEnd;
    int stratumEnd;
    boolean eligible;
    int weight;
    /** Where the LF stands: the leaf of the Merkle tree is data[idStart, lineEnd). */
    int lineEnd;

    FrameRow(String file, FrameChunks.Chunk chunk) {
        this.file = file;
        this.data = chunk.data();
        this.limit = chunk.length();
        this.line = chunk.firstRow();
    }

    /** Moves to the next row; false at the end. Every rule but the order is checked. */
    boolean advance() {
        if (next >= limit) {
            return false;
        }
        line++;
        int p = next;
        idStart = p;
        while (p < limit && ID_BYTE[data[p] & 255]) {
            p++;
        }
        idEnd = p;
        // The longest well-formed rest, "\tE\t99\n" after the stratum, is tested byte by byte; bounds first.
        if (p == limit || data[p] != '\t' || p == idStart || p - idStart > 54) {
            throw malformed();
        }
        p++;
        while (p < limit && ID_BYTE[data[p] & 255]) {
            p++;
        }
        stratumEnd = p;
        if (p == limit || data[p] != '\t' || p == idEnd + 1 || p - idEnd > 33) {
            throw malformed();
        }
        p = status(p + 1);
        p = weight(p);
        lineEnd = p;
        next = p + 1;
        return true;
    }

    MalformedInput malformed(String rule) {
        return new MalformedInput(file, line, rule);
    }

    private int status(int at) {
        if (at + 1 < limit && data[at] == 'E' && data[at + 1] == '\t') {
            eligible = true;
            return at + 2;
        }
        if (at + 3 < limit && data[at] == 'X' && digit(at + 1) && digit(at + 2) && data[at + 3] == '\t') {
            eligible = false;
            return at + 4;
        }
        throw malformed();
    }

    private int weight(int at) {
        if (at >= limit || data[at] < '1' || data[at] > '9') {
            throw malformed();
        }
        weight = data[at] - '0';
        int p = at + 1;
        if (p < limit && digit(p)) {
            weight = weight * 10 + data[p++] - '0';
        }
        if (p >= limit || data[p] != '\n') {
            throw malformed();
        }
        return p;
    }

    private boolean digit(int at) {
        return data[at] >= '0' && data[at] <= '9';
    }

    /** Slow path: says which rule the line at {@code idStart} breaks. */
    private MalformedInput malformed() {
        int end = idStart;
        while (end < limit && data[end] != '\n') {
            end++;
        }
        String general = TextFile.ruleBroken(data, idStart, end);
        if (general != null) {
            return malformed(general);
        }
        String[] fields =
                Ascii.string(data, idStart, Math.min(end - idStart, 4096)).split("\t", -1);
        if (fields.length != 4) {
            return malformed("a line has exactly 4 fields separated by one tab");
        }
        if (!TextFile.OBJECT_ID.matcher(fields[0]).matches()) {
            return malformed("objectId must match " + TextFile.OBJECT_ID.pattern());
        }
        if (!TextFile.STRATUM.matcher(fields[1]).matches()) {
            return malformed("stratum must match " + TextFile.STRATUM.pattern());
        }
        if (!fields[2].matches("E|X[0-9][0-9]")) {
            return malformed("status must be E or X and two digits");
        }
        if (!fields[3].matches("[1-9][0-9]?")) {
            return malformed("weight must be a decimal number from 1 to 99 without leading zero");
        }
        return malformed("the last line must end with LF");
    }

    /** Throws unless this row's id is greater than data[from, to) of the other array. */
    void mustFollow(byte[] other, int from, int to) {
        int order = Arrays.compareUnsigned(other, from, to, data, idStart, idEnd);
        if (order >= 0) {
            throw malformed(order == 0 ? "an objectId occurs once" : "rows must ascend bytewise by objectId");
        }
    }
}
