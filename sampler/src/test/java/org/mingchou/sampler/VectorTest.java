package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** §3.12 and §4.2: known answers. */
class VectorTest {
    @ParameterizedTest
    @CsvSource({
        "small-sha256, 6a1c12ab79f186277b255fe45416950316983cdb218f01215cf7ec866c3a38b7, 0",
        "small-sm3, 48a17efdcae88f47d3f481af1bb144aaedc7211cd6d3308b9027aac919e17331, 0",
        "floor, 78c64966edbfd12bcfdc9107c0382952f03172f52cba48f405437d2dd67541dc, 0",
        "shortfall, 505281e0886a03aab9233f2ae68937941a59c822dd7115b7530f56a953d0b974, 22",
        "eligible-nobeacon, 182919ae950ba7b8d075e241fcdb647e4339ddbe9e74d7ff0dae790e4116ee55, 0",
        "eligible-sm3, 8117b0c4751d1d8457513984951e44f3a9264d07fed8704de23b440c16b6d1ec, 0",
        "xaudit-sha256, dd6d04cf0e7c6df908b33e5dade02459d9817054bde42ea77a09d40d08fad2b7, 0",
        "xaudit-sm3, b0831536fefbec2274cbad03cd8e367c266ec6d7e9a1d0872bc797d2927c1566, 0",
    })
    void draws(String vector, String digest, long shortfall) {
        DrawResult result = Vectors.draw(vector);

        assertThat(Ascii.string(result.resultTsv())).isEqualTo(Vectors.text(vector, "result.tsv"));
        assertThat(HashProfile.SHA256.hex(result.resultTsv())).isEqualTo(digest);
        assertThat(result.shortfall()).isEqualTo(shortfall);
    }

    @ParameterizedTest
    @CsvSource({
        "small-sha256, 72e23b7b4a552ee7b04ea4a56a0a431b93f9985b83c6f62db6777c7423020ab7,"
                + " a121308c1d94ce56b32bbcd27931d0220092edc20137327932b12d67f0bb657f",
        "small-sm3, 096e244b610ff72a3af64d91f5c8d72b39ca136a4a201f483d2f9647adfe1348,"
                + " 239253d1ce5f18590c90857ce36679bc2a31abf020a86ac12e78592db294ee62",
    })
    void derivesOpeningSeedAndQuotas(String vector, String opening, String seed) {
        DrawResult result = Vectors.draw(vector);

        assertThat(result.opening()).isEqualTo(opening);
        assertThat(result.seed()).isEqualTo(seed);
        assertThat(result.quotas()).hasToString("{A=2, B=2, C=2, D=1}");
    }

    @Test
    void derivesFrameDigestRootAndKey() throws Exception {
        FrameSummary frame =
                Frames.summarise(FrameSource.of(Vectors.read("small-sha256", "frame.tsv")), HashProfile.SHA256);

        assertThat(frame.digest()).isEqualTo("06821b0b075e87432fdcd16b07c9b63c1e9c08530458401f915da475bf41ebc4");
        assertThat(frame.root()).isEqualTo("d088caa824f09570b9ba25fdf01347677086ee1239e6207775e634e485601c73");
        String key = Keys.of(HashProfile.SHA256, Vectors.draw("small-sha256").seed(), "object");
        assertThat(key).isEqualTo("3d7990770b8ff9e62a4c2f50658bbd2d0eafcb878f19c027a9852348d8124142");
        assertThat(Keys.ticket(HashProfile.SHA256, key, "91000000TEST000002"))
                .startsWith("0c1ac399")
                .endsWith("fc1a");
    }

    @ParameterizedTest
    @CsvSource({
        "xaudit-sha256, a7831d8032071e8a17cbf39774b16abcdba2e3293a95e22fae2d57b8899b33aa",
        "xaudit-sm3, ec73febb576954efddeef9597a7e34e5fd7bcd03b7b8485ba1421e1684f00bd4",
    })
    void samplesTheExcluded(String vector, String digest) throws Exception {
        AuditSample sample = Vectors.sample(vector);

        assertThat(Ascii.string(sample.tsv())).isEqualTo(Vectors.text(vector, "xaudit.tsv"));
        assertThat(HashProfile.SHA256.hex(sample.tsv())).isEqualTo(digest);
        assertThat(sample.seed()).isEqualTo(Vectors.draw(vector).seed());
        assertThat(sample.excluded()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"match, 0", "match-repair, 4"})
    void matches(String vector, int repairs) {
        MatchResult result = Vectors.match(vector);

        assertThat(Ascii.string(result.tsv())).isEqualTo(Vectors.text(vector, "result.tsv"));
        assertThat(result.repairs()).isEqualTo(repairs);
    }

    @Test
    void matchVectorHasThePublishedDigest() {
        assertThat(HashProfile.SHA256.hex(Vectors.match("match").tsv()))
                .isEqualTo("d681f062cced6bb32ac2431c3ef1983de013e8925d660fd6e3be302ae496cc31");
    }
}
