package org.mingchou.sampler;

import java.nio.charset.StandardCharsets;

/** Text and bytes are the same thing here: every file of the draw is ASCII (§3.1). */
final class Ascii {
    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    // ISO 8859-1 and not US-ASCII: it is lossless, so a stray byte cannot turn into an accepted character.
    static String string(byte[] data) {
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    static String string(byte[] data, int from, int length) {
        return new String(data, from, length, StandardCharsets.ISO_8859_1);
    }
}
