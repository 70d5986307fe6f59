package org.mingchou.statistics.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;

/** The annex as docx: A4 landscape, the header of the plan's own form. */
final class AnnexDocument {

    private static final int COLUMNS = Figure.values().length;
    private static final String SONG = "宋体";
    private static final String HEADING = "方正小标宋简体";

    private AnnexDocument() {}

    static byte[] write(Annex annex, String counted) throws IOException {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            landscape(document);
            line(document.createParagraph(), "附件", 16, "黑体", ParagraphAlignment.LEFT);
            line(document.createParagraph(), annex.title(), 20, HEADING, ParagraphAlignment.CENTER);
            table(document, annex);
            line(document.createParagraph(), counted, 11, SONG, ParagraphAlignment.LEFT);
            document.write(out);
            return out.toByteArray();
        }
    }

    private static void landscape(XWPFDocument document) {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setOrient(STPageOrientation.LANDSCAPE);
        size.setW(BigInteger.valueOf(16838));
        size.setH(BigInteger.valueOf(11906));
        var margin = section.addNewPgMar();
        margin.setLeft(BigInteger.valueOf(1134));
        margin.setRight(BigInteger.valueOf(1134));
        margin.setTop(BigInteger.valueOf(1417));
        margin.setBottom(BigInteger.valueOf(1134));
    }

    private static void table(XWPFDocument document, Annex annex) {
        var table = document.createTable(3, COLUMNS);
        table.setWidth("100%");
        for (var figure : Figure.values()) {
            int c = figure.ordinal();
            boolean grouped = AnnexWorkbook.RESULTS.contains(figure) || AnnexWorkbook.HANDLED.contains(figure);
            if (grouped) {
                text(table.getRow(1).getCell(c), figure.label());
            } else {
                text(table.getRow(0).getCell(c), figure.label());
                down(table.getRow(0).getCell(c), STMerge.RESTART);
                down(table.getRow(1).getCell(c), STMerge.CONTINUE);
            }
            text(table.getRow(2).getCell(c), String.valueOf(annex.of(figure)));
        }
        // From the right, so that the places further left keep their numbers.
        across(table, AnnexWorkbook.HANDLED, "抽查结果处理");
        across(table, AnnexWorkbook.RESULTS, "抽查结果");
        table.getRow(0).setHeight(600);
        table.getRow(1).setHeight(1100);
        table.getRow(2).setHeight(800);
    }

    private static void across(XWPFTable table, List<Figure> figures, String label) {
        int from = figures.get(0).ordinal();
        var row = table.getRow(0);
        for (int c = figures.get(figures.size() - 1).ordinal(); c > from; c--) {
            row.removeCell(c);
        }
        var cell = row.getCell(from);
        properties(cell).addNewGridSpan().setVal(BigInteger.valueOf(figures.size()));
        text(cell, label);
    }

    private static void down(XWPFTableCell cell, STMerge.Enum merge) {
        properties(cell).addNewVMerge().setVal(merge);
    }

    private static org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr properties(XWPFTableCell cell) {
        return cell.getCTTc().isSetTcPr()
                ? cell.getCTTc().getTcPr()
                : cell.getCTTc().addNewTcPr();
    }

    private static void text(XWPFTableCell cell, String text) {
        var properties = properties(cell);
        if (!properties.isSetVAlign()) {
            properties.addNewVAlign().setVal(STVerticalJc.CENTER);
        }
        line(cell.getParagraphs().get(0), text, 11, SONG, ParagraphAlignment.CENTER);
    }

    private static void line(XWPFParagraph paragraph, String text, int size, String font, ParagraphAlignment align) {
        paragraph.setAlignment(align);
        var run = paragraph.createRun();
        run.setText(text);
        run.setFontSize(size);
        run.setFontFamily(font);
        run.setFontFamily(font, org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange.eastAsia);
    }
}
