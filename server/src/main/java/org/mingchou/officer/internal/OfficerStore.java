package org.mingchou.officer.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.platform.FieldCipher;
import org.mingchou.shared.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads officers for writing and writes their changes with the history. */
@Component
class OfficerStore {

    record Word(String source, String reason, String recordedBy) {}

    record Certificate(
            String number,
            @Nullable String issuer,
            @Nullable LocalDate validFrom,
            LocalDate validTo) {}

    /** @param certificates {@code number|valid-to} of every certificate recorded */
    record Stored(Officer officer, Set<String> certificates) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT = """
            SELECT o.*,
                ARRAY(SELECT code FROM officer.qualification q WHERE q.officer_id = o.id AND q.valid_to IS NULL)
                    AS qualifications,
                ARRAY(SELECT number || '|' || valid_to FROM officer.certificate c WHERE c.officer_id = o.id)
                    AS certificates
            FROM officer.officer o WHERE\s""";

    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final FieldCipher cipher;

    OfficerStore(JdbcClient jdbc, BusinessClock clock, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.cipher = cipher;
    }

    Optional<Stored> find(long id, String regionCode) {
        return jdbc.sql(SELECT + "o.id = :id AND o.region_code = :region")
                .param("id", id)
                .param("region", regionCode)
                .query(this::map)
                .optional();
    }

    /** By officer number or by the number of any certificate. */
    List<Stored> byNumbers(String regionCode, Collection<String> numbers) {
        return jdbc.sql(SELECT + """
                o.region_code = :region AND (o.officer_no = ANY(:numbers) OR EXISTS (
                    SELECT FROM officer.certificate c WHERE c.officer_id = o.id AND c.number = ANY(:numbers)))""")
                .param("region", regionCode)
                .param("numbers", numbers.toArray(String[]::new))
                .query(this::map)
                .list();
    }

    /** Account → name and number of the officer who holds it, {@link Officer#called()}. */
    Map<Long, String> accountHolders(String regionCode) {
        var result = new HashMap<Long, String>();
        jdbc.sql("SELECT account_id, name || '（' || officer_no || '）' AS called FROM officer.officer"
                        + " WHERE region_code = :region AND account_id IS NOT NULL")
                .param("region", regionCode)
                .query(rs -> {
                    result.put(rs.getLong("account_id"), rs.getString("called"));
                });
        return result;
    }

    int nextSerial(long departmentId) {
        return jdbc.sql("""
                INSERT INTO officer.serial AS s (department_id, last) VALUES (:department, 1)
                ON CONFLICT (department_id) DO UPDATE SET last = s.last + 1 RETURNING last""")
                .param("department", departmentId)
                .query(Integer.class)
                .single();
    }

    long insert(Officer officer, Word word) {
        try {
            long id = bind("""
                            INSERT INTO officer.officer (officer_no, region_code, department_id, account_id, name, post,
                                status, phone_cipher, phone_index, id_number_cipher, id_number_index, created_at)
                            VALUES (:no, :region, :department, :account, :name, :post, :status, :phone, :phoneIndex,
                                :idNumber, :idNumberIndex, :now) RETURNING id""", officer)
                    .param("no", officer.officerNo())
                    .param("region", officer.regionCode())
                    .param("now", now())
                    .query(Long.class)
                    .single();
            qualifications(id, Set.of(), officer.particulars().qualifications(), word);
            record(id, "REGISTER", officer.changedSince(null), word);
            return id;
        } catch (DuplicateKeyException e) {
            throw accountTaken();
        }
    }

    void update(Officer before, Officer after, Word word) {
        var changes = after.changedSince(before);
        if (changes.isEmpty()) {
            return;
        }
        try {
            int updated = bind("""
                            UPDATE officer.officer SET version = version + 1, department_id = :department,
                                account_id = :account, name = :name, post = :post, status = :status,
                                phone_cipher = :phone, phone_index = :phoneIndex, id_number_cipher = :idNumber,
                                id_number_index = :idNumberIndex
                            WHERE id = :id AND version = :version""", after)
                    .param("id", before.id())
                    .param("version", before.version())
                    .update();
            if (updated != 1) {
                throw new OptimisticLockingFailureException("officer " + before.id());
            }
        } catch (DuplicateKeyException e) {
            throw accountTaken();
        }
        qualifications(
                before.id(),
                before.particulars().qualifications(),
                after.particulars().qualifications(),
                word);
        record(before.id(), "EDIT", changes, word);
    }

