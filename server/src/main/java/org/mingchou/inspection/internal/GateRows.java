package org.mingchou.inspection.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was written down at the gate, for reading. */
@Component
class GateRows {

    record Presence(
            long sectionId,
            String officerNo,
            String officerName,
            String certificateNo,
            @Nullable Double latitude,
            @Nullable Double longitude,
            Instant recordedAt) {}

    record Question(
            long id, long departmentId, String question, String answer, String recordedByName, Instant recordedAt) {}

    record Attempt(Instant attemptedAt, String note, String evidence) {}

    private final JdbcClient jdbc;

    GateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Presence> checkIns(long visitId) {
        return jdbc.sql("""
                SELECT section_id, officer_no, officer_name, certificate_no, latitude, longitude, recorded_at
                FROM inspection.check_in WHERE visit_id = :id ORDER BY id""").param("id", visitId).query(Presence.class).list();
    }

    List<Question> consultations(long visitId) {
        return jdbc.sql("""
                SELECT id, department_id, question, answer, recorded_by_name, recorded_at
                FROM inspection.consultation WHERE visit_id = :id ORDER BY id""").param("id", visitId).query(Question.class).list();
    }

    List<Attempt> attempts(long visitId) {
        return jdbc.sql("""
                SELECT attempted_at, note, evidence FROM inspection.contact_attempt
                WHERE visit_id = :id ORDER BY attempted_at""").param("id", visitId).query(Attempt.class).list();
    }
}
