package org.mingchou.plan.internal;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.mingchou.platform.WordTable;
import org.mingchou.platform.WordTable.Cell;
import org.mingchou.platform.WordTable.Row;
import org.mingchou.shared.Clause;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/** Paragraphs in the layout of an official document: A4, 三号仿宋 with 28 points per line, headings in 黑体. */
@Clause("GB/T 9704-2012")
final class Paper {

    private static final int BODY_SIZE = 16;
    private static final int TITLE_SIZE = 22;
    private static final int TABLE_SIZE = 11;
    private static final int ANNEX_COLUMNS = 10;

    // A4 and the margins of left 28 mm, right 26 mm (upright also top 37 mm, bottom 35 mm), in twentieths of a point.
    private static final int LONG_SIDE = 16838;
    private static final int SHORT_SIDE = 11906;
    private static final int LEFT = 1587;
    private static final int RIGHT = 1474;

    private final XWPFDocument document;

    Paper(XWPFDocument document) {
        this.document = document;
    }

    /** Upright pages. */
    void page() {
        lay(document.getDocument().getBody().addNewSectPr(), false);
    }

    /** Ends the upright pages; what follows lies across, because ten columns need the room. */
    void across() {
        var last = document.createParagraph().getCTP().addNewPPr().addNewSectPr();
        lay(last, false);
        var body = document.getDocument().getBody();
        body.unsetSectPr();
        lay(body.addNewSectPr(), true);
    }

    private static void lay(CTSectPr section, boolean across) {
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(across ? LONG_SIDE : SHORT_SIDE));
        size.setH(BigInteger.valueOf(across ? SHORT_SIDE : LONG_SIDE));
        if (across) {
            size.setOrient(STPageOrientation.LANDSCAPE);
        }
        var margin = section.addNewPgMar();
        margin.setTop(BigInteger.valueOf(across ? LEFT : 2098));
        margin.setBottom(BigInteger.valueOf(across ? RIGHT : 1984));
        margin.setLeft(BigInteger.valueOf(LEFT));
        margin.setRight(BigInteger.valueOf(RIGHT));
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

    /** The head of the annex: ten columns, two of them groups. The figures are filled in by the annex itself. */
    void annexTable() {
        var head = List.of(
                new Cell("随机抽查企业（户）", 1, 2),
                new Cell("随机抽取执法检查人员（人次）", 1, 2),
                new Cell("涉及检查部门（个）", 1, 2),
                new Cell("检查项目（个）", 1, 2),
                new Cell("抽查结果", 2, 1),
                new Cell("抽查结果处理", 3, 1),
                new Cell("现场解答疑难问题（个）", 1, 2));
        var lower = Stream.of("发现问题事项（项）", "发现问题企业（户）", "责令改正（户）", "应列入异常（户）", "涉嫌违法立案调查（户）")
                .map(Cell::of)
                .toList();
        var empty = Collections.nCopies(ANNEX_COLUMNS, Cell.of(""));
        WordTable.append(
                document,
                Collections.nCopies(ANNEX_COLUMNS, (LONG_SIDE - LEFT - RIGHT) / ANNEX_COLUMNS),
                List.of(new Row(600, head), new Row(1100, lower), new Row(800, empty)),
                "仿宋_GB2312",
                TABLE_SIZE);
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
