package org.mingchou.inspection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.subject.SubjectSnapshot;

/** Sections of the 一企一表 as publication and follow-up need them. */
public interface Sections {

    /**
     * @param outcome NO_PROBLEM, PROBLEM, NOT_CHECKED or ABSENT_WITH_REASON
     * @param measure how a problem is handled: ORDER_CORRECTION, ABNORMAL_LIST, CASE_CLUE, TRANSFER; null otherwise
     */
    record ItemResult(
            long itemVersionId,
            String itemName,
            String outcome,
            @Nullable String finding,
            @Nullable String handling,
            @Nullable String measure) {}

    /** @param visitOutcome INSPECTED, UNREACHABLE (无法联系) or NO_SUCH_ACTIVITY (未发现开展涉及的经营活动) */
    record Section(
            long id,
            long visitId,
            long planId,
            long drawId,
            String regionCode,
            long departmentId,
            SubjectSnapshot object,
            String visitOutcome,
            @Nullable Instant inspectedAt,
            List<ItemResult> results) {}

    Section require(long sectionId);
}
