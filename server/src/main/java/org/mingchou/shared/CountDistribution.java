package org.mingchou.shared;

import java.util.Arrays;

/**
 * The exact distribution of a count, as far as doubles hold it: every probability is computed by its ratio to its
 * neighbour from the most likely value outwards, so that the relative error stays near 1e-13, and only what is less than
 * 1e-40 of the largest is left out. No normal approximation anywhere.
 */
public final class CountDistribution {

    private static final double NEGLIGIBLE = 1e-40;
    /** Counts equally likely up to rounding count as equally likely, as in R's fisher.test. */
    private static final double TIE = 1 + 1e-7;

    private final long first;
    private final double[] chances;

    private CountDistribution(long first, double[] chances) {
        this.first = first;
        this.chances = chances;
    }

    @FunctionalInterface
    private interface Ratio {
        /** P(k + 1) / P(k). */
        double after(long k);
    }

    /** Always {@code count}. */
    public static CountDistribution certain(long count) {
        return new CountDistribution(count, new double[] {1});
    }

    /**
     * How many of the marked are among those taken: {@code taken} of {@code all} without replacement, {@code marked} of
     * them marked.
     *
     * @throws IllegalArgumentException when more are marked or taken than there are
     */
    public static CountDistribution hypergeometric(long all, long marked, long taken) {
        if (marked < 0 || taken < 0 || marked > all || taken > all) {
            throw new IllegalArgumentException("of " + all + " cannot be marked " + marked + " and taken " + taken);
        }
        long least = Math.max(0, taken + marked - all);
        long most = Math.min(taken, marked);
        long mode = (long) ((taken + 1.0) * (marked + 1.0) / (all + 2.0));
        return of(
                least,
                most,
                Math.min(most, Math.max(least, mode)),
                k -> (double) (marked - k) * (taken - k) / ((k + 1.0) * (all - marked - taken + k + 1.0)));
    }

    /** Successes in {@code trials} independent trials of the same chance. */
    public static CountDistribution binomial(long trials, double chance) {
        if (trials < 0 || !(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("no binomial of " + trials + " trials with chance " + chance);
        }
        if (chance == 0 || chance == 1) {
            return certain(chance == 0 ? 0 : trials);
        }
        var odds = chance / (1 - chance);
        long mode = Math.min(trials, (long) ((trials + 1) * chance));
        return of(0, trials, mode, k -> (trials - k) / (k + 1.0) * odds);
    }

    private static CountDistribution of(long least, long most, long mode, Ratio ratio) {
        long from = mode;
        for (double weight = 1; from > least; from--) {
            weight /= ratio.after(from - 1);
            if (weight < NEGLIGIBLE) {
                break;
            }
        }
        long to = mode;
        for (double weight = 1; to < most; to++) {
            weight *= ratio.after(to);
            if (weight < NEGLIGIBLE) {
                break;
            }
        }
        var weights = new double[Math.toIntExact(to - from + 1)];
        int middle = (int) (mode - from);
        weights[middle] = 1;
        for (int i = middle; i > 0; i--) {
            weights[i - 1] = weights[i] / ratio.after(from + i - 1);
        }
        for (int i = middle; i + 1 < weights.length; i++) {
            weights[i + 1] = weights[i] * ratio.after(from + i);
        }
        return normalised(from, weights);
    }

    private static CountDistribution normalised(long first, double[] weights) {
        // Ascending order keeps the sum from losing the small ones.
        var ascending = weights.clone();
        Arrays.sort(ascending);
        double sum = Arrays.stream(ascending).sum();
        return new CountDistribution(
                first, Arrays.stream(weights).map(w -> w / sum).toArray());
    }

    /** The sum of this count and an independent other one. */
    public CountDistribution plus(CountDistribution other) {
        var sums = new double[chances.length + other.chances.length - 1];
        for (int i = 0; i < chances.length; i++) {
            for (int j = 0; j < other.chances.length; j++) {
                sums[i + j] += chances[i] * other.chances[j];
            }
        }
        double least = Arrays.stream(sums).max().orElse(0) * NEGLIGIBLE;
        int from = 0;
        while (sums[from] < least) {
            from++;
        }
        int to = sums.length;
        while (sums[to - 1] < least) {
            to--;
        }
        return new CountDistribution(first + other.first + from, Arrays.copyOfRange(sums, from, to));
    }

    /** P(X = count). */
    public double chance(long count) {
        return count < first || count >= first + chances.length ? 0 : chances[(int) (count - first)];
    }

    public double mean() {
        double sum = 0;
        for (int i = 0; i < chances.length; i++) {
            sum += chances[i] * (first + i);
        }
        return sum;
    }

    /** P(X ≤ count). */
    public double atMost(long count) {
        double sum = 0;
        for (int i = 0; i < chances.length && first + i <= count; i++) {
            sum += chances[i];
        }
        return Math.min(1, sum);
    }

    /** P(X ≥ count). */
    public double atLeast(long count) {
        double sum = 0;
        for (int i = chances.length - 1; i >= 0 && first + i >= count; i--) {
            sum += chances[i];
        }
        return Math.min(1, sum);
    }

    /** The two-sided p-value by minimum likelihood: all counts that are no likelier than the one seen. */
    public double twoSided(long seen) {
        double limit = chance(seen) * TIE;
        return Math.min(
                1, Arrays.stream(chances).filter(p -> p <= limit).sorted().sum());
    }

    /** The smallest count that is exceeded with a chance of at most {@code alpha}. */
    public long upperLimit(double alpha) {
        double tail = 0;
        int i = chances.length - 1;
        while (i > 0 && tail + chances[i] <= alpha) {
            tail += chances[i--];
        }
        return first + i;
    }

    /** The largest count that is fallen short of with a chance of at most {@code alpha}. */
    public long lowerLimit(double alpha) {
        double tail = 0;
        int i = 0;
        while (i < chances.length - 1 && tail + chances[i] <= alpha) {
            tail += chances[i++];
        }
        return first + i;
    }
}
