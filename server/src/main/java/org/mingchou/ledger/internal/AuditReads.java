package org.mingchou.ledger.internal;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.internal.TrailNames.ActName;
import org.mingchou.ledger.internal.TrailNames.Detail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.shared.Role;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The audit trail of the own region, for people: what was done under names, the details as a list. */
@RestController
class AuditReads {

    record ActRow(
            long index,
            Instant recordedAt,
            String actor,
            String act,
            String actLabel,
            String subject,
            String subjectLabel,
            JsonNode detail,
            List<Detail> details) {}

    private static final String FROM = """
             FROM ledger.act WHERE region_code = :region AND (:actor = '' OR actor = :actor)
              AND (:act = '' OR act = :act) AND (:subject = '' OR subject = :subject)
              AND (:from::timestamptz IS NULL OR recorded_at >= :from)
              AND (:until::timestamptz IS NULL OR recorded_at < :until)
            """;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 12, 31);

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final TrailNames names;

    AuditReads(JdbcClient jdbc, ObjectMapper json, TrailNames names) {
        this.jdbc = jdbc;
        this.json = json;
        this.names = names;
    }

    /** What may have been done: codes and what they are called. */
    @RolesAllowed({Role.Names.AUDIT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/api/audit/acts")
    List<ActName> actNames() {
        return names.acts();
    }

    /**
     * Newest first.
     *
     * @param act code or label
     * @param from first day, of Shanghai
     * @param to last day, of Shanghai
     */
    @RolesAllowed({Role.Names.AUDIT_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/api/audit")
    Page<ActRow> acts(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Actor reader) {
        requireRange(from, to);
        var paging = new Paging(page, size);
        Map<String, @Nullable Object> params = new HashMap<>();
        params.put("region", reader.regionCode());
        params.put("actor", actor.strip());
        params.put("act", names.code(act.strip()));
        params.put("subject", subject.strip());
        params.put("from", from == null ? null : midnight(from));
        params.put("until", to == null ? null : midnight(to.plusDays(1)));
        var total = jdbc.sql("SELECT count(*)" + FROM)
                .params(params)
                .query(Long.class)
                .single();
        params.put("size", paging.size());
        params.put("offset", paging.offset());
        var rows = jdbc.sql("SELECT index, recorded_at, actor, act, subject, detail" + FROM
                        + " ORDER BY index DESC LIMIT :size OFFSET :offset")
                .params(params)
                .query((rs, n) -> row(
                        rs.getLong("index"),
                        rs.getTimestamp("recorded_at").toInstant(),
                        rs.getString("actor"),
                        rs.getString("act"),
                        rs.getString("subject"),
                        json.readTree(rs.getString("detail"))))
                .list();
        return new Page<>(rows, total, paging.page(), paging.size());
    }

    private ActRow row(long index, Instant at, String actor, String act, String subject, JsonNode detail) {
        return new ActRow(
                index,
                at,
                actor,
                act,
                names.act(act),
                subject,
                names.subject(subject),
                detail,
                names.details(subject, detail));
    }

    private static void requireRange(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && (from.isBefore(EARLIEST) || from.isAfter(LATEST))) {
            throw Problem.fields(List.of(new FieldError("from", "开始日期须在 2000 年至 2200 年之间，请改正。")));
        }
        if (to != null && (to.isBefore(EARLIEST) || to.isAfter(LATEST))) {
            throw Problem.fields(List.of(new FieldError("to", "结束日期须在 2000 年至 2200 年之间，请改正。")));
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.fields(List.of(new FieldError("to", "结束日期 " + to + " 早于开始日期 " + from + "，请改正。")));
        }
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(BusinessClock.ZONE).toOffsetDateTime();
    }
}
