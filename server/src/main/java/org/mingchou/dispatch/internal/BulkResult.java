package org.mingchou.dispatch.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;

/** What became of each row of a bulk act. A refused row is untouched and says why; the others are done. */
record BulkResult(List<Long> done, List<Refused> refused) {

    record Refused(long id, String type, String detail) {}

    private static final int LARGEST = 2000;

    /**
     * Runs {@code act} on each row.
     *
     * @throws Problem when an id is out of sight (nothing is done then), or when no row at all could be done
     */
    static BulkResult of(AssignmentStore store, Collection<Long> ids, Actor actor, UnaryOperator<Assignment> act) {
        var wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty() || wanted.size() > LARGEST) {
            throw Problem.badInput("ids-out-of-range", "请选择 1 至 " + LARGEST + " 户后再办理。");
        }
        var rows = store.visibleLocked(wanted, actor);
        if (rows.size() != wanted.size()) {
            throw Problem.notFound("所选的部分派发任务");
        }
        for (var row : rows) {
            actor.requireDepartment(row.departmentId(), "派发任务");
        }
        var done = new ArrayList<Long>();
        var refused = new ArrayList<Refused>();
        for (var row : rows) {
            try {
                store.update(act.apply(row));
                done.add(row.id());
            } catch (Problem problem) {
                refused.add(new Refused(row.id(), problem.type(), row.object().name() + "：" + problem.detail()));
            }
        }
        if (done.isEmpty()) {
            throw Problem.conflict("none-done", "所选各户都不能办理。" + refused.get(0).detail())
                    .with("refused", refused);
        }
        return new BulkResult(done, refused);
    }
}
