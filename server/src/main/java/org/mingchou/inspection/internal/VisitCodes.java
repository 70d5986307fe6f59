package org.mingchou.inspection.internal;

import java.security.SecureRandom;

/**
 * The two codes of a visit, in base32 without 0 and 1: {@code sheet} (50 bits) stands on paper and is typed at the gate,
 * {@code enterprise} (130 bits) opens the enterprise's own page and is a secret.
 */
record VisitCodes(String sheet, String enterprise) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    static VisitCodes fresh() {
        return new VisitCodes(text(10), text(26));
    }

    private static String text(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        var out = new StringBuilder(length);
        for (byte b : bytes) {
            out.append(ALPHABET.charAt(b & 31));
        }
        return out.toString();
    }
}
