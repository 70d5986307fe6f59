package org.mingchou.officer.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.org.Accounts;
import org.mingchou.org.Departments;
import org.mingchou.platform.FieldCipher;
import org.mingchou.platform.Masking;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The list and the page of one officer. Personal numbers leave masked. */
@Component
class OfficerReads {

    record Filter(
            @Nullable String q,
            @Nullable Long departmentId,
            @Nullable String qualification,
            @Nullable Standing certificate) {}

    /** Of the newest certificate; VALID counts those about to end too. */
    enum Standing {
        VALID,
        EXPIRING,
        EXPIRED
    }

    record Qualification(String code, String name) {}

    /** @param certificateState VALID, EXPIRING (at most 60 days left), EXPIRED or NONE */
    record Row(
            long id,
            int version,
            String officerNo,
            String name,
            long departmentId,
            String departmentName,
            @Nullable String post,
            String status,
            String statusLabel,
            List<Qualification> qualifications,
            @Nullable String certificateNumber,
            @Nullable LocalDate certificateValidTo,
            String certificateState,
            @Nullable Long accountId,
            @Nullable String phone,
            @Nullable String idNumber,
            Set<String> allowedActions) {}

    record Certificate(
            long id,
            String number,
            @Nullable String issuer,
            @Nullable LocalDate validFrom,
            LocalDate validTo,
            String source) {}

    record History(
            Instant at,
            String by,
            String act,
            String summary,
            String reason,
            String source,
            List<Officer.Change> changes) {}

    private record RawHistory(
            Instant recordedAt, String recordedBy, String act, String reason, String source, String changes) {}

    static final int EXPIRING_DAYS = 60;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> ACTS =
            Map.of("REGISTER", "登记入库", "EDIT", "修改", "ADD_CERTIFICATE", "登记执法证");

    private static final String FROM = """
            FROM officer.officer o
            LEFT JOIN LATERAL (SELECT number, valid_to FROM officer.certificate c WHERE c.officer_id = o.id
                ORDER BY valid_to DESC, id DESC LIMIT 1) c ON true
            WHERE o.region_code = :region""";

    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final Departments departments;
    private final Accounts accounts;
    private final FieldCipher cipher;

    OfficerReads(JdbcClient jdbc, BusinessClock clock, Departments departments, Accounts accounts, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.departments = departments;
        this.accounts = accounts;
        this.cipher = cipher;
    }

    Page<Row> list(Actor actor, Filter filter, Paging paging) {
        var params = new HashMap<String, Object>();
        params.put("region", actor.regionCode());
        params.put("today", clock.today());
        params.put("soon", clock.today().plusDays(EXPIRING_DAYS));
        var where = FROM + conditions(filter, params);
        var total = jdbc.sql("SELECT count(*) " + where)
                .params(params)
                .query(Long.class)
                .single();
        params.put("size", paging.size());
        params.put("offset", paging.offset());
        return new Page<>(
                rows(where + " ORDER BY o.officer_no LIMIT :size OFFSET :offset", params, actor),
                total,
                paging.page(),
                paging.size());
    }

