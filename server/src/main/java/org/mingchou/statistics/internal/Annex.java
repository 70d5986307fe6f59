package org.mingchou.statistics.internal;

import java.time.Instant;

/**
 * 联合抽查情况统计表. The title is the plan's own, so the two cannot name different 次.
 *
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
        long consultations) {

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
