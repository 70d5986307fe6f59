package org.mingchou.statistics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.WordGrids;

/** The two files of the annex, read back by another library than the one that a person would open them with. */
class AnnexFilesTests {

    private static final Annex ANNEX = new Annex(1, "第六次联合抽查情况统计表", Instant.EPOCH, 51, 170, 3, 19, 5, 4, 1, 2, 1, 6, 0);

    @Test
    void theDocumentHoldsTheTenFiguresUnderTheirHeadings() throws IOException {
        try (var document = new XWPFDocument(new ByteArrayInputStream(AnnexDocument.write(ANNEX, "统计于今日")))) {
            WordGrids.check(document);
            var table = document.getTables().get(0);
            assertThat(table.getRow(0).getTableCells()).hasSize(7);
            assertThat(table.getRow(1).getTableCells()).hasSize(10);
            assertThat(table.getRow(2).getTableCells().stream().map(c -> c.getText()))
                    .containsExactly("51", "170", "3", "19", "5", "4", "1", "2", "1", "6");
            assertThat(table.getRow(0).getTableCells().stream().map(c -> c.getText()))
                    .contains("抽查结果", "抽查结果处理", Figure.CONSULTATIONS.label());
        }
    }

    @Test
    void theWorkbookHasASheetOfRowsBehindEachFigure() throws IOException {
        var bytes = AnnexWorkbook.write(
                ANNEX, "统计于今日", figure -> new CountAnnex.Rows(List.of("对象"), List.of(List.of("样例企业")), 1, 1, 20));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(1 + Figure.values().length);
            var form = book.getSheetAt(0);
            assertThat(form.getRow(0).getCell(0).getStringCellValue()).isEqualTo(ANNEX.title());
            assertThat(form.getRow(3).getCell(9).getNumericCellValue()).isEqualTo(6);
        }
    }
}
