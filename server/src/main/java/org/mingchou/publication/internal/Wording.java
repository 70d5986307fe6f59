package org.mingchou.publication.internal;

import java.util.List;
import org.mingchou.inspection.Sections;

/**
 * Which value of the dictionary says what was found. Pure. The codes are those of dictionary 1; a later version that
 * renames texts keeps the codes.
 */
final class Wording {

    static final String NO_PROBLEM = "01";
    static final String UNREACHABLE = "04";
    static final String ORDERED_TO_CORRECT = "05";
    static final String NO_SUCH_ACTIVITY = "07";
    static final String PROBLEM_PENDING = "08";
    static final String NOT_CHECKED = "91";
    static final String ABSENT_WITH_REASON = "92";

    private Wording() {}

    static String ofItem(String visitOutcome, Sections.ItemResult result) {
        return switch (visitOutcome) {
            case "UNREACHABLE" -> UNREACHABLE;
            case "NO_SUCH_ACTIVITY" -> NO_SUCH_ACTIVITY;
            default ->
                switch (result.outcome()) {
                    case "NO_PROBLEM" -> NO_PROBLEM;
                    case "PROBLEM" ->
                        "ORDER_CORRECTION".equals(result.measure()) ? ORDERED_TO_CORRECT : PROBLEM_PENDING;
                    case "NOT_CHECKED" -> NOT_CHECKED;
                    default -> ABSENT_WITH_REASON;
                };
        };
    }

    /** The whole section: an unsettled problem outweighs a settled one, any problem outweighs none. */
    static String ofSection(String visitOutcome, List<String> itemCodes) {
        if ("UNREACHABLE".equals(visitOutcome)) {
            return UNREACHABLE;
        }
        if (itemCodes.contains(PROBLEM_PENDING)) {
            return PROBLEM_PENDING;
        }
        if (itemCodes.contains(ORDERED_TO_CORRECT)) {
            return ORDERED_TO_CORRECT;
        }
        return itemCodes.contains(NO_PROBLEM) ? NO_PROBLEM : NO_SUCH_ACTIVITY;
    }
}
