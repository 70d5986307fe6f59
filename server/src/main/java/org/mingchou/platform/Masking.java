package org.mingchou.platform;

/** The one place that shortens personal data for people who need not see it. */
public final class Masking {

    private Masking() {}

    /** {@code 138****5678}. */
    public static String phone(String phone) {
        return phone.length() < 7 ? "****" : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }

    /** {@code 130***********1234}. */
    public static String idNumber(String number) {
        return number.length() < 8
                ? "********"
                : number.substring(0, 3) + "*".repeat(number.length() - 7) + number.substring(number.length() - 4);
    }

    /** {@code 张**}: the family name only, by code points so that rare characters survive. */
    public static String personName(String name) {
        int count = name.codePointCount(0, name.length());
        if (count <= 1) {
            return "*";
        }
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "*".repeat(count - 1);
    }
}
