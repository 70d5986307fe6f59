package org.mingchou.exchange.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 对账: what was published here against what the other side has acknowledged, counted from the stored rows. */
@Component
class Reconciliation {

    /**
     * One difference.
     *
     * @param difference MISSING 未送达, LATE 逾期未回执, REFUSED 对方拒收, EXTRA 回执对不上任何报文
     */
    record Difference(
            @Nullable Long publicationId,
            String outboundId,
            @Nullable String subjectName,
            @Nullable String departmentName,
            String ours,
            @Nullable String theirs,
            String difference) {}

    /**
     * @param published results of the region that are owed to the outlet
     * @param sent went out at least once; {@code acknowledged} have an answer to their last sending
     * @param missing never went out or waits to go out again
     */
    record Report(
            Instant at,
            long published,
            long sent,
            long acknowledged,
            long accepted,
            long pending,
            long awaiting,
            long refused,
            long failed,
            long missing,
            long unknownReceipts,
            List<Difference> rows) {}

    private record Counts(
            long published,
            long sent,
            long acknowledged,
            long accepted,
            long pending,
            long awaiting,
            long refused,
            long failed,
            long missing) {}

    /** An answer is expected by the next day; later it is listed as late. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final int MOST_ROWS = 500;

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    Reconciliation(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Report report(String regionCode, @Nullable Long planId) {
        var now = clock.now();
        var counts = jdbc.sql("""
                SELECT count(*) AS published,
                       count(*) FILTER (WHERE send_no > 0) AS sent,
                       count(*) FILTER (WHERE status IN ('ACCEPTED', 'REFUSED')) AS acknowledged,
                       count(*) FILTER (WHERE status = 'ACCEPTED') AS accepted,
                       count(*) FILTER (WHERE status = 'PENDING') AS pending,
                       count(*) FILTER (WHERE status = 'SENT') AS awaiting,
                       count(*) FILTER (WHERE status = 'REFUSED') AS refused,
                       count(*) FILTER (WHERE status = 'FAILED') AS failed,
                       count(*) FILTER (WHERE status IN ('PENDING', 'FAILED')) AS missing
                FROM exchange.outbox_message
                WHERE region_code = :region AND (:planId::bigint IS NULL OR plan_id = :planId)""")
                .param("region", regionCode)
                .param("planId", planId)
                .query(Counts.class)
                .single();
        var rows = jdbc.sql("""
                SELECT publication_id, outbound_id, object_name AS subject_name, department_name, operation AS ours,
                       CASE status WHEN 'REFUSED' THEN last_error END AS theirs,
                       CASE status WHEN 'REFUSED' THEN 'REFUSED' WHEN 'SENT' THEN 'LATE' ELSE 'MISSING' END AS difference
                FROM exchange.outbox_message
                WHERE region_code = :region AND (:planId::bigint IS NULL OR plan_id = :planId)
                  AND (status IN ('PENDING', 'FAILED', 'REFUSED') OR (status = 'SENT' AND last_attempt_at < :patience))
                UNION ALL
                SELECT NULL, outbound_id, NULL, NULL, '', outcome, 'EXTRA'
                FROM exchange.receipt
                WHERE message_id IS NULL AND starts_with(outbound_id, :region) AND :planId::bigint IS NULL
                ORDER BY outbound_id LIMIT :most""")
                .param("region", regionCode)
                .param("planId", planId)
                .param("patience", now.minus(PATIENCE).atOffset(ZoneOffset.UTC))
                .param("most", MOST_ROWS)
                .query(Difference.class)
                .list();
        var unknown = rows.stream().filter(r -> "EXTRA".equals(r.difference())).count();
        return new Report(
                now,
                counts.published(),
                counts.sent(),
                counts.acknowledged(),
                counts.accepted(),
                counts.pending(),
                counts.awaiting(),
                counts.refused(),
                counts.failed(),
                counts.missing(),
                unknown,
                rows);
    }
}
