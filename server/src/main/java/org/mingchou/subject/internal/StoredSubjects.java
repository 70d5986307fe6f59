package org.mingchou.subject.internal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.platform.BulkCopy;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The directory as other modules see it; the only place that evaluates rules. */
@Component
class StoredSubjects implements Subjects {

    /** Rows per round trip of a streamed frame. */
    private static final int FETCH = 5000;

    /** Two indexes read side by side: subject_region and tier_in_force. */
    private static final String NEWEST = """
            FROM subject.subject s
            LEFT JOIN subject.tier t ON t.draw_id = s.draw_id AND t.region_code = :region AND t.scheme = :scheme AND t.newest
            WHERE s.region_code = :region AND\s""";

    /** The same for a day after which tiers were recorded: subject_region and tier_frame. */
    private static final String OF_THE_DAY = """
            FROM subject.subject s
            LEFT JOIN (
                SELECT DISTINCT ON (t.draw_id) t.draw_id, t.tier FROM subject.tier t
                WHERE t.region_code = :region AND t.scheme = :scheme AND t.as_of <= :asOf
                ORDER BY t.draw_id, t.as_of DESC, t.id DESC) t ON t.draw_id = s.draw_id
            WHERE s.region_code = :region AND\s""";

    /** The tier of each object, and what was recorded of it before {@code :since}; for few objects. */
    private static final String MOVES = """
            FROM subject.subject s
            LEFT JOIN LATERAL (
                SELECT t.tier FROM subject.tier t
                WHERE t.subject_id = s.id AND t.scheme = :scheme AND t.as_of <= :asOf
                ORDER BY t.as_of DESC, t.id DESC LIMIT 1) t ON true
            LEFT JOIN LATERAL (
                SELECT t.tier FROM subject.tier t
                WHERE t.subject_id = s.id AND t.scheme = :scheme AND t.as_of <= :asOf AND t.recorded_at < :since
                ORDER BY t.as_of DESC, t.id DESC LIMIT 1) b ON true
            WHERE s.region_code = :region AND\s""";

    private static final String PROFILE = """
            SELECT s.draw_id,
                   (SELECT f.value FROM subject.fact f WHERE f.subject_id = s.id AND f.attribute = 'ADDRESS'
                      AND f.valid_from <= :on AND (f.valid_to IS NULL OR f.valid_to > :on)
                    ORDER BY f.id DESC LIMIT 1),
                   (SELECT f.value FROM subject.fact f WHERE f.subject_id = s.id AND f.attribute = 'INDUSTRY'
                      AND f.valid_from <= :on AND (f.valid_to IS NULL OR f.valid_to > :on)
                    ORDER BY f.id DESC LIMIT 1),
                   s.established_on
            FROM subject.subject s WHERE s.region_code = :region ORDER BY s.draw_id COLLATE "C"
            """;

    private static final String SNAPSHOT = """
            SELECT id, draw_id, region_code, name, credit_code, address, industry, legal_representative
            FROM subject.subject WHERE\s""";

    private final JdbcClient jdbc;
    private final BulkCopy bulk;
    private final BusinessClock clock;

    StoredSubjects(JdbcClient jdbc, BulkCopy bulk, BusinessClock clock) {
        this.jdbc = jdbc;
        this.bulk = bulk;
        this.clock = clock;
    }

    @Override
    public ObjectRule parse(String json) {
        return new ObjectRule(read(json).json());
    }

