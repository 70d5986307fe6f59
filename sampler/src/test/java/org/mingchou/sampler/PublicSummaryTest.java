package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublicSummaryTest {

    @TempDir
    Path directory;

    @Test
    void bytesAreKeysAscendingAndOnlyCodesThatOccur() {
        TreeMap<String, Long> codes = new TreeMap<>();
        codes.put("X07", 2L);
        codes.put("X01", 1L);
        PublicSummary open = new PublicSummary(10, 7, codes, 3, 0, "aa".repeat(32), "bb".repeat(32), Optional.empty());
        assertThat(Ascii.string(open.bytes(), 0, open.bytes().length))
                .isEqualTo("drawn=3\neligible=7\nexcluded.X01=1\nexcluded.X07=2\nnames=" + "bb".repeat(32) + "\nresult="
                        + "aa".repeat(32) + "\nrows=10\nshortfall=0\nspec=SSJ-PUBLIC-2\n");
        PublicSummary sealed =
                new PublicSummary(10, 7, codes, 3, 0, "aa".repeat(32), "bb".repeat(32), Optional.of("cc".repeat(32)));
        assertThat(Ascii.string(sealed.bytes(), 0, sealed.bytes().length))
                .contains("\nresult.root=" + "cc".repeat(32) + "\nrows=10\n");
    }

    @Test
    void namesAreSaltedWhereTheDrawIs() {
        byte[] tsv = Ascii.bytes("A1\nB2\n");
        assertThat(PublicSummary.names(HashProfile.SHA256, Optional.empty(), tsv))
                .isEqualTo(HashProfile.SHA256.hex("A1\nB2\n"));
        String salt = PublicSummary.salt(HashProfile.SHA256, CertificateFixture.SALT_KEY);
        assertThat(salt)
                .isEqualTo(HashProfile.SHA256
                        .hex("SSJ-SALT-1|" + CertificateFixture.SALT_KEY + "|drawn.tsv")
                        .substring(0, 32));
        assertThat(PublicSummary.names(HashProfile.SHA256, Optional.of(salt), tsv))
                .isEqualTo(HashProfile.SHA256.hex(salt + "|A1\nB2\n"));
        List<DrawnRow> rows = List.of(
                new DrawnRow("A", 1, "B2", "00", DrawnRow.Kind.DRAWN),
                new DrawnRow("A", 2, "C3", "01", DrawnRow.Kind.RESERVE),
                new DrawnRow("B", 1, "A1", "02", DrawnRow.Kind.DRAWN));
        assertThat(PublicSummary.drawnTsv(rows)).isEqualTo(tsv);
    }

    /** What the verifier of a full certificate bids an outsider sign is the digest of the summary that follows from it. */
    @ParameterizedTest
    @MethodSource
    void theVerifierSaysWhatToSign(CertificateFixture made, Map<String, Long> codes) throws Exception {
        HashProfile hash = made.params.hash();
        PublicSummary summary = PublicSummary.of(
                made.params,
                made.params.frameCount(),
                new TreeMap<>(codes),
                made.result.shortfall(),
                made.result.rows(),
                hash.hex(made.result.resultTsv()),
                Optional.of(CertificateFixture.SALT_KEY));
        assertThat(summary.root().isPresent()).isEqualTo(made.params.mode() == Params.Mode.SEALED);
        assertThat(summary.eligible()).isEqualTo(made.result.frame().eligible());
        String toSign = "note to sign: an outsider who re-ran T-2026-1 signs result "
                + hash.hex(made.result.resultTsv()) + " and public " + hash.hex(summary.bytes());
        assertThat(CertificateFixture.verify(directory, CertificateFixture.zip(made.members))
                        .lines())
                .endsWith(toSign, "VERIFIED");
        // Who finds another result than the agency is told what he found; a log that fails is not for him to sign.
        assertThat(CertificateFixture.verify(directory, with(made, "result.tsv"))
                        .lines())
                .endsWith(toSign, "NOT VERIFIED: result.tsv is not what the draw gives");
        assertThat(CertificateFixture.verify(directory, with(made, "log/checkpoint"))
                        .lines())
                .doesNotContain(toSign);
    }

    /** The certificate without the last byte of a member. */
    private static byte[] with(CertificateFixture made, String member) {
        Map<String, byte[]> members = new LinkedHashMap<>(made.members);
        members.computeIfPresent(member, (name, data) -> Arrays.copyOf(data, data.length - 1));
        return CertificateFixture.zip(members);
    }

    static List<Arguments> theVerifierSaysWhatToSign() {
        byte[] frame = Vectors.read("floor", "frame.tsv");
        String text = Ascii.string(frame, 0, frame.length);
        int last = text.lastIndexOf("\tX01\t");
        String two = text.substring(0, last) + "\tX29\t" + text.substring(last + 5);
        return List.of(
                Arguments.of(new CertificateFixture(HashProfile.SM3, Params.Mode.OPEN, 4), Map.of("X01", 19L)),
                Arguments.of(new CertificateFixture(HashProfile.SM3, Params.Mode.SEALED, 6), Map.of("X01", 19L)),
                Arguments.of(new CertificateFixture(Ascii.bytes(two)), Map.of("X01", 18L, "X29", 1L)));
    }
}
