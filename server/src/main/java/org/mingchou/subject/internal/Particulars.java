package org.mingchou.subject.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the directory says of an object. Blank texts become null.
 *
 * @param industry GB/T 4754: a letter and up to four digits
 * @param establishedOn 成立日期; null when the directory does not know it
 */
record Particulars(
        SubjectKind kind,
        SubjectStatus status,
        String name,
        @Nullable String creditCode,
        @Nullable String address,
        @Nullable String industry,
        @Nullable String legalRepresentative,
        @Nullable LocalDate establishedOn) {

    Particulars {
        address = blankToNull(address);
        industry = blankToNull(industry);
        legalRepresentative = blankToNull(legalRepresentative);
        creditCode = blankToNull(creditCode);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
