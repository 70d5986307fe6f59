package org.mingchou.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.mingchou.subject.ObjectRule;

/**
 * An approved joint plan as the later steps hold it. Title, plan document and annex all come from here.
 *
 * @param tierRatios basis points per tier, e.g. {@code A→100}
 * @param floorMode {@code OVERALL} (共计不低于) or {@code PER_TIER} (均不低于)
 * @param floor basis points
 * @param base {@code ALL} or {@code ELIGIBLE}
 * @param reserve basis points of a stratum's quota
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
        String audience) {

    public record PlanDepartment(long departmentId, String code, String name, boolean lead) {}

    public record PlanItem(long itemVersionId, long departmentId, String name) {}

    /** {@code 第六次}: the same words wherever the plan is named. */
    public static String ordinal(int sequence) {
        return "第" + ChineseNumerals.of(sequence) + "次";
    }
}
