package org.mingchou.item.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The list of items and the page of one. An item shows its version in force, or its newest draft when it has none. */
@Component
class ItemReads {

    record Filter(
            @Nullable String q,
            @Nullable Long departmentId,
            @Nullable ItemClass itemClass,
            VersionLife.@Nullable Status status) {}

    /**
     * @param appliesTo Chinese, e.g. 工贸 或 危险化学品
     * @param publishedVersion the version in force today, with {@code publishedVersionId}; null when there is none
     * @param effectiveFrom first day of the version shown; in the future when none is in force yet
     * @param nextVersionFrom day on which a later published version replaces the one shown
     */
    record Row(
            long id,
            int version,
            String code,
            String name,
            long departmentId,
            String departmentName,
            String itemClass,
            String itemClassLabel,
            @Nullable String legalBasis,
            @Nullable String method,
            String appliesTo,
            @Nullable String requiredQualification,
            String status,
            String statusLabel,
            @Nullable Integer publishedVersion,
            @Nullable Long publishedVersionId,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate nextVersionFrom,
            Set<String> allowedActions) {}

    record Version(
            long versionId,
            int version,
            String status,
            String statusLabel,
            String name,
            String itemClass,
            @Nullable String legalBasis,
            @Nullable String method,
            List<String> content,
            JsonNode rule,
            String appliesTo,
            @Nullable String requiredQualification,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            boolean inForce,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy,
            String source,
            String createdBy,
            Instant createdAt) {}

