package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** §3.10: what is held back in the first pass, and that nothing is held back that is drawn. */
class SelectionTest {
    private static final long EVERYTHING = -1L;

    private int made;
    private final Map<String, List<String>> given = new HashMap<>();

    private static Params params(long rows, int floor) {
        return Params.builder()
                .draw("S")
                .frame(new FrameSummary(
                        HashProfile.SHA256, "0".repeat(64), "0".repeat(64), rows, new TreeMap<>(Map.of())))
                .ratio("A", 500)
                .ratio("B", 2000)
                .ratio("C", 0)
                .floor(floor)
                .reserve(3000)
                .beacon("none")
                .commit("lead", "0".repeat(64))
                .build();
    }

    private record Facts(StratumTable table, CandidateStore candidates) {}

    private static Selection estimating(Params params) {
        return Selection.estimating("k", params.frameCount(), strata -> Draw.guess(params, strata));
    }

    private static void gather(Selection selection, Facts facts, SortedMap<String, StratumCount> strata, long rows) {
        selection.gather(facts.table(), facts.candidates(), strata, rows);
    }

    /** The facts of one chunk with so many eligible rows of each stratum, their tickets uniform. */
    private Facts facts(Map<String, Integer> eligible) {
        StratumTable table = new StratumTable();
        CandidateStore candidates = new CandidateStore();
        new TreeMap<>(eligible).forEach((stratum, count) -> {
            byte[] name = Ascii.bytes(stratum);
            int tag = table.add(name, 0, name.length);
            for (int i = 0; i < count; i++) {
                byte[] id = Ascii.bytes(stratum + "-" + made++);
                byte[] ticket = HashProfile.SHA256.hash(id);
                given.computeIfAbsent(stratum, s -> new ArrayList<>()).add(Hex.encode(ticket));
                candidates.add(tag, ticket, id, 0, id.length);
            }
        });
        return new Facts(table, candidates);
    }

    private static SortedMap<String, StratumCount> counts(Map<String, Integer> eligible) {
        TreeMap<String, StratumCount> out = new TreeMap<>();
        eligible.forEach((stratum, n) -> out.put(stratum, new StratumCount(n, n)));
        return out;
    }

    private static long limit(Selection selection, String stratum) {
        byte[] name = Ascii.bytes("x" + stratum);
        return selection.limits().of(name, 1, name.length);
    }

    /** The part of all tickets that a limit lets through. */
    private static double share(long limit) {
        return (limit >>> 11) * 0x1p-53;
    }

    /**
     * A fifth more than promised, four standard deviations of what the rows seen may deceive about, six of what the tickets
     * may, and 64 for the smallest.
     */
    private static double margin(double expected, double seen) {
        return expected * (1.2 + 4 / Math.sqrt(seen)) + 6 * Math.sqrt(expected) + 64;
    }

    /** As many as can be asked for. */
    private static long kept(Selection selection, String stratum) {
        long enough = 0;
        for (long step = 1 << 14; step > 0; step /= 2) {
            if (selection
                    .finish(new TreeMap<>(Map.of(stratum, 0L)), new TreeMap<>(Map.of(stratum, enough + step)))
                    .isPresent()) {
                enough += step;
            }
        }
        return enough;
    }

    @Test
    void holdsBackWhatTheRowsSoFarDoNotPromise() {
        Selection selection = estimating(params(100_000, 0));
        assertThat(limit(selection, "A")).isEqualTo(EVERYTHING);
        Map<String, Integer> first = Map.of("A", 6000, "B", 3937, "C", 63);
        gather(selection, facts(first), counts(first), 10_000);
        // A tenth is seen, so A has 60,000 rows: 3000 drawn and 900 in reserve.
        assertThat(share(limit(selection, "A"))).isCloseTo(margin(3900, 6000) / 60_000, within(1e-9));
        // 39,370 rows: 7874 drawn and 2363 in reserve.
        assertThat(share(limit(selection, "B"))).isCloseTo(margin(10_237, 3937) / 39_370, within(1e-9));
        // Too few were seen to say anything of C, and nothing was seen of D.
        assertThat(limit(selection, "C")).isEqualTo(EVERYTHING);
        assertThat(limit(selection, "D")).isEqualTo(EVERYTHING);
        for (String stratum : List.of("A", "B", "C")) {
            long limit = limit(selection, stratum);
            assertThat(kept(selection, stratum))
                    .isEqualTo(given.getOrDefault(stratum, List.of()).stream()
                            .filter(t ->
                                    Long.compareUnsigned(Long.parseUnsignedLong(t.substring(0, 16), 16), limit) <= 0)
                            .count());
        }
        assertThat(kept(selection, "A")).isBetween(450L, 620L);
    }

    @Test
    void aStratumIsEstimatedFrom64RowsOn() {
        Selection selection = estimating(params(6400, 0));
        Map<String, Integer> first = Map.of("C", 64);
        gather(selection, facts(first), counts(first), 64);
        // Nothing is promised to a ratio of zero, and a hundredth of the frame was seen.
        assertThat(share(limit(selection, "C"))).isCloseTo(64 / 6400.0, within(1e-9));
    }

    @Test
    void aStratumThatIsWantedWholeIsNotFiltered() {
        Selection selection = estimating(params(100, 0));
        Map<String, Integer> all = Map.of("B", 100);
        gather(selection, facts(all), counts(all), 100);
        assertThat(limit(selection, "B")).isEqualTo(EVERYTHING);
        assertThat(kept(selection, "B")).isEqualTo(100);
    }

