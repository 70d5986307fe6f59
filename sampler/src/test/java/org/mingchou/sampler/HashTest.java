package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTest {
    @ParameterizedTest
    @CsvSource({
        // FIPS 180-4 example, and the empty message.
        "SHA256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        // GB/T 32905-2016 Annex A.1 and A.2, and the empty message.
        "SM3, abc, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "SM3, abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd,"
                + " debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
        "SM3, '', 1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
    })
    void knownAnswers(HashProfile profile, String text, String digest) {
        assertThat(profile.hex(text)).isEqualTo(digest);
    }

    @Test
    void sm3DoesNotDependOnHowTheMessageIsCut() throws Exception {
        byte[] message = new byte[200];
        for (int length = 0; length < message.length; length++) {
            message[length] = (byte) (length * 7);
            byte[] whole = new Sm3().digest(java.util.Arrays.copyOf(message, length));
            MessageDigest parts = new Sm3();
            for (int i = 0; i < length; i++) {
                if (i % 3 == 0) {
                    parts.update(message[i]);
                } else {
                    parts.update(message, i, 1);
                }
            }
            assertThat(((MessageDigest) parts.clone()).digest()).isEqualTo(whole);
            assertThat(parts.digest()).isEqualTo(whole);
        }
    }

    /** The SHA-256 of 200 digests in hex, made by verifier/verify.py. */
    @Test
    void sm3OfEveryLengthAroundItsBlocks() throws Exception {
        StringBuilder digests = new StringBuilder();
        for (int length = 0; length < 200; length++) {
            digests.append(HashProfile.SM3.hex("x".repeat(length)));
        }
        assertThat(HashProfile.SHA256.hex(digests.toString()))
                .isEqualTo("cce5c22e201380f57c6ca5c93f3a4695dd5e0202ddc429cd6d4d4a5bcc478791");
    }

    @Test
    void sm3OfTwoPartsIsSm3OfTheWhole() throws Exception {
        byte[] message = new byte[200];
        new java.util.Random(3).nextBytes(message);
        byte[] out = new byte[40];
        for (int first : new int[] {0, 1, 10, 55, 56, 63, 64, 65, 127, 128, 130}) {
            for (int second : new int[] {0, 1, 8, 9, 53, 54, 55, 62, 63, 64, 65, 70}) {
                MessageDigest parts = new Sm3();
                parts.update(message, 0, first);
                parts.update(message, first, second);
                byte[] whole = new Sm3().digest(java.util.Arrays.copyOf(message, first + second));
                assertThat(parts.digest(out, 4, 32)).isEqualTo(32);
                assertThat(java.util.Arrays.copyOfRange(out, 4, 36)).isEqualTo(whole);
            }
        }
        assertThat(new Sm3().getDigestLength()).isEqualTo(32);
    }

    @Test
    void hexIsLowerCaseOnly() {
        assertThat(Hex.encode(Hex.decode("00ff7f80"))).isEqualTo("00ff7f80");
        assertThatThrownBy(() -> Hex.decode("AB")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hex.decode("abc")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Hex.isHash("a".repeat(64))).isTrue();
        assertThat(Hex.isHash("A".repeat(64))).isFalse();
        assertThat(Hex.isHash("a".repeat(63))).isFalse();
        assertThat(Hex.isHash("g".repeat(64))).isFalse();
    }
}
