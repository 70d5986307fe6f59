package org.mingchou.exchange.internal;

import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/exchange")
class ExchangeController {

    private final OutboxList list;
    private final Reconciliation reconciliation;
    private final QueueResult queue;
    private final ExchangeRound round;
    private final AuditTrail audit;

    ExchangeController(
            OutboxList list, Reconciliation reconciliation, QueueResult queue, ExchangeRound round, AuditTrail audit) {
        this.list = list;
        this.reconciliation = reconciliation;
        this.queue = queue;
        this.round = round;
        this.audit = audit;
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.REVIEWER, Role.Names.SYSTEM_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/outbox")
    Page<OutboxList.Row> outbox(
            @RequestParam(required = false) @Nullable OutboxState status,
            @RequestParam(required = false) @Nullable Long planId,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size,
            Actor actor) {
        return list.page(actor, status, planId, q, new Paging(page, size));
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.REVIEWER, Role.Names.SYSTEM_ADMIN, Role.Names.SUPERVISOR})
    @GetMapping("/reconciliation")
    Reconciliation.Report reconciliation(@RequestParam(required = false) @Nullable Long planId, Actor actor) {
        return reconciliation.report(actor.regionCode(), planId);
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.SYSTEM_ADMIN})
    @PostMapping("/outbox/{id}/retry")
    OutboxList.Row retry(@PathVariable long id, Actor actor) {
        queue.retry(actor, id);
        return list.one(actor, id);
    }

    @RolesAllowed({Role.Names.PLANNER, Role.Names.SYSTEM_ADMIN})
    @PostMapping("/run")
    ExchangeRound.Outcome run(Actor actor) {
        var outcome = round.run();
        audit.record(
                actor, "run-exchange", "exchange/gsxt", Map.of("sent", outcome.sent(), "accepted", outcome.accepted()));
        return outcome;
    }
}
