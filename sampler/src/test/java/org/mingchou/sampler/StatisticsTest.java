package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** §5.4: statistics of the whole pipeline at fixed seeds, and the mutants of its table, caught as the table says. */
class StatisticsTest {
    private static final int N = 1000;
    private static final int K = 50;
    private static final int R = 20_000;
    /** Adjacent rows whose pairs are counted. */
    private static final int ADJACENT = 200;

    /** How often each row, and each pair of adjacent rows, was drawn. */
    private static final class Counts {
        private final int[] rows = new int[N];
        private final int[] pairs = new int[ADJACENT * ADJACENT];

        void add(BitSet drawn) {
            for (int i = drawn.nextSetBit(0); i >= 0; i = drawn.nextSetBit(i + 1)) {
                rows[i]++;
                for (int j = drawn.nextSetBit(i + 1); j >= 0 && j < ADJACENT; j = drawn.nextSetBit(j + 1)) {
                    pairs[i * ADJACENT + j]++;
                }
            }
        }

        double inclusionZ() {
            double p = (double) K / N;
            double sum = 0;
            for (int c : rows) {
                sum += square(c - R * p) / (R * p * (1 - p));
            }
            return z(sum * (N - 1) / N, N - 1);
        }

        double decileZ() {
            double expected = R * K / 10.0;
            double sum = 0;
            for (int d = 0; d < 10; d++) {
                int first = d * N / 10;
                int c = IntStream.range(first, first + N / 10).map(i -> rows[i]).sum();
                // Hypergeometric: the variance of a tenth of the sample, without replacement.
                sum += square(c - expected) / (R * K * 0.1 * 0.9 * (N - K) / (N - 1));
            }
            return z(sum * 9 / 10, 9);
        }

        double pairZ() {
            double p = (double) K * (K - 1) / ((double) N * (N - 1));
            double sum = 0;
            int count = 0;
            for (int i = 0; i < ADJACENT; i++) {
                for (int j = i + 1; j < ADJACENT; j++) {
                    sum += square(pairs[i * ADJACENT + j] - R * p) / (R * p * (1 - p));
                    count++;
                }
            }
            return z(sum, count);
        }
    }

    private static double square(double x) {
        return x * x;
    }

    private static double z(double chiSquare, int degrees) {
        return (chiSquare - degrees) / Math.sqrt(2.0 * degrees);
    }

