package org.mingchou.draw.internal;

import static org.mingchou.shared.Role.Names.PLANNER;

import jakarta.annotation.security.RolesAllowed;
import org.mingchou.shared.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PreFreezeController {

    private final PreFreezeChecks checks;

    PreFreezeController(PreFreezeChecks checks) {
        this.checks = checks;
    }

    @RolesAllowed(PLANNER)
    @GetMapping("/api/plans/{planId}/pre-freeze")
    PreFreeze check(@PathVariable long planId, Actor actor) {
        return checks.check(actor, planId);
    }
}
