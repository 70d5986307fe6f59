package org.mingchou.inspection.internal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.Deadline;

/** A visit as clients read it. */
final class VisitView {

    /**
     * @param scheduleHint what to mind about the day, e.g. that it is no working day; null when nothing
     * @param deadline the nearest clock of its sections, or that of the approval owed
     * @param acknowledgementOutdated a returned section turned worse than what the enterprise signed
     */
    record Row(
            long id,
            int version,
            String status,
            String statusLabel,
            List<String> allowedActions,
            String sheetNo,
            long planId,
            String planTitle,
            long drawId,
            long subjectId,
            String objectId,
            String subjectName,
            @Nullable String address,
            List<String> departmentNames,
            long leadDepartmentId,
            @Nullable LocalDate scheduledOn,
            @Nullable String scheduleHint,
            @Nullable String noticeNo,
            @Nullable String outcome,
            boolean mine,
            @Nullable String mySectionStatus,
            @Nullable Deadline deadline,
            boolean acknowledgementOutdated) {}

    record CheckInView(
            String officerNo,
            String officerName,
            String certificateNumber,
            OffsetDateTime at,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    record GroupView(
            long groupId,
            long departmentId,
            String departmentName,
            boolean lead,
            List<SectionView.MemberView> seats,
            List<SectionView.AssistantView> assistants) {}

    record ConsultationView(long id, String question, String answer, String by, OffsetDateTime at) {}

    record SignatureView(String signerName, String signerRole, OffsetDateTime at, String imageSha256) {}

    record RefusalView(String reason, String witnessName, OffsetDateTime at) {}

    record AttemptView(OffsetDateTime at, String note, String evidence) {}

    /**
     * @param sheetCode only for the department that prints the sheet
     * @param enterpriseCode likewise; the enterprise's own page is {@code /e/{enterpriseCode}}
     */
    record Full(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Row row,
            @Nullable String sheetCode,
            @Nullable String enterpriseCode,
            @Nullable String creditCode,
            @Nullable String legalRepresentative,
            @Nullable String approvalBasis,
            @Nullable String approvalReturnReason,
            @Nullable String requestedBy,
            @Nullable String approvedBy,
            @Nullable OffsetDateTime approvedAt,
            @Nullable String urgentReason,
            @Nullable OffsetDateTime notifiedAt,
            @Nullable OffsetDateTime finishedAt,
            List<CheckInView> checkIns,
            List<GroupView> groups,
            List<SectionView> sections,
            List<ConsultationView> consultations,
            @Nullable SignatureView signature,
            @Nullable RefusalView refusal,
            List<AttemptView> attempts,
            List<SectionView.EntryView> history) {}

    private VisitView() {}
}
