package org.mingchou.imports;

import java.util.Map;

/**
 * One row of a workbook.
 *
 * @param number as the spreadsheet program shows it, from 1
 * @param cells folded text by column key; blank cells are absent
 */
public record ImportRow(String sheet, int number, Map<String, String> cells) {

    public ImportRow {
        cells = Map.copyOf(cells);
    }
}
