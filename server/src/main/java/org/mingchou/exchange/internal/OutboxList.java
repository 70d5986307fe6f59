package org.mingchou.exchange.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.publication.OutletStatus;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox as people see it, within the actor's region. */
@Component
class OutboxList implements OutletStatus {

    /** @param attempts how often it was tried to send, whether it went out or not */
    record Row(
            long id,
            long version,
            String messageId,
            String target,
            long publicationId,
            String subjectName,
            String departmentName,
            String kind,
            String status,
            String statusLabel,
            int sendNo,
            int attempts,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            @Nullable String receiptNo,
            @Nullable String lastError,
            Instant createdAt,
            List<String> allowedActions) {}

    private static final String WHERE = """
             FROM exchange.outbox_message m
            WHERE m.region_code = :region
              AND (:status::text IS NULL OR m.status = :status)
              AND (:planId::bigint IS NULL OR m.plan_id = :planId)
              AND (:q = '' OR position(:q IN m.object_name) > 0 OR m.outbound_id = :q)""";

    private final OutboxMessages messages;
    private final JdbcClient jdbc;

    OutboxList(OutboxMessages messages, JdbcClient jdbc) {
        this.messages = messages;
        this.jdbc = jdbc;
    }

    Page<Row> page(Actor actor, @Nullable OutboxState status, @Nullable Long planId, String q, Paging paging) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("region", actor.regionCode());
        params.put("status", status == null ? null : status.name());
        params.put("planId", planId);
        params.put("q", q.strip());
        var total = jdbc.sql("SELECT count(*)" + WHERE)
                .params(params)
                .query(Long.class)
                .single();
        params.put("limit", paging.size());
        params.put("offset", paging.offset());
        var ids = jdbc.sql("SELECT m.id" + WHERE + " ORDER BY m.id DESC LIMIT :limit OFFSET :offset")
                .params(params)
                .query(Long.class)
                .list();
        var attempts = attempts(ids);
        var rows = ids.stream()
                .map(id -> row(actor, messages.findById(id).orElseThrow(), attempts.getOrDefault(id, 0)))
                .toList();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    Row one(Actor actor, long id) {
        var message = messages.findById(id).orElseThrow(() -> Problem.notFound("待交换报文"));
        actor.requireRegion(message.regionCode(), "待交换报文");
        return row(actor, message, attempts(List.of(id)).getOrDefault(id, 0));
    }

    @Override
    public Map<Long, String> of(Collection<Long> publicationIds) {
        record Status(long publicationId, String status) {}
        var result = new HashMap<Long, String>();
        if (!publicationIds.isEmpty()) {
            jdbc.sql("SELECT publication_id, status FROM exchange.outbox_message WHERE publication_id IN (:ids)")
                    .param("ids", publicationIds)
                    .query(Status.class)
                    .list()
                    .forEach(s -> result.put(s.publicationId(), s.status()));
        }
        return result;
    }

    private Map<Long, Integer> attempts(Collection<Long> ids) {
        record Count(long messageId, int count) {}
        var result = new HashMap<Long, Integer>();
        if (!ids.isEmpty()) {
            jdbc.sql(
                            "SELECT message_id, count(*) AS count FROM exchange.sending WHERE message_id IN (:ids) GROUP BY message_id")
                    .param("ids", ids)
                    .query(Count.class)
                    .list()
                    .forEach(c -> result.put(c.messageId(), c.count()));
        }
        return result;
    }

    private static Row row(Actor actor, OutboxMessage m, int attempts) {
        var mayRetry =
                actor.hasAny(Role.PLANNER, Role.SYSTEM_ADMIN) && OutboxLife.TABLE.allows(m.status(), OutboxAct.RETRY);
        return new Row(
                m.key(),
                m.version(),
                m.outboundId(),
                m.outlet(),
                m.publicationId(),
                m.objectName(),
                m.departmentName(),
                m.content().operation(),
                m.status().name(),
                m.status().label(),
                m.delivery().sendNo(),
                attempts,
                m.delivery().lastAttemptAt(),
                m.delivery().nextAttemptAt(),
                m.delivery().receiptId(),
                m.delivery().lastError(),
                m.createdAt(),
                mayRetry ? List.of(OutboxAct.RETRY.name()) : List.of());
    }
}
