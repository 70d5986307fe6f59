package org.mingchou.draw.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Labelled;

/**
 * What the people of a draw should know before anyone commits. Holds tiers: for the planner of the lead department only.
 *
 * @param repeats number of the void draw whose frame will be taken over byte for byte
 * @param rows objects in the frame
 * @param previous null when the agency has drawn nothing yet
 * @param recentTierMoves recorded within {@link PreFreezeChecks#RECENT_DAYS} days; {@code "-"} is no tier
 * @param earliestFreeze from this day the tiers are old enough
 */
record PreFreeze(
        long planId,
        @Nullable String repeats,
        long rows,
        long eligible,
        @Nullable Previous previous,
        List<FrameComparison.Move> recentTierMoves,
        List<Tier> tiers,
        List<Exclusion> exclusions,
        List<Department> departments,
        List<Qualification> qualifications,
        List<Item> itemsWithoutObject,
        long objectsWithoutItem,
        LocalDate tierAsOf,
        LocalDate earliestFreeze,
        List<Check> checks) {

    /** What a finding asks for. */
    enum Level implements Labelled {
        OK("通过"),
        LOOK("请核对"),
        STOP("先处理");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** @param advice what to do next; null when nothing is to be done */
    record Check(
            String key,
            String title,
            String level,
            String levelLabel,
            String finding,
            @Nullable String advice) {}

    /** @param sameScope false when no earlier draw had this scope, and the newest one of the agency stands in */
    record Previous(
            String drawNo,
            OffsetDateTime frozenAt,
            boolean sameScope,
            long rows,
            long added,
            long removed,
            long statusMoved,
            long tierMoved,
            List<FrameComparison.Move> statusMoves,
            List<FrameComparison.Move> tierMoves) {}

    /** {@code ratio} basis points as the draw applies them; {@code quota} by the sampler's own rule. */
    record Tier(String tier, long rows, long eligible, int ratio, long quota, long reserve) {}

    record Exclusion(String code, String tier, long objects) {}

    /**
     * @param officers with a certificate that is valid on the last day of the window
     * @param expectedTasks drawn objects that will concern the department, on average
     * @param visitsEach expected tasks × seats ÷ officers; null without officers
     * @param workingDays of the window
     */
    record Department(
            long departmentId,
            String name,
            int groupSize,
            int officers,
            int expired,
            BigDecimal expectedTasks,
            @Nullable BigDecimal visitsEach,
            int workingDays) {}

    /** @param holders of the department, with a valid certificate on the last day */
    record Qualification(
            long departmentId,
            String departmentName,
            String code,
            String name,
            int items,
            BigDecimal expectedTasks,
            int holders,
            @Nullable BigDecimal visitsEach) {}

    record Item(long itemVersionId, String name, String departmentName) {}
}
