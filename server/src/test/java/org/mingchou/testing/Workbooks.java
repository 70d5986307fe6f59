package org.mingchou.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** Small xlsx files as people make them. */
public final class Workbooks {

    private Workbooks() {}

    /** One sheet; the first row is the header. Numbers stay numbers, everything else is text. */
    public static byte[] of(String sheet, List<List<?>> rows) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var ws = workbook.newWorksheet(sheet);
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    var value = rows.get(r).get(c);
                    if (value instanceof Number number) {
                        ws.value(r, c, number);
                    } else {
                        ws.inlineString(r, c, String.valueOf(value));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
