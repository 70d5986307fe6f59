package org.mingchou.statistics.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The annex as xlsx: the form of the plan on the first sheet, the rows behind every figure after it. */
final class AnnexWorkbook {

    static final List<Figure> RESULTS = List.of(Figure.PROBLEM_ITEMS, Figure.PROBLEM_ENTERPRISES);
    static final List<Figure> HANDLED = List.of(Figure.ORDERED_TO_CORRECT, Figure.ABNORMAL_LISTED, Figure.CASES_FILED);

    private AnnexWorkbook() {}

    static byte[] write(Annex annex, String counted, Function<Figure, CountAnnex.Rows> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Mingchou", "1.0")) {
            form(book.newWorksheet("统计表"), annex, counted);
            for (var figure : Figure.values()) {
                detail(book.newWorksheet(figure.label().replaceAll("（.*", "")), figure, rows.apply(figure));
            }
        }
        return out.toByteArray();
    }

    private static void form(Worksheet sheet, Annex annex, String counted) throws IOException {
        int last = Figure.values().length - 1;
        for (int c = 0; c <= last; c++) {
            sheet.width(c, 15);
        }
        sheet.inlineString(0, 0, annex.title());
        sheet.range(0, 0, 0, last).merge();
        sheet.style(0, 0)
                .bold()
                .fontSize(16)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .set();
        sheet.rowHeight(0, 36);
        sheet.rowHeight(1, 26);
        sheet.rowHeight(2, 48);
        sheet.rowHeight(3, 32);
        for (var figure : Figure.values()) {
            int c = figure.ordinal();
            boolean grouped = RESULTS.contains(figure) || HANDLED.contains(figure);
            sheet.inlineString(grouped ? 2 : 1, c, figure.label());
            if (!grouped) {
                sheet.range(1, c, 2, c).merge();
            }
            sheet.value(3, c, annex.of(figure));
        }
        group(sheet, RESULTS, "抽查结果");
        group(sheet, HANDLED, "抽查结果处理");
        sheet.range(1, 0, 3, last)
                .style()
                .wrapText(true)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .borderStyle(BorderStyle.THIN)
                .set();
        int below = 4;
        if (annex.openVisits() > 0) {
            sheet.inlineString(below, 0, annex.remark());
            sheet.range(below, 0, below, last).merge();
            below++;
        }
        sheet.inlineString(below, 0, counted);
        sheet.range(below, 0, below, last).merge();
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.finish();
    }

    private static void group(Worksheet sheet, List<Figure> figures, String label) {
        int from = figures.get(0).ordinal();
        int to = figures.get(figures.size() - 1).ordinal();
        sheet.inlineString(1, from, label);
        sheet.range(1, from, 1, to).merge();
    }

    private static void detail(Worksheet sheet, Figure figure, CountAnnex.Rows rows) throws IOException {
        for (int c = 0; c < rows.columns().size(); c++) {
            sheet.inlineString(0, c, rows.columns().get(c));
            sheet.width(c, 26);
            sheet.style(0, c).bold().borderStyle(BorderStyle.THIN).set();
        }
        int r = 1;
        for (var row : rows.items()) {
            for (int c = 0; c < row.size(); c++) {
                var cell = row.get(c);
                if (cell instanceof Number number) {
                    sheet.value(r, c, number);
                } else if (cell != null) {
                    sheet.inlineString(r, c, String.valueOf(cell));
                }
            }
            r++;
        }
        sheet.freezePane(0, 1);
        sheet.finish();
    }
}
