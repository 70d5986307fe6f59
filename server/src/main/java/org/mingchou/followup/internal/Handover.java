package org.mingchou.followup.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.org.Departments.Department;
import org.mingchou.shared.Actor;

/** A transfer to another department and its receipt. */
record Handover(
        @Nullable Long transferredToDepartmentId,
        @Nullable String transferredToName,
        @Nullable String transferNote,
        @Nullable String transferredByName,
        @Nullable Instant transferredAt,
        @Nullable String receivedByName,
        @Nullable Instant receivedAt) {

    static final Handover NONE = new Handover(null, null, null, null, null, null, null);

    static Handover to(Department department, String note, Actor actor, Instant at) {
        return new Handover(department.id(), department.name(), note, actor.displayName(), at, null, null);
    }

    Handover received(Actor actor, Instant at) {
        return new Handover(
                transferredToDepartmentId,
                transferredToName,
                transferNote,
                transferredByName,
                transferredAt,
                actor.displayName(),
                at);
    }
}
