package org.mingchou.imports.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** A cell as the text that a person reads in it, folded: half-width letters and digits, no stray blanks. */
final class CellText {

    /** Built-in date formats, the Chinese ones included. */
    private static final Set<Integer> DATE_FORMATS =
            Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

    private static final BigDecimal MOST_DIGITS = BigDecimal.TEN.pow(15);

    private CellText() {}

    static String of(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        return switch (cell.getType()) {
            case EMPTY -> "";
            case NUMBER -> isDate(cell) ? cell.asDate().toLocalDate().toString() : plain(cell.getRawValue());
            case BOOLEAN -> yesOrNo(cell.getValue());
            case STRING -> fold(cell.asString());
            case ERROR -> fold(orEmpty(cell.getRawValue()));
            case FORMULA -> result(cell);
        };
    }

    /**
     * What the formula came to when the file was saved: that is what the person saw. A program that never calculates
     * leaves nothing; then the formula itself stands for it, and {@code RowReader} asks for its value.
     */
    private static String result(Cell cell) {
        var raw = cell.getRawValue();
        if (raw == null || raw.isEmpty()) {
            var formula = orEmpty(cell.getFormula());
            // An empty result is stored like a missing one by some programs; IF(…,"",…) comes to nothing on purpose.
            return raw != null && formula.contains("\"\"") ? "" : fold("=" + formula);
        }
        if (cell.getValue() instanceof Boolean value) {
            return yesOrNo(value);
        }
        if (cell.getValue() instanceof BigDecimal) {
            return isDate(cell) ? cell.asDate().toLocalDate().toString() : plain(raw);
        }
        return fold(raw);
    }

    private static String yesOrNo(@Nullable Object value) {
        return Boolean.TRUE.equals(value) ? "是" : "否";
    }

    static String fold(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '０' && c <= '９' || c >= 'Ａ' && c <= 'Ｚ' || c >= 'ａ' && c <= 'ｚ') {
                out.append((char) (c - 0xFEE0));
            } else if (c == '\n') {
                out.append(c);
            } else if (c == '　' || c == '\u00A0' || c == '\t') {
                out.append(' ');
            } else if (!Character.isISOControl(c) && c != '\u200B' && c != '\uFEFF') {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private static boolean isDate(Cell cell) {
        var id = cell.getDataFormatId();
        if (id != null && DATE_FORMATS.contains(id)) {
            return true;
        }
        var format = cell.getDataFormatString();
        if (format == null || format.equals("General")) {
            return false;
        }
        var bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]", "").toLowerCase(java.util.Locale.ROOT);
        return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0;
    }

    /**
     * Spreadsheets store a long number as 1.3E10; nobody typed that. Beyond their fifteen digits a number is no longer
     * what was typed: it stays in the form 9.1E+17, which {@code RowReader} refuses.
     */
    private static String plain(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        try {
            var number = new BigDecimal(raw);
            if (number.abs().compareTo(MOST_DIGITS) >= 0) {
                return number.round(new MathContext(15)).stripTrailingZeros().toString();
            }
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return fold(raw);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
