package org.mingchou.subject.internal;

import org.jspecify.annotations.Nullable;

/**
 * What the directory says of an object. Blank texts become null.
 *
 * @param industry GB/T 4754: a letter and up to four digits
 */
record Particulars(
        SubjectKind kind,
        SubjectStatus status,
        String name,
        @Nullable String creditCode,
        @Nullable String address,
        @Nullable String industry,
        @Nullable String legalRepresentative) {

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
