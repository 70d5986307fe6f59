package org.mingchou.exchange.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.publication.Publications;
import org.mingchou.publication.ResultCorrected;
import org.mingchou.publication.ResultPublished;
import org.mingchou.publication.ResultWithdrawn;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what is owed in the transaction that made it owed; sending is another matter. */
@Component
class QueueResult {

    private final OutboxMessages messages;
    private final Publications publications;
    private final Payload payload;
    private final Outlet outlet;
    private final BusinessClock clock;
    private final AuditTrail audit;

    QueueResult(
            OutboxMessages messages,
            Publications publications,
            Payload payload,
            Outlet outlet,
            BusinessClock clock,
            AuditTrail audit) {
        this.messages = messages;
        this.publications = publications;
        this.payload = payload;
        this.outlet = outlet;
        this.clock = clock;
        this.audit = audit;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ResultPublished event) {
        var p = publications.require(event.publicationId());
        var body = payload.of(p, outlet.name(), "PUBLISH");
        var now = clock.now();
        messages.save(new OutboxMessage(
                null,
                0,
                p.regionCode(),
                outlet.name(),
                p.id(),
                p.planId(),
                p.outboundId(),
                p.objectName(),
                p.departmentName(),
                new OutboxMessage.Content("PUBLISH", p.revision(), body, sha256(body)),
                OutboxState.PENDING,
                OutboxMessage.Delivery.dueAt(now),
                now));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ResultCorrected event) {
        replace(event.publicationId(), "CORRECT");
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ResultWithdrawn event) {
        replace(event.publicationId(), "WITHDRAW");
    }

    /** A person asks for one more try; the payload is made anew, so that a mended mapping takes effect. */
    @Transactional
    public void retry(Actor actor, long id) {
        var message = messages.findById(id).orElseThrow(() -> Problem.notFound("待交换报文"));
        actor.requireRegion(message.regionCode(), "待交换报文");
        var p = publications.require(message.publicationId());
        var body = payload.of(p, message.outlet(), message.content().operation());
        messages.save(message.retry(body, sha256(body), clock.now()));
        audit.record(
                actor,
                "retry-exchange",
                "outbox-message/" + id,
                Map.of(
                        "outboundId",
                        message.outboundId(),
                        "from",
                        message.status().name()));
    }

    private void replace(long publicationId, String operation) {
        var message = messages.findByOutletAndPublicationId(outlet.name(), publicationId)
                .orElseThrow(() -> new IllegalStateException("publication " + publicationId + " was never queued"));
        var p = publications.require(publicationId);
        var body = payload.of(p, outlet.name(), operation);
        messages.save(
                message.replace(new OutboxMessage.Content(operation, p.revision(), body, sha256(body)), clock.now()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
