package org.mingchou.matching.internal;

import java.util.Optional;
import org.mingchou.matching.Groups;
import org.springframework.stereotype.Component;

/** What visits see of groups: only those that stand. */
@Component
class StoredGroups implements Groups {

    private final GroupStore store;

    StoredGroups(GroupStore store) {
        this.store = store;
    }

    @Override
    public Optional<Groups.Group> ofAssignment(long assignmentId) {
        return store.ofAssignment(assignmentId)
                .filter(g -> g.state() == GroupState.STAFFED)
                .map(org.mingchou.matching.internal.Group::published);
    }
}