    void addCertificate(long officerId, String regionCode, Certificate certificate, Word word) {
        try {
            jdbc.sql("""
                    INSERT INTO officer.certificate
                        (officer_id, region_code, number, issuer, valid_from, valid_to, source, recorded_by, recorded_at)
                    VALUES (:officer, :region, :number, :issuer, :from, :to, :source, :by, :now)""")
                    .param("officer", officerId)
                    .param("region", regionCode)
                    .param("number", certificate.number())
                    .param("issuer", certificate.issuer())
                    .param("from", certificate.validFrom(), Types.DATE)
                    .param("to", certificate.validTo())
                    .param("source", word.source())
                    .param("by", word.recordedBy())
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("certificate-known", "这本执法证（同号、同有效期）已经登记过，无需重复登记。");
        }
        record(
                officerId,
                "ADD_CERTIFICATE",
                List.of(new Officer.Change("执法证", null, certificate.number() + " 至 " + certificate.validTo())),
                word);
    }

    private void qualifications(long officerId, Set<String> before, Set<String> after, Word word) {
        var ended = new HashSet<>(before);
        ended.removeAll(after);
        if (!ended.isEmpty()) {
            jdbc.sql("UPDATE officer.qualification SET valid_to = greatest(:today, valid_from)"
                            + " WHERE officer_id = :id AND code IN (:codes) AND valid_to IS NULL")
                    .param("today", clock.today())
                    .param("id", officerId)
                    .param("codes", ended)
                    .update();
        }
        var added = new HashSet<>(after);
        added.removeAll(before);
        for (var code : added) {
            jdbc.sql("""
                    INSERT INTO officer.qualification (officer_id, code, valid_from, recorded_by, recorded_at)
                    VALUES (:id, :code, :today, :by, :now)""")
                    .param("id", officerId)
                    .param("code", code)
                    .param("today", clock.today())
                    .param("by", word.recordedBy())
                    .param("now", now())
                    .update();
        }
    }

    private void record(long officerId, String act, List<Officer.Change> changes, Word word) {
        jdbc.sql("""
                INSERT INTO officer.change (officer_id, act, changes, source, reason, recorded_by, recorded_at)
                VALUES (:id, :act, :changes::jsonb, :source, :reason, :by, :now)""")
                .param("id", officerId)
                .param("act", act)
                .param("changes", JSON.writeValueAsString(changes))
                .param("source", word.source())
                .param("reason", word.reason())
                .param("by", word.recordedBy())
                .param("now", now())
                .update();
    }

    private JdbcClient.StatementSpec bind(String sql, Officer officer) {
        var p = officer.particulars();
        return jdbc.sql(sql)
                .param("department", p.departmentId())
                .param("account", p.accountId(), Types.BIGINT)
                .param("name", p.name())
                .param("post", p.post(), Types.VARCHAR)
                .param("status", p.status().name())
                .param("phone", cipher.encrypt(p.phone()), Types.VARCHAR)
                .param("phoneIndex", cipher.blindIndex(p.phone()), Types.VARCHAR)
                .param("idNumber", cipher.encrypt(p.idNumber()), Types.VARCHAR)
                .param("idNumberIndex", cipher.blindIndex(p.idNumber()), Types.VARCHAR);
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    private static Problem accountTaken() {
        return Problem.conflict("account-linked", "这个登录账号已与另一名执法人员关联。请先解除原关联，或换一个账号。");
    }

    private Stored map(ResultSet rs, int n) throws SQLException {
        var account = rs.getLong("account_id");
        var particulars = new Officer.Particulars(
                rs.getString("name"),
                rs.getLong("department_id"),
                rs.getString("post"),
                OfficerLife.Status.valueOf(rs.getString("status")),
                cipher.decrypt(rs.getString("phone_cipher")),
                cipher.decrypt(rs.getString("id_number_cipher")),
                account == 0 ? null : account,
                Set.of((String[]) rs.getArray("qualifications").getArray()));
        return new Stored(
                new Officer(
                        rs.getLong("id"),
                        rs.getInt("version"),
                        rs.getString("officer_no"),
                        rs.getString("region_code"),
                        particulars),
                Set.of((String[]) rs.getArray("certificates").getArray()));
    }
}
