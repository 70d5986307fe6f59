package org.mingchou.imports.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mingchou.imports.ImportColumn;
import org.mingchou.shared.Problem;

/**
 * The header row of one sheet: which known column stands where.
 *
 * @param positions column key → index from 0
 */
record Header(String sheet, int rowNumber, List<String> texts, Map<String, Integer> positions) {

    /** Two known names make a header; a title line above it has one cell at most. */
    private static final int ENOUGH = 2;

    static Optional<Header> find(String sheet, int rowNumber, List<String> texts, List<ImportColumn> columns) {
        var known = new HashMap<String, String>();
        for (var column : columns) {
            known.put(normal(column.header()), column.key());
            column.synonyms().forEach(s -> known.put(normal(s), column.key()));
        }
        var positions = new LinkedHashMap<String, Integer>();
        var twice = new HashSet<String>();
        for (int i = 0; i < texts.size(); i++) {
            var key = known.get(normal(texts.get(i)));
            if (key != null && positions.putIfAbsent(key, i) != null) {
                twice.add(texts.get(i));
            }
        }
        if (positions.size() < ENOUGH) {
            return Optional.empty();
        }
        if (!twice.isEmpty()) {
            throw Problem.unprocessable(
                    "import-column-twice", "工作表“" + sheet + "”中列“" + String.join("、", twice) + "”出现了不止一次。请只保留一列后重新上传。");
        }
        var missing = new ArrayList<String>();
        columns.stream()
                .filter(c -> c.required() && !positions.containsKey(c.key()))
                .forEach(c -> missing.add(c.header()));
        if (!missing.isEmpty()) {
            throw Problem.unprocessable(
                            "import-column-missing",
                            "工作表“" + sheet + "”第 " + rowNumber + " 行表头缺少：" + String.join("、", missing)
                                    + "。请补上这些列后重新上传，列的先后不限。")
                    .with("missing", missing);
        }
        return Optional.of(new Header(sheet, rowNumber, List.copyOf(texts), Map.copyOf(positions)));
    }

    Map<String, String> cells(List<String> row) {
        var cells = new HashMap<String, String>();
        positions.forEach((key, index) -> {
            if (index < row.size() && !row.get(index).isEmpty()) {
                cells.put(key, row.get(index));
            }
        });
        return cells;
    }

    private static String normal(String header) {
        return CellText.fold(header)
                .replaceAll("[（(].*?[)）]", "")
                .replaceAll("[\\s*＊:：]", "")
                .toLowerCase(Locale.ROOT);
    }
}
