package org.mingchou.followup.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How it ended, proved by a stored file. */
record Closing(
        @Nullable String outcome,
        @Nullable String evidenceSha256,
        @Nullable String closedByName,
        @Nullable Instant closedAt) {

    static final Closing NONE = new Closing(null, null, null, null);
}
