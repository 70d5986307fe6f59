package org.mingchou.item.internal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;

/** One version of an item. Its content never changes. */
record ItemVersion(
        long id,
        long itemId,
        int number,
        VersionLife.Status status,
        Content content,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {

    record Content(
            String name,
            String itemClass,
            @Nullable String legalBasis,
            @Nullable String method,
            ObjectRule applicability,
            @Nullable String requiredQualification,
            List<String> checkPoints) {

        Content {
            checkPoints = List.copyOf(checkPoints);
        }
    }

    boolean inForce(LocalDate day) {
        return status != VersionLife.Status.DRAFT
                && effectiveFrom != null
                && !effectiveFrom.isAfter(day)
                && (effectiveTo == null || effectiveTo.isAfter(day));
    }

    ItemVersion publish(LocalDate from) {
        return with(VersionLife.TABLE.apply(status, VersionLife.Act.PUBLISH), from, null);
    }

    /** The successor's first day is this version's first day no more. */
    ItemVersion supersede(LocalDate successorFrom) {
        if (effectiveFrom != null && successorFrom.isBefore(effectiveFrom)) {
            throw Problem.unprocessable(
                    "effective-before-predecessor", "生效日期不能早于现行版本的生效日期 " + effectiveFrom + "。请改为这一天或更晚。");
        }
        return with(VersionLife.TABLE.apply(status, VersionLife.Act.SUPERSEDE), effectiveFrom, successorFrom);
    }

    private ItemVersion with(VersionLife.Status next, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new ItemVersion(id, itemId, number, next, content, from, to);
    }
}
