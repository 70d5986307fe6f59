package org.mingchou.plan;

/** 1 to 99 in Chinese numerals. */
final class ChineseNumerals {

    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumerals() {}

    static String of(int number) {
        if (number < 1 || number > 99) {
            throw new IllegalArgumentException("1 to 99: " + number);
        }
        int tens = number / 10;
        int units = number % 10;
        var head = tens == 0 ? "" : tens == 1 ? "十" : DIGITS.charAt(tens) + "十";
        return units == 0 ? head : head + DIGITS.charAt(units);
    }
}
