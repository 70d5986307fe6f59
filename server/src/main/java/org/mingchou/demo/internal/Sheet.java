package org.mingchou.demo.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** A workbook in memory, as a person would upload it. */
record Sheet(String name, List<String> headers, List<List<String>> rows) {

    private static final int FLUSH_EVERY = 500;

    byte[] workbook() {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "mingchou-demo", "1.0")) {
            var ws = workbook.newWorksheet(name);
            write(ws, 0, headers);
            for (int r = 0; r < rows.size(); r++) {
                write(ws, r + 1, rows.get(r));
                if (r % FLUSH_EVERY == 0) {
                    ws.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(org.dhatim.fastexcel.Worksheet ws, int row, List<String> cells) {
        for (int c = 0; c < cells.size(); c++) {
            ws.inlineString(row, c, cells.get(c));
        }
    }
}