    @Test
    void theDrawIsFair() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < N; i++) {
            text.append(1_000_000 + i).append("\tA\tE\t1\n");
        }
        FrameSource frame = FrameSource.of(Ascii.bytes(text.toString()));
        FrameSummary summary = Frames.summarise(frame, HashProfile.SHA256);
        Counts counts = new Counts();
        for (int run = 0; run < R; run++) {
            String secret = HashProfile.SHA256.hex("run " + run);
            Params params = Params.builder()
                    .draw("S-1")
                    .frame(summary)
                    .ratio("A", 500)
                    .beacon("none")
                    .commit("lead", Secrets.commitFirst(HashProfile.SHA256, "S-1", "lead", secret))
                    .build();
            DrawResult result = Draw.run(params, frame, Reveal.of(params, Map.of("lead", secret), Optional.empty()));
            BitSet drawn = new BitSet(N);
            result.rows().forEach(row -> drawn.set(Integer.parseInt(row.objectId()) - 1_000_000));
            assertThat(drawn.cardinality()).isEqualTo(K);
            counts.add(drawn);
        }
        assertThat(Math.abs(counts.inclusionZ())).as("inclusion").isLessThan(5);
        assertThat(Math.abs(counts.decileZ())).as("deciles").isLessThan(5);
        assertThat(Math.abs(counts.pairZ())).as("pairs").isLessThan(5);
    }

    /** Ways to draw that are or were in use, each with its fault. */
    private enum Mutant {
        SKIP_NUM(true, false) {
            @Override
            BitSet draw(int run, Random random) {
                // From a row on, jump by chance ahead until enough are drawn; beyond the end there is nothing.
                BitSet out = new BitSet();
                for (int i = random.nextInt(N / K); out.cardinality() < K; i += 1 + random.nextInt(2 * N / K - 1)) {
                    out.set(i % N);
                }
                return out;
            }
        },
        NAIVE_SHUFFLE(true, false) {
            @Override
            BitSet draw(int run, Random random) {
                int[] rows = IntStream.range(0, N).toArray();
                for (int i = 0; i < N; i++) {
                    swap(rows, i, random.nextInt(N));
                }
                return first(rows);
            }
        },
        HASH_OF_12_BITS_MODULO_N(true, false) {
            @Override
            BitSet draw(int run, Random random) {
                BitSet out = new BitSet();
                while (out.cardinality() < K) {
                    out.set(random.nextInt(1 << 12) % N);
                }
                return out;
            }
        },
        LAST_ROW_NEVER_DRAWN(true, false) {
            @Override
            BitSet draw(int run, Random random) {
                BitSet out = new BitSet();
                while (out.cardinality() < K) {
                    out.set(random.nextInt(N - 1));
                }
                return out;
            }
        },
        TICKET_OF_16_BITS(false, true) {
            @Override
            BitSet draw(int run, Random random) {
                long[] tickets = new long[N];
                for (int i = 0; i < N; i++) {
                    tickets[i] = (long) random.nextInt(1 << 16) << 16 | i;
                }
                return smallest(tickets);
            }

            @Override
            String ticket(String ticket, int row) {
                return ticket.substring(0, 4);
            }
        },
        FRIENDS_OF_A_TENTH_LESS_CHANCE(false, true) {
            @Override
            BitSet draw(int run, Random random) {
                long[] tickets = new long[N];
                for (int i = 0; i < N; i++) {
                    long ticket = random.nextLong() >>> 24;
                    tickets[i] = (i < 10 ? ticket + ticket / 10 : ticket) << 10 | i;
                }
                return smallest(tickets);
            }

            @Override
            String ticket(String ticket, int row) {
                java.math.BigInteger t = new java.math.BigInteger(ticket, 16);
                return row < 10 ? String.format("%064x", t.add(t.divide(java.math.BigInteger.TEN))) : ticket;
            }
        },
        JAVA_RANDOM_SEEDED_BY_A_COUNTER(false, true) {
            @Override
            BitSet draw(int run, Random random) {
                Random counted = new Random(run);
                int[] rows = IntStream.range(0, N).toArray();
                for (int i = N - 1; i > 0; i--) {
                    swap(rows, i, counted.nextInt(i + 1));
                }
                return first(rows);
            }

            @Override
            String ticket(String ticket, int row) {
                return String.format("%064x", new Random(row).nextInt(1 << 30));
            }
        };

        /** Whether 20,000 draws show it, and whether a known answer does. */
        final boolean byStatistics;

        final boolean byVectors;

        Mutant(boolean byStatistics, boolean byVectors) {
            this.byStatistics = byStatistics;
            this.byVectors = byVectors;
        }

        abstract BitSet draw(int run, Random random);

        /** What the mutant makes of the right ticket of a row. */
        String ticket(String ticket, int row) {
            return ticket;
        }

        private static void swap(int[] rows, int i, int j) {
            int kept = rows[i];
            rows[i] = rows[j];
            rows[j] = kept;
        }

        private static BitSet first(int[] rows) {
            BitSet out = new BitSet();
            IntStream.range(0, K).forEach(i -> out.set(rows[i]));
            return out;
        }

        /** The rows, in the lowest ten bits, of the smallest tickets. */
        private static BitSet smallest(long[] tickets) {
            long[] sorted = tickets.clone();
            java.util.Arrays.sort(sorted);
            BitSet out = new BitSet();
            IntStream.range(0, K).forEach(i -> out.set((int) (sorted[i] & 1023)));
            return out;
        }
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void theStatisticsShowTheMutantsThatTheyCanShow(Mutant mutant) {
        Random random = new Random(20_000);
        Counts counts = new Counts();
        for (int run = 0; run < R; run++) {
            counts.add(mutant.draw(run, random));
        }
        double most = Math.max(Math.abs(counts.inclusionZ()), Math.abs(counts.pairZ()));
        if (mutant.byStatistics) {
            assertThat(most).isGreaterThan(5);
        } else {
            // The point of the table: these pass, which is why known answers are needed.
            assertThat(most).isLessThan(5);
        }
    }

    /** The rest is caught by a known answer: the vector small-sha256 told apart from what the mutant would print. */
    @ParameterizedTest
    @EnumSource(Mutant.class)
    void theVectorsShowTheOthers(Mutant mutant) {
        assertThat(small((ticket, row) -> ticket)).isEqualTo(Vectors.text("small-sha256", "result.tsv"));
        if (mutant.byVectors) {
            assertThat(small((ticket, row) -> mutant.ticket(ticket, Integer.parseInt(row))))
                    .isNotEqualTo(Vectors.text("small-sha256", "result.tsv"));
        }
        assertThat(mutant.byStatistics || mutant.byVectors).isTrue();
    }

    /** result.tsv of the vector by the plainest means, tickets changed by (ticket, row). */
    private static String small(BinaryOperator<String> change) {
        DrawResult right = Vectors.draw("small-sha256");
        String key = Keys.of(HashProfile.SHA256, right.seed(), "object");
        record Ball(String stratum, String id, String ticket) {}
        List<Ball> balls = new ArrayList<>();
        String[] lines = Vectors.text("small-sha256", "frame.tsv").split("\n");
        for (int row = 0; row < lines.length; row++) {
            String[] f = lines[row].split("\t");
            if (f[2].equals("E")) {
                String ticket = HashProfile.SHA256.hex(key + "|" + f[0]);
                balls.add(new Ball(f[1], f[0], change.apply(ticket, Integer.toString(row))));
            }
        }
        balls.sort(
                Comparator.comparing(Ball::stratum).thenComparing(Ball::ticket).thenComparing(Ball::id));
        Map<String, Integer> rank = new HashMap<>();
        StringBuilder out = new StringBuilder();
        for (Ball ball : balls) {
            int r = rank.merge(ball.stratum, 1, Integer::sum);
            long quota = right.quotas().getOrDefault(ball.stratum, 0L);
            // Half of the quota, rounded up, is reserve.
            if (r <= quota + (quota + 1) / 2) {
                out.append(ball.stratum + "\t" + r + "\t" + ball.id + "\t" + ball.ticket + "\t"
                        + (r <= quota ? "DRAWN" : "RESERVE") + "\n");
            }
        }
        return out.toString();
    }

    @Test
    void officersAndPairsOfOfficersMeetEquallyOften() {
        int n = 8;
        int tasks = 13;
        List<Officer> officers = new ArrayList<>();
        List<MatchTask> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            officers.add(new Officer("O" + i, "2027-01-01", Collections.emptySortedSet()));
        }
        for (int i = 0; i < tasks; i++) {
            all.add(new MatchTask("T" + (10 + i), Optional.empty()));
        }
        int[] pairs = new int[n * n];
        int[] seats = new int[n * tasks];
        for (int run = 0; run < R; run++) {
            String seed = HashProfile.SHA256.hex("officers " + run);
            MatchResult result = Matching.match(seed, "P", "2026-06-30", 2, all, officers, List.of());
            for (MatchResult.Row row : result.rows()) {
                int a = row.officers().get(0).charAt(1) - '0';
                int b = row.officers().get(1).charAt(1) - '0';
                pairs[Math.min(a, b) * n + Math.max(a, b)]++;
                int task = Integer.parseInt(row.objectId().substring(1)) - 10;
                seats[a * tasks + task]++;
                seats[b * tasks + task]++;
            }
        }
        double expected = R * tasks * 2.0 / (n * (n - 1));
        double sum = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                sum += square(pairs[a * n + b] - expected) / expected;
            }
        }
        assertThat(Math.abs(z(sum, n * (n - 1) / 2 - 1))).as("pairs").isLessThan(5);
        double p = 2.0 / n;
        double marginals = 0;
        for (int c : seats) {
            marginals += square(c - R * p) / (R * p * (1 - p));
        }
        assertThat(Math.abs(z(marginals * (n - 1) / n, (n - 1) * tasks)))
                .as("officer by task")
                .isLessThan(5);
    }
}
