package org.mingchou.imports;

import java.util.List;

/**
 * One column of a directory's workbook. Found by its header or a synonym, wherever it stands.
 *
 * @param key stable name inside the code
 * @param header as printed in the template
 * @param required the column must exist and no row may leave it blank
 * @param longest most characters of a cell
 * @param note what to write there, Chinese
 * @param example one cell of the template's example row
 */
public record ImportColumn(
        String key, String header, boolean required, int longest, String note, String example, List<String> synonyms) {

    public static ImportColumn required(
            String key, String header, int longest, String note, String example, String... synonyms) {
        return new ImportColumn(key, header, true, longest, note, example, List.of(synonyms));
    }

    public static ImportColumn optional(
            String key, String header, int longest, String note, String example, String... synonyms) {
        return new ImportColumn(key, header, false, longest, note, example, List.of(synonyms));
    }

    /** Most characters of the column with that key, so that a form takes what its workbook takes. */
    public static int longest(List<ImportColumn> columns, String key) {
        return columns.stream()
                .filter(column -> column.key().equals(key))
                .findFirst()
                .orElseThrow()
                .longest();
    }
}
