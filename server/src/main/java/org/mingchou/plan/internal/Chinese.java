package org.mingchou.plan.internal;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Dates and shares as documents write them. */
final class Chinese {

    private Chinese() {}

    static String date(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** 300 → {@code 3%}, 225 → {@code 2.25%}. */
    static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
