package org.mingchou.publication.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.org.Accounts;
import org.mingchou.publication.OutletStatus;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Publications for the desk, within the actor's region. */
@Component
class PublicationList {

    record Filter(
            @Nullable Long planId,
            @Nullable Long departmentId,
            @Nullable PublicationState status,
            String q) {}

    record HistoryEntry(
            Instant at,
            String by,
            String act,
            String summary,
            @Nullable String reason) {}

    record View(
            long id,
            long version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            long planId,
            long sectionId,
            long departmentId,
            long subjectId,
            String subjectName,
            @Nullable String creditCode,
            String departmentName,
            String outboundId,
            String resultCode,
            String resultText,
            Instant publishedAt,
            String publishedBy,
            String publicUrl,
            @Nullable String correctionReason,
            String exchangeStatus,
            @Nullable List<PublicationStore.Item> items,
            @Nullable List<HistoryEntry> history) {}

    private static final Map<String, String> ACTS = Map.of("PUBLISH", "公示", "CORRECT", "更正", "WITHDRAW", "撤下");

    private static final String WHERE = """
             FROM publication.publication p
            WHERE p.region_code = :region
              AND (:planId::bigint IS NULL OR p.plan_id = :planId)
              AND (:departmentId::bigint IS NULL OR p.department_id = :departmentId)
              AND (:status::text IS NULL OR p.status = :status)
              AND (:q = '' OR position(:q IN p.object_name) > 0 OR p.credit_code = upper(:q) OR p.outbound_id = :q)""";

    private final JdbcClient jdbc;
    private final PublicationStore store;
    private final ObjectProvider<OutletStatus> outlets;
    private final Accounts accounts;

    PublicationList(JdbcClient jdbc, PublicationStore store, ObjectProvider<OutletStatus> outlets, Accounts accounts) {
        this.jdbc = jdbc;
        this.store = store;
        this.outlets = outlets;
        this.accounts = accounts;
    }

    Page<View> page(Actor actor, Filter filter, Paging paging) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("region", actor.regionCode());
        params.put("planId", filter.planId());
        params.put("departmentId", filter.departmentId());
        params.put("status", filter.status() == null ? null : filter.status().name());
        params.put("q", filter.q().strip());
        var total = jdbc.sql("SELECT count(*)" + WHERE)
                .params(params)
                .query(Long.class)
                .single();
        params.put("limit", paging.size());
        params.put("offset", paging.offset());
        var ids = jdbc.sql(
                        "SELECT p.id" + WHERE + " ORDER BY p.published_at DESC, p.id DESC LIMIT :limit OFFSET :offset")
                .params(params)
                .query(Long.class)
                .list();
        var exchange = exchange(ids);
        var names = new HashMap<String, String>();
        var views = ids.stream()
                .map(id -> view(actor, store.find(id).orElseThrow(), exchange, names, false))
                .toList();
        return new Page<>(views, total, paging.page(), paging.size());
    }

    View one(Actor actor, long id) {
        var row = store.find(id).orElseThrow(() -> Problem.notFound("公示结果"));
        actor.requireRegion(row.regionCode(), "公示结果");
        return view(actor, row, exchange(List.of(id)), new HashMap<>(), true);
    }

    private Map<Long, String> exchange(List<Long> ids) {
        var source = outlets.getIfAvailable();
        return source == null ? Map.of() : source.of(ids);
    }

    /** Acts are kept under the user name; people know each other by name. {@code names} remembers those asked for. */
    private String nameOf(String username, Map<String, String> names) {
        return names.computeIfAbsent(
                username,
                asked -> accounts.findByUsername(asked).map(Actor::displayName).orElse(asked));
    }

    private View view(
            Actor actor, ResultPublication row, Map<Long, String> exchange, Map<String, String> names, boolean whole) {
        var history = store.history(row.key());
        var mayAmend =
                actor.has(Role.REVIEWER) && actor.departmentId() != null && actor.departmentId() == row.departmentId();
        return new View(
                row.key(),
                row.version(),
                row.status().name(),
                row.status().label(),
                mayAmend
                        ? PublicationLife.TABLE.allowed(row.status()).stream()
                                .map(Enum::name)
                                .toList()
                        : List.of(),
                row.planId(),
                row.sectionId(),
                row.departmentId(),
                row.subjectId(),
                row.objectName(),
                row.creditCode(),
                row.departmentName(),
                row.outboundId(),
                row.resultCode(),
                row.resultText(),
                row.publishedAt(),
                nameOf(row.publishedBy(), names),
                "/results/" + row.key(),
                history.get(0).reason(),
                exchange.getOrDefault(row.key(), "NONE"),
                whole ? store.items(row.key(), row.revision()) : null,
                whole
                        ? history.stream()
                                .map(e -> new HistoryEntry(
                                        e.at(),
                                        nameOf(e.by(), names),
                                        e.act(),
                                        ACTS.getOrDefault(e.act(), e.act()) + "：" + e.resultText(),
                                        e.reason()))
                                .toList()
                        : null);
    }
}
