package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §3.1: the rows of a frame at the ends of what is allowed, many strata and many rows. */
class FrameTest {
    private static FrameSummary summarise(String text) throws Exception {
        return Frames.summarise(FrameSource.of(Ascii.bytes(text)), HashProfile.SHA256);
    }

    private static String refused(String text) {
        return String.valueOf(catchThrowableOfType(MalformedInput.class, () -> summarise(text))
                .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\tA\tE\t1",
                "Z._-09\tZ._-09\tE\t9",
                "1\tA\tX00\t10",
                "1\tA\tX09\t19",
                "1\tA\tX90\t90",
                "1\tA\tX99\t99"
            })
    void rowsAtTheEndsOfWhatIsAllowed(String row) throws Exception {
        FrameSummary found = summarise(row + "\n");
        assertThat(found.count()).isEqualTo(1);
        assertThat(found.eligible()).isEqualTo(row.contains("\tE\t") ? 1 : 0);
        assertThat(found.root()).isEqualTo(HashProfile.SHA256.hex("\0" + row));
        // Cut anywhere, it is no row any more.
        for (int end = 1; end <= row.length(); end++) {
            assertThat(refused(row.substring(0, end))).startsWith("frame.tsv:1: ");
        }
        for (int end = 1; end < row.length(); end++) {
            if (!row.substring(0, end).matches(".*\t[1-9]")) {
                assertThat(refused(row.substring(0, end) + "\n")).startsWith("frame.tsv:1: ");
            }
        }
    }

    /** The buffer of a chunk is longer than the chunk, and what follows there is of another one. */
    @ParameterizedTest
    @ValueSource(strings = {"1\tA\tE\t9\n", "1\tA\tE\t90\n", "1\tA\tX90\t19\n"})
    void nothingIsReadBeyondTheChunk(String row) {
        byte[] data = Ascii.bytes(row + row);
        FrameRow whole = new FrameRow("f", new FrameChunks.Chunk(data, row.length(), 6, new byte[0]));
        assertThat(whole.advance()).isTrue();
        assertThat(whole.weight).isEqualTo(Integer.parseInt(row.strip().split("\t")[3]));
        assertThat(whole.advance()).isFalse();
        for (int end = 1; end < row.length(); end++) {
            for (byte[] buffer : List.of(data, Arrays.copyOf(data, end))) {
                FrameRow cut = new FrameRow("f", new FrameChunks.Chunk(buffer, end, 6, new byte[0]));
                assertThatThrownBy(cut::advance)
                        .isInstanceOf(MalformedInput.class)
                        .hasMessageStartingWith("f:7: ");
            }
        }
    }

