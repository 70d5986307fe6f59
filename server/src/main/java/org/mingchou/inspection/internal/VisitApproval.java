package org.mingchou.inspection.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;

/** Who asked, on what basis, and what the head of the lead department said. */
record VisitApproval(
        @Nullable String approvalBasis,
        @Nullable Long requestedBy,
        @Nullable String requestedByName,
        @Nullable Instant requestedAt,
        @Nullable Long approvedBy,
        @Nullable String approvedByName,
        @Nullable Instant approvedAt,
        @Nullable String returnReason,
        @Nullable String urgentReason,
        @Nullable Instant urgentAt) {

    static final VisitApproval NONE = new VisitApproval(null, null, null, null, null, null, null, null, null, null);

    static VisitApproval requested(Actor actor, String basis, Instant at) {
        return new VisitApproval(basis, actor.accountId(), actor.displayName(), at, null, null, null, null, null, null);
    }

    static VisitApproval urgent(Actor actor, String reason, Instant at) {
        return new VisitApproval(null, actor.accountId(), actor.displayName(), at, null, null, null, null, reason, at);
    }

    VisitApproval approved(Actor actor, Instant at) {
        return new VisitApproval(
                approvalBasis,
                requestedBy,
                requestedByName,
                requestedAt,
                actor.accountId(),
                actor.displayName(),
                at,
                null,
                urgentReason,
                urgentAt);
    }

    VisitApproval returned(String reason) {
        return new VisitApproval(
                approvalBasis, requestedBy, requestedByName, requestedAt, null, null, null, reason, null, null);
    }

    boolean requestedBy(Actor actor) {
        return requestedBy != null && requestedBy == actor.accountId();
    }
}
