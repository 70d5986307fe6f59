package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
    private static final byte[] KEY = Hex.decode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    private static final byte[] SIGNATURE =
            Hex.decode("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                    + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");

    /** RFC 8032 §7.1, test 1. */
    @Test
    void verifiesTheKnownAnswerAndNoOther() {
        assertThat(Ed25519.usable(KEY)).isTrue();
        assertThat(Ed25519.verify(KEY, new byte[0], SIGNATURE)).isTrue();
        assertThat(Ed25519.verify(KEY, new byte[1], SIGNATURE)).isFalse();
        assertThat(Ed25519.verify(KEY, new byte[0], new byte[63])).isFalse();
        assertThat(Ed25519.verify(new byte[31], new byte[0], SIGNATURE)).isFalse();
    }

    /** R = neutral element and S = 0 fit every text under a key whose multiples are the neutral element. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void aKeyOfSmallOrderVerifiesNothing(String key) {
        byte[] signature = new byte[64];
        signature[0] = 1;
        assertThat(Ed25519.usable(Hex.decode(key))).isFalse();
        assertThat(Ed25519.verify(Hex.decode(key), Ascii.bytes("any text"), signature))
                .isFalse();
    }

    /** Of these 32 y ten are of no point of the curve, reckoned by verify.py: nobody has such a key. */
    @Test
    void whatIsNoPointIsNoKey() {
        int points = 0;
        for (int y = 2; y < 34; y++) {
            byte[] key = new byte[32];
            key[0] = (byte) y;
            points += Ed25519.usable(key) ? 1 : 0;
        }
        assertThat(points).isEqualTo(22);
    }

    /** The seven are all there are: y = 0, ±1, and the y of order 8, where d·y⁴ − 2·y² = 1 (from 2(x, y) having y = 0). */
    @Test
    void theListHoldsEveryPointOfSmallOrder() {
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        BigInteger d =
                BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(p));
        int eighth = 0;
        for (String hex : new String[] {
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
        }) {
            byte[] big = Hex.decode(hex);
            for (int i = 0; i < 16; i++) {
                byte low = big[i];
                big[i] = big[31 - i];
                big[31 - i] = low;
            }
            BigInteger yy = new BigInteger(1, big).modPow(BigInteger.TWO, p);
            // Doubling gives y = 0 exactly when y² = −x²; on the curve −x² + y² = 1 + d·x²·y².
            BigInteger left = yy.shiftLeft(1);
            BigInteger right = BigInteger.ONE.subtract(d.multiply(yy.pow(2)));
            eighth += left.subtract(right).mod(p).signum() == 0 ? 1 : 0;
            assertThat(Ed25519.usable(Hex.decode(hex))).isFalse();
        }
        assertThat(eighth).isEqualTo(2);
    }
}