    @Test
    void theLongestRow() throws Exception {
        String id = "9".repeat(54);
        String stratum = "S".repeat(32);
        assertThat(summarise(id + "\t" + stratum + "\tX01\t99\n").strata()).containsOnlyKeys(stratum);
        assertThat(refused(id + "9\t" + stratum + "\tE\t1\n"))
                .isEqualTo("frame.tsv:1: objectId must match [0-9A-Z._-]{1,54}");
        assertThat(refused(id + "\t" + stratum + "S\tE\t1\n"))
                .isEqualTo("frame.tsv:1: stratum must match [0-9A-Z._-]{1,32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X0/", "X0:", "X/0", "X:0", "X0", "X", "X000", "EE", "e", "E0", ""})
    void noOtherStatus(String status) {
        assertThat(refused("1\tA\t" + status + "\t1\n")).isEqualTo("frame.tsv:1: status must be E or X and two digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "/", ":", "1/", "1:", "00", "100", "1.", "-1"})
    void noOtherWeight(String weight) {
        assertThat(refused("1\tA\tE\t" + weight + "\n"))
                .isEqualTo("frame.tsv:1: weight must be a decimal number from 1 to 99 without leading zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "[", "`", "a", ",", "^", "@", ":"})
    void noOtherCharacterInAName(String character) {
        assertThat(refused("1" + character + "\tA\tE\t1\n")).startsWith("frame.tsv:1: objectId must match ");
        assertThat(refused("1\tA" + character + "\tE\t1\n")).startsWith("frame.tsv:1: stratum must match ");
    }

    /** More strata than any table starts with, all of them drawn from. */
    @Test
    void aFrameOfHundredsOfStrata() throws Exception {
        StringBuilder text = new StringBuilder();
        TreeMap<String, StratumCount> expected = new TreeMap<>();
        int rows = 3000;
        for (int i = 0; i < rows; i++) {
            String stratum = "S" + i % 700;
            boolean eligible = i % 3 != 0;
            text.append(100_000 + i).append('\t').append(stratum).append(eligible ? "\tE\t1\n" : "\tX01\t1\n");
            expected.merge(
                    stratum,
                    new StratumCount(1, eligible ? 1 : 0),
                    (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
        }
        FrameSource frame = FrameSource.of(Ascii.bytes(text.toString()));
        FrameSummary summary = Frames.summarise(frame, HashProfile.SHA256);
        assertThat(summary.strata()).isEqualTo(expected);
        assertThat(summary.eligible()).isEqualTo(2000);

        String secret = "ab".repeat(32);
        ParamsBuilder builder = Params.builder()
                .draw("F")
                .frame(summary)
                .beacon("none")
                .commit("lead", Secrets.commitFirst(HashProfile.SHA256, "F", "lead", secret));
        TreeMap<String, Integer> ratios = new TreeMap<>();
        expected.keySet().forEach(stratum -> ratios.put(stratum, 10_000));
        Params params = builder.ratios(ratios).build();
        DrawResult result = Draw.run(params, frame, Reveal.of(params, Map.of("lead", secret), Optional.empty()));
        assertThat(result.rows()).hasSize(2000);
        Map<String, String> stratumOf = new TreeMap<>();
        result.rows().forEach(r -> stratumOf.put(r.objectId(), r.stratum()));
        assertThat(stratumOf).hasSize(2000);
        stratumOf.forEach((id, stratum) -> assertThat(stratum).isEqualTo("S" + (Integer.parseInt(id) - 100_000) % 700));

        // Longer than the buffer with which it is written.
        StringBuilder tsv = new StringBuilder();
        result.rows().forEach(r -> tsv.append(r.line()).append('\n'));
        assertThat(tsv.length()).isGreaterThan(1 << 16);
        assertThat(Ascii.string(result.resultTsv())).isEqualTo(tsv.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        result.writeTsv(out);
        assertThat(out.toByteArray()).isEqualTo(result.resultTsv());
    }

    /** More chunks than are in work at once. */
    @Test
    void aFrameOfManyChunks() throws Exception {
        int chunks = 2 * Runtime.getRuntime().availableProcessors() + 3;
        StringBuilder text = new StringBuilder();
        MerkleFrontier frontier = new MerkleFrontier(HashProfile.SHA256);
        for (int i = 0; i < chunks * FrameChunks.ROWS + 5; i++) {
            String row = 1_000_000 + i + "\tA\tE\t1";
            text.append(row).append('\n');
            frontier.append(Ascii.bytes(row));
        }
        FrameSummary found = summarise(text.toString());
        assertThat(found.count()).isEqualTo(chunks * FrameChunks.ROWS + 5L);
        assertThat(found.root()).isEqualTo(Hex.encode(frontier.root()));
    }

    @Test
    void aTableNumbersItsNamesInTheOrderOfTheirFirstRow() {
        StratumTable table = new StratumTable();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            // Many of the same hash: "AaAa", "AaBB", "BBAa", … differ in nothing that String.hashCode sees.
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 9; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.add(name.toString());
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < names.size(); i++) {
                byte[] data = Ascii.bytes("<" + names.get(i) + ">");
                assertThat(table.find(data, 1, data.length - 1)).isEqualTo(round == 0 ? -1 : i);
                assertThat(table.add(data, 1, data.length - 1)).isEqualTo(i);
                assertThat(table.find(data, 1, data.length - 1)).isEqualTo(i);
                assertThat(table.find(data, 1, data.length - 2)).isEqualTo(-1);
            }
            assertThat(table.size()).isEqualTo(names.size());
        }
        for (int i = 0; i < names.size(); i++) {
            assertThat(table.name(i)).isEqualTo(names.get(i));
        }
    }

    @Test
    void anUnreadableFrameIsNoEmptyOne() {
        FrameSource broken = FrameSource.of("frame.tsv", () -> {
            throw new java.io.IOException("the disk is gone");
        });
        assertThatThrownBy(() -> Frames.summarise(broken, HashProfile.SHA256))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("the disk is gone");
    }
}
