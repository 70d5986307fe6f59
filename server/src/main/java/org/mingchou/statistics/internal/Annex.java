package org.mingchou.statistics.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * 联合抽查情况统计表. The title is the plan's own, so the two cannot name different 次.
 *
 * @param openVisits visits of the plan that are not over and therefore in none of the figures
 * @param countedAt the figures are counted when they are asked for
 */
record Annex(
        long planId,
        String title,
        Instant countedAt,
        long enterprises,
        long officerVisits,
        long departments,
        long items,
        long problemItems,
        long problemEnterprises,
        long orderedToCorrect,
        long abnormalListed,
        long casesFiled,
        long consultations,
        long openVisits) {

    /** What stands under the figures; empty when no visit is open. */
    @JsonProperty
    String remark() {
        return openVisits == 0 ? "" : "备注：另有 " + openVisits + " 户的检查尚未结束，未计入以上各数。";
    }

    long of(Figure figure) {
        return switch (figure) {
            case ENTERPRISES -> enterprises;
            case OFFICER_VISITS -> officerVisits;
            case DEPARTMENTS -> departments;
            case ITEMS -> items;
            case PROBLEM_ITEMS -> problemItems;
            case PROBLEM_ENTERPRISES -> problemEnterprises;
            case ORDERED_TO_CORRECT -> orderedToCorrect;
            case ABNORMAL_LISTED -> abnormalListed;
            case CASES_FILED -> casesFiled;
            case CONSULTATIONS -> consultations;
        };
    }
}
