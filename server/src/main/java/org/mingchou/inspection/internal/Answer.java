package org.mingchou.inspection.internal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;

/** What an officer found for one item; blank text is no text. */
record Answer(
        long itemVersionId,
        Outcome outcome,
        @Nullable String finding,
        @Nullable String handling,
        @Nullable Measure measure,
        @Nullable String reason,
        List<String> evidence) {

    Answer {
        evidence = List.copyOf(evidence);
    }

    /** @param at where it stands in the request, for the field names of a refusal */
    static Answer of(
            String at,
            long itemVersionId,
            @Nullable Outcome outcome,
            @Nullable String finding,
            @Nullable String handling,
            @Nullable Measure measure,
            @Nullable String reason,
            @Nullable List<String> evidence) {
        if (outcome == null) {
            throw refusal(at + ".outcome", "请选择检查结果：未发现问题、发现问题、未检查或合理缺项");
        }
        boolean problem = outcome == Outcome.PROBLEM;
        if (problem && blank(finding)) {
            throw refusal(at + ".finding", "发现问题的，请写明发现了什么");
        }
        if (problem && blank(handling)) {
            throw refusal(at + ".handling", "发现问题的，请写明现场如何处理");
        }
        if (problem && measure == null) {
            throw refusal(at + ".measure", "发现问题的，请选择后续措施：责令改正、列入异常建议、立案线索或移送");
        }
        if (outcome.needsReason() && blank(reason)) {
            throw refusal(at + ".reason", outcome.label() + "的，请写明原因");
        }
        return new Answer(
                itemVersionId,
                outcome,
                problem ? Objects.requireNonNull(finding).strip() : null,
                problem ? Objects.requireNonNull(handling).strip() : null,
                problem ? measure : null,
                outcome.needsReason() ? Objects.requireNonNull(reason).strip() : null,
                evidence == null ? List.of() : evidence);
    }

    /** A problem that was none before, or a harsher measure. */
    boolean worseThan(ItemResults.Row before) {
        return outcome == Outcome.PROBLEM
                && (before.outcome() != Outcome.PROBLEM
                        || (measure != null && before.measure() != null && measure.compareTo(before.measure()) > 0));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Problem refusal(String field, String reason) {
        return Problem.fields(List.of(new FieldError(field, reason)));
    }
}
