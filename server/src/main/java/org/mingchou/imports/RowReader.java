package org.mingchou.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one row and collects every fault, so that a person mends the row once. */
public final class RowReader {

    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern SERIAL = Pattern.compile("[2-7]\\d{4}");
    private static final Pattern SEPARATOR = Pattern.compile("[、,，;；\\n]+");
    private static final Pattern LOST_DIGITS = Pattern.compile("-?\\d(\\.\\d+)?[Ee]\\+\\d+");
    private static final Set<String> SPREADSHEET_ERRORS =
            Set.of("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!");

    private final ImportRow row;
    private final Map<String, ImportColumn> columns;
    private final List<Fault> faults = new ArrayList<>();
    /** Columns whose cell has been complained of already and says nothing more. */
    private final Set<String> unreadable = new HashSet<>();

    public RowReader(ImportRow row, List<ImportColumn> columns) {
        this.row = row;
        this.columns = columns.stream().collect(java.util.stream.Collectors.toMap(ImportColumn::key, c -> c));
        columns.forEach(this::checkCell);
    }

    public @Nullable String text(String key) {
        return unreadable.contains(key) ? null : row.cells().get(key);
    }

    /** The cell, or an empty string whose absence is already a fault. */
    public String required(String key) {
        return Objects.requireNonNullElse(text(key), "");
    }

    public @Nullable LocalDate date(String key) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        try {
            for (var pattern : List.of(DATE, COMPACT)) {
                var m = pattern.matcher(text);
                if (m.matches()) {
                    return LocalDate.of(
                            Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
                }
            }
            if (SERIAL.matcher(text).matches()) {
                // Day 60 of the 1900 system is a 29 February that never was; serials here are long past it.
                return LocalDate.of(1899, 12, 30).plusDays(Long.parseLong(text));
            }
        } catch (DateTimeException e) {
            fault(key, "“" + text + "”不是日历上的日期");
            return null;
        }
        fault(key, "日期“" + text + "”无法识别，请写成 2026-05-01");
        return null;
    }

    /** One of the names of a code list; several names may stand for one code. */
    public @Nullable String code(String key, Map<String, String> codesByName) {
        var text = text(key);
        return text == null ? null : lookUp(key, text, codesByName);
    }

    /** Names separated by 、，；or line breaks. */
    public List<String> codes(String key, Map<String, String> codesByName) {
        return parts(key).stream()
                .map(part -> lookUp(key, part, codesByName))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    public List<String> parts(String key) {
        var text = text(key);
        return text == null
                ? List.of()
                : SEPARATOR
                        .splitAsStream(text)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    public void fault(String key, String reason) {
        faults.add(new Fault(header(key), reason, false));
    }

    public void warn(String key, String reason) {
        faults.add(new Fault(header(key), reason, true));
    }

    public boolean bad() {
        return faults.stream().anyMatch(f -> !f.warning());
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private @Nullable String lookUp(String key, String name, Map<String, String> codesByName) {
        var code = codesByName.get(name);
        if (code == null) {
            var known = codesByName.keySet().stream().sorted().limit(30).toList();
            fault(key, "没有“" + name + "”这一项，可填：" + String.join("、", known));
        }
        return code;
    }

    private void checkCell(ImportColumn column) {
        var text = row.cells().get(column.key());
        if (text == null) {
            if (column.required()) {
                faults.add(new Fault(column.header(), "必填，请补上", false));
            }
        } else if (SPREADSHEET_ERRORS.contains(text)) {
            faults.add(new Fault(column.header(), "单元格是公式错误 " + text + "，请改成值", false));
            unreadable.add(column.key());
        } else if (text.startsWith("=")) {
            faults.add(new Fault(column.header(), "单元格是公式，文件里没有它算出的值，请将公式粘贴为数值", false));
            unreadable.add(column.key());
        } else if (LOST_DIGITS.matcher(text).matches()) {
            faults.add(new Fault(column.header(), "单元格存成了数字，超过 15 位的部分已经丢失，请把这一列设为“文本”格式后重新填写", false));
            unreadable.add(column.key());
        } else if (text.length() > column.longest()) {
            faults.add(new Fault(column.header(), "有 " + text.length() + " 个字，最多 " + column.longest() + " 个", false));
        }
    }

    private String header(String key) {
        var column = columns.get(key);
        return column == null ? key : column.header();
    }
}
