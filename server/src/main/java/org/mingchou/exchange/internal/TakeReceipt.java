package org.mingchou.exchange.internal;

import java.time.ZoneOffset;
import org.mingchou.calendar.BusinessClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes one receipt in, once: the other side's receipt id is unique, so a repetition changes nothing. */
@Component
class TakeReceipt {

    /** What became of a receipt. */
    enum Fate {
        ACCEPTED,
        REFUSED,
        REPEATED,
        LATE,
        UNKNOWN,
        UNREADABLE
    }

    private final OutboxMessages messages;
    private final JdbcClient jdbc;
    private final BusinessClock clock;

    TakeReceipt(OutboxMessages messages, JdbcClient jdbc, BusinessClock clock) {
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Fate take(String outlet, Outlet.Receipt receipt) {
        var id = jdbc.sql("""
                SELECT id FROM exchange.outbox_message
                WHERE outlet = :outlet AND outbound_id = :outboundId FOR UPDATE""")
                .param("outlet", outlet)
                .param("outboundId", receipt.outboundId())
                .query(Long.class)
                .optional();
        var message = id.flatMap(messages::findById);
        var answersPresent = message.filter(
                        m -> m.status() == OutboxState.SENT && m.delivery().sendNo() == receipt.sendNo())
                .isPresent();
        var fresh = jdbc.sql("""
                INSERT INTO exchange.receipt
                    (outlet, receipt_id, outbound_id, send_no, message_id, outcome, reason, applied, received_at)
                VALUES (:outlet, :receiptId, :outboundId, :sendNo, :messageId, :outcome, :reason, :applied, :at)
                ON CONFLICT (outlet, receipt_id) DO NOTHING""")
                .param("outlet", outlet)
                .param("receiptId", receipt.receiptId())
                .param("outboundId", receipt.outboundId())
                .param("sendNo", receipt.sendNo())
                .param("messageId", id.orElse(null))
                .param("outcome", receipt.outcome())
                .param("reason", receipt.reason())
                .param("applied", answersPresent)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        if (fresh == 0) {
            return Fate.REPEATED;
        }
        if (message.isEmpty()) {
            return Fate.UNKNOWN;
        }
        if (!answersPresent) {
            return Fate.LATE;
        }
        if ("ACCEPTED".equals(receipt.outcome())) {
            messages.save(message.get().accepted(receipt.receiptId()));
            return Fate.ACCEPTED;
        }
        var reason = receipt.reason() == null ? "对方未说明理由" : receipt.reason();
        messages.save(message.get().refused(receipt.receiptId(), reason));
        return Fate.REFUSED;
    }
}
