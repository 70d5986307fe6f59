package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files that are written and read back, and the values between. */
class FilesTest {
    @Test
    void officersAndRecusalsAreWrittenAsTheyAreRead() {
        byte[] officers = Ascii.bytes(Vectors.text("match", "officers.tsv") + "OFF007\t2027-01-01\t-\n");
        byte[] avoid = Vectors.read("match", "avoid.tsv");
        assertThat(Ascii.string(officers)).contains("GEN,SE");
        assertThat(Officer.tsv(Officer.parse("f", officers))).isEqualTo(officers);
        assertThat(Avoidance.tsv(Avoidance.parse("f", avoid))).isEqualTo(avoid);
        assertThat(Avoidance.tsv(List.of())).isEmpty();
    }

    @Test
    void aSecretIs64HexAndNeverTheSame() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            made.add(Secrets.generate(new SecureRandom()));
        }
        assertThat(made).hasSize(50).allMatch(s -> s.matches("[0-9a-f]{64}"));
        assertThat(made).noneMatch(s -> s.endsWith("0".repeat(16)));
    }

    @Test
    void thereIsNoSecondRevealExactlyWhenNobodyCommittedToOne() {
        Params none = Params.parse(Vectors.read("small-sha256", "params.txt"));
        assertThat(none.secondCommitments()).isEmpty();
        SecondReveal empty = SecondReveal.of(none, Map.of());
        assertThat(empty).isEqualTo(SecondReveal.none());
        assertThat(empty.bytes()).isEmpty();
        assertThat(empty.withheld(none)).isEmpty();
        String secret = "ab".repeat(32);
        assertThatThrownBy(() -> SecondReveal.of(none, Map.of("lead", secret)))
                .hasMessage("reveal2.txt:1: the party has no commitment in the opening");
        assertThatThrownBy(() -> SecondReveal.of(none, Map.of(), Optional.of(secret)))
                .hasMessage("reveal2.txt:1: no party is missing, so there is no key beacon");
        Params one = Params.parse(Ascii.bytes(Vectors.text("small-sha256", "params.txt")
                .replace(
                        "spec=",
                        "second.lead=" + Secrets.commitSecond(HashProfile.SHA256, none.draw(), "lead", secret)
                                + "\nspec=")));
        assertThatThrownBy(() -> SecondReveal.of(one, Map.of()))
                .hasMessage("reveal2.txt:0: the file must hold at least one line");
        SecondReveal revealed = SecondReveal.of(one, Map.of("lead", secret));
        assertThat(Ascii.string(revealed.bytes())).isEqualTo("second.lead=" + secret + "\n");
        assertThat(SecondReveal.of(one, Map.of(), Optional.of(secret)).withheld(one))
                .containsExactly("lead");
    }

    @Test
    void anOpeningKeepsWhatItSays() {
        String text = Vectors.text("small-sha256", "params.txt").replace("ratio.A", "prev=D-1\nratio.A");
        Params params = Params.parse(Ascii.bytes(text));
        assertThat(params.prev()).contains("D-1");
        assertThat(Params.parse(Vectors.read("small-sha256", "params.txt")).prev())
                .isEmpty();
        assertThat(text).contains("beacon=" + params.beacon() + "\n");
        assertThat(Params.builder()
                        .draw("D-2")
                        .prev("D-1")
                        .frame(new FrameSummary(
                                HashProfile.SHA256,
                                params.frameDigest(),
                                params.frameRoot(),
                                params.frameCount(),
                                new TreeMap<>(Map.of("A", new StratumCount(3, 2), "B", new StratumCount(4, 1)))))
                        .ratios(Map.of("A", 1000, "B", 5000))
                        .beacon("none")
                        .commit("lead", "0".repeat(64))
                        .build()
                        .ratios())
                .hasToString("{A=1000, B=5000}");
    }

    @Test
    void aPoolHasANameThatMayHoldDots() {
        for (String key : List.of("pool.group=2", "pool..group=2", "pool.P=2", "pool.P.=2")) {
            assertThatThrownBy(() -> Params.parse(Ascii.bytes(
                            Vectors.text("small-sha256", "params.txt").replace("ratio.A", key + "\nratio.A"))))
                    .isInstanceOf(MalformedInput.class)
                    .hasMessageStartingWith("params.txt:12: ");
        }
        Params dotted = Params.parse(Ascii.bytes(Vectors.text("small-sha256", "params.txt")
                .replace("ratio.A", "pool.P.Q.date=2026-09-01\npool.P.Q.group=3\nratio.A")));
        assertThat(dotted.pools()).containsOnlyKeys("P.Q");
        assertThat(dotted.pools().values()).allMatch(p -> p.group().equals(Optional.of(3)));
    }

    /** A byte order mark is refused as one only where a line begins with all three of its bytes. */
    @Test
    void threeBytesMakeAByteOrderMark() {
        String mark = "\u00ef\u00bb\u00bf";
        for (String before : List.of("", "a=1\n", "a=1\nb=22\n")) {
            int line = before.split("\n", -1).length;
            for (String after : List.of("", "\n", "x\n")) {
                assertThatThrownBy(() -> TextFile.lines("f", Ascii.bytes(before + mark + after), false))
                        .hasMessage("f:" + line + ": no byte order mark is allowed");
            }
            for (String part : List.of("\u00ef", "\u00ef\u00bb", "\u00ef\u00bbx", "\u00efx\u00bf", "x\u00bb\u00bf")) {
                assertThatThrownBy(() -> TextFile.lines("f", Ascii.bytes(before + part), false))
                        .hasMessage("f:" + line + ": only printable ASCII is allowed");
            }
        }
    }
}
