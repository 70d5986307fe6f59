package org.mingchou.draw.internal;

import java.util.Optional;
import org.mingchou.draw.FrameChanges;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Clause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts at the freeze what changed since the frame before, and keeps the counts: a frame never changes again. */
@Component
class RecordedChanges implements FrameChanges {

    private final EarlierFrames earlierFrames;
    private final BlobStore blobs;
    private final JdbcClient jdbc;

    RecordedChanges(EarlierFrames earlierFrames, BlobStore blobs, JdbcClient jdbc) {
        this.earlierFrames = earlierFrames;
        this.blobs = blobs;
        this.jdbc = jdbc;
    }

    /** Takes part in the transaction of the freeze. */
    @Clause("抽取规范 A5：变化的户数公开")
    void record(Draw draw, PlanSnapshot plan) {
        var found = earlierFrames.before(plan);
        if (found.isEmpty()) {
            return;
        }
        var earlier = found.get();
        var changes = between(earlier.draw().frame().frameDigest(), draw.frame().frameDigest());
        jdbc.sql("""
                INSERT INTO draw.frame_change (draw_id, previous_draw_no, same_scope, added, removed, status_moved)
                VALUES (:draw, :previous, :same, :added, :removed, :status)""")
                .param("draw", draw.key())
                .param("previous", earlier.draw().drawNo())
                .param("same", earlier.sameScope())
                .param("added", changes.added())
                .param("removed", changes.removed())
                .param("status", changes.statusMoves())
                .update();
    }

    private FrameComparison.Changes between(String earlier, String later) {
        if (earlier.equals(later)) {
            return FrameComparison.Changes.none();
        }
        try (var before = new FrameLines(blobs.open(earlier));
                var now = new FrameLines(blobs.open(later))) {
            var comparison = new FrameComparison(before);
            for (var row = now.next(); row != null; row = now.next()) {
                comparison.accept(row);
            }
            return comparison.finish();
        }
    }

    @Override
    public Optional<Counts> ofDraw(String drawNo) {
        return jdbc.sql("""
                SELECT c.previous_draw_no, c.same_scope, c.added, c.removed, c.status_moved
                FROM draw.frame_change c JOIN draw.draw d ON d.id = c.draw_id WHERE d.draw_no = :no""").param("no", drawNo).query(Counts.class).optional();
    }
}
