package org.mingchou.dispatch.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingchou.dispatch.Assignments;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the later modules see of assignments. */
@Component
class StoredAssignments implements Assignments {

    private final AssignmentStore store;

    StoredAssignments(AssignmentStore store) {
        this.store = store;
    }

    @Override
    public Assignment require(long id, String regionCode) {
        return store.find(id)
                .filter(a -> a.regionCode().equals(regionCode))
                .orElseThrow(() -> Problem.notFound("派发任务"))
                .published();
    }

    @Override
    public Map<Long, Assignment> byIds(Collection<Long> ids) {
        var result = new LinkedHashMap<Long, Assignment>();
        store.byIds(ids).forEach(a -> result.put(a.id(), a.published()));
        return result;
    }

    @Override
    public List<Assignment> of(long drawId, long departmentId, String status) {
        return store.of(drawId, departmentId, status).stream()
                .map(org.mingchou.dispatch.internal.Assignment::published)
                .toList();
    }

    @Override
    public List<Assignment> ofDraw(long drawId) {
        return store.ofDraw(drawId).stream()
                .map(org.mingchou.dispatch.internal.Assignment::published)
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void staffed(long assignmentId) {
        var assignment = store.find(assignmentId).orElseThrow(() -> Problem.notFound("派发任务"));
        store.update(assignment.staff());
    }
}
