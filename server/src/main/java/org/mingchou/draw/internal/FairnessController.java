package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.SUPERVISOR;

import jakarta.annotation.security.RolesAllowed;
import org.mingchou.draw.Fairness;
import org.mingchou.shared.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The whole table, tiers included, for the supervisor of the region. */
@RestController
class FairnessController {

    private final Fairness fairness;

    FairnessController(Fairness fairness) {
        this.fairness = fairness;
    }

    @RolesAllowed(SUPERVISOR)
    @GetMapping("/api/fairness")
    Fairness.Table table(Actor actor) {
        return fairness.fullTable(actor.regionCode());
    }
}
