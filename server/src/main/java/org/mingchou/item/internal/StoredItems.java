package org.mingchou.item.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.subject.ObjectRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list as other modules see it. */
@Component
class StoredItems implements Items {

    private static final String SNAPSHOT = """
            SELECT v.item_id, v.id AS version_id, i.code, v.number, i.department_id, v.name, v.item_class, v.legal_basis,
                   v.method, v.applicability, v.required_qualification,
                   v.check_points::text AS check_points
            FROM item.item_version v JOIN item.item i ON i.id = v.item_id
            WHERE v.status IN ('PUBLISHED', 'SUPERSEDED') AND\s""";

    private final JdbcClient jdbc;

    StoredItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ItemSnapshot> inForce(Collection<Long> departmentIds, LocalDate day) {
        return departmentIds.isEmpty()
                ? List.of()
                : jdbc.sql(SNAPSHOT + """
                        i.department_id IN (:departments) AND v.effective_from <= :day
                        AND (v.effective_to IS NULL OR v.effective_to > :day)
                        ORDER BY i.department_id, i.code""")
                        .param("departments", departmentIds)
                        .param("day", day)
                        .query(StoredItems::map)
                        .list();
    }

    @Override
    public Map<Long, ItemSnapshot> byVersions(Collection<Long> versionIds) {
        var result = new HashMap<Long, ItemSnapshot>();
        if (!versionIds.isEmpty()) {
            jdbc.sql(SNAPSHOT + "v.id IN (:ids)")
                    .param("ids", versionIds)
                    .query(StoredItems::map)
                    .list()
                    .forEach(i -> result.put(i.versionId(), i));
        }
        return result;
    }

    private static ItemSnapshot map(ResultSet rs, int n) throws SQLException {
        return new ItemSnapshot(
                rs.getLong("item_id"),
                rs.getLong("version_id"),
                rs.getString("code"),
                rs.getInt("number"),
                rs.getLong("department_id"),
                rs.getString("name"),
                rs.getString("item_class"),
                rs.getString("legal_basis"),
                rs.getString("method"),
                new ObjectRule(rs.getString("applicability")),
                rs.getString("required_qualification"),
                ItemStore.JSON.readValue(rs.getString("check_points"), ItemStore.STRINGS));
    }
}
