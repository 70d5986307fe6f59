package org.mingchou.item.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Items and their versions, for writing. */
@Component
class ItemStore {

    record Item(long id, String regionCode, long departmentId, String code) {}

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private static final String VERSION = """
            SELECT v.id, v.item_id, v.number, v.status, v.name, v.item_class, v.legal_basis, v.method,
                   v.applicability, v.required_qualification,
                   v.check_points::text AS check_points, v.effective_from, v.effective_to
            FROM item.item_version v WHERE\s""";

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    ItemStore(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Item> find(long id, String regionCode) {
        return jdbc.sql(
                        "SELECT id, region_code, department_id, code FROM item.item WHERE id = :id AND region_code = :r")
                .param("id", id)
                .param("r", regionCode)
                .query(Item.class)
                .optional();
    }

    List<Item> byCodes(String regionCode, Collection<String> codes) {
        return jdbc.sql("SELECT id, region_code, department_id, code FROM item.item"
                        + " WHERE region_code = :region AND code = ANY(:codes)")
                .param("region", regionCode)
                .param("codes", codes.toArray(String[]::new))
                .query(Item.class)
                .list();
    }

    long insert(String regionCode, long departmentId, String code) {
        try {
            return jdbc.sql("INSERT INTO item.item (region_code, department_id, code, created_at)"
                            + " VALUES (:region, :department, :code, :now) RETURNING id")
                    .param("region", regionCode)
                    .param("department", departmentId)
                    .param("code", code)
                    .param("now", now())
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("item-code-taken", "本区清单已有编码为 " + code + " 的事项。请换一个编码，或为原事项新建版本。");
        }
    }

    /** Appends a draft; returns its number. */
    int append(long itemId, ItemVersion.Content content, String source, String by) {
        // The item's row is the lock under which its versions are numbered.
        jdbc.sql("UPDATE item.item SET version = version + 1 WHERE id = :id")
                .param("id", itemId)
                .update();
        return jdbc.sql("""
                INSERT INTO item.item_version (item_id, number, status, name, item_class, legal_basis, method,
                    applicability, required_qualification, check_points, source, created_by, created_at)
                SELECT :item, 1 + coalesce(max(number), 0), 'DRAFT', :name, :class, :basis, :method, :rule,
                       :qualification, :points::jsonb, :source, :by, :now
                FROM item.item_version WHERE item_id = :item RETURNING number""")
                .param("item", itemId)
                .param("name", content.name())
                .param("class", content.itemClass())
                .param("basis", content.legalBasis(), Types.VARCHAR)
                .param("method", content.method(), Types.VARCHAR)
                .param("rule", content.applicability().json())
                .param("qualification", content.requiredQualification(), Types.VARCHAR)
                .param("points", JSON.writeValueAsString(content.checkPoints()))
                .param("source", source)
                .param("by", by)
                .param("now", now())
                .query(Integer.class)
                .single();
    }

    Optional<ItemVersion> version(long itemId, int number) {
        return jdbc.sql(VERSION + "v.item_id = :item AND v.number = :number")
                .param("item", itemId)
                .param("number", number)
                .query(ItemStore::map)
                .optional();
    }

    Optional<ItemVersion> published(long itemId) {
        return jdbc.sql(VERSION + "v.item_id = :item AND v.status = 'PUBLISHED'")
                .param("item", itemId)
                .query(ItemStore::map)
                .optional();
    }

    List<ItemVersion> versions(long itemId) {
        return jdbc.sql(VERSION + "v.item_id = :item ORDER BY v.number DESC")
                .param("item", itemId)
                .query(ItemStore::map)
                .list();
    }

    /** Publishes a draft in place of the version in force. */
    void publish(ItemVersion draft, LocalDate from, String by) {
        var published = draft.publish(from);
        published(draft.itemId()).ifPresent(former -> store(former, former.supersede(from), null));
        store(draft, published, by);
    }

    private void store(ItemVersion before, ItemVersion after, @org.jspecify.annotations.Nullable String publishedBy) {
        int updated = jdbc.sql("""
                UPDATE item.item_version SET status = :status, effective_from = :from, effective_to = :to,
                    published_by = coalesce(:by::text, published_by),
                    published_at = CASE WHEN :by::text IS NULL THEN published_at ELSE :now END
                WHERE id = :id AND status = :former""")
                .param("status", after.status().name())
                .param("from", after.effectiveFrom(), Types.DATE)
                .param("to", after.effectiveTo(), Types.DATE)
                .param("by", publishedBy, Types.VARCHAR)
                .param("now", now())
                .param("id", before.id())
                .param("former", before.status().name())
                .update();
        if (updated != 1) {
            throw new OptimisticLockingFailureException("item version " + before.id());
        }
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    private static ItemVersion map(ResultSet rs, int n) throws SQLException {
        return new ItemVersion(
                rs.getLong("id"),
                rs.getLong("item_id"),
                rs.getInt("number"),
                VersionLife.Status.valueOf(rs.getString("status")),
                new ItemVersion.Content(
                        rs.getString("name"),
                        rs.getString("item_class"),
                        rs.getString("legal_basis"),
                        rs.getString("method"),
                        new ObjectRule(rs.getString("applicability")),
                        rs.getString("required_qualification"),
                        JSON.readValue(rs.getString("check_points"), STRINGS)),
                rs.getObject("effective_from", LocalDate.class),
                rs.getObject("effective_to", LocalDate.class));
    }
}
