package org.mingchou.plan.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plan as an editor writes it. What is absent from a new plan gets its default: tier scheme of the region, tiers as of
 * a week ago, audience PARTIES, mode OPEN, publication counted from the end of each visit.
 */
record PlanInput(
        @Nullable Integer year,
        @Nullable Integer number,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String basis,
        @Nullable List<@Nullable String> basisDocuments,
        @Nullable JsonNode scope,
        @Nullable String scopeText,
        @Nullable List<DepartmentInput> departments,
        @Nullable RatioInput ratio,
        @Nullable String tierScheme,
        @Nullable LocalDate tierAsOf,
        Terms.@Nullable Mode mode,
        Terms.@Nullable Audience audience,
        Terms.@Nullable PublishStart publishStart,
        @Nullable String filingNo,
        @Nullable LocalDate filedOn,
        @Nullable Integer version) {

    /**
     * This input, where it says nothing about a choice that has a default, with what the plan already says. Otherwise
     * saving a sealed plan from a form that does not know of sealing would publish its names.
     */
    PlanInput keeping(Terms stored) {
        return new PlanInput(
                year,
                number,
                from,
                to,
                basis,
                basisDocuments,
                scope,
                scopeText,
                departments,
                ratio,
                tierScheme == null ? stored.tierScheme() : tierScheme,
                tierAsOf,
                mode == null ? stored.mode() : mode,
                audience == null ? stored.audience() : audience,
                publishStart == null ? stored.publishStart() : publishStart,
                filingNo == null ? stored.filingNo() : filingNo,
                filedOn == null ? stored.filedOn() : filedOn,
                version);
    }

    record DepartmentInput(
            @Nullable Long departmentId,
            @Nullable Integer groupSize,
            @Nullable List<Long> itemIds) {}

    record RatioInput(
            @Nullable Map<String, Integer> byTier,
            Terms.@Nullable FloorMode floorMode,
            @Nullable Integer floor,
            @Nullable Integer reserve,
            Terms.@Nullable Base base) {}
}