    @Test
    void theFloorIsPartOfThePromise() {
        Selection selection = estimating(params(10_000, 5000));
        Map<String, Integer> all = Map.of("A", 10_000);
        gather(selection, facts(all), counts(all), 10_000);
        assertThat(share(limit(selection, "A"))).isCloseTo(margin(6500, 10_000) / 10_000, within(1e-9));
    }

    @Test
    void estimatesAnewWhenTwiceAsManyRowsWereSeenAndOnlyLowers() {
        Selection selection = estimating(params(40_000, 0));
        Map<String, Integer> first = Map.of("A", 1000);
        gather(selection, facts(first), counts(first), 1000);
        long one = limit(selection, "A");
        gather(selection, facts(Map.of("A", 999)), counts(Map.of("A", 1999)), 1999);
        assertThat(limit(selection, "A")).isEqualTo(one);
        gather(selection, facts(Map.of("A", 1)), counts(Map.of("A", 2000)), 2000);
        long two = limit(selection, "A");
        assertThat(share(two)).isLessThan(share(one)).isCloseTo(margin(2600, 2000) / 40_000, within(1e-9));
        // Now few of them are eligible, and that would promise more of each.
        gather(selection, facts(Map.of("A", 1)), new TreeMap<>(Map.of("A", new StratumCount(4000, 200))), 4000);
        assertThat(limit(selection, "A")).isEqualTo(two);
    }

    @Test
    void whoKnowsHowManyAreWantedTrimsToThem() {
        TreeMap<String, Long> wanted = new TreeMap<>(Map.of("A", 100L));
        Selection selection = Selection.of("k", wanted);
        gather(selection, facts(Map.of("A", 2 * 100 + 16 * 64 - 1)), counts(Map.of()), 1);
        assertThat(limit(selection, "A")).isEqualTo(EVERYTHING);
        gather(selection, facts(Map.of("A", 1)), counts(Map.of()), 2);
        List<String> sorted =
                given.getOrDefault("A", List.of()).stream().sorted().toList();
        assertThat(limit(selection, "A"))
                .isEqualTo(Long.parseUnsignedLong(sorted.get(99).substring(0, 16), 16));
        assertThat(kept(selection, "A")).isEqualTo(100);
        List<DrawnRow> rows =
                selection.finish(new TreeMap<>(Map.of("A", 60L)), wanted).orElseThrow();
        assertThat(rows).extracting(DrawnRow::ticket).isEqualTo(sorted.subList(0, 100));
        assertThat(rows).extracting(DrawnRow::rank).startsWith(1L, 2L).endsWith(100L);
        assertThat(rows.stream().filter(r -> r.kind() == DrawnRow.Kind.DRAWN)).hasSize(60);
    }

    @Test
    void aTicketAsLargeAsTheLimitMayStillBeDrawn() {
        Selection selection = Selection.of("k", new TreeMap<>(Map.of("A", 1L)));
        gather(selection, facts(Map.of("A", 2000)), counts(Map.of()), 1);
        long limit = limit(selection, "A");
        CandidateStore equal = new CandidateStore();
        byte[] ticket = java.nio.ByteBuffer.allocate(32).putLong(limit).array();
        byte[] above = java.nio.ByteBuffer.allocate(32).putLong(limit + 1).array();
        equal.add(0, ticket, Ascii.bytes("EQUAL"), 0, 5);
        equal.add(0, above, Ascii.bytes("ABOVE"), 0, 5);
        StratumTable table = new StratumTable();
        table.add(Ascii.bytes("A"), 0, 1);
        gather(selection, new Facts(table, equal), counts(Map.of()), 2);
        assertThat(kept(selection, "A")).isEqualTo(2);
        assertThat(selection
                        .finish(new TreeMap<>(Map.of("A", 1L)), new TreeMap<>(Map.of("A", 1L)))
                        .orElseThrow()
                        .get(0)
                        .objectId())
                .isEqualTo("EQUAL");
    }

    @Test
    void aStratumOfWhichNothingIsWantedIsTrimmedToo() {
        Selection selection = Selection.of("k", new TreeMap<>(Map.of("A", 0L)));
        gather(selection, facts(Map.of("A", 1024)), counts(Map.of()), 1);
        assertThat(kept(selection, "A")).isEqualTo(1);
    }

    @Test
    void strataWithoutRowsStandBetweenTheOthers() {
        Selection selection = estimating(params(10, 0));
        gather(selection, facts(Map.of("B", 5, "E", 5)), counts(Map.of("B", 5, "E", 5)), 10);
        TreeMap<String, Long> wanted = new TreeMap<>(Map.of("A", 0L, "B", 2L, "C", 0L, "D", 0L, "E", 1L, "F", 0L));
        List<DrawnRow> rows = selection
                .finish(new TreeMap<>(Map.of("A", 0L, "B", 1L, "C", 0L, "D", 0L, "E", 1L, "F", 0L)), wanted)
                .orElseThrow();
        assertThat(rows)
                .extracting(r -> r.stratum() + r.rank() + r.kind())
                .containsExactly("B1DRAWN", "B2RESERVE", "E1DRAWN");
        for (int outside : new int[] {-1, 3}) {
            assertThatThrownBy(() -> rows.get(outside)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        wanted.put("E", 6L);
        assertThat(selection.finish(new TreeMap<>(wanted), wanted)).isEqualTo(Optional.empty());
    }
}
