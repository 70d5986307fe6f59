package org.mingchou.item;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.subject.ObjectRule;

/**
 * One published version of an item, as plans and sheets hold it.
 *
 * @param itemClass {@code GENERAL} 一般 or {@code KEY} 重点
 * @param requiredQualification null unless the law demands one of the two officers to hold it
 * @param checkPoints what is looked at, in order
 */
public record ItemSnapshot(
        long itemId,
        long versionId,
        String code,
        int version,
        long departmentId,
        String name,
        String itemClass,
        @Nullable String legalBasis,
        @Nullable String method,
        ObjectRule applicability,
        @Nullable String requiredQualification,
        List<String> checkPoints) {}
