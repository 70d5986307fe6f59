package org.mingchou.imports.internal;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.platform.FieldCipher;
import org.mingchou.shared.Actor;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Batches and their staged rows. */
@Component
class ImportStore {

    record StagedSheet(int number, String name, int headerRow, List<String> headers) {}

    record StagedRow(int seq, int sheet, int rowNumber, String verdict, List<String> cells) {}

    record StagedFault(int seq, String sheet, int rowNumber, boolean warning, String columnName, String reason) {}

    record NewFault(int seq, boolean warning, String columnName, String reason) {}

    record Counts(int rows, int good, int bad, int fresh, int changed, int unchanged) {}

    private record RawSheet(int number, String name, int headerRow, String headers) {}

    private record RawRow(int seq, int sheet, int rowNumber, String verdict, String cells) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final FieldCipher cipher;

    ImportStore(JdbcClient jdbc, BusinessClock clock, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.cipher = cipher;
    }

    long create(Actor actor, String directory, String fileName) {
        return jdbc.sql("""
                INSERT INTO imports.batch
                    (region_code, directory, file_name, status, uploaded_by, uploaded_by_name, uploaded_at)
                VALUES (:region, :directory, :file, 'STAGED', :by, :byName, :now) RETURNING id""")
                .param("region", actor.regionCode())
                .param("directory", directory)
                .param("file", fileName)
                .param("by", actor.accountId())
                .param("byName", actor.displayName())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void addSheet(long batch, int number, Header header) {
        jdbc.sql("""
                INSERT INTO imports.sheet (batch_id, number, name, header_row, headers)
                VALUES (:batch, :number, :name, :row, :headers::jsonb)""")
                .param("batch", batch)
                .param("number", number)
                .param("name", header.sheet())
                .param("row", header.rowNumber())
                .param("headers", JSON.writeValueAsString(header.texts()))
                .update();
    }

    void addRows(long batch, List<StagedRow> rows, List<NewFault> faults, boolean personal) {
        var raw = rows.stream()
                .map(r -> new RawRow(r.seq(), r.sheet(), r.rowNumber(), r.verdict(), seal(r.cells(), personal)))
                .toList();
        jdbc.sql("""
                INSERT INTO imports.row (batch_id, seq, sheet, row_number, verdict, cells)
                SELECT :batch, r.seq, r.sheet, r."rowNumber", r.verdict, r.cells
                FROM jsonb_to_recordset(:rows::jsonb)
                    AS r(seq int, sheet int, "rowNumber" int, verdict text, cells text)""")
                .param("batch", batch)
                .param("rows", JSON.writeValueAsString(raw))
                .update();
        if (!faults.isEmpty()) {
            jdbc.sql("""
                    INSERT INTO imports.fault (batch_id, seq, warning, column_name, reason)
                    SELECT :batch, f.seq, f.warning, f."columnName", f.reason
                    FROM jsonb_to_recordset(:faults::jsonb)
                        AS f(seq int, warning boolean, "columnName" text, reason text)""")
                    .param("batch", batch)
                    .param("faults", JSON.writeValueAsString(faults))
                    .update();
        }
    }

    void setCounts(long batch, Counts counts) {
        jdbc.sql("""
                UPDATE imports.batch SET row_count = :rows, good_count = :good, bad_count = :bad, new_count = :fresh,
                    changed_count = :changed, unchanged_count = :unchanged WHERE id = :id""")
                .param("rows", counts.rows())
                .param("good", counts.good())
                .param("bad", counts.bad())
                .param("fresh", counts.fresh())
                .param("changed", counts.changed())
                .param("unchanged", counts.unchanged())
                .param("id", batch)
                .update();
    }

    Optional<Batch> find(long id) {
        return jdbc.sql("""
                SELECT id, version, region_code, directory, file_name, status, row_count, good_count, bad_count,
                       new_count, changed_count, unchanged_count, uploaded_by
                FROM imports.batch WHERE id = :id""").param("id", id).query(Batch.class).optional();
    }

    int waiting(Actor actor) {
        return jdbc.sql("SELECT count(*) FROM imports.batch WHERE uploaded_by = :by AND status = 'STAGED'")
                .param("by", actor.accountId())
                .query(Integer.class)
                .single();
    }

    void decide(Batch decided, Actor actor) {
        int updated = jdbc.sql("""
                UPDATE imports.batch SET status = :status, version = version + 1, decided_by_name = :by, decided_at = :now
                WHERE id = :id AND version = :version""")
                .param("status", decided.status().name())
                .param("by", actor.displayName())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", decided.id())
                .param("version", decided.version())
                .update();
        if (updated != 1) {
            throw new OptimisticLockingFailureException("import batch " + decided.id());
        }
    }

    List<StagedSheet> sheets(long batch) {
        return jdbc
                .sql("SELECT number, name, header_row, headers::text AS headers FROM imports.sheet"
                        + " WHERE batch_id = :batch ORDER BY number")
                .param("batch", batch)
                .query(RawSheet.class)
                .list()
                .stream()
                .map(s -> new StagedSheet(s.number(), s.name(), s.headerRow(), JSON.readValue(s.headers(), STRINGS)))
                .toList();
    }

    /** The next thousand rows that may be written, in file order. */
    List<StagedRow> goodRows(long batch, int afterSeq) {
        return rows("verdict <> 'BAD'", batch, afterSeq);
    }

    /** The next thousand rows of one sheet, in file order. */
    List<StagedRow> rows(long batch, int sheet, int afterSeq) {
        return rows("sheet = " + sheet, batch, afterSeq);
    }

    private List<StagedRow> rows(String condition, long batch, int afterSeq) {
        return jdbc
                .sql("SELECT seq, sheet, row_number, verdict, cells FROM imports.row"
                        + " WHERE batch_id = :batch AND seq > :after AND " + condition + " ORDER BY seq LIMIT "
                        + Staging.CHUNK)
                .param("batch", batch)
                .param("after", afterSeq)
                .query(RawRow.class)
                .list()
                .stream()
                .map(r -> new StagedRow(r.seq(), r.sheet(), r.rowNumber(), r.verdict(), open(r.cells())))
                .toList();
    }

    /** @param warnings null for both kinds */
    List<StagedFault> faults(long batch, @Nullable Boolean warnings, int limit) {
        return jdbc.sql("""
                SELECT f.seq, s.name AS sheet, r.row_number, f.warning, f.column_name, f.reason
                FROM imports.fault f
                JOIN imports.row r ON r.batch_id = f.batch_id AND r.seq = f.seq
                JOIN imports.sheet s ON s.batch_id = f.batch_id AND s.number = r.sheet
                WHERE f.batch_id = :batch AND (:warnings::boolean IS NULL OR f.warning = :warnings::boolean)
                ORDER BY f.seq, f.id LIMIT :limit""")
                .param("batch", batch)
                .param("warnings", warnings, java.sql.Types.BOOLEAN)
                .param("limit", limit)
                .query(StagedFault.class)
                .list();
    }

    /** What was written stands in the directory; only rows still to be mended are kept. */
    void forgetRows(long batch, boolean badOnesToo) {
        jdbc.sql("DELETE FROM imports.row WHERE batch_id = :batch AND (:all OR verdict <> 'BAD')")
                .param("batch", batch)
                .param("all", badOnesToo)
                .update();
    }

    private String seal(List<String> cells, boolean personal) {
        var json = JSON.writeValueAsString(cells);
        var sealed = personal ? cipher.encrypt(json) : json;
        return sealed == null ? json : sealed;
    }

    private List<String> open(String text) {
        var json = text.startsWith("[") ? text : cipher.decrypt(text);
        return json == null ? List.of() : JSON.readValue(json, STRINGS);
    }
}
