package org.mingchou.draw.internal;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.Fairness;
import org.mingchou.draw.Fairness.Dimension;
import org.mingchou.platform.BlobStore;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts one draw by group and stratum, once: the frame from its file, the groups from the directory as of the freeze.
 * Streams both; holds the drawn ids and the cells.
 */
@Service
class CountFairness {

    /** From so many years on; the band of an object is the last that it has reached. */
    private static final int[] AGES = {0, 1, 3, 5, 10};
    /** Province, city and district stand before the township. */
    private static final Pattern TOWNSHIP =
            Pattern.compile("^(?:[^省]{2,8}省)?(?:[^市]{2,6}市)?(?:[^区县]{1,6}[区县])?([^省市区县路街号]{1,8}?(?:街道|镇|乡))");

    private final DrawRecords draws;
    private final Subjects subjects;
    private final BlobStore blobs;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    CountFairness(DrawRecords draws, Subjects subjects, BlobStore blobs, BusinessClock clock, JdbcClient jdbc) {
        this.draws = draws;
        this.subjects = subjects;
        this.blobs = blobs;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    private record Key(Dimension dimension, String group, String stratum) {}

    /** Draws with a result that nobody has counted yet. */
    List<Long> uncounted() {
        return jdbc.sql("""
                SELECT d.id FROM draw.draw d
                WHERE d.computed_at IS NOT NULL AND d.state <> 'VOID'
                  AND NOT EXISTS (SELECT FROM draw.fairness_count c WHERE c.draw_id = d.id) ORDER BY d.id""").query(Long.class).list();
    }

    /** Counting again, or on two nodes at once, changes nothing. */
    @Transactional
    public void count(long drawId) {
        var found = draws.findById(drawId);
        if (found.isEmpty() || found.get().outcome() == null || !claim(drawId)) {
            return;
        }
        var draw = found.get();
        var drawn = drawn(drawId);
        var cells = new HashMap<Key, long[]>();
        var day = LocalDate.ofInstant(draw.frozenAt(), BusinessClock.ZONE);
        long rows = draw.frame().frameCount();
        try (var frame = new FrameLines(blobs.open(draw.frame().frameDigest()))) {
            var walk = new Object() {
                FrameLines.@Nullable Row row = frame.next();
                long position;

                /** Rows that the directory no longer has in this region come out with nothing known of them. */
                void upTo(String id, Subjects.@Nullable Profile profile) {
                    while (row != null && row.objectId().compareTo(id) <= 0) {
                        var own = profile != null && row.objectId().equals(id) ? profile : null;
                        add(cells, row, position++ * 10 / rows + 1, own, draw.regionCode(), day, drawn);
                        row = frame.next();
                    }
                }
            };
            subjects.forEachProfile(draw.regionCode(), day, profile -> walk.upTo(profile.drawId(), profile));
            walk.upTo("\uffff", null);
        }
        store(drawId, cells);
    }

    private static void add(
            Map<Key, long[]> cells,
            FrameLines.Row row,
            long tenth,
            Subjects.@Nullable Profile profile,
            String region,
            LocalDate day,
            Set<String> drawn) {
        if (!row.status().equals("E")) {
            return;
        }
        long one = drawn.contains(row.objectId()) ? 1 : 0;
        var groups = Map.of(
                Dimension.DISTRICT, township(profile == null ? null : profile.address(), region),
                Dimension.INDUSTRY, industry(profile == null ? null : profile.industry()),
                Dimension.AGE, age(profile == null ? null : profile.establishedOn(), day),
                Dimension.POSITION, "%02d".formatted(tenth),
                Dimension.TIER, row.stratum());
        groups.forEach((dimension, group) -> {
            var cell = cells.computeIfAbsent(new Key(dimension, group, row.stratum()), key -> new long[2]);
            cell[0]++;
            cell[1] += one;
        });
    }

    /** The township or street office of an address; the region's code when it names none. */
    static String township(@Nullable String address, String region) {
        if (address == null) {
            return region;
        }
        var matcher = TOWNSHIP.matcher(address);
        return matcher.find() ? matcher.group(1) : region;
    }

    private static String industry(@Nullable String code) {
        return code == null ? Fairness.UNKNOWN : code.substring(0, 1);
    }

    static String age(@Nullable LocalDate established, LocalDate day) {
        if (established == null || established.isAfter(day)) {
            return Fairness.UNKNOWN;
        }
        long years = ChronoUnit.YEARS.between(established, day);
        int band = AGES[0];
        for (int from : AGES) {
            band = years >= from ? from : band;
        }
        return "%02d".formatted(band);
    }

    private boolean claim(long drawId) {
        return jdbc.sql("""
                INSERT INTO draw.fairness_count (draw_id, counted_at) VALUES (:draw, :at)
                ON CONFLICT DO NOTHING""")
                        .param("draw", drawId)
                        .param("at", clock.now().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private Set<String> drawn(long drawId) {
        return new HashSet<>(jdbc.sql("SELECT object_id FROM draw.drawn_row WHERE draw_id = :draw AND kind = 'DRAWN'")
                .param("draw", drawId)
                .query(String.class)
                .list());
    }

    private void store(long drawId, Map<Key, long[]> cells) {
        cells.forEach((key, counts) -> jdbc.sql("""
                INSERT INTO draw.fairness_cell (draw_id, dimension, grp, stratum, eligible, drawn)
                VALUES (:draw, :dimension, :grp, :stratum, :eligible, :drawn)""")
                .param("draw", drawId)
                .param("dimension", key.dimension().name())
                .param("grp", key.group())
                .param("stratum", key.stratum())
                .param("eligible", counts[0])
                .param("drawn", counts[1])
                .update());
    }
}
