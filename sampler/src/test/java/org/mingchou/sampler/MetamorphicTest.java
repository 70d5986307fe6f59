package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** §5.3: what must not change when something else does. The key is held fixed, since every other frame has another seed. */
class MetamorphicTest {
    /** K(object) of the vector small-sha256. */
    private static final String KEY = "3d7990770b8ff9e62a4c2f50658bbd2d0eafcb878f19c027a9852348d8124142";

    private static final Params PARAMS = Params.parse(Vectors.read("small-sha256", "params.txt"));

    private static List<String> ids(Random random, int count) {
        Set<String> out = new HashSet<>();
        while (out.size() < count) {
            out.add("91" + random.nextInt(1_000_000_000));
        }
        return new ArrayList<>(out);
    }

    /** The first k by ticket of the frame that holds these ids, all eligible and of one stratum. */
    private static List<DrawnRow> select(List<String> ids, int k) throws IOException {
        StringBuilder text = new StringBuilder();
        ids.stream().sorted().forEach(id -> text.append(id).append("\tA\tE\t1\n"));
        SortedMap<String, Long> wanted = new TreeMap<>();
        wanted.put("A", (long) k);
        Selection selection = Selection.of(KEY, wanted);
        Frames.scan(
                FrameSource.of(Ascii.bytes(text.toString())),
                HashProfile.SHA256,
                Optional.empty(),
                Optional.of(selection),
                Optional.empty());
        return selection.finish(wanted, wanted).orElseThrow();
    }

    private static List<String> drawn(List<String> ids, int k) throws IOException {
        return select(ids, k).stream().map(DrawnRow::objectId).toList();
    }

    @Test
    void theOrderOfTheRowsAndTheirNeighboursDoNotMatter() throws Exception {
        Random random = new Random(1);
        for (int run = 0; run < 20; run++) {
            List<String> ids = ids(random, 300);
            List<String> whole = drawn(ids, 300);
            // A row's place in the file follows from its id alone, so another order is a frame with other rows between.
            List<String> more = new ArrayList<>(ids);
            ids(random, 500).stream().filter(id -> !ids.contains(id)).forEach(more::add);
            Collections.shuffle(more, random);
            List<String> among = new ArrayList<>(drawn(more, more.size()));
            among.retainAll(ids);
            assertThat(among).isEqualTo(whole);
        }
    }

    @Test
    void shardsMergeToTheWhole() throws Exception {
        Random random = new Random(2);
        for (int run = 0; run < 20; run++) {
            List<String> ids = ids(random, 2000);
            int k = 1 + random.nextInt(60);
            List<List<String>> shards = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            ids.forEach(id -> shards.get(random.nextInt(3)).add(id));
            List<DrawnRow> merged = new ArrayList<>();
            for (List<String> shard : shards) {
                merged.addAll(select(shard, k));
            }
            merged.sort(Comparator.comparing(DrawnRow::ticket).thenComparing(DrawnRow::objectId));
            assertThat(merged.stream().limit(k).map(DrawnRow::objectId)).isEqualTo(drawn(ids, k));
        }
    }

    @Test
    void aLargerSampleOnlyAdds() throws Exception {
        List<String> ids = ids(new Random(3), 400);
        List<String> all = drawn(ids, 400);
        assertThat(new HashSet<>(all)).isEqualTo(new HashSet<>(ids));
        for (int k = 0; k < 400; k += 7) {
            assertThat(drawn(ids, k)).isEqualTo(all.subList(0, k));
        }
    }

    @Test
    void anObjectAboveTheCutOffChangesNothingAndOneBelowTakesTheLastPlace() throws Exception {
        Random random = new Random(4);
        List<String> ids = ids(random, 500);
        List<DrawnRow> before = select(ids, 50);
        String cutOff = before.get(49).ticket();
        int below = 0;
        for (String extra : ids(random, 200)) {
            if (ids.contains(extra)) {
                continue;
            }
            List<String> more = new ArrayList<>(ids);
            more.add(extra);
            List<DrawnRow> after = select(more, 50);
            if (HashProfile.SHA256.hex(KEY + "|" + extra).compareTo(cutOff) > 0) {
                assertThat(after).isEqualTo(before);
            } else {
                below++;
                List<String> left =
                        new ArrayList<>(after.stream().map(DrawnRow::objectId).toList());
                assertThat(left.remove(extra)).isTrue();
                assertThat(left)
                        .isEqualTo(before.stream()
                                .limit(49)
                                .map(DrawnRow::objectId)
                                .toList());
            }
        }
        assertThat(below).isPositive();
        List<String> fewer = new ArrayList<>(ids);
        String unselected = drawn(ids, 500).get(60);
        fewer.remove(unselected);
        assertThat(select(fewer, 50)).isEqualTo(before);
    }

    @Test
    void samplesOfNestedFramesNest() throws Exception {
        Random random = new Random(5);
        List<String> all = ids(random, 1200);
        List<String> large = drawn(all, 120);
        List<String> inner = all.subList(0, 500);
        List<String> shared = large.stream().filter(inner::contains).toList();
        for (int k = 1; k <= shared.size(); k++) {
            Set<String> union = new HashSet<>(large);
            union.addAll(drawn(inner, k));
            assertThat(union).hasSize(120);
            assertThat(drawn(inner, k)).isEqualTo(shared.subList(0, k));
        }
    }

    @Test
    void ticketsAreComparedBeyondTheirFirstBits() throws Exception {
        // Both tickets begin with the same 16 bits; found and ordered with sha256sum.
        assertThat(drawn(List.of("911000222", "911000262"), 2)).containsExactly("911000262", "911000222");
    }
}
