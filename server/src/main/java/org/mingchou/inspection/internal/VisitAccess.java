package org.mingchou.inspection.internal;

import java.util.List;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds visits and sections within a person's scope: another region's row does not exist. */
@Component
class VisitAccess {

    private final VisitRepository visits;
    private final SectionRepository sections;
    private final SheetRows sheet;
    private final JdbcClient jdbc;

    VisitAccess(VisitRepository visits, SectionRepository sections, SheetRows sheet, JdbcClient jdbc) {
        this.visits = visits;
        this.sections = sections;
        this.sheet = sheet;
        this.jdbc = jdbc;
    }

    /** For acts at the gate, where several phones write at once: they come one after the other. */
    Visit visitHeld(long id, Actor actor) {
        jdbc.sql("SELECT id FROM inspection.visit WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
        return visit(id, actor);
    }

    Visit visit(long id, Actor actor) {
        return visits.findById(id)
                .filter(v -> v.regionCode().equals(actor.regionCode()))
                .orElseThrow(() -> Problem.notFound("这次检查"));
    }

    /** For the department that schedules: 牵头部门统一安排检查日程. */
    Visit visitLedBy(long id, Actor actor) {
        var visit = visit(id, actor);
        if (actor.requireDepartment() != visit.leadDepartmentId()) {
            throw Problem.notAllowed("other-department", "检查日程、审批和通知由牵头部门统一办理，请由牵头部门的账号操作。");
        }
        return visit;
    }

    Section section(long id, Actor actor) {
        return sections.findById(id)
                .filter(s -> s.regionCode().equals(actor.regionCode()))
                .orElseThrow(() -> Problem.notFound("这份部门检查记录"));
    }

    /** Sections of a visit that are not cancelled. */
    List<Section> live(long visitId) {
        return sections.findByVisitIdOrderById(visitId).stream()
                .filter(s -> s.state() != SectionState.CANCELLED)
                .toList();
    }

    boolean member(Section section, Actor actor) {
        return sheet.membersOf(section.key()).stream().anyMatch(m -> m.is(actor.accountId()));
    }

    /** The sections in which the actor holds a seat. */
    List<Section> requireSeat(Visit visit, Actor actor) {
        var own = live(visit.key()).stream().filter(s -> member(s, actor)).toList();
        if (own.isEmpty()) {
            throw Problem.notAllowed("not-a-member", "您不是这次检查的执法人员。请由匹配编组确定的执法人员办理；确需换人的，请部门管理员办理替换。");
        }
        return own;
    }

    void requireSeat(Section section, Actor actor) {
        if (!member(section, actor)) {
            throw Problem.notAllowed("not-a-member", "您不是这份记录的执法人员。请由本部门编组内的执法人员填写和提交。");
        }
    }
}
