package org.mingchou.inspection.internal;

import java.util.List;
import java.util.Map;
import org.mingchou.dispatch.AssignmentsDropped;
import org.mingchou.shared.Problem;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An object that left the draw is not visited any more; a visit that has begun is ended at the gate instead. */
@Component
class LeaveVisit {

    private final VisitRepository visits;
    private final SectionRepository sections;
    private final VisitAccess access;
    private final VisitHistory history;
    private final JdbcClient jdbc;

    LeaveVisit(
            VisitRepository visits,
            SectionRepository sections,
            VisitAccess access,
            VisitHistory history,
            JdbcClient jdbc) {
        this.visits = visits;
        this.sections = sections;
        this.access = access;
        this.history = history;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional
    public void on(AssignmentsDropped event) {
        if (event.assignmentIds().isEmpty()) {
            return;
        }
        var left = sections.findAllById(ids(event));
        for (var section : left) {
            var visit = visits.findById(section.visitId()).orElseThrow();
            if (!VisitLife.TABLE.allows(visit.state(), VisitAct.CANCEL)) {
                throw Problem.conflict(
                        "visit-begun",
                        visit.object().name() + " 的检查目前为“" + visit.state().label()
                                + "”，不能再退出名单。确实找不到企业的，请执法人员在现场记录“无法联系”。");
            }
            sections.save(section.cancelled());
        }
        for (var visitId : left.stream().map(Section::visitId).distinct().toList()) {
            if (access.live(visitId).isEmpty()) {
                var visit = visits.save(visits.findById(visitId).orElseThrow().cancel());
                history.recordFollowing(
                        "cancel-visit", visit, VisitAct.CANCEL.name(), "检查对象退出抽查名单", Map.of("code", event.code()));
            }
        }
    }

    private List<Long> ids(AssignmentsDropped event) {
        return jdbc.sql("SELECT id FROM inspection.section WHERE assignment_id IN (:ids) AND state <> 'CANCELLED'")
                .param("ids", event.assignmentIds())
                .query(Long.class)
                .list();
    }
}
