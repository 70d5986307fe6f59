package org.mingchou.exchange.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What is owed to one outlet for one published result.
 *
 * @param sendNo counts what went out under this outbound id, from 1; receipts name it, so that an answer to an earlier
 *     sending is not taken for one to the present payload
 * @param attempts failed attempts since the row was last queued
 */
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
        String operation,
        int revision,
        String payload,
        String payloadSha256,
        OutboxState status,
        int sendNo,
        int attempts,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String receiptId,
        @Nullable String lastError,
        Instant createdAt) {

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
        return with(
                OutboxAct.SEND,
                payload,
                payloadSha256,
                operation,
                revision,
                sendNo + 1,
                attempts,
                at,
                null,
                null,
                null);
    }

    /** The state stays, the next attempt moves away; after the last one it waits for a person. */
    OutboxMessage failed(String error, Instant at) {
        if (attempts >= BACK_OFF.size()) {
            return with(
                    OutboxAct.GIVE_UP,
                    payload,
                    payloadSha256,
                    operation,
                    revision,
                    sendNo,
                    attempts + 1,
                    at,
                    null,
                    null,
                    error);
        }
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
                operation,
                revision,
                payload,
                payloadSha256,
                status,
                sendNo,
                attempts + 1,
                at,
                at.plus(BACK_OFF.get(attempts)),
                receiptId,
                error,
                createdAt);
    }

    OutboxMessage accepted(String receipt) {
        return with(
                OutboxAct.ACCEPT,
                payload,
                payloadSha256,
                operation,
                revision,
                sendNo,
                attempts,
                lastAttemptAt,
                null,
                receipt,
                null);
    }

    OutboxMessage refused(String receipt, String reason) {
        return with(
                OutboxAct.REFUSE,
                payload,
                payloadSha256,
                operation,
                revision,
                sendNo,
                attempts,
                lastAttemptAt,
                null,
                receipt,
                reason);
    }

    OutboxMessage retry(Instant at) {
        return with(
                OutboxAct.RETRY,
                payload,
                payloadSha256,
                operation,
                revision,
                sendNo,
                0,
                lastAttemptAt,
                at,
                receiptId,
                lastError);
    }

    OutboxMessage replace(String nextOperation, int nextRevision, String nextPayload, String digest, Instant at) {
        return with(
                OutboxAct.REPLACE,
                nextPayload,
                digest,
                nextOperation,
                nextRevision,
                sendNo,
                0,
                lastAttemptAt,
                at,
                null,
                null);
    }

    /** The same row with its payload made anew; only while it waits to be sent. */
    OutboxMessage worded(String nextPayload, String digest) {
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
                operation,
                revision,
                nextPayload,
                digest,
                status,
                sendNo,
                attempts,
                lastAttemptAt,
                nextAttemptAt,
                receiptId,
                lastError,
                createdAt);
    }

    private OutboxMessage with(
            OutboxAct act,
            String nextPayload,
            String digest,
            String nextOperation,
            int nextRevision,
            int nextSendNo,
            int nextAttempts,
            @Nullable Instant attemptedAt,
            @Nullable Instant dueAt,
            @Nullable String receipt,
            @Nullable String error) {
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
                nextOperation,
                nextRevision,
                nextPayload,
                digest,
                OutboxLife.TABLE.apply(status, act),
                nextSendNo,
                nextAttempts,
                attemptedAt,
                dueAt,
                receipt,
                error,
                createdAt);
    }
}
