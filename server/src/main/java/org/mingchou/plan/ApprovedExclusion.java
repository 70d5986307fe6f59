package org.mingchou.plan;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An exclusion that a department asked for and the lead department consented to.
 *
 * @param objectId draw id of the object
 * @param code X01, X04, X05 or X06
 * @param note why, in words
 * @param evidence SHA-256 of the file, 64 hex
 */
public record ApprovedExclusion(
        String objectId,
        String code,
        String note,
        @Nullable String evidence,
        long proposedBy,
        String proposedByName,
        long decidedBy,
        String decidedByName,
        OffsetDateTime decidedAt) {}
