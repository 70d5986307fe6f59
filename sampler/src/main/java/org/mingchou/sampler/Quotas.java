package org.mingchou.sampler;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Quotas in integers only (§3.5). */
public final class Quotas {
    private Quotas() {}

    /**
     * How many objects each stratum gets.
     *
     * @param quotas k_h by stratum ascending; zero quotas included
     * @param shortfall objects that the floor demands beyond all that are eligible; 0 when the floor is met
     */
    public record Allocation(SortedMap<String, Long> quotas, long shortfall) {
        /** The sum of all quotas. */
        public long total() {
            return quotas.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The allocation of a draw with these parameters. */
    public static Allocation allocate(SortedMap<String, StratumCount> strata, Params params) {
        return allocate(strata, params.ratios(), params.floor(), params.base());
    }

    /**
     * Dry run for planners.
     *
     * @param strata sizes by stratum
     * @param ratios basis points, 0 to 10000; one for each stratum of {@code strata}, others have no effect
     * @param floor basis points of the base over all strata
     * @throws IllegalArgumentException when a stratum has no ratio or a value is out of range
     */
    public static Allocation allocate(
            Map<String, StratumCount> strata, Map<String, Integer> ratios, int floor, Params.Base base) {
        List<Stratum> all = new ArrayList<>();
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<String, StratumCount> entry : new TreeMap<>(strata).entrySet()) {
            Stratum stratum = new Stratum(entry.getKey(), entry.getValue(), ratios.get(entry.getKey()), base);
            all.add(stratum);
            sum = sum.add(BigInteger.valueOf(stratum.base));
        }
        long target = ceilOfBasisPoints(sum.longValueExact(), checked(floor));
        long shortfall = 0;
        while (true) {
            long missing = target - all.stream().mapToLong(s -> s.quota).sum();
            if (missing <= 0) {
                break;
            }
            List<Stratum> open = all.stream().filter(s -> s.quota < s.eligible).toList();
            if (open.isEmpty()) {
                shortfall = missing;
                break;
            }
            topUp(open, missing);
        }
        TreeMap<String, Long> quotas = new TreeMap<>();
        all.forEach(s -> quotas.put(s.name, s.quota));
        return new Allocation(Collections.unmodifiableSortedMap(quotas), shortfall);
    }

    /** RESERVE rows of a stratum: ceil(quota · reserve / 10000), as far as eligible objects are left (§3.1). */
    public static long reserve(long quota, long eligible, int reserveBasisPoints) {
        return Math.min(eligible - quota, ceilOfBasisPoints(quota, reserveBasisPoints));
    }

    private static void topUp(List<Stratum> open, long missing) {
        // D * v passes 64 bits at national size, so the shares are reckoned in BigInteger; strata are few.
        BigInteger d = BigInteger.valueOf(missing);
        BigInteger total = open.stream().map(s -> s.share).reduce(BigInteger.ZERO, BigInteger::add);
        record Part(Stratum stratum, long add, BigInteger remainder) {}
        List<Part> parts = new ArrayList<>();
        long given = 0;
        for (Stratum stratum : open) {
            BigInteger[] split = d.multiply(stratum.share).divideAndRemainder(total);
            parts.add(new Part(stratum, split[0].longValueExact(), split[1]));
            given += split[0].longValueExact();
        }
        // The list is in stratum order and the sort is stable: equal remainders stay bytewise.
        parts.sort(Comparator.comparing(Part::remainder).reversed());
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            long add = part.add + (i < missing - given ? 1 : 0);
            part.stratum.quota = Math.min(part.stratum.eligible, part.stratum.quota + add);
        }
    }

    static long ceilOfBasisPoints(long of, int basisPoints) {
        // Split so that no product passes 64 bits.
        long whole = of / 10_000 * basisPoints;
        long rest = of % 10_000 * basisPoints;
        return whole + (rest + 9_999) / 10_000;
    }

    private static int checked(int basisPoints) {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException("basis points run from 0 to 10000");
        }
        return basisPoints;
    }

    private static final class Stratum {
        final String name;
        final long eligible;
        final long base;
        final BigInteger share;
        long quota;

        Stratum(String name, StratumCount count, @org.jspecify.annotations.Nullable Integer ratio, Params.Base base) {
            if (ratio == null) {
                throw new IllegalArgumentException("stratum " + name + " has no ratio");
            }
            this.name = name;
            this.eligible = count.eligible();
            this.base = base == Params.Base.ALL ? count.rows() : count.eligible();
            this.quota = Math.min(eligible, ceilOfBasisPoints(this.base, checked(ratio)));
            this.share = BigInteger.valueOf(this.base).multiply(BigInteger.valueOf(Math.max(ratio, 1)));
        }
    }
}
