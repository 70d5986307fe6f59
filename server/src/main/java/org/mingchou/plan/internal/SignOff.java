package org.mingchou.plan.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;

/** Who created, submitted and approved a plan. */
record SignOff(
        long createdBy,
        String createdByName,
        @Nullable Long submittedBy,
        @Nullable String submittedByName,
        @Nullable Instant submittedAt,
        @Nullable Long approvedBy,
        @Nullable String approvedByName,
        @Nullable Instant approvedAt,
        @Nullable String returnReason) {

    static SignOff createdBy(Actor actor) {
        return new SignOff(actor.accountId(), actor.displayName(), null, null, null, null, null, null, null);
    }

    SignOff submitted(Actor actor, Instant at) {
        return new SignOff(
                createdBy, createdByName, actor.accountId(), actor.displayName(), at, null, null, null, null);
    }

    SignOff returned(String reason) {
        return new SignOff(createdBy, createdByName, null, null, null, null, null, null, reason);
    }

    SignOff approved(Actor actor, Instant at) {
        return new SignOff(
                createdBy,
                createdByName,
                submittedBy,
                submittedByName,
                submittedAt,
                actor.accountId(),
                actor.displayName(),
                at,
                null);
    }

    boolean involves(long accountId) {
        return createdBy == accountId || (submittedBy != null && submittedBy == accountId);
    }
}
