package org.mingchou.inspection.internal;

import java.time.ZoneOffset;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 现场解答疑难问题: what the enterprise asked and what it was told. */
@Service
class RecordConsultation {

    record Consultation(String question, String answer) {}

    private final VisitAccess access;
    private final VisitRepository visits;
    private final Acknowledgements acknowledgements;
    private final ClientWrites writes;
    private final VisitHistory history;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    RecordConsultation(
            VisitAccess access,
            VisitRepository visits,
            Acknowledgements acknowledgements,
            ClientWrites writes,
            VisitHistory history,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.access = access;
        this.visits = visits;
        this.acknowledgements = acknowledgements;
        this.writes = writes;
        this.history = history;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Transactional
    public void record(long visitId, Consultation consultation, String clientId, Actor actor) {
        var visit = access.visitHeld(visitId, actor);
        access.requireSeat(visit, actor);
        if (!writes.first(actor, clientId, "consult visit/" + visitId, consultation)) {
            return;
        }
        var next = visit.during(VisitAct.CONSULT);
        if (acknowledgements.find(visitId).isPresent()) {
            throw Problem.conflict("sheet-acknowledged", "企业已签字或已记录拒签，检查表不再增加咨询记录。");
        }
        visits.save(next);
        jdbc.sql("""
                INSERT INTO inspection.consultation (region_code, visit_id, department_id, question, answer, recorded_by,
                    recorded_by_name, recorded_at)
                VALUES (:region, :visit, :department, :question, :answer, :by, :byName, :at)""")
                .param("region", visit.regionCode())
                .param("visit", visitId)
                .param("department", actor.requireDepartment())
                .param("question", consultation.question().strip())
                .param("answer", consultation.answer().strip())
                .param("by", actor.accountId())
                .param("byName", actor.displayName())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        history.record(actor, "record-consultation", visit, VisitAct.CONSULT, null, Map.of());
    }
}
