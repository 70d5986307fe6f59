package org.mingchou.sampler;

/** Lower-case hexadecimal, the only spelling of a digest that the specification admits (§3.1). */
public final class Hex {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private Hex() {}

    /** Two lower-case digits for each byte. */
    public static String encode(byte[] data) {
        byte[] out = new byte[data.length * 2];
        write(data, 0, data.length, out, 0);
        return Ascii.string(out);
    }

    /**
     * The bytes of a lower-case hex text.
     *
     * @throws IllegalArgumentException on an odd length, an upper-case digit or anything else that is no digit
     */
    public static byte[] decode(String text) {
        if ((text.length() & 1) != 0) {
            throw new IllegalArgumentException("hex text of odd length");
        }
        byte[] out = new byte[text.length() / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (digit(text.charAt(2 * i)) << 4 | digit(text.charAt(2 * i + 1)));
        }
        return out;
    }

    /** Whether the text is a digest or a secret: exactly 64 lower-case hex digits. */
    public static boolean isHash(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    static void write(byte[] data, int from, int length, byte[] out, int at) {
        for (int i = 0; i < length; i++) {
            int b = data[from + i];
            out[at + 2 * i] = DIGITS[b >> 4 & 15];
            out[at + 2 * i + 1] = DIGITS[b & 15];
        }
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw new IllegalArgumentException("not a lower-case hex digit");
    }
}
