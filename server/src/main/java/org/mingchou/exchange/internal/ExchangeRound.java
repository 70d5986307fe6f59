package org.mingchou.exchange.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.mingchou.exchange.simulator.OtherSide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * One round: send what is due, then take receipts in. What is due is decided by the stored rows, so a missed nudge costs
 * time and nothing else, and two nodes may run rounds at once.
 */
@Component
class ExchangeRound {

    private static final Logger log = LoggerFactory.getLogger(ExchangeRound.class);
    private static final int MOST_PER_ROUND = 5_000;

    /** @param repeated receipts known before; {@code unknown} answer nothing of ours; {@code late} an earlier sending */
    record Outcome(
            int sent, int failed, int accepted, int refused, int repeated, int late, int unknown, int unreadable) {}

    private final SendNext send;
    private final TakeReceipt take;
    private final Outlet outlet;
    private final ObjectProvider<OtherSide> otherSide;

    ExchangeRound(SendNext send, TakeReceipt take, Outlet outlet, ObjectProvider<OtherSide> otherSide) {
        this.send = send;
        this.take = take;
        this.outlet = outlet;
        this.otherSide = otherSide;
    }

    @Scheduled(
            initialDelayString = "${mingchou.exchange.every-seconds:60}",
            fixedDelayString = "${mingchou.exchange.every-seconds:60}",
            timeUnit = java.util.concurrent.TimeUnit.SECONDS)
    void nudge() {
        var outcome = run();
        if (outcome.failed() > 0 || outcome.unreadable() > 0) {
            log.warn("exchange round: {} not sent, {} receipts unreadable", outcome.failed(), outcome.unreadable());
        }
    }

    Outcome run() {
        int sent = 0;
        int failed = 0;
        for (int i = 0; i < MOST_PER_ROUND; i++) {
            Optional<Boolean> done = send.next();
            if (done.isEmpty()) {
                break;
            }
            if (done.get()) {
                sent++;
            } else {
                failed++;
            }
        }
        otherSide.ifAvailable(OtherSide::answer);
        var counts = new java.util.EnumMap<TakeReceipt.Fate, Integer>(TakeReceipt.Fate.class);
        try {
            for (var incoming : outlet.receipts()) {
                var fate = incoming.receipt() == null
                        ? TakeReceipt.Fate.UNREADABLE
                        : take.take(outlet.name(), incoming.receipt());
                // Stored first, put aside after: a crash in between repeats the receipt, which is harmless.
                incoming.done();
                counts.merge(fate, 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("receipts cannot be read", e);
        }
        return new Outcome(
                sent,
                failed,
                counts.getOrDefault(TakeReceipt.Fate.ACCEPTED, 0),
                counts.getOrDefault(TakeReceipt.Fate.REFUSED, 0),
                counts.getOrDefault(TakeReceipt.Fate.REPEATED, 0),
                counts.getOrDefault(TakeReceipt.Fate.LATE, 0),
                counts.getOrDefault(TakeReceipt.Fate.UNKNOWN, 0),
                counts.getOrDefault(TakeReceipt.Fate.UNREADABLE, 0));
    }
}
