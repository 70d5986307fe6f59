package org.mingchou.subject.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.mingchou.shared.CreditCode;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list and the page of one object. */
@Component
class SubjectReads {

    /** What the list is narrowed by; all of it optional. */
    record Filter(
            @Nullable String q,
            @Nullable String label,
            @Nullable Tier tier,
            @Nullable SubjectStatus status,
            @Nullable SubjectKind kind) {}

    private static final String SELECT = """
            SELECT s.id, s.version, s.draw_id, s.region_code, s.kind, s.status, s.name, s.credit_code, s.address,
                   s.industry, s.legal_representative, s.established_on, t.tier, t.as_of,
                   ARRAY(SELECT l.label || '|' || y.name FROM subject.label l
                         JOIN subject.label_type y ON y.code = l.label
                         WHERE l.subject_id = s.id AND l.valid_to IS NULL ORDER BY l.label) AS labels
            """;

    private static final String FROM = """
            FROM subject.subject s
            LEFT JOIN LATERAL (SELECT tier, as_of FROM subject.tier t
                WHERE t.subject_id = s.id AND t.scheme = 'HEBEI_CREDIT_RISK'
                ORDER BY t.as_of DESC, t.id DESC LIMIT 1) t ON true
            WHERE s.region_code = :region""";

    private final JdbcClient jdbc;

    SubjectReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static boolean seesTiers(Actor actor) {
        return actor.hasAny(Role.REGISTRAR, Role.PLANNER, Role.SUPERVISOR);
    }

    Page<SubjectViews.Row> list(Actor actor, Filter filter, Paging paging) {
        if (filter.tier() != null && !seesTiers(actor)) {
            throw Problem.notAllowed("tier-is-internal", "信用风险等级只供名录管理员、计划员和监督员内部使用。请去掉等级条件后重新查询。");
        }
        Map<String, Object> params = new HashMap<>();
        params.put("region", actor.regionCode());
        var where = FROM + conditions(filter, params);
        // Without the tier's condition the lateral join changes no count.
        var total = jdbc.sql("SELECT count(*) " + where)
                .params(params)
                .query(Long.class)
                .single();
        params.put("size", paging.size());
        params.put("offset", paging.offset());
        var rows = jdbc.sql(SELECT + where + " ORDER BY s.draw_id LIMIT :size OFFSET :offset")
                .params(params)
                .query((rs, n) -> row(rs, actor))
                .list();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    SubjectViews.Detail detail(Actor actor, long id) {
        var row = jdbc.sql(SELECT + FROM + " AND s.id = :id")
                .param("region", actor.regionCode())
                .param("id", id)
                .query((rs, n) -> row(rs, actor))
                .optional()
                .orElseThrow(() -> Problem.notFound("这个检查对象"));
        var warnings = row.creditCode() == null
                ? List.<String>of()
                : CreditCode.parse(row.creditCode()).flatMap(CreditCode::warning).stream()
                        .toList();
        return new SubjectViews.Detail(
                row,
                warnings,
                names(id),
                labels(id),
                seesTiers(actor) ? tiers(id) : null,
                new SubjectHistory(jdbc).of(id));
    }

    List<SubjectViews.LabelCount> labelCounts(Actor actor) {
        return jdbc.sql("""
                SELECT y.code, y.name, count(l.id) AS count FROM subject.label_type y
                LEFT JOIN subject.label l ON l.label = y.code AND l.region_code = :region AND l.valid_to IS NULL
                GROUP BY y.code, y.name ORDER BY 3 DESC, 1""")
                .param("region", actor.regionCode())
                .query(SubjectViews.LabelCount.class)
                .list();
    }

    private static String conditions(Filter filter, Map<String, Object> params) {
        var sql = new StringBuilder();
        if (filter.q() != null && !filter.q().isBlank()) {
            params.put("q", filter.q().strip());
            params.put("code", CreditCode.fold(filter.q()));
            sql.append(" AND (").append("""
                    subject.grams(s.name) @> subject.grams(:q) AND position(upper(:q) IN upper(s.name)) > 0
                      OR s.credit_code = :code OR s.draw_id = :code""");
            if (params.get("code") instanceof String code && code.matches("[0-9A-Z-]{4,}")) {
                params.put("codeStart", code + "%");
                sql.append(" OR s.draw_id LIKE :codeStart OR s.credit_code LIKE :codeStart");
            }
            sql.append(")");
        }
        if (filter.label() != null) {
            params.put("label", filter.label());
            sql.append(" AND EXISTS (SELECT FROM subject.label f WHERE f.subject_id = s.id AND f.label = :label"
                    + " AND f.valid_to IS NULL)");
        }
        equal("tier", "t.tier", filter.tier(), sql, params);
        equal("status", "s.status", filter.status(), sql, params);
        equal("kind", "s.kind", filter.kind(), sql, params);
        return sql.toString();
    }

    private static void equal(
            String name, String column, @Nullable Enum<?> value, StringBuilder sql, Map<String, Object> params) {
        if (value != null) {
            params.put(name, value.name());
            sql.append(" AND ").append(column).append(" = :").append(name);
        }
    }

    private static SubjectViews.Row row(ResultSet rs, Actor actor) throws SQLException {
        var kind = SubjectKind.valueOf(rs.getString("kind"));
        var status = SubjectStatus.valueOf(rs.getString("status"));
        var labels = new ArrayList<SubjectViews.Label>();
        for (var label : (String[]) rs.getArray("labels").getArray()) {
            int bar = label.indexOf('|');
            labels.add(new SubjectViews.Label(label.substring(0, bar), label.substring(bar + 1)));
        }
        boolean tiers = seesTiers(actor);
        return new SubjectViews.Row(
                rs.getLong("id"),
                rs.getInt("version"),
                rs.getString("draw_id"),
                rs.getString("region_code"),
                kind.name(),
                kind.label(),
                status.name(),
                status.label(),
                rs.getString("name"),
                rs.getString("credit_code"),
                rs.getString("address"),
                rs.getString("industry"),
                rs.getString("legal_representative"),
                rs.getObject("established_on", LocalDate.class),
                labels,
                tiers ? rs.getString("tier") : null,
                tiers ? rs.getObject("as_of", LocalDate.class) : null,
                allowed(status, actor));
    }

    private static Set<String> allowed(SubjectStatus status, Actor actor) {
        var acts = actor.has(Role.REGISTRAR) ? SubjectLife.TABLE.allowed(status) : EnumSet.noneOf(SubjectAct.class);
        return acts.stream().map(Enum::name).collect(Collectors.toSet());
    }

    private List<SubjectViews.DatedName> names(long id) {
        return jdbc.sql("""
                SELECT value AS name, valid_from AS "from", valid_to AS "to" FROM subject.fact
                WHERE subject_id = :id AND attribute = 'NAME' ORDER BY id""").param("id", id).query(SubjectViews.DatedName.class).list();
    }

    private List<SubjectViews.DatedLabel> labels(long id) {
        return jdbc.sql("""
                SELECT y.code, y.name, l.valid_from AS "from", l.valid_to AS "to", l.source FROM subject.label l
                JOIN subject.label_type y ON y.code = l.label WHERE l.subject_id = :id ORDER BY l.id""")
                .param("id", id)
                .query(SubjectViews.DatedLabel.class)
                .list();
    }

    private List<SubjectViews.DatedTier> tiers(long id) {
        return jdbc.sql("SELECT scheme, tier, as_of, source FROM subject.tier WHERE subject_id = :id"
                        + " ORDER BY as_of DESC, id DESC")
                .param("id", id)
                .query(SubjectViews.DatedTier.class)
                .list();
    }
}
