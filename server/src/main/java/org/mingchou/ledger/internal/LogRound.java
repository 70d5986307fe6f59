package org.mingchou.ledger.internal;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * One round: sign the head, ask the witnesses, export the files. Follows each commit that lengthened the log of the draws,
 * and the clock; what is due is decided by stored rows, so a lost nudge costs time and nothing else. Runs in a thread of
 * its own, because witnesses may be slow.
 */
@Component
class LogRound {

    private static final Logger log = LoggerFactory.getLogger(LogRound.class);

    private final LedgerStore store;
    private final Checkpoints checkpoints;
    private final AskWitnesses witnesses;
    private final LogExport export;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "log-round");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean drawDue = new AtomicBoolean();

    LogRound(LedgerStore store, Checkpoints checkpoints, AskWitnesses witnesses, LogExport export) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.witnesses = witnesses;
        this.export = export;
    }

    @EventListener(ApplicationReadyEvent.class)
    void completeTiles() {
        for (var tree : Tree.values()) {
            store.completeTiles(tree);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void grown(DrawLogGrown event) {
        soon();
    }

    @Scheduled(
            initialDelayString = "${mingchou.ledger.every-seconds:60}",
            fixedDelayString = "${mingchou.ledger.every-seconds:60}",
            timeUnit = TimeUnit.SECONDS)
    void nudge() {
        soon();
    }

    /** The audit tree grows with every sign-in: it is signed by the clock alone. */
    @Scheduled(
            initialDelayString = "${mingchou.ledger.audit-every-seconds:600}",
            fixedDelayString = "${mingchou.ledger.audit-every-seconds:600}",
            timeUnit = TimeUnit.SECONDS)
    void nudgeAudit() {
        worker.execute(() -> run(Tree.AUDIT));
    }

    private void soon() {
        if (drawDue.compareAndSet(false, true)) {
            worker.execute(() -> {
                // Before the round: what commits during it wants a round of its own.
                drawDue.set(false);
                run(Tree.DRAW);
            });
        }
    }

    /** One round now. */
    void run(Tree tree) {
        try {
            var signed = checkpoints.sign(tree);
            witnesses.ask(tree, signed);
            // Published again: it may have grown cosignatures, and more entries.
            var note = checkpoints.published(tree);
            export.write(tree, Long.parseLong(note.split("\n", 3)[1]), note);
        } catch (IOException | RuntimeException e) {
            log.warn("日志 {} 的一轮签名、副署、导出未完成，下一轮再试", tree.id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the rounds that are due. */
    void settle() throws InterruptedException {
        try {
            worker.submit(() -> {}).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
