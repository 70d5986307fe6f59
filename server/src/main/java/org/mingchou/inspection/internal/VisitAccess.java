package org.mingchou.inspection.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.SealedNames;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds visits and sections within a person's scope: a row outside it does not exist. */
@Component
class VisitAccess {

    /**
     * Whoever supervises sees the region; staff of the lead department and of a department with a section see the visit;
     * an officer sees the visits of his own groups only, and those late.
     */
    static final String VISIBLE = """
            v.region_code = :region AND (:supervisor
              OR (:staff AND (v.lead_department_id = CAST(:own AS bigint)
                OR EXISTS (SELECT FROM inspection.section o
                  WHERE o.visit_id = v.id AND o.department_id = CAST(:own AS bigint))))
              OR (:officer AND EXISTS (SELECT FROM inspection.section o
                JOIN inspection.section_member m ON m.section_id = o.id
                WHERE o.visit_id = v.id AND m.account_id = :account)))""";

    private final VisitRepository visits;
    private final SectionRepository sections;
    private final SheetRows sheet;
    private final JdbcClient jdbc;
    private final SealedNames sealed;

    VisitAccess(
            VisitRepository visits, SectionRepository sections, SheetRows sheet, JdbcClient jdbc, SealedNames sealed) {
        this.sealed = sealed;
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
        return visits.findById(id).filter(v -> readable(v.key(), actor)).orElseThrow(() -> Problem.notFound("这次检查"));
    }

    /** The parameters of {@link #VISIBLE}. */
    static Map<String, @Nullable Object> scope(Actor actor) {
        var params = new LinkedHashMap<String, @Nullable Object>();
        params.put("region", actor.regionCode());
        params.put("supervisor", actor.has(Role.SUPERVISOR));
        params.put("staff", staff(actor));
        params.put("officer", actor.has(Role.OFFICER));
        params.put("own", actor.departmentId());
        params.put("account", actor.accountId());
        return params;
    }

    /**
     * To be called before names are shown. An officer who reads the visits of his own groups is named by the matching,
     * not as one who had the list.
     */
    void reading(Collection<Section> shown, Actor actor) {
        if (actor.has(Role.SUPERVISOR) || staff(actor)) {
            sealed.read(actor, shown.stream().map(s -> s.task().planId()).toList());
        }
    }

    private static boolean staff(Actor actor) {
        return actor.hasAny(Role.PLANNER, Role.DEPARTMENT_ADMIN, Role.APPROVER, Role.REVIEWER, Role.FOLLOWUP_HANDLER);
    }

    private boolean readable(long visitId, Actor actor) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM inspection.visit v WHERE v.id = :visit AND " + VISIBLE + ")")
                .params(scope(actor))
                .param("visit", visitId)
                .query(Boolean.class)
                .single();
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
                .filter(s -> readable(s.visitId(), actor))
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
