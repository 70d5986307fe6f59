package org.mingchou.publication.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.Keys;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.mingchou.sampler.Officer;

/**
 * The way of systems in use and ours, on the same invented lists, run often enough to see the difference. A simulation
 * with a fixed seed, so that everybody sees the same figures; no draw of the platform touches it.
 */
final class OldWay {

    static final int ROWS = 1000;
    static final int DRAWN = 50;
    static final int BUCKETS = 20;
    static final int OLD_RUNS = 40_000;
    static final int OUR_RUNS = 1_500;
    static final int REDRAWS = 10;
    static final int OFFICERS = 12;
    static final int TASKS = 24;
    static final int MATCHES = 400;
    private static final long SEED = 20_260_515;

    /** Twentieth of the list with its chances of being drawn, in per cent. */
    record Bucket(int number, double old, double ours) {}

    /** Somebody whom a fair draw takes with {@code chance}: how often he is spared, all in per cent. */
    record Spared(int chance, double once, double untilPleased) {}

    /**
     * Different pairs that came to the first enterprise, and how often the commonest of them came, per cent.
     *
     * @param possible different pairs that there could be
     */
    record Pairs(int runs, int possible, int old, double oldCommonest, int ours, double oursCommonest) {}

    /** @param first chance of a row in the first twentieth of the list, {@code last} in the last, per cent */
    record Demonstration(
            List<Bucket> buckets,
            double first,
            double last,
            double oursLeast,
            double oursMost,
            List<Spared> spared,
            Pairs pairs) {}

    private static final Object ONCE = new Object();
    private static volatile @Nullable Demonstration shown;

    private OldWay() {}

    /** Computed at the first call. */
    static Demonstration demonstration() {
        var known = shown;
        if (known == null) {
            synchronized (ONCE) {
                known = shown == null ? compute() : shown;
                shown = known;
            }
        }
        return java.util.Objects.requireNonNull(known);
    }

    private static Demonstration compute() {
        var old = new long[ROWS];
        var chance = new SplittableRandom(SEED);
        for (int run = 0; run < OLD_RUNS; run++) {
            skip(chance, old);
        }
        var ours = new long[ROWS];
        for (int run = 0; run < OUR_RUNS; run++) {
            tickets(HashProfile.SHA256.hex("demonstration-" + run), ours);
        }
        var buckets = new ArrayList<Bucket>();
        int size = ROWS / BUCKETS;
        for (int b = 0; b < BUCKETS; b++) {
            buckets.add(
                    new Bucket(b + 1, percent(old, b * size, size, OLD_RUNS), percent(ours, b * size, size, OUR_RUNS)));
        }
        return new Demonstration(
                buckets,
                buckets.get(0).old(),
                buckets.get(BUCKETS - 1).old(),
                buckets.stream().mapToDouble(Bucket::ours).min().orElse(0),
                buckets.stream().mapToDouble(Bucket::ours).max().orElse(0),
                List.of(spared(30), spared(50), spared(80)),
                pairs());
    }

    /** Walks down the list in steps of random length, from the top again after the end, until enough are taken. */
    private static void skip(SplittableRandom chance, long[] counts) {
        var taken = new boolean[ROWS];
        int longest = 2 * ROWS / DRAWN - 1;
        int at = -1;
        for (int drawn = 0; drawn < DRAWN; ) {
            at = (at + 1 + chance.nextInt(longest)) % ROWS;
            if (!taken[at]) {
                taken[at] = true;
                counts[at]++;
                drawn++;
            }
        }
    }

    /** The rule of SSJ-DRAW-1: the smallest tickets. */
    private static void tickets(String seed, long[] counts) {
        record Ticket(String value, int row) {}
        var key = Keys.of(HashProfile.SHA256, seed, "object");
        var tickets = new Ticket[ROWS];
        for (int row = 0; row < ROWS; row++) {
            tickets[row] = new Ticket(Keys.ticket(HashProfile.SHA256, key, "ROW%06d".formatted(row)), row);
        }
        Arrays.sort(tickets, java.util.Comparator.comparing(Ticket::value));
        for (int i = 0; i < DRAWN; i++) {
            counts[tickets[i].row()]++;
        }
    }

    private static Spared spared(int percent) {
        double miss = 1 - percent / 100.0;
        return new Spared(percent, 100 * miss, 100 * (1 - Math.pow(1 - miss, REDRAWS)));
    }

    private static Pairs pairs() {
        var officers = new ArrayList<Officer>();
        for (int i = 0; i < OFFICERS; i++) {
            officers.add(new Officer("OFF%02d".formatted(i), "2099-12-31", new TreeSet<>()));
        }
        var tasks = new ArrayList<MatchTask>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(new MatchTask("TASK%02d".formatted(i), Optional.empty()));
        }
        var ours = new HashMap<String, Integer>();
        for (int run = 0; run < MATCHES; run++) {
            var result = Matching.match(
                    HashProfile.SHA256.hex("demonstration-pairs-" + run),
                    "DEPT",
                    "2026-06-30",
                    2,
                    tasks,
                    officers,
                    List.of());
            result.rows().stream()
                    .filter(r -> r.objectId().equals("TASK00"))
                    .forEach(r -> ours.merge(new TreeSet<>(r.officers()).toString(), 1, Integer::sum));
        }
        // Row by row: the first enterprise gets the first two officers, whatever the day.
        return new Pairs(
                MATCHES,
                OFFICERS * (OFFICERS - 1) / 2,
                1,
                100,
                ours.size(),
                100.0 * ours.values().stream().mapToInt(Integer::intValue).max().orElse(0) / MATCHES);
    }

    private static double percent(long[] counts, int from, int rows, int runs) {
        return 100.0 * Arrays.stream(counts, from, from + rows).sum() / rows / runs;
    }
}
