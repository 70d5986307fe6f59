package org.mingchou.draw.internal;

import org.mingchou.sampler.Params;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Component;

/**
 * Who may see frame, tiers and tickets: the parties, the planner who runs the draw, the supervisor; and everybody, once
 * a draw whose opening says so has its result.
 */
@Component
class DrawAccess {

    private final Parties parties;
    private final DrawFiles files;

    DrawAccess(Parties parties, DrawFiles files) {
        this.parties = parties;
        this.files = files;
    }

    /** What its opening binds: the whole certificate is for everybody, and nothing of it is sealed. */
    @Clause("抽取规范 §3.7 audience=public、mode=open")
    boolean openToAll(Draw draw) {
        if (draw.opening() == null) {
            return false;
        }
        var params = files.params(draw);
        return params.audience() == Params.Audience.PUBLIC && params.mode() == Params.Mode.OPEN;
    }

    void requireOpenToAll(Draw draw) {
        if (draw.opening() != null && !openToAll(draw)) {
            throw Problem.notAllowed("parties-only", "这次抽取的完整证书只向当事方、牵头部门计划员和司法行政监督员提供。请在抽取的页面下载公开版证书。");
        }
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
