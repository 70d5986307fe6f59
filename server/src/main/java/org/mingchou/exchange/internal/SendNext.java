package org.mingchou.exchange.internal;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the one message that is due longest. The row stays locked while the file is written; another node skips it. A
 * crash after writing leaves it PENDING and it goes out again under the same outbound id and number.
 */
@Component
class SendNext {

    private final OutboxMessages messages;
    private final Outlet outlet;
    private final JdbcClient jdbc;
    private final BusinessClock clock;

    SendNext(OutboxMessages messages, Outlet outlet, JdbcClient jdbc, BusinessClock clock) {
        this.messages = messages;
        this.outlet = outlet;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty when nothing is due; else whether it went out. */
    @Transactional
    public Optional<Boolean> next() {
        var now = clock.now();
        return jdbc.sql("""
                SELECT id FROM exchange.outbox_message
                WHERE status = 'PENDING' AND outlet = :outlet AND next_attempt_at <= :now
                ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED""")
                .param("outlet", outlet.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .map(id -> send(messages.findById(id).orElseThrow(), now));
    }

    private boolean send(OutboxMessage message, java.time.Instant now) {
        var sent = message.sent(now);
        String error = null;
        try {
            outlet.send(
                    message.outboundId(),
                    sent.delivery().sendNo(),
                    message.content().payload());
            messages.save(sent);
        } catch (IOException e) {
            error = "通道写入失败：" + e.getClass().getSimpleName();
            messages.save(message.failed(error, now));
        }
        note(message, sent.delivery().sendNo(), error, now);
        return error == null;
    }

    private void note(OutboxMessage message, int sendNo, @Nullable String error, java.time.Instant now) {
        jdbc.sql("""
                INSERT INTO exchange.sending (message_id, send_no, revision, payload_sha256, attempted_at, error)
                VALUES (:id, :sendNo, :revision, :digest, :at, :error)""")
                .param("id", message.key())
                .param("sendNo", sendNo)
                .param("revision", message.content().revision())
                .param("digest", message.content().payloadSha256())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("error", error)
                .update();
    }
}
