package org.mingchou.statistics.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.mingchou.platform.WordTable;
import org.mingchou.platform.WordTable.Cell;
import org.mingchou.platform.WordTable.Row;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/** The annex as docx: A4 landscape, the header of the plan's own form. */
final class AnnexDocument {

    private static final int COLUMNS = Figure.values().length;
    private static final int LONG_SIDE = 16838;
    private static final int SIDE_MARGIN = 1134;
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
            if (annex.openVisits() > 0) {
                line(document.createParagraph(), annex.remark(), 11, SONG, ParagraphAlignment.LEFT);
            }
            line(document.createParagraph(), counted, 11, SONG, ParagraphAlignment.LEFT);
            document.write(out);
            return out.toByteArray();
        }
    }

    private static void landscape(XWPFDocument document) {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setOrient(STPageOrientation.LANDSCAPE);
        size.setW(BigInteger.valueOf(LONG_SIDE));
        size.setH(BigInteger.valueOf(11906));
        var margin = section.addNewPgMar();
        margin.setLeft(BigInteger.valueOf(SIDE_MARGIN));
        margin.setRight(BigInteger.valueOf(SIDE_MARGIN));
        margin.setTop(BigInteger.valueOf(1417));
        margin.setBottom(BigInteger.valueOf(1134));
    }

    private static void table(XWPFDocument document, Annex annex) {
        var upper = new ArrayList<Cell>();
        var lower = new ArrayList<Cell>();
        var figures = new ArrayList<Cell>();
        for (var figure : Figure.values()) {
            if (AnnexWorkbook.RESULTS.contains(figure) || AnnexWorkbook.HANDLED.contains(figure)) {
                lower.add(Cell.of(figure.label()));
            } else {
                upper.add(new Cell(figure.label(), 1, 2));
            }
            if (figure == AnnexWorkbook.RESULTS.get(0)) {
                upper.add(new Cell("抽查结果", AnnexWorkbook.RESULTS.size(), 1));
            } else if (figure == AnnexWorkbook.HANDLED.get(0)) {
                upper.add(new Cell("抽查结果处理", AnnexWorkbook.HANDLED.size(), 1));
            }
            figures.add(Cell.of(String.valueOf(annex.of(figure))));
        }
        WordTable.append(
                document,
                Collections.nCopies(COLUMNS, (LONG_SIDE - 2 * SIDE_MARGIN) / COLUMNS),
                List.of(new Row(600, upper), new Row(1100, lower), new Row(800, figures)),
                SONG,
                11);
    }

    private static void line(XWPFParagraph paragraph, String text, int size, String font, ParagraphAlignment align) {
        paragraph.setAlignment(align);
        var run = paragraph.createRun();
        run.setText(text);
        // The schema wants the fonts before the size.
        run.setFontFamily(font);
        run.setFontFamily(font, org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
    }
}
