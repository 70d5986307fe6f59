package org.mingchou.subject.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads objects for writing and writes their changes, one or a thousand at a time, with their dated history. */
@Component
class SubjectStore {

    /** Who says so and since when. */
    record Word(LocalDate validFrom, String source, String reason, String recordedBy) {}

    /**
     * An object with what hangs on it.
     *
     * @param grades {@code scheme|as-of|tier} of every grade recorded
     */
    record Stored(Subject subject, Set<String> labels, Set<String> grades) {}

    private record FactRow(
            long subjectId,
            String region,
            String attribute,
            @org.jspecify.annotations.Nullable String value) {}

    private record LabelRow(long subjectId, String region, String label) {}

    private record TierRow(long subjectId, String region, String scheme, String tier, LocalDate asOf) {}

    private record Row(long id, int version, String drawId, String region, Particulars particulars) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String COLUMNS = """
            r(id bigint, version int, "drawId" text, region text, particulars jsonb)""";

    private static final String SELECT = """
            SELECT s.*,
                   ARRAY(SELECT label FROM subject.label l WHERE l.subject_id = s.id AND l.valid_to IS NULL) AS labels,
                   ARRAY(SELECT scheme || '|' || as_of || '|' || tier FROM subject.tier t WHERE t.subject_id = s.id)
                       AS grades
            FROM subject.subject s WHERE\s""";

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    SubjectStore(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Stored> find(long id, String regionCode) {
        return jdbc.sql(SELECT + "s.id = :id AND s.region_code = :region")
                .param("id", id)
                .param("region", regionCode)
                .query(SubjectStore::map)
                .optional();
    }

    /** Objects by draw id or credit code in any region; those of other regions are for refusing only. */
    List<Stored> byCodes(Collection<String> codes) {
        var array = codes.toArray(String[]::new);
        return jdbc.sql(SELECT + "s.draw_id = ANY(:codes) OR s.credit_code = ANY(:codes)")
                .param("codes", array)
                .query(SubjectStore::map)
                .list();
    }

    /** Objects without a credit code are told apart by name. */
    List<Stored> withoutCode(String regionCode, Collection<String> names) {
        return jdbc.sql(SELECT + "s.region_code = :region AND s.credit_code IS NULL AND s.name = ANY(:names)")
                .param("region", regionCode)
                .param("names", names.toArray(String[]::new))
                .query(SubjectStore::map)
                .list();
    }

    /** Writes changes and their history; returns the ids in the same order. */
    List<Long> save(List<Edit> edits, Word word) {
        var fresh = numbered(edits.stream().filter(e -> e.before() == null).toList());
        var changed = edits.stream().filter(e -> e.before() != null).toList();
        Map<String, Long> ids = insert(fresh);
        update(changed);
        var all = new ArrayList<>(fresh);
        all.addAll(changed);
        appendFacts(all, ids, word);
        appendLabels(all, ids, word);
        appendTiers(all, ids, word);
        var drawIds = fresh.iterator();
        return edits.stream()
                .map(e -> e.before() == null
                        ? id(drawIds.next().after(), ids)
                        : e.before().id())
                .toList();
    }

    private List<Edit> numbered(List<Edit> wanted) {
        var fresh = released(wanted);
        var without = fresh.stream().filter(e -> e.after().drawId().isEmpty()).count();
        if (without == 0) {
            return fresh;
        }
        var region = fresh.get(0).after().regionCode();
        long next = 1
                + jdbc.sql("""
                INSERT INTO subject.draw_serial AS d (region_code, last) VALUES (:region, :n)
                ON CONFLICT (region_code) DO UPDATE SET last = d.last + :n RETURNING last""")
                        .param("region", region)
                        .param("n", without)
                        .query(Long.class)
                        .single()
                - without;
        var result = new ArrayList<Edit>(fresh.size());
        for (var edit : fresh) {
            result.add(
                    edit.after().drawId().isEmpty()
                            ? edit.withDrawId("MC-" + region + "-" + "%08d".formatted(next++))
                            : edit);
        }
        return result;
    }

    /** A draw id is for ever: an object whose wrong credit code was corrected keeps it, and the true holder gets a number. */
    private List<Edit> released(List<Edit> fresh) {
        var codes = fresh.stream().map(e -> e.after().drawId()).toArray(String[]::new);
        var kept = Set.copyOf(jdbc.sql("SELECT draw_id FROM subject.subject"
                        + " WHERE draw_id = ANY(:codes) AND credit_code IS DISTINCT FROM draw_id")
                .param("codes", codes)
                .query(String.class)
                .list());
        return kept.isEmpty()
                ? fresh
                : fresh.stream()
                        .map(e -> kept.contains(e.after().drawId()) ? e.withDrawId("") : e)
                        .toList();
    }

    private Map<String, Long> insert(List<Edit> fresh) {
        var ids = new HashMap<String, Long>();
        if (fresh.isEmpty()) {
            return ids;
        }
        try {
            jdbc.sql("""
                    INSERT INTO subject.subject (draw_id, region_code, kind, status, name, credit_code, address,
                                                 industry, legal_representative, established_on, created_at)
                    SELECT r."drawId", r.region, r.particulars->>'kind', r.particulars->>'status',
                           r.particulars->>'name', r.particulars->>'creditCode', r.particulars->>'address',
                           r.particulars->>'industry', r.particulars->>'legalRepresentative',
                           (r.particulars->>'establishedOn')::date, :now
                    FROM jsonb_to_recordset(:rows::jsonb) AS\s""" + COLUMNS + " RETURNING id, draw_id")
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .param("rows", rows(fresh))
                    .query(rs -> {
                        ids.put(rs.getString("draw_id"), rs.getLong("id"));
                    });
        } catch (DuplicateKeyException e) {
            throw codeTaken();
        }
        return ids;
    }

    private void update(List<Edit> changed) {
        if (changed.isEmpty()) {
            return;
        }
        try {
            int updated = jdbc.sql("""
                    UPDATE subject.subject s SET version = s.version + 1,
                        kind = r.particulars->>'kind', status = r.particulars->>'status',
                        name = r.particulars->>'name', credit_code = r.particulars->>'creditCode',
                        address = r.particulars->>'address', industry = r.particulars->>'industry',
                        legal_representative = r.particulars->>'legalRepresentative',
                        established_on = (r.particulars->>'establishedOn')::date
                    FROM jsonb_to_recordset(:rows::jsonb) AS\s""" + COLUMNS + " WHERE s.id = r.id AND s.version = r.version")
                    .param("rows", rows(changed))
                    .update();
            if (updated != changed.size()) {
                throw new OptimisticLockingFailureException("subjects changed meanwhile");
            }
        } catch (DuplicateKeyException e) {
            throw codeTaken();
        }
    }

    private void appendFacts(List<Edit> edits, Map<String, Long> ids, Word word) {
        var facts = new ArrayList<FactRow>();
        for (var edit : edits) {
            var after = edit.after();
            for (var attribute : after.changedSince(edit.before())) {
                facts.add(new FactRow(
                        id(after, ids), after.regionCode(), attribute.name(), attribute.of(after.particulars())));
            }
        }
        execute("""
                WITH r AS (SELECT * FROM jsonb_to_recordset(:rows::jsonb)
                    AS r("subjectId" bigint, region text, attribute text, value text)),
                closed AS (UPDATE subject.fact f SET valid_to = greatest(:from, f.valid_from) FROM r
                    WHERE f.subject_id = r."subjectId" AND f.attribute = r.attribute AND f.valid_to IS NULL)
                INSERT INTO subject.fact (subject_id, region_code, attribute, value, valid_from, source, reason,
                                          recorded_by, recorded_at)
                SELECT r."subjectId", r.region, r.attribute, r.value, :from, :source, :reason, :by, :now FROM r""", facts, word);
    }

    private void appendLabels(List<Edit> edits, Map<String, Long> ids, Word word) {
        var ended = new ArrayList<LabelRow>();
        var added = new ArrayList<LabelRow>();
        for (var edit : edits) {
            var after = edit.after();
            edit.labelsEnded().forEach(l -> ended.add(new LabelRow(id(after, ids), after.regionCode(), l)));
            edit.labelsAdded().forEach(l -> added.add(new LabelRow(id(after, ids), after.regionCode(), l)));
        }
        execute("""
                UPDATE subject.label l SET valid_to = greatest(:from, l.valid_from)
                FROM jsonb_to_recordset(:rows::jsonb) AS r("subjectId" bigint, region text, label text)
                WHERE l.subject_id = r."subjectId" AND l.label = r.label AND l.valid_to IS NULL""", ended, word);
        execute("""
                INSERT INTO subject.label (subject_id, region_code, label, valid_from, source, recorded_by, recorded_at)
                SELECT r."subjectId", r.region, r.label, :from, :source, :by, :now
                FROM jsonb_to_recordset(:rows::jsonb) AS r("subjectId" bigint, region text, label text)""", added, word);
    }

    private void appendTiers(List<Edit> edits, Map<String, Long> ids, Word word) {
        var tiers = new ArrayList<TierRow>();
        for (var edit : edits) {
            var grade = edit.tier();
            if (grade != null) {
                tiers.add(new TierRow(
                        id(edit.after(), ids), edit.after().regionCode(), grade.scheme(), grade.tier(), grade.asOf()));
            }
        }
        execute("""
                INSERT INTO subject.tier (subject_id, region_code, scheme, tier, as_of, source, recorded_by, recorded_at)
                SELECT r."subjectId", r.region, r.scheme, r.tier, r."asOf", :source, :by, :now
                FROM jsonb_to_recordset(:rows::jsonb)
                    AS r("subjectId" bigint, region text, scheme text, tier text, "asOf" date)""", tiers, word);
    }

    private void execute(String sql, List<?> rows, Word word) {
        if (!rows.isEmpty()) {
            jdbc.sql(sql)
                    .param("rows", JSON.writeValueAsString(rows))
                    .param("from", word.validFrom())
                    .param("source", word.source())
                    .param("reason", word.reason())
                    .param("by", word.recordedBy())
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private static String rows(List<Edit> edits) {
        return JSON.writeValueAsString(edits.stream()
                .map(Edit::after)
                .map(s -> new Row(s.id(), s.version(), s.drawId(), s.regionCode(), s.particulars()))
                .toList());
    }

    private static long id(Subject subject, Map<String, Long> ids) {
        return subject.id() != 0 ? subject.id() : java.util.Objects.requireNonNull(ids.get(subject.drawId()));
    }

    private static Problem codeTaken() {
        return Problem.conflict("credit-code-taken", "这个统一社会信用代码已在名录中（可能登记在其他辖区）。请先按代码查找；若在其他辖区，请由原辖区登记迁出。");
    }

    private static Stored map(ResultSet rs, int rowNumber) throws SQLException {
        var particulars = new Particulars(
                SubjectKind.valueOf(rs.getString("kind")),
                SubjectStatus.valueOf(rs.getString("status")),
                rs.getString("name"),
                rs.getString("credit_code"),
                rs.getString("address"),
                rs.getString("industry"),
                rs.getString("legal_representative"),
                rs.getObject("established_on", LocalDate.class));
        return new Stored(
                new Subject(
                        rs.getLong("id"),
                        rs.getInt("version"),
                        rs.getString("draw_id"),
                        rs.getString("region_code"),
                        particulars),
                Set.of((String[]) rs.getArray("labels").getArray()),
                Set.of((String[]) rs.getArray("grades").getArray()));
    }
}
