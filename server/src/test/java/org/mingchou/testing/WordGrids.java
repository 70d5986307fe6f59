package org.mingchou.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** Tables as a reader other than Word lays them out: by the grid, not by counting cells. */
public final class WordGrids {

    private WordGrids() {}

    /** Every row fills the grid, cells are as wide as the columns they span, and merged cells lie under each other. */
    public static void check(XWPFDocument document) {
        assertThat(document.getTables()).isNotEmpty();
        for (var table : document.getTables()) {
            var xml = table.getCTTbl();
            assertThat(xml.getTblGrid()).as("a grid").isNotNull();
            var widths = List.of(xml.getTblGrid().getGridColArray()).stream()
                    .map(column -> ((BigInteger) column.getW()).intValue())
                    .toList();
            Set<Integer> above = new HashSet<>();
            for (var row : xml.getTrArray()) {
                int at = 0;
                var begun = new HashSet<Integer>();
                for (var cell : row.getTcArray()) {
                    int span = span(cell);
                    assertThat(at + span).as("cells of a row against the grid").isLessThanOrEqualTo(widths.size());
                    assertThat(((BigInteger) cell.getTcPr().getTcW().getW()).intValue())
                            .as("width of the cell at column " + at)
                            .isEqualTo(widths.subList(at, at + span).stream()
                                    .mapToInt(Integer::intValue)
                                    .sum());
                    if (cell.getTcPr().isSetVMerge()) {
                        if (cell.getTcPr().getVMerge().getVal() == STMerge.CONTINUE) {
                            assertThat(above).as("what continues").contains(at);
                        }
                        begun.add(at);
                    }
                    at += span;
                }
                assertThat(at).as("columns of a row").isEqualTo(widths.size());
                above = begun;
            }
        }
    }

    private static int span(CTTc cell) {
        assertThat(cell.getTcPr().isSetTcW()).as("a cell's width").isTrue();
        return cell.getTcPr().isSetGridSpan()
                ? cell.getTcPr().getGridSpan().getVal().intValue()
                : 1;
    }
}
