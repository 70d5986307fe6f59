package org.mingchou.inspection.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers as revisions: an answer is never changed, only followed by another. */
@Component
class ItemResults {

    record Row(
            long sectionId,
            long itemVersionId,
            int revision,
            Outcome outcome,
            @Nullable String finding,
            @Nullable String handling,
            @Nullable Measure measure,
            @Nullable String reason,
            String evidence,
            long recordedBy,
            String recordedByName,
            Instant recordedAt) {

        List<String> evidenceNames() {
            return evidence.lines().toList();
        }

        boolean says(Answer answer) {
            return saysWithoutEvidence(answer) && evidenceNames().equals(answer.evidence());
        }

        boolean saysWithoutEvidence(Answer answer) {
            return outcome == answer.outcome()
                    && java.util.Objects.equals(finding, answer.finding())
                    && java.util.Objects.equals(handling, answer.handling())
                    && measure == answer.measure()
                    && java.util.Objects.equals(reason, answer.reason());
        }
    }

    private final JdbcClient jdbc;

    ItemResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(Section section, Answer answer, int revision, Actor actor, Instant at) {
        jdbc.sql("""
                INSERT INTO inspection.item_result (region_code, section_id, item_version_id, revision, outcome, finding,
                    handling, measure, reason, evidence, recorded_by, recorded_by_name, recorded_at)
                VALUES (:region, :section, :item, :revision, :outcome, :finding, :handling, :measure, :reason, :evidence,
                    :by, :byName, :at)""")
                .param("region", section.regionCode())
                .param("section", section.key())
                .param("item", answer.itemVersionId())
                .param("revision", revision)
                .param("outcome", answer.outcome().name())
                .param("finding", answer.finding())
                .param("handling", answer.handling())
                .param(
                        "measure",
                        answer.measure() == null ? null : answer.measure().name())
                .param("reason", answer.reason())
                .param("evidence", String.join("\n", answer.evidence()))
                .param("by", actor.accountId())
                .param("byName", actor.displayName())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest answer per section and item. */
    Map<Long, Map<Long, Row>> latest(Collection<Long> sectionIds) {
        if (sectionIds.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("""
                SELECT section_id, item_version_id, revision, outcome, finding, handling, measure, reason, evidence,
                       recorded_by, recorded_by_name, recorded_at
                FROM inspection.latest_result WHERE section_id IN (:ids)""").param("ids", sectionIds).query(Row.class).list().stream()
                .collect(Collectors.groupingBy(Row::sectionId, Collectors.toMap(Row::itemVersionId, row -> row)));
    }

    Map<Long, Row> latestOf(long sectionId) {
        return latest(List.of(sectionId)).getOrDefault(sectionId, Map.of());
    }

    /** Everyone who ever wrote an answer of this section. */
    List<Long> fillers(long sectionId) {
        return jdbc.sql("SELECT DISTINCT recorded_by FROM inspection.item_result WHERE section_id = :id")
                .param("id", sectionId)
                .query(Long.class)
                .list();
    }
}
