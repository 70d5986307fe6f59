package org.mingchou.followup.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Deadline;
import org.mingchou.platform.BlobStore;

/** A follow-up as clients read it; {@code history} is null in lists. */
record FollowUpView(
        long id,
        int version,
        String status,
        String statusLabel,
        List<String> allowedActions,
        String kind,
        String kindLabel,
        long planId,
        String planTitle,
        long sectionId,
        long visitId,
        long subjectId,
        String objectId,
        String subjectName,
        @Nullable String creditCode,
        long departmentId,
        String departmentName,
        @Nullable Long itemVersionId,
        String itemName,
        String finding,
        @Nullable Deadline deadline,
        OffsetDateTime openedAt,
        @Nullable String outcome,
        BlobStore.@Nullable Blob evidence,
        @Nullable String closedBy,
        @Nullable OffsetDateTime closedAt,
        @Nullable Long transferredToDepartmentId,
        @Nullable String transferredTo,
        @Nullable String transferNote,
        @Nullable OffsetDateTime transferredAt,
        @Nullable String receivedBy,
        @Nullable OffsetDateTime receivedAt,
        @Nullable List<EntryView> history) {

    record EntryView(
            OffsetDateTime at,
            String by,
            String act,
            String summary,
            @Nullable String reason) {

        static EntryView of(FollowUpHistory.Entry entry) {
            return new EntryView(local(entry.at()), entry.by(), entry.act(), entry.summary(), entry.reason());
        }
    }

    static OffsetDateTime local(Instant at) {
        return at.atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    static @Nullable OffsetDateTime localOrNull(@Nullable Instant at) {
        return at == null ? null : local(at);
    }
}
