package org.mingchou.inspection.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the enterprise took note of the sheet. Never changed; a returned section that turned worse asks for another one.
 */
@Component
class Acknowledgements {

    /** @param kind {@code SIGNED} or {@code REFUSED} */
    record Row(
            String kind,
            @Nullable String signerName,
            @Nullable String signerRole,
            @Nullable String imageSha256,
            @Nullable String reason,
            @Nullable String witnessName,
            Instant recordedAt) {}

    private final JdbcClient jdbc;

    Acknowledgements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest one, which counts. */
    Optional<Row> find(long visitId) {
        return all(visitId).stream().reduce((older, newer) -> newer);
    }

    /** Oldest first. */
    List<Row> all(long visitId) {
        return jdbc.sql("""
                SELECT kind, signer_name, signer_role, image_sha256, reason, witness_name, recorded_at
                FROM inspection.acknowledgement WHERE visit_id = :id ORDER BY id""").param("id", visitId).query(Row.class).list();
    }

    void signed(Visit visit, String name, String role, String image, Actor actor, Instant at) {
        insert(visit, "SIGNED", name, role, image, null, null, actor, at);
    }

    void refused(Visit visit, String reason, String witness, Actor actor, Instant at) {
        insert(visit, "REFUSED", null, null, null, reason, witness, actor, at);
    }

    private void insert(
            Visit visit,
            String kind,
            @Nullable String name,
            @Nullable String role,
            @Nullable String image,
            @Nullable String reason,
            @Nullable String witness,
            Actor actor,
            Instant at) {
        jdbc.sql("""
                INSERT INTO inspection.acknowledgement (region_code, visit_id, kind, signer_name, signer_role,
                    image_sha256, reason, witness_name, recorded_by, recorded_at, results_up_to)
                VALUES (:region, :visit, :kind, :name, :role, :image, :reason, :witness, :by, :at,
                    (SELECT coalesce(max(r.id), 0) FROM inspection.item_result r
                     JOIN inspection.section s ON s.id = r.section_id WHERE s.visit_id = :visit))""")
                .param("region", visit.regionCode())
                .param("visit", visit.key())
                .param("kind", kind)
                .param("name", name)
                .param("role", role)
                .param("image", image)
                .param("reason", reason)
                .param("witness", witness)
                .param("by", actor.accountId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
