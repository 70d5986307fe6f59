package org.mingchou.subject.internal;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One change of one object, ready to be written.
 *
 * @param before null when the object is new
 * @param tier null when no grade is given
 */
record Edit(
        @Nullable Subject before,
        Subject after,
        Set<String> labelsAdded,
        Set<String> labelsEnded,
        @Nullable Grade tier) {

    /** A grade of one scheme on one day. */
    record Grade(String scheme, String tier, LocalDate asOf) {}

    Edit withDrawId(String drawId) {
        var numbered = new Subject(after.id(), after.version(), drawId, after.regionCode(), after.particulars());
        return new Edit(before, numbered, labelsAdded, labelsEnded, tier);
    }

    boolean changesNothing() {
        return before != null
                && after.changedSince(before).isEmpty()
                && labelsAdded.isEmpty()
                && labelsEnded.isEmpty()
                && tier == null;
    }
}
