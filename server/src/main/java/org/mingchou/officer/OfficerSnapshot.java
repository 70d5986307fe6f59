package org.mingchou.officer;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was true of an officer at one moment.
 *
 * @param officerNo identity in matching, {@code [A-Z0-9._-]{1,32}}
 * @param certificateValidTo last day of the newest certificate; null when there is none
 */
public record OfficerSnapshot(
        long id,
        String officerNo,
        String name,
        long departmentId,
        @Nullable Long accountId,
        @Nullable String certificateNo,
        @Nullable LocalDate certificateValidTo,
        Set<String> qualifications) {

    public boolean certificateValidOn(LocalDate day) {
        return certificateValidTo != null && !certificateValidTo.isBefore(day);
    }
}
