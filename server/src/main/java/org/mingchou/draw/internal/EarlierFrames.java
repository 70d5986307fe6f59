package org.mingchou.draw.internal;

import java.util.Optional;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.springframework.stereotype.Component;

/** With which earlier draw the frame of a plan is compared. */
@Component
class EarlierFrames {

    /** How far back a draw of the same scope is looked for. */
    private static final int LOOK_BACK = 50;

    /** @param sameScope false when the agency never drew from this scope, so that the newest other draw stands in */
    record Earlier(Draw draw, boolean sameScope) {}

    private final DrawRecords draws;
    private final Plans plans;

    EarlierFrames(DrawRecords draws, Plans plans) {
        this.draws = draws;
        this.plans = plans;
    }

    /** The newest draw of the lead department that is not void, of the same scope where there is one. */
    Optional<Earlier> before(PlanSnapshot plan) {
        var candidates = draws.findByRegionCodeOrderByIdDesc(plan.regionCode()).stream()
                .filter(d -> d.planId() != plan.id()
                        && d.leadDepartmentId() == plan.leadDepartmentId()
                        && d.state() != DrawState.VOID)
                .limit(LOOK_BACK)
                .toList();
        var same = candidates.stream().filter(d -> sameScope(d, plan)).findFirst();
        return same.map(d -> new Earlier(d, true))
                .or(() -> candidates.stream().findFirst().map(d -> new Earlier(d, false)));
    }

    private boolean sameScope(Draw draw, PlanSnapshot plan) {
        var other = plans.require(draw.planId(), draw.regionCode());
        return other.scope().equals(plan.scope()) && other.tierScheme().equals(plan.tierScheme());
    }
}
