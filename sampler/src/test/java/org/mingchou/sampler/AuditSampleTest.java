package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §3.6.1, over frames of many chunks, against a reckoning in memory. */
class AuditSampleTest {
    private static final String SECRET = HashProfile.SHA256.hex("secret");

    private static String frame(int rows, IntFunction<String> status) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, rows)
                .forEach(i -> text.append("%09d\tA\t%s\t%d\n".formatted(i, status.apply(i), 1 + i % 3)));
        return text.toString();
    }

    private static Params params(String frame, int share) throws Exception {
        return Params.builder()
                .hash(HashProfile.SHA256)
                .draw("T-1")
                .frame(Frames.summarise(FrameSource.of(Ascii.bytes(frame)), HashProfile.SHA256))
                .ratio("A", 100)
                .floor(0)
                .reserve(0)
                .base(Params.Base.ALL)
                .beacon("none")
                .commit("lead", Secrets.commitFirst(HashProfile.SHA256, "T-1", "lead", SECRET))
                .xaudit(share)
                .build();
    }

    private static AuditSample sample(String frame, int share) throws Exception {
        Params params = params(frame, share);
        Reveal reveal = Reveal.of(params, Map.of("lead", SECRET), Optional.empty());
        return AuditSample.draw(params, FrameSource.of(Ascii.bytes(frame)), reveal);
    }

    private static List<String> reckoned(String frame, String seed, int share) {
        String key = Keys.of(HashProfile.SHA256, seed, "xaudit");
        TreeMap<String, List<String>> byCode = new TreeMap<>();
        for (String line : frame.split("\n")) {
            String[] fields = line.split("\t");
            if (!fields[2].equals("E")) {
                byCode.computeIfAbsent(fields[2], c -> new ArrayList<>())
                        .add(Keys.ticket(HashProfile.SHA256, key, fields[0]) + "\t" + fields[0]);
            }
        }
        List<String> out = new ArrayList<>();
        byCode.forEach((code, tickets) -> {
            int size = (tickets.size() * share + 9999) / 10_000;
            List<String> sorted = tickets.stream().sorted().limit(size).toList();
            for (int i = 0; i < size; i++) {
                String[] fields = sorted.get(i).split("\t");
                out.add(code + "\t" + (i + 1) + "\t" + fields[1] + "\t" + fields[0]);
            }
        });
        return out;
    }

    private static void agrees(String frame, int share) throws Exception {
        AuditSample sample = sample(frame, share);
        assertThat(sample.rows().stream().map(AuditSample.Row::line).toList())
                .isEqualTo(reckoned(frame, sample.seed(), share));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 10_000})
    void takesTheSmallestTicketsOfEachCode(int share) throws Exception {
        Random random = new Random(7);
        agrees(frame(100_000, i -> random.nextInt(3) == 0 ? "X0" + (1 + random.nextInt(7)) : "E"), share);
    }

    @Test
    void aFrameWhoseEndIsUnlikeItsBeginning() throws Exception {
        agrees(frame(120_000, i -> i < 20_000 ? i % 200 == 0 ? "X01" : "E" : i < 60_000 ? "X01" : "X99"), 500);
    }

    /** 64 rows of each code at the very beginning promise thousands, so that too few of them are kept. */
    @Test
    void anEstimateThatWasTooLowMeansAnotherRead() throws Exception {
        String frame = frame(1_000_000, i -> i < 6400 ? "X%02d".formatted(i % 100) : "E");
        Params params = params(frame, 500);
        Reveal reveal = Reveal.of(params, Map.of("lead", SECRET), Optional.empty());
        AtomicInteger reads = new AtomicInteger();
        AuditSample sample = AuditSample.draw(
                params,
                FrameSource.of("frame.tsv", () -> {
                    reads.incrementAndGet();
                    return new ByteArrayInputStream(Ascii.bytes(frame));
                }),
                reveal);

        assertThat(reads).hasValue(2);
        assertThat(sample.rows().stream().map(AuditSample.Row::line).toList())
                .isEqualTo(reckoned(frame, sample.seed(), 500));
    }

    /**
     * Draw and sample together read the frame as often as the one that needs it more, and find what each finds alone. Of
     * the second frame the sample's estimate is too low, of the third the draw's.
     */
    @Test
    void drawAndSampleShareTheirPasses() throws Exception {
        Random random = new Random(11);
        shared(frame(100_000, i -> random.nextInt(9) == 0 ? "X0" + (1 + random.nextInt(7)) : "E"), 1);
        shared(frame(1_000_000, i -> i < 6400 ? "X%02d".formatted(i % 100) : "E"), 2);
        shared(frame(200_000, i -> i < FrameChunks.ROWS ? "E" : "X01"), 2);
    }

    private static void shared(String frame, int expectedReads) throws Exception {
        Params params = params(frame, 500);
        Reveal reveal = Reveal.of(params, Map.of("lead", SECRET), Optional.empty());
        AtomicInteger reads = new AtomicInteger();
        FrameSource source = FrameSource.of("frame.tsv", () -> {
            reads.incrementAndGet();
            return new ByteArrayInputStream(Ascii.bytes(frame));
        });
        Draw.Audited both = Draw.audited(params, source, reveal);

        assertThat(reads).hasValue(expectedReads);
        assertThat(both.result()).isEqualTo(Draw.run(params, source, reveal));
        assertThat(both.sample()).contains(AuditSample.draw(params, source, reveal));
        reads.set(0);
        assertThat(Draw.auditedByDigest(params, source, reveal)).isEqualTo(both);
        assertThat(reads).hasValue(expectedReads);
    }

    @Test
    void withoutHashingLeavesTheDigestStillBindsEveryByte() throws Exception {
        String frame = frame(50, i -> i < 9 ? "X01" : "E");
        Params params = params(frame, 500);
        Reveal reveal = Reveal.of(params, Map.of("lead", SECRET), Optional.empty());
        String other = frame.replace("X01", "X02");

        assertThatThrownBy(() -> Draw.auditedByDigest(params, FrameSource.of(Ascii.bytes(other)), reveal))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining("the digest of the file is not frame.digest");
    }

    @Test
    void aDrawThatIsNotAuditedHasNoSample() throws Exception {
        String frame = frame(50, i -> i < 9 ? "X01" : "E");
        Params params = Params.builder()
                .hash(HashProfile.SHA256)
                .draw("T-1")
                .frame(Frames.summarise(FrameSource.of(Ascii.bytes(frame)), HashProfile.SHA256))
                .ratio("A", 1000)
                .beacon("none")
                .commit("lead", Secrets.commitFirst(HashProfile.SHA256, "T-1", "lead", SECRET))
                .build();
        Reveal reveal = Reveal.of(params, Map.of("lead", SECRET), Optional.empty());
        FrameSource source = FrameSource.of(Ascii.bytes(frame));
        Draw.Audited drawn = Draw.audited(params, source, reveal);

        assertThat(drawn.sample()).isEmpty();
        assertThat(drawn.result()).isEqualTo(Draw.run(params, source, reveal));
    }

    @Test
    void everyCodeThatOccursIsSampled() throws Exception {
        AuditSample sample = sample(frame(500, i -> i == 3 ? "X04" : i == 9 ? "X00" : i % 2 == 0 ? "X02" : "E"), 1);

        assertThat(sample.codes())
                .hasToString("{X00=Count[excluded=1, sampled=1], X02=Count[excluded=250, sampled=1],"
                        + " X04=Count[excluded=1, sampled=1]}");
    }

    @Test
    void nothingExcludedIsAnEmptySample() throws Exception {
        AuditSample sample = sample(frame(50, i -> "E"), 500);

        assertThat(sample.tsv()).isEmpty();
        assertThat(sample.codes()).isEmpty();
    }

    @Test
    void anotherFrameIsRefused() throws Exception {
        String frame = frame(50, i -> i < 9 ? "X01" : "E");
        Params params = params(frame, 500);
        Reveal reveal = Reveal.of(params, Map.of("lead", SECRET), Optional.empty());
        byte[] other = Ascii.bytes(frame.replaceFirst("X01", "X02"));

        assertThatThrownBy(() -> AuditSample.draw(params, FrameSource.of(other), reveal))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining("the digest of the file is not frame.digest");
    }
}