    Row row(Actor actor, long id) {
        return rows(FROM + " AND o.id = :id", Map.of("region", actor.regionCode(), "id", id), actor).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("这名执法人员"));
    }

    List<Certificate> certificates(long id) {
        return jdbc.sql("SELECT id, number, issuer, valid_from, valid_to, source FROM officer.certificate"
                        + " WHERE officer_id = :id ORDER BY valid_to DESC, id DESC")
                .param("id", id)
                .query(Certificate.class)
                .list();
    }

    List<History> history(long id) {
        return jdbc
                .sql("SELECT recorded_at, recorded_by, act, reason, source, changes::text AS changes"
                        + " FROM officer.change WHERE officer_id = :id ORDER BY id DESC")
                .param("id", id)
                .query(RawHistory.class)
                .list()
                .stream()
                .map(h -> {
                    var changes = JSON.readValue(h.changes(), new TypeReference<List<Officer.Change>>() {}).stream()
                            .map(this::readable)
                            .toList();
                    var fields = changes.stream().map(Officer.Change::field).collect(Collectors.joining("、"));
                    var verb = ACTS.getOrDefault(h.act(), h.act());
                    return new History(
                            h.recordedAt(),
                            h.recordedBy(),
                            h.act(),
                            h.act().equals("EDIT") ? verb + fields : verb,
                            h.reason(),
                            h.source(),
                            changes);
                })
                .toList();
    }

    /** Kept by id and code, read by name. */
    private Officer.Change readable(Officer.Change change) {
        return new Officer.Change(
                change.field(), readable(change.field(), change.before()), readable(change.field(), change.after()));
    }

    private @Nullable String readable(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case Officer.DEPARTMENT ->
                departments
                        .findDepartment(Long.parseLong(value))
                        .map(Departments.Department::name)
                        .orElse(value);
            case Officer.ACCOUNT ->
                accounts.find(Long.parseLong(value)).map(Actor::username).orElse(value);
            case Officer.QUALIFICATIONS -> {
                var types = qualificationTypes();
                yield Arrays.stream(value.split("、"))
                        .map(code -> types.getOrDefault(code, code))
                        .collect(Collectors.joining("、"));
            }
            default -> value;
        };
    }

    /** Code → Chinese name. */
    Map<String, String> qualificationTypes() {
        var result = new LinkedHashMap<String, String>();
        jdbc.sql("SELECT code, name FROM officer.qualification_type ORDER BY code")
                .query(Qualification.class)
                .list()
                .forEach(q -> result.put(q.code(), q.name()));
        return result;
    }

    /** Active officers of a department whose newest certificate ends within {@link #EXPIRING_DAYS} days or has ended. */
    int certificatesToRenew(String regionCode, @Nullable Long departmentId) {
        return jdbc.sql("SELECT count(*) " + FROM + " " + """
                AND o.status = 'ACTIVE' AND (c.valid_to IS NULL OR c.valid_to <= :soon)
                AND (:department::bigint IS NULL OR o.department_id = :department::bigint)""")
                .param("region", regionCode)
                .param("soon", clock.today().plusDays(EXPIRING_DAYS))
                .param("department", departmentId, java.sql.Types.BIGINT)
                .query(Integer.class)
                .single();
    }

    private String conditions(Filter filter, Map<String, Object> params) {
        var sql = new StringBuilder();
        var q = filter.q();
        if (q != null && !q.isBlank()) {
            params.put("q", q.strip());
            var index = cipher.blindIndex(q.strip());
            params.put("index", index == null ? "" : index);
            sql.append(" AND (position(:q IN o.name) > 0 OR position(upper(:q) IN o.officer_no) > 0"
                    + " OR c.number = :q OR o.phone_index = :index OR o.id_number_index = :index)");
        }
        if (filter.departmentId() != null) {
            params.put("department", filter.departmentId());
            sql.append(" AND o.department_id = :department");
        }
        if (filter.qualification() != null) {
            params.put("qualification", filter.qualification());
            sql.append(" AND EXISTS (SELECT FROM officer.qualification q WHERE q.officer_id = o.id"
                    + " AND q.code = :qualification AND q.valid_to IS NULL)");
        }
        if (filter.certificate() != null) {
            sql.append(
                    switch (filter.certificate()) {
                        case VALID -> " AND c.valid_to >= :today";
                        case EXPIRING -> " AND c.valid_to BETWEEN :today AND :soon";
                        case EXPIRED -> " AND (c.valid_to IS NULL OR c.valid_to < :today)";
                    });
        }
        return sql.toString();
    }

    private List<Row> rows(String fromWhere, Map<String, Object> params, Actor actor) {
        var names = departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::name));
        var types = qualificationTypes();
        return jdbc.sql("""
                SELECT o.*, c.number, c.valid_to,
                    ARRAY(SELECT code FROM officer.qualification q
                          WHERE q.officer_id = o.id AND q.valid_to IS NULL ORDER BY code) AS qualifications\s""" + fromWhere)
                .params(params)
                .query((rs, n) -> row(rs, names, types, actor))
                .list();
    }

    private Row row(ResultSet rs, Map<Long, String> departmentNames, Map<String, String> types, Actor actor)
            throws SQLException {
        var status = OfficerLife.Status.valueOf(rs.getString("status"));
        var validTo = rs.getObject("valid_to", LocalDate.class);
        var departmentId = rs.getLong("department_id");
        var account = rs.getLong("account_id");
        var qualifications = new ArrayList<Qualification>();
        for (var code : (String[]) rs.getArray("qualifications").getArray()) {
            qualifications.add(new Qualification(code, types.getOrDefault(code, code)));
        }
        boolean keeps = actor.has(Role.REGISTRAR) && KeepOfficers.keeps(actor, departmentId);
        var phone = cipher.decrypt(rs.getString("phone_cipher"));
        var idNumber = cipher.decrypt(rs.getString("id_number_cipher"));
        return new Row(
                rs.getLong("id"),
                rs.getInt("version"),
                rs.getString("officer_no"),
                rs.getString("name"),
                departmentId,
                departmentNames.getOrDefault(departmentId, ""),
                rs.getString("post"),
                status.name(),
                status.label(),
                qualifications,
                rs.getString("number"),
                validTo,
                state(validTo),
                account == 0 ? null : account,
                phone == null ? null : Masking.phone(phone),
                idNumber == null ? null : Masking.idNumber(idNumber),
                keeps
                        ? OfficerLife.TABLE.allowed(status).stream()
                                .map(Enum::name)
                                .collect(Collectors.toSet())
                        : Set.of());
    }

    private String state(@Nullable LocalDate validTo) {
        var today = clock.today();
        if (validTo == null) {
            return "NONE";
        }
        if (validTo.isBefore(today)) {
            return "EXPIRED";
        }
        return validTo.isAfter(today.plusDays(EXPIRING_DAYS)) ? "VALID" : "EXPIRING";
    }
}
