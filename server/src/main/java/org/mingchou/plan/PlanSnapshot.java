package org.mingchou.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingchou.subject.ObjectRule;

/**
 * An approved joint plan as the later steps hold it. Title, plan document and annex all come from here.
 *
 * @param tierRatios basis points per tier, e.g. {@code A→100}
 * @param floorMode {@code OVERALL} (共计不低于) or {@code PER_TIER} (均不低于)
 * @param floor basis points
 * @param base {@code ALL} or {@code ELIGIBLE}
 * @param reserve basis points of a stratum's quota
 * @param mode {@code OPEN} or {@code SEALED}
 * @param audience {@code PUBLIC} or {@code PARTIES}
 * @param publishStart what starts the 20 working days: {@code VISIT_FINISHED} or {@code WINDOW_END}
 */
public record PlanSnapshot(
        long id,
        String regionCode,
        String regionName,
        int year,
        int sequence,
        String title,
        String status,
        long leadDepartmentId,
        List<PlanDepartment> departments,
        List<PlanItem> items,
        LocalDate windowFrom,
        LocalDate windowTo,
        ObjectRule scope,
        String tierScheme,
        LocalDate tierAsOf,
        Map<String, Integer> tierRatios,
        String floorMode,
        int floor,
        String base,
        int reserve,
        String mode,
        String audience,
        String publishStart) {

    /** @param groupSize officers per group, from 2 */
    public record PlanDepartment(long departmentId, String code, String name, boolean lead, int groupSize) {}

    public record PlanItem(long itemVersionId, long departmentId, String name) {}

    /** Stratum of objects without a tier. */
    public static final String NO_TIER = "N";

    /** The ratios that the draw applies: with a per-tier floor each is raised to the floor. */
    public Map<String, Integer> effectiveRatios() {
        var result = new TreeMap<String, Integer>();
        tierRatios.forEach((tier, ratio) -> result.put(tier, perTier() ? Math.max(ratio, floor) : ratio));
        return result;
    }

    /** The overall floor that the draw applies: a per-tier floor is already in the ratios. */
    public int effectiveFloor() {
        return perTier() ? 0 : floor;
    }

    /** Sealed names beside a public seed: who has the frame computes the names (SSJ-DRAW-1 §3.7). */
    public boolean sealedAndPublic() {
        return mode.equals("SEALED") && audience.equals("PUBLIC");
    }

    /** Everything about the draw is published at once, the names among it. */
    public boolean everythingPublic() {
        return mode.equals("OPEN") && audience.equals("PUBLIC");
    }

    public boolean perTier() {
        return "PER_TIER".equals(floorMode);
    }

    /** The last day of the window has passed: what is drawn now can no longer be inspected in time. */
    public boolean windowOver(LocalDate today) {
        return today.isAfter(windowTo);
    }

    /** This plan with fewer items, for counting what these concern. */
    public PlanSnapshot withItems(List<PlanItem> only) {
        return new PlanSnapshot(
                id,
                regionCode,
                regionName,
                year,
                sequence,
                title,
                status,
                leadDepartmentId,
                departments,
                only,
                windowFrom,
                windowTo,
                scope,
                tierScheme,
                tierAsOf,
                tierRatios,
                floorMode,
                floor,
                base,
                reserve,
                mode,
                audience,
                publishStart);
    }

    public PlanDepartment lead() {
        return departments.stream().filter(PlanDepartment::lead).findFirst().orElseThrow();
    }

    /** {@code 2026年度石家庄市栾城区第六次跨部门“双随机、一公开”联合抽查}: what plan, notice and annex are called. */
    public static String title(String regionName, int year, int sequence) {
        return year + "年度" + regionName + ordinal(sequence) + "跨部门“双随机、一公开”联合抽查";
    }

    /** {@code 第六次}: the same words wherever the plan is named. */
    public static String ordinal(int sequence) {
        return "第" + ChineseNumerals.of(sequence) + "次";
    }
}