    /**
     * Runs a query over a whole frame. Just after a large import the database knows nothing of the new rows and
     * would read all tiers anew for each object; without that way it merges or hashes, which is right for any number.
     */
    private void overFrame(Map<String, Object> params, Consumer<String> query) {
        var later = jdbc.sql("""
                SELECT EXISTS (SELECT FROM subject.tier_day
                               WHERE region_code = :region AND scheme = :scheme AND as_of > :asOf)""").params(params).query(Boolean.class).single();
        jdbc.sql("SET LOCAL enable_nestloop = off").update();
        query.accept(later ? OF_THE_DAY : NEWEST);
        jdbc.sql("SET LOCAL enable_nestloop = on").update();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Long> countByTier(String regionCode, ObjectRule rule, String scheme, LocalDate tierAsOf) {
        record Count(String tier, long count) {}
        var params = params(regionCode, scheme, tierAsOf);
        var condition = read(rule.json()).condition(params);
        var result = new TreeMap<String, Long>();
        overFrame(
                params,
                frame -> jdbc.sql("SELECT coalesce(t.tier, '-') AS tier, count(*) AS count " + frame + condition
                                + " GROUP BY 1")
                        .params(params)
                        .query(Count.class)
                        .list()
                        .forEach(c -> result.put(c.tier(), c.count())));
        return result;
    }

    @Override
    @Transactional(readOnly = true)
    public void forEach(
            String regionCode,
            ObjectRule rule,
            ObjectRule concern,
            String scheme,
            LocalDate tierAsOf,
            Consumer<FrameRow> consumer) {
        var params = params(regionCode, scheme, tierAsOf);
        var condition = read(rule.json()).condition(params);
        var concerns = read(concern.json());
        // A column that says the same a million times is not sent.
        var concerned = concerns.coversAll() ? "" : ", (" + concerns.condition(params) + ") AS concerned";
        var current = new CopiedRow(concerns.coversAll());
        overFrame(
                params,
                frame -> bulk.read(
                        "SELECT s.draw_id, t.tier, s.status" + concerned + " " + frame + condition
                                + " ORDER BY s.draw_id COLLATE \"C\"",
                        params,
                        row -> {
                            current.row = row;
                            consumer.accept(current);
                        }));
    }

    /** The columns of {@link #forEach} as they arrive. */
    private static final class CopiedRow implements FrameRow {
        private final boolean allConcerned;
        private BulkCopy.@Nullable Row row;

        CopiedRow(boolean allConcerned) {
            this.allConcerned = allConcerned;
        }

        private BulkCopy.Row row() {
            return Objects.requireNonNull(row);
        }

        @Override
        public String drawId() {
            return String.valueOf(row().text(0));
        }

        @Override
        public int copyDrawId(byte[] target, int at) {
            return row().copy(0, target, at);
        }

        @Override
        public @Nullable String tier() {
            return row().text(1);
        }

        @Override
        public String status() {
            return String.valueOf(row().text(2));
        }

        @Override
        public boolean concerned() {
            return allConcerned || row().flag(3);
        }
    }

    @Override
    public List<TierMove> tierMoves(
            String regionCode, ObjectRule rule, String scheme, LocalDate tierAsOf, OffsetDateTime recordedSince) {
        var params = params(regionCode, scheme, tierAsOf);
        var condition = read(rule.json()).condition(params);
        params.put("since", recordedSince);
        return jdbc.sql(
                        "SELECT coalesce(b.tier, '-') AS \"from\", coalesce(t.tier, '-') AS \"to\", count(*) AS objects "
                                + MOVES + condition + """
                         AND EXISTS (SELECT FROM subject.tier x WHERE x.subject_id = s.id AND x.scheme = :scheme
                                     AND x.recorded_at >= :since)
                         AND b.tier IS DISTINCT FROM t.tier
                        GROUP BY 1, 2 ORDER BY 1, 2""")
                .params(params)
                .query(TierMove.class)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public void forEachProfile(String regionCode, LocalDate on, Consumer<Profile> consumer) {
        jdbc.sql(PROFILE)
                .withFetchSize(FETCH)
                .param("region", regionCode)
                .param("on", on)
                .query(rs -> {
                    consumer.accept(new Profile(
                            rs.getString(1), rs.getString(2), rs.getString(3), rs.getObject(4, LocalDate.class)));
                });
    }

    @Override
    public Set<String> covered(ObjectRule rule, Collection<String> drawIds) {
        if (drawIds.isEmpty()) {
            return Set.of();
        }
        Map<String, Object> params = new HashMap<>();
        var condition = read(rule.json()).condition(params);
        params.put("ruleToday", clock.today());
        params.put("ids", drawIds.toArray(String[]::new));
        return new HashSet<>(
                jdbc.sql("SELECT s.draw_id FROM subject.subject s WHERE s.draw_id = ANY(:ids) AND " + condition)
                        .params(params)
                        .query(String.class)
                        .list());
    }

    @Override
    public Map<String, SubjectSnapshot> snapshots(Collection<String> drawIds) {
        if (drawIds.isEmpty()) {
            return Map.of();
        }
        var result = new HashMap<String, SubjectSnapshot>();
        jdbc.sql(SNAPSHOT + "draw_id = ANY(:ids)")
                .param("ids", drawIds.toArray(String[]::new))
                .query((rs, n) -> new SubjectSnapshot(
                        rs.getLong(1),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getString(6),
                        rs.getString(7),
                        rs.getString(8)))
                .list()
                .forEach(s -> result.put(s.drawId(), s));
        return result;
    }

    @Override
    public Optional<SubjectSnapshot> find(long id, String regionCode) {
        return jdbc.sql(SNAPSHOT + "id = :id AND region_code = :region")
                .param("id", id)
                .param("region", regionCode)
                .query(SubjectSnapshot.class)
                .optional();
    }

    @Override
    public Map<String, String> labels() {
        record Label(String code, String name) {}
        var result = new LinkedHashMap<String, String>();
        jdbc.sql("SELECT code, name FROM subject.label_type ORDER BY code")
                .query(Label.class)
                .list()
                .forEach(l -> result.put(l.code(), l.name()));
        return result;
    }

    @Override
    public List<String> schemes(String regionCode) {
        return jdbc.sql("SELECT DISTINCT scheme FROM subject.tier_day WHERE region_code = :region ORDER BY 1")
                .param("region", regionCode)
                .query(String.class)
                .list();
    }

    private Rule read(String json) {
        return new RuleParser(labels().keySet()).parse(json);
    }

    private Map<String, Object> params(String regionCode, String scheme, LocalDate tierAsOf) {
        var params = new HashMap<String, Object>();
        params.put("region", regionCode);
        params.put("scheme", scheme);
        params.put("asOf", tierAsOf);
        params.put("ruleToday", clock.today());
        return params;
    }
}
