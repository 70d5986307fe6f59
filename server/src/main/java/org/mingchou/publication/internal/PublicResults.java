package org.mingchou.publication.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.DrawPublication;
import org.mingchou.shared.CreditCode;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Published results as anyone may read them. */
@Component
class PublicResults {

    /** One result; texts ready for people beside the values for programs. */
    record Line(
            long id,
            String outboundId,
            String regionCode,
            long planId,
            String planTitle,
            String departmentName,
            String objectName,
            @Nullable String creditCode,
            @Nullable String representative,
            LocalDate inspectedOn,
            Instant publishedAt,
            String status,
            int revision,
            String resultCode,
            String resultText) {

        public String statusLabel() {
            return PublicationState.valueOf(status).label();
        }

        /** A withdrawn result no longer says what it said. */
        public String shownResult() {
            return "WITHDRAWN".equals(status) ? "已撤下" : resultText;
        }

        public String tone() {
            return "WITHDRAWN".equals(status) ? "plain" : PublicResults.tone(resultCode);
        }

        public String inspectedText() {
            return Portal.day(inspectedOn);
        }

        public String publishedText() {
            return Portal.day(publishedAt);
        }

        /** 9 in the first place and 2 in the second mark a sole trader (GB 32100). */
        public String representativeRole() {
            return creditCode != null && creditCode.startsWith("92") ? "经营者" : "法定代表人";
        }
    }

    private static final String COLUMNS = """
            SELECT p.id, p.outbound_id, p.region_code, p.plan_id, p.plan_title, p.department_name, p.object_name,
                   p.credit_code, p.representative, p.inspected_on, p.published_at, p.status, p.revision,
                   p.result_code, p.result_text
            """;

    private static final String WHERE = """
             FROM publication.publication p
            WHERE p.region_code = :region AND NOT p.plan_id = ANY(:sealed)
              AND (:planId::bigint IS NULL OR p.plan_id = :planId)
              AND (:q = '' OR position(:q IN p.object_name) > 0 OR p.credit_code = :code)""";

    private final JdbcClient jdbc;
    private final DrawPublication publication;

    PublicResults(JdbcClient jdbc, DrawPublication publication) {
        this.jdbc = jdbc;
        this.publication = publication;
    }

    /** A result names an enterprise that was drawn: it waits until the names of its draw are open (§3.7). */
    private Long[] sealedPlans() {
        return publication.sealedPlans().toArray(Long[]::new);
    }

    /** As {@link #find}, for a stranger: nothing of a draw whose names are sealed. */
    Optional<Line> findOpen(long id) {
        return find(id).filter(line -> !publication.sealedPlans().contains(line.planId()));
    }

    Page<Line> page(String region, @Nullable Long planId, String q, Paging paging) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("region", region);
        params.put("sealed", sealedPlans());
        params.put("planId", planId);
        params.put("q", q.strip());
        params.put("code", CreditCode.fold(q));
        var total = jdbc.sql("SELECT count(*)" + WHERE)
                .params(params)
                .query(Long.class)
                .single();
        params.put("limit", paging.size());
        params.put("offset", paging.offset());
        var lines = jdbc.sql(COLUMNS + WHERE + " ORDER BY p.published_at DESC, p.id DESC LIMIT :limit OFFSET :offset")
                .params(params)
                .query(Line.class)
                .list();
        return new Page<>(lines, total, paging.page(), paging.size());
    }

    Optional<Line> find(long id) {
        return jdbc.sql(COLUMNS + " FROM publication.publication p WHERE p.id = :id")
                .param("id", id)
                .query(Line.class)
                .optional();
    }

    List<Line> ofVisit(long visitId) {
        return jdbc.sql(COLUMNS + " FROM publication.publication p WHERE p.visit_id = :visitId ORDER BY p.id")
                .param("visitId", visitId)
                .query(Line.class)
                .list();
    }

    long countOfPlan(long planId) {
        return jdbc.sql(
                        "SELECT count(*) FROM publication.publication WHERE plan_id = :planId AND status <> 'WITHDRAWN'")
                .param("planId", planId)
                .query(Long.class)
                .single();
    }

    static String tone(String resultCode) {
        return switch (resultCode) {
            case Wording.NO_PROBLEM -> "good";
            case Wording.NO_SUCH_ACTIVITY, Wording.NOT_CHECKED, Wording.ABSENT_WITH_REASON -> "plain";
            case Wording.ORDERED_TO_CORRECT -> "warn";
            default -> "bad";
        };
    }
}
