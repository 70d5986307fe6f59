package org.mingchou.platform;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHeightRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;

/**
 * A table that Word and LibreOffice lay out alike: with a grid, fixed widths, and cells that fill the grid in every
 * row. Without the grid LibreOffice takes a cell over several columns for one column.
 */
public final class WordTable {

    /** A cell over {@code columns} × {@code rows} places of the grid. */
    public record Cell(String text, int columns, int rows) {

        public static Cell of(String text) {
            return new Cell(text, 1, 1);
        }
    }

    /** A row at least {@code height} twentieths of a point high. */
    public record Row(int height, List<Cell> cells) {}

    private static final class Below {
        private int column;
        private int columns;
        private int rows;
    }

    private WordTable() {}

    /**
     * Appends the table.
     *
     * @param widths of the columns of the grid, in twentieths of a point
     * @param font name of the font for all scripts
     * @param size in points
     * @throws IllegalArgumentException when the cells of a row do not fill the grid
     */
    public static void append(XWPFDocument document, List<Integer> widths, List<Row> rows, String font, int size) {
        var table = document.createTable(rows.size(), 1).getCTTbl();
        var properties = table.getTblPr();
        var width = properties.isSetTblW() ? properties.getTblW() : properties.addNewTblW();
        width.setType(STTblWidth.DXA);
        width.setW(
                BigInteger.valueOf(widths.stream().mapToInt(Integer::intValue).sum()));
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        var grid = table.getTblGrid() == null ? table.addNewTblGrid() : table.getTblGrid();
        widths.forEach(w -> grid.addNewGridCol().setW(BigInteger.valueOf(w)));
        var below = new ArrayList<Below>();
        for (int r = 0; r < rows.size(); r++) {
            var row = table.getTrArray(r);
            row.removeTc(0);
            var height = row.addNewTrPr().addNewTrHeight();
            height.setVal(BigInteger.valueOf(rows.get(r).height()));
            height.setHRule(STHeightRule.AT_LEAST);
            fill(row, widths, rows.get(r).cells(), below, font, size);
        }
    }

    private static void fill(
            CTRow row, List<Integer> widths, List<Cell> cells, List<Below> below, String font, int size) {
        var waiting = new ArrayList<>(cells);
        int column = 0;
        while (column < widths.size()) {
            int at = column;
            var upper = below.stream()
                    .filter(b -> b.column == at && b.rows > 0)
                    .findFirst()
                    .orElse(null);
            if (upper != null) {
                var cell = cell(row, widths, column, upper.columns);
                cell.getTcPr().addNewVMerge().setVal(STMerge.CONTINUE);
                cell.addNewP();
                upper.rows--;
                column += upper.columns;
                continue;
            }
            if (waiting.isEmpty()) {
                break;
            }
            var next = waiting.remove(0);
            var cell = cell(row, widths, column, next.columns());
            if (next.rows() > 1) {
                cell.getTcPr().addNewVMerge().setVal(STMerge.RESTART);
                var lower = new Below();
                lower.column = column;
                lower.columns = next.columns();
                lower.rows = next.rows() - 1;
                below.add(lower);
            }
            text(cell, next.text(), font, size);
            column += next.columns();
        }
        if (column != widths.size() || !waiting.isEmpty()) {
            throw new IllegalArgumentException("a row fills " + column + " of " + widths.size() + " columns");
        }
    }

    private static CTTc cell(CTRow row, List<Integer> widths, int column, int columns) {
        if (column + columns > widths.size()) {
            throw new IllegalArgumentException("a cell reaches beyond the grid");
        }
        var cell = row.addNewTc();
        var properties = cell.addNewTcPr();
        var width = properties.addNewTcW();
        width.setType(STTblWidth.DXA);
        width.setW(BigInteger.valueOf(widths.subList(column, column + columns).stream()
                .mapToInt(Integer::intValue)
                .sum()));
        if (columns > 1) {
            properties.addNewGridSpan().setVal(BigInteger.valueOf(columns));
        }
        properties.addNewVAlign().setVal(STVerticalJc.CENTER);
        return cell;
    }

    private static void text(CTTc cell, String text, String font, int size) {
        var paragraph = cell.addNewP();
        paragraph.addNewPPr().addNewJc().setVal(STJc.CENTER);
        var run = paragraph.addNewR();
        // The schema wants the fonts before the size.
        var properties = run.addNewRPr();
        var fonts = properties.addNewRFonts();
        fonts.setAscii(font);
        fonts.setHAnsi(font);
        fonts.setEastAsia(font);
        fonts.setCs(font);
        properties.addNewSz().setVal(BigInteger.valueOf(2L * size));
        properties.addNewSzCs().setVal(BigInteger.valueOf(2L * size));
        run.addNewT().setStringValue(text);
    }
}
