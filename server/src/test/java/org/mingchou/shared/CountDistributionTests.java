package org.mingchou.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against values counted with whole numbers of any size. */
class CountDistributionTests {

    private static final MathContext PRECISE = new MathContext(40);

    private static BigInteger choose(long n, long k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        var result = BigInteger.ONE;
        for (long i = 1; i <= k; i++) {
            result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return result;
    }

    /** Ways to take k marked ones; the whole is choose(all, taken). */
    private static BigInteger ways(long all, long marked, long taken, long k) {
        return choose(marked, k).multiply(choose(all - marked, taken - k));
    }

    private static double part(BigInteger of, BigInteger whole) {
        return new BigDecimal(of).divide(new BigDecimal(whole), PRECISE).doubleValue();
    }

    @Test
    void everyProbabilityOfAHypergeometricIsExact() {
        long[][] cases = {{10, 4, 3}, {318, 30, 15}, {1000, 50, 50}, {6000, 1200, 181}, {7, 7, 3}, {5, 0, 2}, {9, 4, 0}
        };
        for (var c : cases) {
            var law = CountDistribution.hypergeometric(c[0], c[1], c[2]);
            var whole = choose(c[0], c[2]);
            for (long k = 0; k <= c[2]; k++) {
                double exact = part(ways(c[0], c[1], c[2], k), whole);
                assertThat(law.chance(k))
                        .as("%d of %s", k, java.util.Arrays.toString(c))
                        .isCloseTo(exact, within(1e-12 * exact + 1e-38));
            }
            assertThat(law.mean()).isCloseTo(1.0 * c[2] * c[1] / c[0], within(1e-9));
        }
    }

    /** R: dhyper(1, 4, 6, 3) = 0.5, phyper(1, 4, 6, 3) = 0.6666667. */
    @Test
    void agreesWithKnownValues() {
        var law = CountDistribution.hypergeometric(10, 4, 3);
        assertThat(law.chance(1)).isCloseTo(0.5, within(1e-15));
        assertThat(law.atMost(1)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(law.atLeast(2)).isCloseTo(1 / 3.0, within(1e-15));
        // Fisher's tea: 4 cups of 8, all four named rightly. Two-sided 2/70.
        assertThat(CountDistribution.hypergeometric(8, 4, 4).twoSided(4)).isCloseTo(2 / 70.0, within(1e-15));
        assertThat(CountDistribution.hypergeometric(8, 4, 4).twoSided(3)).isCloseTo(34 / 70.0, within(1e-15));
        assertThat(CountDistribution.hypergeometric(8, 4, 4).twoSided(2)).isEqualTo(1);
        assertThat(CountDistribution.binomial(10, 0.5).chance(5)).isCloseTo(252 / 1024.0, within(1e-15));
        assertThat(CountDistribution.binomial(10, 0.5).twoSided(9)).isCloseTo(22 / 1024.0, within(1e-15));
    }

    @Test
    void theSumOverStrataIsTheExactConvolution() {
        long[][] strata = {{20, 7, 1}, {258, 40, 8}, {30, 9, 3}, {10, 4, 3}};
        var law = CountDistribution.certain(0);
        var ways = new ArrayList<BigInteger>(List.of(BigInteger.ONE));
        var whole = BigInteger.ONE;
        for (var s : strata) {
            law = law.plus(CountDistribution.hypergeometric(s[0], s[1], s[2]));
            var next = new ArrayList<BigInteger>();
            for (int k = 0; k < ways.size() + s[2]; k++) {
                var sum = BigInteger.ZERO;
                for (long j = 0; j <= s[2]; j++) {
                    int rest = (int) (k - j);
                    if (rest >= 0 && rest < ways.size()) {
                        sum = sum.add(ways.get(rest).multiply(ways(s[0], s[1], s[2], j)));
                    }
                }
                next.add(sum);
            }
            ways.clear();
            ways.addAll(next);
            whole = whole.multiply(choose(s[0], s[2]));
        }
        for (int seen = 0; seen < ways.size(); seen++) {
            assertThat(law.chance(seen)).isCloseTo(part(ways.get(seen), whole), within(1e-14));
            var limit = ways.get(seen);
            var unlikely = ways.stream().filter(w -> w.compareTo(limit) <= 0).reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(law.twoSided(seen)).as("p of " + seen).isCloseTo(part(unlikely, whole), within(1e-12));
        }
    }

    @Test
    void limitsLeaveOutNoMoreThanTheyMay() {
        for (double alpha : new double[] {0.00135, 0.05, 0.2}) {
            var law = CountDistribution.hypergeometric(400, 23, 120);
            long upper = law.upperLimit(alpha);
            assertThat(law.atLeast(upper + 1)).isLessThanOrEqualTo(alpha);
            assertThat(law.atLeast(upper)).isGreaterThan(alpha);
            long lower = law.lowerLimit(alpha);
            assertThat(law.atMost(lower - 1)).isLessThanOrEqualTo(alpha);
            assertThat(law.atMost(lower)).isGreaterThan(alpha);
        }
    }

    /** A tenth of a million objects, three per cent drawn: the normal law is near, and nothing overflows. */
    @Test
    void holdsAtTheSizeOfAProvince() {
        var law = CountDistribution.hypergeometric(1_000_000, 100_000, 30_000);
        assertThat(law.mean()).isCloseTo(3000, within(1e-6));
        assertThat(law.twoSided(3000)).isCloseTo(1, within(1e-9));
        // Five standard deviations of 51.2.
        assertThat(law.twoSided(3256)).isBetween(1e-7, 2e-6);
        assertThat(law.twoSided(30_000)).isZero();
    }

    @Test
    void nothingButWhatCanBeIsCounted() {
        assertThatThrownBy(() -> CountDistribution.hypergeometric(5, 6, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CountDistribution.binomial(3, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(CountDistribution.binomial(7, 0).chance(0)).isEqualTo(1);
        assertThat(CountDistribution.binomial(7, 1).chance(7)).isEqualTo(1);
    }

    @Test
    void holmCorrectsFromTheSmallestOn() {
        assertThat(Holm.corrected(List.of(0.01, 0.04, 0.03, 0.005))).containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.corrected(List.of(0.5, 0.9))).containsExactly(1.0, 1.0);
        assertThat(Holm.corrected(List.of())).isEmpty();
    }

    /** Under a fair draw a p-value of at most 5 per cent comes in at most 5 per cent of the cases. */
    @Test
    void aFairDrawIsRarelyAccused() {
        var chance = new SplittableRandom(7);
        int accused = 0;
        int runs = 4000;
        for (int run = 0; run < runs; run++) {
            long seen = 0;
            var law = CountDistribution.certain(0);
            for (int[] s : new int[][] {{258, 60, 8}, {30, 10, 3}, {10, 5, 3}}) {
                law = law.plus(CountDistribution.hypergeometric(s[0], s[1], s[2]));
                int left = s[0];
                int marked = s[1];
                for (int i = 0; i < s[2]; i++) {
                    if (chance.nextInt(left--) < marked) {
                        marked--;
                        seen++;
                    }
                }
            }
            accused += law.twoSided(seen) <= 0.05 ? 1 : 0;
        }
        assertThat(accused).isBetween(runs / 100, runs * 6 / 100);
    }
}
