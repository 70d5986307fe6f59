package org.mingchou.exchange.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/** What is owed to one outlet for one published result. */
@Table(schema = "exchange", name = "outbox_message")
record OutboxMessage(
        @Id @Nullable Long id,
        @Version long version,
        String regionCode,
        String outlet,
        long publicationId,
        long planId,
        String outboundId,
        String objectName,
        String departmentName,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Content content,
        OutboxState status,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Delivery delivery,
        Instant createdAt) {

    /** What is to be said: a correction or a withdrawal replaces it whole. */
    record Content(String operation, int revision, String payload, String payloadSha256) {}

    /**
     * How far the sending is.
     *
     * @param sendNo counts what went out under this outbound id, from 1; receipts name it, so that an answer to an
     *     earlier sending is not taken for one to the present payload
     * @param failures failed attempts since the row was last queued
     */
    record Delivery(
            int sendNo,
            @Column("attempts") int failures,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            @Nullable String receiptId,
            @Nullable String lastError) {

        static Delivery dueAt(Instant at) {
            return new Delivery(0, 0, null, at, null, null);
        }

        Delivery sent(Instant at) {
            return new Delivery(sendNo + 1, failures, at, null, null, null);
        }

        Delivery failed(String error, Instant at, @Nullable Instant next) {
            return new Delivery(sendNo, failures + 1, at, next, next == null ? null : receiptId, error);
        }

        Delivery answered(String receipt, @Nullable String reason) {
            return new Delivery(sendNo, failures, lastAttemptAt, null, receipt, reason);
        }

        /** The last answer stays readable until the next attempt. */
        Delivery again(Instant at) {
            return new Delivery(sendNo, 0, lastAttemptAt, at, receiptId, lastError);
        }

        Delivery anew(Instant at) {
            return new Delivery(sendNo, 0, lastAttemptAt, at, null, null);
        }
    }

    /** After the last of these the machine stops trying and a person is asked. */
    private static final List<Duration> BACK_OFF = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));

    long key() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    OutboxMessage sent(Instant at) {
        return with(after(OutboxAct.SEND), content, delivery.sent(at));
    }

    /** The state stays, the next attempt moves away; after the last one it waits for a person. */
    OutboxMessage failed(String error, Instant at) {
        if (delivery.failures() >= BACK_OFF.size()) {
            return with(after(OutboxAct.GIVE_UP), content, delivery.failed(error, at, null));
        }
        return with(status, content, delivery.failed(error, at, at.plus(BACK_OFF.get(delivery.failures()))));
    }

    OutboxMessage accepted(String receipt) {
        return with(after(OutboxAct.ACCEPT), content, delivery.answered(receipt, null));
    }

    OutboxMessage refused(String receipt, String reason) {
        return with(after(OutboxAct.REFUSE), content, delivery.answered(receipt, reason));
    }

    /** Once more by a person's wish, the payload made anew. */
    OutboxMessage retry(String payload, String digest, Instant at) {
        return with(
                after(OutboxAct.RETRY),
                new Content(content.operation(), content.revision(), payload, digest),
                delivery.again(at));
    }

    OutboxMessage replace(Content next, Instant at) {
        return with(after(OutboxAct.REPLACE), next, delivery.anew(at));
    }

    private OutboxState after(OutboxAct act) {
        return OutboxLife.TABLE.apply(status, act);
    }

    private OutboxMessage with(OutboxState nextStatus, Content nextContent, Delivery nextDelivery) {
        return new OutboxMessage(
                id,
                version,
                regionCode,
                outlet,
                publicationId,
                planId,
                outboundId,
                objectName,
                departmentName,
                nextContent,
                nextStatus,
                nextDelivery,
                createdAt);
    }
}
