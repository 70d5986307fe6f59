package org.mingchou.inspection.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened at the gate. */
record OnSite(
        @Nullable Instant checkedInAt,
        @Nullable VisitOutcome outcome,
        @Nullable Instant finishedAt) {

    static final OnSite NOT_YET = new OnSite(null, null, null);

    boolean unreachable() {
        return outcome == VisitOutcome.UNREACHABLE;
    }
}
