package org.mingchou.plan.internal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem.FieldError;

/**
 * What a plan lays down besides departments, items and ratios. {@code floor} and {@code reserve} in basis points.
 *
 * @param basis free text of the opening paragraph as it will stand there, may be empty
 * @param basisDocuments names of the documents the plan rests on, one each, without title marks; may be empty
 * @param scope canonical JSON of an object rule
 * @param scopeText how the document words the scope; null to derive it from the rule
 * @param filingNo number under which the plan was filed with the coordinating office
 */
record Terms(
        LocalDate windowFrom,
        LocalDate windowTo,
        String basis,
        List<String> basisDocuments,
        String scope,
        @Nullable String scopeText,
        String tierScheme,
        LocalDate tierAsOf,
        FloorMode floorMode,
        int floor,
        Base base,
        int reserve,
        Mode mode,
        Audience audience,
        PublishStart publishStart,
        @Nullable String filingNo,
        @Nullable LocalDate filedOn) {

    /** 共计不低于 or 各等级均不低于. */
    enum FloorMode {
        OVERALL,
        PER_TIER
    }

    enum Base {
        ALL,
        ELIGIBLE
    }

    enum Mode {
        OPEN,
        SEALED
    }

    enum Audience {
        PUBLIC,
        PARTIES
    }

    /** What starts the 20 working days of publication: the seed plan leaves it open, so it is a choice that shows. */
    enum PublishStart {
        VISIT_FINISHED,
        WINDOW_END
    }

    /**
     * What has to be chosen otherwise before anything is drawn. A public certificate holds the seed and the frame, from
     * which everybody computes the names that are to stay sealed.
     */
    @Clause("抽取规范 §3.7：mode=sealed 与 audience=public 不得并用")
    List<FieldError> contradictions() {
        return mode == Mode.SEALED && audience == Audience.PUBLIC
                ? List.of(new FieldError(
                        "audience",
                        "名单要封存到检查后的，证书不能向所有人公开：证书里有种子和全部名单，谁都能算出抽中了谁。"
                                + "请把抽取证书改为“完整证书只给当事方和监督机关”，或者把抽中企业的名单改为“名单即时公开”。"))
                : List.of();
    }

    Terms {
        basisDocuments = List.copyOf(basisDocuments);
    }
}
