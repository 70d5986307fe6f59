package org.mingchou.inspection.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;

/** Who handed the section in, and what the reviewer said. */
record Review(
        @Nullable Long submittedBy,
        @Nullable String submittedByName,
        @Nullable Instant submittedAt,
        @Nullable Long reviewedBy,
        @Nullable String reviewedByName,
        @Nullable Instant reviewedAt,
        @Nullable String returnReason,
        @Nullable Instant publishedAt) {

    static final Review NONE = new Review(null, null, null, null, null, null, null, null);

    static Review submitted(Actor actor, Instant at) {
        return new Review(actor.accountId(), actor.displayName(), at, null, null, null, null, null);
    }

    Review returned(Actor actor, String reason, Instant at) {
        return new Review(
                submittedBy, submittedByName, submittedAt, actor.accountId(), actor.displayName(), at, reason, null);
    }

    Review passed(Actor actor, Instant at) {
        return new Review(
                submittedBy, submittedByName, submittedAt, actor.accountId(), actor.displayName(), at, null, at);
    }
}
