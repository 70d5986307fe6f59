package org.mingchou.inspection.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Number and moment of the 行政检查通知书. */
record Notice(@Nullable String noticeNo, @Nullable Instant notifiedAt) {

    static final Notice NONE = new Notice(null, null);
}
