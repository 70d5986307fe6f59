package org.mingchou.draw.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a stored frame.tsv row by row. The file was checked when it was written; no row is kept. */
final class FrameLines implements AutoCloseable {

    /** @param status {@code E} or a code X01 to X07 */
    record Row(String objectId, String stratum, String status) {}

    private final BufferedReader reader;

    FrameLines(InputStream in) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII), 1 << 16);
    }

    /** The next row; null after the last. */
    @Nullable Row next() {
        try {
            var line = reader.readLine();
            if (line == null) {
                return null;
            }
            int first = line.indexOf('\t');
            int second = line.indexOf('\t', first + 1);
            int third = line.indexOf('\t', second + 1);
            return new Row(
                    line.substring(0, first), line.substring(first + 1, second), line.substring(second + 1, third));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
