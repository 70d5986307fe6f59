package org.mingchou.draw.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.draw.Draws;
import org.mingchou.sampler.Confirmations;
import org.mingchou.sampler.LogEntry;
import org.mingchou.sampler.MalformedInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes the list of what was confirmed and what dropped out; seed2 depends on every byte of it. */
@Service
class CloseConfirmations {

    private final DrawStore store;
    private final DrawFiles files;
    private final BusinessClock clock;
    private final Deadlines deadlines;

    CloseConfirmations(DrawStore store, DrawFiles files, BusinessClock clock, Deadlines deadlines) {
        this.deadlines = deadlines;
        this.store = store;
        this.files = files;
        this.clock = clock;
    }

    @Transactional
    public void close(long drawId, List<Draws.Confirmation> given) {
        var draw = store.lock(drawId);
        draw.require(DrawAct.CLOSE_CONFIRMATIONS);
        var lines = given.stream()
                .sorted(Comparator.comparing(Draws.Confirmation::objectId))
                .map(c -> new Confirmations.Line(
                        c.objectId(),
                        Confirmations.Code.valueOf(c.code()),
                        c.evidence().equals("-") ? Optional.empty() : Optional.of(c.evidence())))
                .toList();
        var tsv = new Confirmations(lines).bytes();
        try {
            Confirmations.parse("confirmations.tsv", tsv, files.rows(drawId));
        } catch (MalformedInput e) {
            throw new IllegalArgumentException("the confirmations do not fit the drawn list: " + e.getMessage(), e);
        }
        var closed = store.save(draw.close(new Draw.Closing(files.put(tsv, DrawFiles.TSV), clock.now())));
        store.log(closed, LogEntry.confirmed(files.params(draw), tsv));
        deadlines.start(LapseDraws.KIND, drawId, DeadlineRule.REVEAL_SECOND, clock.today(), "关闭名单确认");
    }
}
