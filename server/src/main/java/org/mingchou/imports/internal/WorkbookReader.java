package org.mingchou.imports.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.mingchou.imports.ImportColumn;
import org.mingchou.shared.Problem;

/** Streams the rows under every recognised header; sheets without one are notes and are passed over. */
final class WorkbookReader {

    /** Takes what is read, in file order. */
    interface Sink {
        void header(Header header);

        void row(Header header, int number, List<String> cells);
    }

    private static final int HEADER_WITHIN = 20;
    private static final int MOST_ROWS = 200_000;
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_CELL = 4000;

    private final String title;
    private final List<ImportColumn> columns;
    private int rows;

    WorkbookReader(String title, List<ImportColumn> columns) {
        this.title = title;
        this.columns = columns;
    }

    void read(byte[] bytes, Sink sink) {
        ZipGuard.check(bytes);
        boolean found = false;
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true))) {
            for (var sheet : workbook.getSheets().toList()) {
                found |= readSheet(sheet, sink);
            }
        } catch (IOException | ExcelReaderException e) {
            throw ZipGuard.notAWorkbook();
        }
        if (!found) {
            throw Problem.unprocessable(
                    "import-header-not-found",
                    "文件里没有找到“" + title + "”的表头。表头应在前 " + HEADER_WITHIN + " 行内，至少有："
                            + String.join("、", requiredHeaders()) + "。可下载导入模板对照。");
        }
        if (rows == 0) {
            throw Problem.unprocessable("import-no-rows", "表头下面没有数据行。请填写后重新上传。");
        }
    }

    private boolean readSheet(Sheet sheet, Sink sink) throws IOException {
        @Nullable Header header = null;
        try (var stream = sheet.openStream()) {
            var iterator = stream.iterator();
            while (iterator.hasNext()) {
                var row = iterator.next();
                var cells = texts(row);
                if (header == null) {
                    if (row.getRowNum() > HEADER_WITHIN) {
                        return false;
                    }
                    header = Header.find(sheet.getName(), row.getRowNum(), cells, columns)
                            .orElse(null);
                    if (header != null) {
                        sink.header(header);
                    }
                } else if (cells.stream().anyMatch(text -> !text.isEmpty())) {
                    if (++rows > MOST_ROWS) {
                        throw Problem.of(
                                Problem.Kind.TOO_LARGE,
                                "import-too-many-rows",
                                "一次最多导入 " + MOST_ROWS + " 行。请拆成几个文件上传。");
                    }
                    sink.row(header, row.getRowNum(), cells);
                }
            }
        }
        return header != null;
    }

    private static List<String> texts(Row row) {
        int count = Math.min(row.getCellCount(), MOST_COLUMNS);
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            var text = CellText.of(row.hasCell(i) ? row.getCell(i) : null);
            texts.add(text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text);
        }
        return texts;
    }

    private List<String> requiredHeaders() {
        return columns.stream()
                .filter(ImportColumn::required)
                .map(ImportColumn::header)
                .toList();
    }
}
