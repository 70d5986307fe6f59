package org.mingchou.plan.internal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    Terms {
        basisDocuments = List.copyOf(basisDocuments);
    }
}
