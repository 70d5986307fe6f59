package org.mingchou.inspection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
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

    /**
     * A new answer to an item of a published section.
     *
     * @param outcome as {@link ItemResult#outcome}
     * @param measure as {@link ItemResult#measure}
     * @param reason why an item was not checked or is absent
     * @param evidence SHA-256 names added to those of the answer before; for a worse answer at least the written notice
     *     to the enterprise
     */
    record Amendment(
            long itemVersionId,
            @Nullable String outcome,
            @Nullable String finding,
            @Nullable String handling,
            @Nullable String measure,
            @Nullable String reason,
            List<String> evidence) {

        public Amendment {
            evidence = List.copyOf(evidence);
        }
    }

    Section require(long sectionId);

    /**
     * Adds answers as new revisions; the earlier ones stay readable. Part of the correction of a published result.
     *
     * @return false when the answers say what already stands, and nothing was written
     * @throws org.mingchou.shared.Problem 400, 403 or 422 when an answer lacks what its outcome calls for, comes from an
     *     officer of the visit, or is worse for the enterprise without proof that it was told
     */
    boolean amend(long sectionId, List<Amendment> amendments, String why, Actor actor);
}