    record Detail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Row item, List<Version> versions) {}

    private record Raw(
            long id,
            int version,
            String code,
            long departmentId,
            String name,
            String itemClass,
            @Nullable String legalBasis,
            @Nullable String method,
            String rule,
            @Nullable String requiredQualification,
            String status,
            @Nullable Integer publishedVersion,
            @Nullable Long publishedVersionId,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate nextVersionFrom) {}

    private record RawVersion(
            int number,
            Instant createdAt,
            String createdBy,
            String source,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt) {}

    /** A version that its successor will replace is in force until that day, whatever its status says already. */
    private static final String FROM = """
            FROM item.item i
            JOIN LATERAL (SELECT v.*, CASE WHEN v.in_force THEN 'PUBLISHED' ELSE v.status END AS shown_status
                FROM (SELECT w.*, w.status IN ('PUBLISHED', 'SUPERSEDED') AND w.effective_from <= :today
                        AND (w.effective_to IS NULL OR w.effective_to > :today) AS in_force
                    FROM item.item_version w WHERE w.item_id = i.id) v
                ORDER BY v.in_force DESC, (v.status = 'PUBLISHED') DESC, v.number DESC LIMIT 1) v ON true
            WHERE i.region_code = :region""";

    private static final String SELECT = """
            SELECT i.id, i.version, i.code, i.department_id, v.name, v.item_class, v.legal_basis, v.method,
                   v.applicability AS rule, v.required_qualification, v.shown_status AS status, v.effective_from,
                   CASE WHEN v.in_force THEN v.number END AS published_version,
                   CASE WHEN v.in_force THEN v.id END AS published_version_id,
                   CASE WHEN v.in_force THEN v.effective_to END AS next_version_from\s""";

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final Departments departments;
    private final Subjects subjects;
    private final BusinessClock clock;

    ItemReads(JdbcClient jdbc, ItemStore store, Departments departments, Subjects subjects, BusinessClock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.store = store;
        this.departments = departments;
        this.subjects = subjects;
    }

    Page<Row> list(Actor actor, Filter filter, Paging paging) {
        var params = new HashMap<String, Object>();
        params.put("region", actor.regionCode());
        params.put("today", clock.today());
        var where = new StringBuilder(FROM);
        var q = filter.q();
        if (q != null && !q.isBlank()) {
            params.put("q", q.strip());
            where.append(" AND (position(:q IN v.name) > 0 OR position(upper(:q) IN i.code) > 0)");
        }
        narrow("i.department_id", "department", filter.departmentId(), where, params);
        narrow("v.item_class", "class", filter.itemClass(), where, params);
        narrow("v.shown_status", "status", filter.status(), where, params);
        var total = jdbc.sql("SELECT count(*) " + where)
                .params(params)
                .query(Long.class)
                .single();
        params.put("size", paging.size());
        params.put("offset", paging.offset());
        var raw = jdbc.sql(SELECT + where + " ORDER BY i.department_id, i.code LIMIT :size OFFSET :offset")
                .params(params)
                .query(Raw.class)
                .list();
        return new Page<>(rows(raw, actor), total, paging.page(), paging.size());
    }

    Detail detail(Actor actor, long id) {
        var today = clock.today();
        var raw = jdbc.sql(SELECT + FROM + " AND i.id = :id")
                .param("region", actor.regionCode())
                .param("today", today)
                .param("id", id)
                .query(Raw.class)
                .list();
        var row = rows(raw, actor).stream().findFirst().orElseThrow(() -> Problem.notFound("这个抽查事项"));
        var signed = jdbc
                .sql("SELECT number, created_at, created_by, source, published_by, published_at"
                        + " FROM item.item_version WHERE item_id = :id")
                .param("id", id)
                .query(RawVersion.class)
                .list()
                .stream()
                .collect(Collectors.toMap(RawVersion::number, v -> v));
        var readable = new ReadableRule(subjects.labels());
        return new Detail(
                row,
                store.versions(id).stream()
                        .map(v -> version(v, java.util.Objects.requireNonNull(signed.get(v.number())), readable, today))
                        .toList());
    }

    int drafts(String regionCode, @Nullable Long departmentId) {
        return jdbc.sql("""
                SELECT count(*) FROM item.item_version v JOIN item.item i ON i.id = v.item_id
                WHERE i.region_code = :region AND v.status = 'DRAFT'
                  AND (:department::bigint IS NULL OR i.department_id = :department::bigint)
                  AND NOT EXISTS (SELECT FROM item.item_version n WHERE n.item_id = v.item_id AND n.number > v.number)""")
                .param("region", regionCode)
                .param("department", departmentId, java.sql.Types.BIGINT)
                .query(Integer.class)
                .single();
    }

    private List<Row> rows(List<Raw> raw, Actor actor) {
        var names = departments.inRegion(actor.regionCode()).stream()
                .collect(Collectors.toMap(Departments.Department::id, Departments.Department::name));
        var readable = new ReadableRule(subjects.labels());
        return raw.stream()
                .map(r -> {
                    var status = VersionLife.Status.valueOf(r.status());
                    return new Row(
                            r.id(),
                            r.version(),
                            r.code(),
                            r.name(),
                            r.departmentId(),
                            names.getOrDefault(r.departmentId(), ""),
                            r.itemClass(),
                            ItemClass.valueOf(r.itemClass()).label(),
                            r.legalBasis(),
                            r.method(),
                            readable.of(ItemStore.JSON.readTree(r.rule())),
                            r.requiredQualification(),
                            status.name(),
                            status.label(),
                            r.publishedVersion(),
                            r.publishedVersionId(),
                            r.effectiveFrom(),
                            r.nextVersionFrom(),
                            allowed(status, r.departmentId(), actor));
                })
                .toList();
    }

    private static Version version(ItemVersion v, RawVersion signed, ReadableRule readable, LocalDate today) {
        var content = v.content();
        var rule = ItemStore.JSON.readTree(content.applicability().json());
        return new Version(
                v.id(),
                v.number(),
                v.status().name(),
                v.status().label(),
                content.name(),
                content.itemClass(),
                content.legalBasis(),
                content.method(),
                content.checkPoints(),
                rule,
                readable.of(rule),
                content.requiredQualification(),
                v.effectiveFrom(),
                v.effectiveTo(),
                v.inForce(today),
                signed.publishedAt(),
                signed.publishedBy(),
                signed.source(),
                signed.createdBy(),
                signed.createdAt());
    }

    /** Acts on the item itself: a new version always, publishing while a draft is newest. */
    private static Set<String> allowed(VersionLife.Status status, long departmentId, Actor actor) {
        if (!actor.has(Role.REGISTRAR) || !KeepItems.keeps(actor, departmentId)) {
            return Set.of();
        }
        return VersionLife.TABLE.allows(status, VersionLife.Act.PUBLISH)
                ? Set.of("ADD_VERSION", VersionLife.Act.PUBLISH.name())
                : Set.of("ADD_VERSION");
    }

    private static void narrow(
            String column, String name, @Nullable Object value, StringBuilder where, Map<String, Object> params) {
        if (value != null) {
            params.put(name, value instanceof Enum<?> code ? code.name() : value);
            where.append(" AND ").append(column).append(" = :").append(name);
        }
    }
}
