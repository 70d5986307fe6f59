package org.mingchou.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Visits as anyone with one of their codes may see them: who is at my door, with what certificate, to check what. Carries
 * no risk tier, no account and no personal number.
 */
public interface Visits {

    /** @param certificateNo number of the enforcement certificate, which officers show anyway */
    record Officer(
            String name,
            @Nullable String certificateNo,
            @Nullable LocalDate certificateValidTo) {}

    record Assistant(String name, String specialty) {}

    record Item(
            String name,
            @Nullable String legalBasis,
            @Nullable String method,
            List<String> checkPoints) {}

    /**
     * @param status state of the section; {@code PUBLISHED} when the result is public
     * @param departmentName full name
     * @param byHand its officers were named by people and not dealt
     */
    record PublicSection(
            long sectionId,
            long planId,
            String planTitle,
            long drawId,
            String departmentName,
            String status,
            String statusLabel,
            boolean byHand,
            List<Officer> officers,
            List<Assistant> assistants,
            List<Item> items) {}

    /**
     * @param status state of the visit, e.g. {@code NOTIFIED}
     * @param approved the head of the lead department has approved it; false on the urgent path until made up
     * @param announced the enterprise may know of it: the notice is out, or the urgent path has begun
     * @param urgentReason null unless the visit began before its approval
     * @param noticeNo null before the notice is issued
     */
    record PublicVisit(
            String sheetCode,
            String regionCode,
            String regionName,
            String objectDrawId,
            String objectName,
            @Nullable String creditCode,
            @Nullable String address,
            String leadDepartmentName,
            String status,
            String statusLabel,
            boolean approved,
            boolean announced,
            @Nullable String urgentReason,
            @Nullable LocalDate scheduledOn,
            @Nullable String noticeNo,
            @Nullable Instant notifiedAt,
            @Nullable Instant finishedAt,
            List<PublicSection> sections) {}

    /** By the code printed on sheet and notice; letter case does not matter. */
    Optional<PublicVisit> bySheetCode(String sheetCode);

    /** By the enterprise's own secret code; letter case does not matter. */
    Optional<PublicVisit> byEnterpriseCode(String enterpriseCode);

    /** The 行政检查通知书 for the enterprise's own page; empty before it is issued. */
    Optional<byte[]> notice(String enterpriseCode);
}
