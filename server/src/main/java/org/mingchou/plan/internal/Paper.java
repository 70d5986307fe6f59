package org.mingchou.plan.internal;

import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.mingchou.shared.Clause;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** Paragraphs in the layout of an official document: A4, 三号仿宋 with 28 points per line, headings in 黑体. */
@Clause("GB/T 9704-2012")
final class Paper {

    private static final int BODY_SIZE = 16;
    private static final int TITLE_SIZE = 22;
    private static final int TABLE_SIZE = 9;

    private final XWPFDocument document;

    Paper(XWPFDocument document) {
        this.document = document;
    }

    /** Margins in twentieths of a point: top 37 mm, bottom 35 mm, left 28 mm, right 26 mm. */
    void page() {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11906));
        size.setH(BigInteger.valueOf(16838));
        var margin = section.addNewPgMar();
        margin.setTop(BigInteger.valueOf(2098));
        margin.setBottom(BigInteger.valueOf(1984));
        margin.setLeft(BigInteger.valueOf(1587));
        margin.setRight(BigInteger.valueOf(1474));
    }

    void title(List<String> lines) {
        for (var line : lines) {
            run(paragraph(ParagraphAlignment.CENTER, 0), line, "方正小标宋简体", TITLE_SIZE);
        }
        blank();
    }

    void heading(String text) {
        run(paragraph(ParagraphAlignment.BOTH, 640), text, "黑体", BODY_SIZE);
    }

    void text(String text) {
        run(paragraph(ParagraphAlignment.BOTH, 640), text, "仿宋_GB2312", BODY_SIZE);
    }

    void centred(String text) {
        run(paragraph(ParagraphAlignment.CENTER, 0), text, "仿宋_GB2312", BODY_SIZE);
    }

    void left(String text) {
        run(paragraph(ParagraphAlignment.LEFT, 0), text, "黑体", BODY_SIZE);
    }

    void signed(String department, String date) {
        run(paragraph(ParagraphAlignment.RIGHT, 0), department, "仿宋_GB2312", BODY_SIZE);
        run(paragraph(ParagraphAlignment.RIGHT, 0), date, "仿宋_GB2312", BODY_SIZE);
    }

    void blank() {
        paragraph(ParagraphAlignment.LEFT, 0);
    }

    void newPage() {
        document.createParagraph().createRun().addBreak(BreakType.PAGE);
    }

    /** The head of the annex: ten columns, two of them groups. The figures are filled in by the annex itself. */
    void annexTable() {
        var table = document.createTable(4, 10);
        table.setWidth("100%");
        var upper = List.of(
                "随机抽查企业（户）", "随机抽取执法检查人员（人次）", "涉及检查部门（个）", "检查项目（个）", "抽查结果", "", "抽查结果处理", "", "", "现场解答疑难问题（个）");
        var lower = List.of("", "", "", "", "发现问题事项（项）", "发现问题企业（户）", "责令改正（户）", "应列入异常（户）", "涉嫌违法立案调查（户）", "");
        for (int column = 0; column < 10; column++) {
            fill(table.getRow(0).getCell(column), upper.get(column));
            fill(table.getRow(1).getCell(column), lower.get(column));
        }
        for (int column : new int[] {0, 1, 2, 3, 9}) {
            mergeDown(table, column);
        }
        // From the right, so that the columns still to be merged keep their places.
        mergeRight(table, 6, 8);
        mergeRight(table, 4, 5);
    }

    private static void mergeDown(XWPFTable table, int column) {
        table.getRow(0).getCell(column).getCTTc().getTcPr().addNewVMerge().setVal(STMerge.RESTART);
        table.getRow(1).getCell(column).getCTTc().getTcPr().addNewVMerge().setVal(STMerge.CONTINUE);
    }

    /** One cell over several columns: the cells to the right go, so that Word and LibreOffice agree. */
    private static void mergeRight(XWPFTable table, int from, int to) {
        var row = table.getRow(0);
        for (int column = to; column > from; column--) {
            row.removeCell(column);
            if (row.getCtRow().sizeOfTcArray() > row.getTableCells().size()) {
                row.getCtRow().removeTc(column);
            }
        }
        row.getCell(from).getCTTc().getTcPr().addNewGridSpan().setVal(BigInteger.valueOf(to - from + 1L));
    }

    private static void fill(XWPFTableCell cell, String text) {
        if (!cell.getCTTc().isSetTcPr()) {
            cell.getCTTc().addNewTcPr();
        }
        cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
        var paragraph = cell.getParagraphs().get(0);
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        run(paragraph, text, "仿宋_GB2312", TABLE_SIZE);
    }

    private XWPFParagraph paragraph(ParagraphAlignment alignment, int firstLine) {
        var paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingBetween(28, org.apache.poi.xwpf.usermodel.LineSpacingRule.EXACT);
        if (firstLine > 0) {
            paragraph.setIndentationFirstLine(firstLine);
        }
        return paragraph;
    }

    private static void run(XWPFParagraph paragraph, String text, String font, int size) {
        var run = paragraph.createRun();
        run.setText(text);
        run.setFontFamily(font);
        run.setFontFamily(font, org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
    }
}
