package org.mingchou.draw.internal;

import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Component;

/** Who may see frame, tiers and tickets: the parties, the planner who runs the draw, the supervisor. */
@Component
class DrawAccess {

    private final Parties parties;

    DrawAccess(Parties parties) {
        this.parties = parties;
    }

    @Clause("抽取规范 §3.7 audience=parties")
    boolean inside(Draw draw, Actor actor) {
        var runs = actor.has(Role.PLANNER)
                && actor.departmentId() != null
                && actor.departmentId() == draw.leadDepartmentId();
        return runs || actor.has(Role.SUPERVISOR) || parties.isParty(draw.key(), actor);
    }

    void requireInside(Draw draw, Actor actor) {
        if (!inside(draw, actor)) {
            throw Problem.notAllowed("parties-only", "完整名单和证书只向这次抽取的当事方、牵头部门计划员和司法行政监督员提供。");
        }
    }
}
