package org.mingchou.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 统一社会信用代码, GB 32100-2015: 18 characters of an alphabet without I, O, S, V, Z; the last is a check digit.
 *
 * <p>Early pilot codes exist that fail the check and are legal all the same, so {@link #warning} warns and does not
 * refuse; only the shape is compulsory.
 */
public record CreditCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

    public CreditCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the shape of a credit code: " + value);
        }
    }

    /** Full-width digits, blanks and lower case are folded; empty when the shape is still wrong. */
    public static Optional<CreditCode> parse(String text) {
        var folded = fold(text);
        return SHAPE.matcher(folded).matches() ? Optional.of(new CreditCode(folded)) : Optional.empty();
    }

    /** The check digit that the first 17 characters call for. */
    public static char checkDigit(String first17) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(first17.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** Chinese text when the check digit disagrees. */
    public Optional<String> warning() {
        char expected = checkDigit(value.substring(0, 17));
        return expected == value.charAt(17)
                ? Optional.empty()
                : Optional.of("统一社会信用代码第18位为 " + value.charAt(17) + "，按 GB 32100 应为 " + expected + "，请核对");
    }

    /** Upper case, half width, without blanks. */
    public static String fold(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '！' && c <= '～') {
                c = (char) (c - 0xFEE0);
            }
            if (!Character.isWhitespace(c) && c != '　') {
                out.append(c);
            }
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }
}
