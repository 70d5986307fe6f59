package org.mingchou.imports.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.mingchou.imports.ImportColumn;
import org.mingchou.imports.ImportTarget;
import org.springframework.stereotype.Component;

/** The blank form to fill in, and the filled form with what is wrong in red. */
@Component
class WorkbookWriter {

    private static final String RED = "C00000";
    private static final String PALE_RED = "FFC7CE";
    private static final String PALE_GREY = "E7E6E6";

    private final ImportStore store;

    WorkbookWriter(ImportStore store) {
        this.store = store;
    }

    void template(ImportTarget<?> target, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "mingchou", "1.0")) {
            var form = workbook.newWorksheet(target.title());
            var notes = workbook.newWorksheet("填写说明");
            var head = List.of("列名", "是否必填", "怎么填", "示例", "也认得的列名");
            for (int i = 0; i < head.size(); i++) {
                notes.inlineString(0, i, head.get(i));
                notes.style(0, i).bold().fillColor(PALE_GREY).set();
                notes.width(i, i == 2 ? 60 : 24);
            }
            int index = 0;
            for (var column : target.columns()) {
                form.inlineString(0, index, column.header() + (column.required() ? "*" : ""));
                form.style(0, index).bold().fillColor(PALE_GREY).set();
                form.width(index, 22);
                // Text, or the spreadsheet turns an 18-digit code into 1.3E17.
                form.range(1, index, 500, index).style().format("@").set();
                note(notes, index + 1, column);
                index++;
            }
            form.freezePane(0, 1);
            notes.inlineString(index + 2, 0, "列的先后不限，多余的列不读；空白行不读；空白单元格表示不改（抽查事项除外，每行是完整的一版）。写入前会先逐行检查，并列出要改的单元格。");
        }
    }

    void report(Batch batch, ImportTarget<?> target, OutputStream out) throws IOException {
        var faults = store.faults(batch.id(), null, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(ImportStore.StagedFault::seq));
        var sheets =
                store.sheets(batch.id()).stream().collect(Collectors.toMap(ImportStore.StagedSheet::number, s -> s));
        try (var workbook = new Workbook(out, "mingchou", "1.0")) {
            int after = -1;
            for (var sheet : store.sheets(batch.id())) {
                var ws = workbook.newWorksheet(sheet.name());
                header(ws, sheet.headers());
                var places = places(sheet, target);
                int line = 0;
                for (var rows = store.rows(batch.id(), sheet.number(), after);
                        !rows.isEmpty();
                        rows = store.rows(batch.id(), sheet.number(), after)) {
                    for (var row : rows) {
                        after = row.seq();
                        write(ws, ++line, sheet.headers(), row, faults.getOrDefault(row.seq(), List.of()), places);
                    }
                    ws.flush();
                }
            }
        }
    }

    /** Header as the faults name it → column in this file. */
    private static Map<String, Integer> places(ImportStore.StagedSheet sheet, ImportTarget<?> target) {
        var found = Header.find(sheet.name(), sheet.headerRow(), sheet.headers(), target.columns());
        var places = new HashMap<String, Integer>();
        found.ifPresent(header -> target.columns().forEach(column -> {
            var place = header.positions().get(column.key());
            if (place != null) {
                places.put(column.header(), place);
            }
        }));
        return places;
    }

    private static void header(Worksheet ws, List<String> headers) {
        for (int i = 0; i < headers.size(); i++) {
            ws.inlineString(0, i, headers.get(i));
            ws.style(0, i).bold().fillColor(PALE_GREY).set();
            ws.width(i, 20);
        }
        ws.inlineString(0, headers.size(), "出错原因");
        ws.style(0, headers.size()).bold().fontColor(RED).set();
        ws.width(headers.size(), 70);
        ws.inlineString(0, headers.size() + 1, "原文件行号");
        ws.style(0, headers.size() + 1).bold().set();
        ws.freezePane(0, 1);
    }

    private static void write(
            Worksheet ws,
            int line,
            List<String> headers,
            ImportStore.StagedRow row,
            List<ImportStore.StagedFault> faults,
            Map<String, Integer> places) {
        for (int i = 0; i < headers.size(); i++) {
            ws.inlineString(line, i, i < row.cells().size() ? row.cells().get(i) : "");
        }
        for (var fault : faults) {
            var place = places.get(fault.columnName());
            if (place != null && !fault.warning()) {
                ws.style(line, place).fillColor(PALE_RED).set();
            }
        }
        if (!faults.isEmpty()) {
            ws.inlineString(
                    line,
                    headers.size(),
                    faults.stream()
                            .map(f -> (f.warning() ? "提示 " : "") + f.columnName() + "：" + f.reason())
                            .collect(Collectors.joining("；")));
            ws.style(line, headers.size()).fontColor(RED).wrapText(true).set();
        }
        ws.value(line, headers.size() + 1, row.rowNumber());
    }

    private static void note(Worksheet notes, int line, ImportColumn column) {
        var cells = Map.of(
                0, column.header(),
                1, column.required() ? "必填" : "",
                2, column.note(),
                3, column.example(),
                4, String.join("、", column.synonyms()));
        cells.forEach((i, text) -> notes.inlineString(line, i, text));
    }
}
