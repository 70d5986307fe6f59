package org.mingchou.officer.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The directory as other modules see it. */
@Component
class StoredOfficers implements Officers {

    private static final String SNAPSHOT = """
            SELECT o.id, o.officer_no, o.name, o.department_id, o.account_id, c.number, c.valid_to,
                ARRAY(SELECT code FROM officer.qualification q WHERE q.officer_id = o.id AND q.valid_to IS NULL)
                    AS qualifications
            FROM officer.officer o
            LEFT JOIN LATERAL (SELECT number, valid_to FROM officer.certificate c WHERE c.officer_id = o.id
                ORDER BY valid_to DESC, id DESC LIMIT 1) c ON true
            WHERE\s""";

    private final JdbcClient jdbc;

    private final OfficerReads reads;

    StoredOfficers(JdbcClient jdbc, OfficerReads reads) {
        this.jdbc = jdbc;
        this.reads = reads;
    }

    @Override
    public Map<String, String> qualificationTypes() {
        return reads.qualificationTypes();
    }

    @Override
    public List<OfficerSnapshot> pool(long departmentId) {
        return jdbc.sql(SNAPSHOT + "o.department_id = :department AND o.status = 'ACTIVE' ORDER BY o.officer_no")
                .param("department", departmentId)
                .query(StoredOfficers::map)
                .list();
    }

    @Override
    public List<Recusal> recusals(long departmentId) {
        return jdbc.sql("""
                SELECT o.officer_no, r.object_draw_id FROM officer.recusal r
                JOIN officer.officer o ON o.id = r.officer_id
                WHERE o.department_id = :department AND r.status = 'ACTIVE'
                ORDER BY o.officer_no, r.object_draw_id""")
                .param("department", departmentId)
                .query(Recusal.class)
                .list();
    }

    @Override
    public Map<String, OfficerSnapshot> byNumbers(Collection<String> officerNos) {
        var result = new HashMap<String, OfficerSnapshot>();
        jdbc.sql(SNAPSHOT + "o.officer_no = ANY(:numbers)")
                .param("numbers", officerNos.toArray(String[]::new))
                .query(StoredOfficers::map)
                .list()
                .forEach(o -> result.put(o.officerNo(), o));
        return result;
    }

    @Override
    public Optional<OfficerSnapshot> byAccount(long accountId) {
        return jdbc.sql(SNAPSHOT + "o.account_id = :account")
                .param("account", accountId)
                .query(StoredOfficers::map)
                .optional();
    }

    private static OfficerSnapshot map(ResultSet rs, int n) throws SQLException {
        var account = rs.getLong("account_id");
        return new OfficerSnapshot(
                rs.getLong("id"),
                rs.getString("officer_no"),
                rs.getString("name"),
                rs.getLong("department_id"),
                account == 0 ? null : account,
                rs.getString("number"),
                rs.getObject("valid_to", LocalDate.class),
                Set.of((String[]) rs.getArray("qualifications").getArray()));
    }
}
