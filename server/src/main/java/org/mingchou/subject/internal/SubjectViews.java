package org.mingchou.subject.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API answers about objects. Tiers are null for roles that may not see them. */
final class SubjectViews {

    record Label(String code, String name) {}

    record LabelCount(String code, String name, long count) {}

    record Row(
            long id,
            int version,
            String drawId,
            String regionCode,
            String kind,
            String kindLabel,
            String status,
            String statusLabel,
            String name,
            @Nullable String creditCode,
            @Nullable String address,
            @Nullable String industryCode,
            @Nullable String legalRepresentative,
            @Nullable LocalDate establishedOn,
            List<Label> labels,
            @Nullable String tier,
            @Nullable LocalDate tierAsOf,
            Set<String> allowedActions) {}

    record DatedName(String name, LocalDate from, @Nullable LocalDate to) {}

    record DatedLabel(
            String code,
            String name,
            LocalDate from,
            @Nullable LocalDate to,
            String source) {}

    record DatedTier(String scheme, String tier, LocalDate asOf, String source) {}

    record Change(
            String field, @Nullable String before, @Nullable String after) {}

    record History(
            Instant at,
            String by,
            String act,
            String summary,
            String reason,
            String source,
            LocalDate validFrom,
            List<Change> changes) {}

    /** @param warnings Chinese, about what is legal but odd */
    record Detail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Row subject,
            List<String> warnings,
            List<DatedName> names,
            List<DatedLabel> labelHistory,
            @Nullable List<DatedTier> tierHistory,
            List<History> history) {}

    private SubjectViews() {}
}
