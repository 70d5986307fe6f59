package org.mingchou.draw.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mingchou.draw.DrawComputed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts a draw after it has committed, beside the request: a statistic must neither delay a draw nor undo it. What a
 * stopped server left out is counted at its next start.
 */
@Component
class FairnessWork implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(FairnessWork.class);

    private final CountFairness count;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "fairness");
        thread.setDaemon(true);
        return thread;
    });

    FairnessWork(CountFairness count) {
        this.count = count;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void computed(DrawComputed event) {
        worker.execute(() -> count(event.drawId()));
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        worker.execute(() -> count.uncounted().forEach(this::count));
    }

    private void count(long drawId) {
        try {
            count.count(drawId);
        } catch (RuntimeException e) {
            log.warn("draw {} is not counted for the fairness page; the next start tries again", drawId, e);
        }
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
