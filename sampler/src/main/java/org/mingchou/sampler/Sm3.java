package org.mingchou.sampler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** SM3, GB/T 32905-2016. Own code, because the module has no dependency at run time. */
final class Sm3 extends MessageDigest implements Cloneable {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int[] IV = {
        0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
    };
    /** T_j rotated left by j, §4.2 and §5.3.3 of the standard. */
    private static final int[] T = new int[64];

    static {
        for (int j = 0; j < 64; j++) {
            T[j] = Integer.rotateLeft(j < 16 ? 0x79cc4519 : 0x7a879d8a, j);
        }
    }

    private int[] v = IV.clone();
    private int[] w = new int[68];
    private byte[] block = new byte[64];
    private int fill;
    private long length;
    /** Where a new message starts: the standard's IV, or after a common first part. */
    private int[] start = IV;

    private long startLength;

    Sm3() {
        super("SM3");
    }

    @Override
    protected int engineGetDigestLength() {
        return 32;
    }

    @Override
    protected void engineUpdate(byte input) {
        block[fill++] = input;
        length++;
        if (fill == 64) {
            compress(block, 0);
            fill = 0;
        }
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int len) {
        length += len;
        int at = offset;
        int left = len;
        if (fill > 0) {
            int n = Math.min(64 - fill, left);
            System.arraycopy(input, at, block, fill, n);
            fill += n;
            at += n;
            left -= n;
            if (fill < 64) {
                return;
            }
            compress(block, 0);
            fill = 0;
        }
        for (; left >= 64; at += 64, left -= 64) {
            compress(input, at);
        }
        System.arraycopy(input, at, block, 0, left);
        fill = left;
    }

    @Override
    protected byte[] engineDigest() {
        finish();
        return Arrays.copyOf(block, 32);
    }

    @Override
    protected int engineDigest(byte[] buf, int offset, int len) {
        finish();
        System.arraycopy(block, 0, buf, offset, 32);
        return 32;
    }

    /**
     * Leaves the digest in the first half of the block, and not in a new array: C2 of JDK 17.0.15 now and then loses some
     * of the last words that are stored into an array right after it was made, for the rest of the process.
     */
    private void finish() {
        block[fill++] = (byte) 0x80;
        if (fill > 56) {
            Arrays.fill(block, fill, 64, (byte) 0);
            compress(block, 0);
            fill = 0;
        }
        Arrays.fill(block, fill, 56, (byte) 0);
        INT.set(block, 56, (int) (length >>> 29));
        INT.set(block, 60, (int) (length << 3));
        compress(block, 0);
        INT.set(block, 0, v[0]);
        INT.set(block, 4, v[1]);
        INT.set(block, 8, v[2]);
        INT.set(block, 12, v[3]);
        INT.set(block, 16, v[4]);
        INT.set(block, 20, v[5]);
        INT.set(block, 24, v[6]);
        INT.set(block, 28, v[7]);
        engineReset();
    }

    @Override
    protected void engineReset() {
        System.arraycopy(start, 0, v, 0, 8);
        fill = 0;
        length = startLength;
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        Sm3 copy = (Sm3) super.clone();
        copy.v = v.clone();
        copy.w = new int[68];
        copy.block = block.clone();
        return copy;
    }

    /** Hashes on from here next time instead of from the start; only after a whole number of blocks. */
    Sm3 startingHere() {
        if (fill != 0) {
            throw new IllegalStateException("a start lies between two blocks");
        }
        start = v.clone();
        startLength = length;
        return this;
    }

    private void compress(byte[] in, int at) {
        final int[] w = this.w;
        for (int j = 0; j < 16; j++) {
            w[j] = (int) INT.get(in, at + 4 * j);
        }
        for (int j = 16; j < 68; j++) {
            int x = w[j - 16] ^ w[j - 9] ^ Integer.rotateLeft(w[j - 3], 15);
            int p1 = x ^ Integer.rotateLeft(x, 15) ^ Integer.rotateLeft(x, 23);
            w[j] = p1 ^ Integer.rotateLeft(w[j - 13], 7) ^ w[j - 6];
        }
        int a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
        for (int j = 0; j < 64; j++) {
            int a12 = Integer.rotateLeft(a, 12);
            int ss1 = Integer.rotateLeft(a12 + e + T[j], 7);
            int ff = j < 16 ? a ^ b ^ c : a & b | a & c | b & c;
            int gg = j < 16 ? e ^ f ^ g : e & f | ~e & g;
            int tt1 = ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4]);
            int tt2 = gg + h + ss1 + w[j];
            d = c;
            c = Integer.rotateLeft(b, 9);
            b = a;
            a = tt1;
            h = g;
            g = Integer.rotateLeft(f, 19);
            f = e;
            e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
        }
        v[0] ^= a;
        v[1] ^= b;
        v[2] ^= c;
        v[3] ^= d;
        v[4] ^= e;
        v[5] ^= f;
        v[6] ^= g;
        v[7] ^= h;
    }
}
