package org.mingchou.publication.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.publication.Publications;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a publication with its items and its history, and reads it back for other modules. */
@Component
class PublicationStore implements Publications {

    record Item(@Nullable Long itemVersionId, String itemName, String resultCode, String resultText) {}

    /** One line of the history, newest first. */
    record Entry(
            Instant at,
            String by,
            String act,
            String resultText,
            @Nullable String reason) {}

    private final ResultPublications rows;
    private final JdbcClient jdbc;

    PublicationStore(ResultPublications rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    Optional<ResultPublication> ofSection(long sectionId) {
        return rows.findBySectionId(sectionId);
    }

    Optional<ResultPublication> find(long id) {
        return rows.findById(id);
    }

    ResultPublication insert(ResultPublication fresh, List<Item> items) {
        var stored = rows.save(fresh);
        insertItems(stored, items);
        note(stored, "PUBLISH", null, fresh.publishedBy(), fresh.publishedAt());
        return stored;
    }

    ResultPublication save(ResultPublication next, List<Item> items, String act, String reason, String by, Instant at) {
        var stored = rows.save(next);
        insertItems(stored, items);
        note(stored, act, reason, by, at);
        return stored;
    }

    int nextSerial(String regionCode, LocalDate day) {
        return jdbc.sql("""
                INSERT INTO publication.outbound_serial (region_code, day, last) VALUES (:region, :day, 1)
                ON CONFLICT (region_code, day) DO UPDATE SET last = outbound_serial.last + 1
                RETURNING last""")
                .param("region", regionCode)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    List<Item> items(long publicationId, int revision) {
        return jdbc.sql("""
                SELECT item_version_id, item_name, result_code, result_text FROM publication.published_item
                WHERE publication_id = :id AND revision = :revision ORDER BY ordinal""")
                .param("id", publicationId)
                .param("revision", revision)
                .query(Item.class)
                .list();
    }

    List<Entry> history(long publicationId) {
        return jdbc.sql("""
                SELECT acted_at AS at, acted_by AS by, act, result_text, reason FROM publication.publication_act
                WHERE publication_id = :id ORDER BY id DESC""").param("id", publicationId).query(Entry.class).list();
    }

    @Override
    public Publication require(long publicationId) {
        return rows.findById(publicationId).map(this::toPublication).orElseThrow(() -> Problem.notFound("公示结果"));
    }

    @Override
    public boolean standsForVisit(long visitId) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM publication.publication WHERE visit_id = :visit AND status <> 'WITHDRAWN')""").param("visit", visitId).query(Boolean.class).single();
    }

    Publication toPublication(ResultPublication row) {
        return new Publication(
                row.key(),
                row.sectionId(),
                row.planId(),
                row.regionCode(),
                row.outboundId(),
                row.revision(),
                row.planTitle(),
                row.departmentName(),
                row.objectDrawId(),
                row.objectName(),
                row.creditCode(),
                row.inspectedOn(),
                row.publishedAt(),
                row.status().name(),
                row.dictionaryVersion(),
                row.resultCode(),
                row.resultText(),
                items(row.key(), row.revision()).stream()
                        .map(i -> new PublishedItem(i.itemName(), i.resultCode(), i.resultText()))
                        .toList());
    }

    private void insertItems(ResultPublication row, List<Item> items) {
        int ordinal = 1;
        for (var item : items) {
            jdbc.sql("""
                    INSERT INTO publication.published_item
                        (publication_id, revision, ordinal, item_version_id, item_name, result_code, result_text)
                    VALUES (:id, :revision, :ordinal, :itemVersionId, :itemName, :code, :text)""")
                    .param("id", row.key())
                    .param("revision", row.revision())
                    .param("ordinal", ordinal++)
                    .param("itemVersionId", item.itemVersionId())
                    .param("itemName", item.itemName())
                    .param("code", item.resultCode())
                    .param("text", item.resultText())
                    .update();
        }
    }

    private void note(ResultPublication row, String act, @Nullable String reason, String by, Instant at) {
        jdbc.sql("""
                INSERT INTO publication.publication_act
                    (publication_id, revision, act, result_text, reason, acted_by, acted_at)
                VALUES (:id, :revision, :act, :text, :reason, :by, :at)""")
                .param("id", row.key())
                .param("revision", row.revision())
                .param("act", act)
                .param("text", row.resultText())
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
