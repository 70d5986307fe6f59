package org.mingchou.inspection.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Deadline;

/** A section as clients read it; {@code results} and {@code history} are null in lists. */
record SectionView(
        long id,
        int version,
        String status,
        String statusLabel,
        List<String> allowedActions,
        long visitId,
        String sheetNo,
        String visitStatus,
        @Nullable String visitOutcome,
        @Nullable LocalDate scheduledOn,
        long planId,
        String planTitle,
        long subjectId,
        String objectId,
        String subjectName,
        long departmentId,
        String departmentName,
        int itemCount,
        int problemCount,
        int missingCount,
        boolean mine,
        @Nullable String filledBy,
        @Nullable OffsetDateTime submittedAt,
        @Nullable String reviewedBy,
        @Nullable String returnReason,
        @Nullable OffsetDateTime publishedAt,
        @Nullable Deadline deadline,
        List<MemberView> members,
        List<AssistantView> assistants,
        @Nullable List<ResultView> results,
        @Nullable List<EntryView> history) {

    record MemberView(
            int seat,
            long officerId,
            String officerNo,
            String officerName,
            @Nullable String username,
            @Nullable String certificateNumber,
            @Nullable LocalDate certificateValidTo) {}

    record AssistantView(String name, String specialty) {}

    record EvidenceView(String sha256, String mediaType, long size) {}

    record ResultView(
            long itemId,
            long itemVersionId,
            int itemVersion,
            String code,
            String name,
            List<String> content,
            @Nullable String legalBasis,
            @Nullable String method,
            @Nullable String outcome,
            @Nullable String outcomeLabel,
            @Nullable String finding,
            @Nullable String handling,
            @Nullable String measure,
            @Nullable String measureLabel,
            @Nullable String reason,
            List<EvidenceView> evidence,
            int revision,
            @Nullable String recordedBy,
            @Nullable OffsetDateTime recordedAt) {}

    record EntryView(
            OffsetDateTime at,
            String by,
            String act,
            String summary,
            @Nullable String reason) {

        static EntryView of(VisitHistory.Entry entry) {
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
