package org.mingchou.plan.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.officer.Officers;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.Quotas;
import org.mingchou.sampler.StratumCount;
import org.mingchou.shared.Actor;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the draw would take today: the same rows, the same quota function, nothing stored. */
@Service
class PreviewPlan {

    /** {@code ratio} as written in the plan, {@code appliedRatio} after a per-tier floor; basis points. */
    record Tier(
            String tier,
            long total,
            long eligible,
            long excluded,
            @Nullable Integer ratio,
            int appliedRatio,
            long quota,
            long reserve) {}

    /**
     * @param expectedTasks objects of the drawn list to which an item of the department will apply, on average
     * @param expectedVisitsPerOfficer tasks × seats of a group ÷ officers with a valid certificate; null without officers
     */
    record Department(
            long departmentId,
            String departmentName,
            long applicableObjects,
            int officers,
            int officersWithValidCertificate,
            int recusals,
            BigDecimal expectedTasks,
            @Nullable BigDecimal expectedVisitsPerOfficer) {}

    record ItemWithoutObject(long itemId, String code, String name, String departmentName) {}

    record Preview(
            List<Tier> tiers,
            long total,
            long eligible,
            long quota,
            int overallRatio,
            long floorCount,
            long shortfall,
            long objectsWithoutItem,
            List<Department> departments,
            List<ItemWithoutObject> itemsWithoutObject,
            List<String> warnings) {}

    private final PlanStore store;
    private final PlanSnapshots snapshots;
    private final Plans plans;
    private final Subjects subjects;
    private final Items items;
    private final Officers officers;
    private final BusinessClock clock;

    PreviewPlan(
            PlanStore store,
            PlanSnapshots snapshots,
            Plans plans,
            Subjects subjects,
            Items items,
            Officers officers,
            BusinessClock clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.plans = plans;
        this.subjects = subjects;
        this.items = items;
        this.officers = officers;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Preview preview(Actor actor, long id) {
        var plan = store.require(id, actor.regionCode());
        var snapshot = snapshots.of(plan);
        var warnings = new ArrayList<String>();
        var strata = strata(snapshot);
        var ratios = new TreeMap<>(snapshot.effectiveRatios());
        for (var stratum : strata.keySet()) {
            if (ratios.putIfAbsent(stratum, 0) == null) {
                warnings.add(
                        PlanSnapshot.NO_TIER.equals(stratum)
                                ? "范围内有没有分级的对象，请为代码 N（未分级）填写抽取比例，否则不能冻结名单。"
                                : "等级 " + stratum + " 没有抽取比例，请补充，否则不能冻结名单。");
            }
        }
        var base = Params.Base.valueOf(snapshot.base());
        var allocation = Quotas.allocate(strata, ratios, snapshot.effectiveFloor(), base);
        var tiers = tiers(snapshot, strata, ratios, allocation);
        var total = strata.values().stream().mapToLong(StratumCount::rows).sum();
        var eligible =
                strata.values().stream().mapToLong(StratumCount::eligible).sum();
        var of = base == Params.Base.ALL ? total : eligible;
        var known = items.byVersions(
                plan.items().stream().map(PlannedItem::itemVersionId).toList());
        var concerned = countByTier(snapshot, known.values());
        var departments = plan.departments().stream()
                .map(d -> department(snapshot, d, known.values(), concerned, allocation, warnings))
                .toList();
        var covered = concerned.values().stream().mapToLong(Long::longValue).sum();
        warn(snapshot, total, total - covered, allocation, warnings);
        return new Preview(
                tiers,
                total,
                eligible,
                allocation.total(),
                of == 0 ? 0 : (int) (allocation.total() * 10_000 / of),
                (of * snapshot.floor() + 9_999) / 10_000,
                allocation.shortfall(),
                total - covered,
                departments,
                withoutObject(plan, snapshot, known),
                warnings);
    }

    private TreeMap<String, StratumCount> strata(PlanSnapshot plan) {
        var exclusions = plans.exclusions(plan.id());
        var applies = plans.applicability(plan);
        var strata = new TreeMap<String, StratumCount>();
        subjects.forEach(plan.regionCode(), plan.scope(), applies, plan.tierScheme(), plan.tierAsOf(), row -> {
            var tier = row.tier() == null ? PlanSnapshot.NO_TIER : row.tier();
            var eligible = row.status().equals("ACTIVE") && row.concerned() && !exclusions.containsKey(row.drawId());
            strata.merge(
                    tier,
                    new StratumCount(1, eligible ? 1 : 0),
                    (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
        });
        return strata;
    }

    private static List<Tier> tiers(
            PlanSnapshot plan,
            Map<String, StratumCount> strata,
            Map<String, Integer> ratios,
            Quotas.Allocation allocation) {
        var result = new ArrayList<Tier>();
        strata.forEach((tier, count) -> {
            var quota = allocation.quotas().getOrDefault(tier, 0L);
            result.add(new Tier(
                    tier,
                    count.rows(),
                    count.eligible(),
                    count.rows() - count.eligible(),
                    plan.tierRatios().get(tier),
                    ratios.getOrDefault(tier, 0),
                    quota,
                    Quotas.reserve(quota, count.eligible(), plan.reserve())));
        });
        return result;
    }

    private Department department(
            PlanSnapshot plan,
            PlannedDepartment department,
            Collection<ItemSnapshot> items,
            Map<String, Long> concerned,
            Quotas.Allocation allocation,
            List<String> warnings) {
        var own = items.stream()
                .filter(i -> i.departmentId() == department.departmentId())
                .toList();
        var applicable = countByTier(plan, own);
        var expected = BigDecimal.ZERO;
        for (var tier : applicable.entrySet()) {
            var stratum = "-".equals(tier.getKey()) ? PlanSnapshot.NO_TIER : tier.getKey();
            var drawn = tier.getValue() * allocation.quotas().getOrDefault(stratum, 0L);
            expected = expected.add(BigDecimal.valueOf(drawn)
                    .divide(BigDecimal.valueOf(concerned.getOrDefault(tier.getKey(), 1L)), 4, RoundingMode.HALF_UP));
        }
        var pool = officers.pool(department.departmentId());
        var valid = (int)
                pool.stream().filter(o -> o.certificateValidOn(plan.windowTo())).count();
        if (valid < department.groupSize()) {
            warnings.add(department.shortName() + "在 " + plan.windowTo() + " 证件有效的执法人员只有 " + valid + " 人，不足一组（"
                    + department.groupSize() + " 人）。请先更新执法证件。");
        }
        var visits = valid == 0
                ? null
                : expected.multiply(BigDecimal.valueOf(department.groupSize()))
                        .divide(BigDecimal.valueOf(valid), 1, RoundingMode.HALF_UP);
        return new Department(
                department.departmentId(),
                department.name(),
                applicable.values().stream().mapToLong(Long::longValue).sum(),
                pool.size(),
                valid,
                officers.recusals(department.departmentId()).size(),
                expected.setScale(1, RoundingMode.HALF_UP),
                visits);
    }

    private List<ItemWithoutObject> withoutObject(
            JointPlan plan, PlanSnapshot snapshot, Map<Long, ItemSnapshot> known) {
        var result = new ArrayList<ItemWithoutObject>();
        for (var item : plan.items()) {
            var version = known.get(item.itemVersionId());
            if (version == null || count(snapshot, List.of(version)) == 0) {
                var name = plan.departments().stream()
                        .filter(d -> d.departmentId() == item.departmentId())
                        .map(PlannedDepartment::shortName)
                        .findFirst()
                        .orElse("");
                result.add(new ItemWithoutObject(item.itemId(), item.code(), item.name(), name));
            }
        }
        return result;
    }

    private long count(PlanSnapshot plan, Collection<ItemSnapshot> items) {
        return countByTier(plan, items).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Objects of the scope to which at least one of the items applies. */
    private Map<String, Long> countByTier(PlanSnapshot plan, Collection<ItemSnapshot> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        var rule = new ObjectRule("{\"all\":[" + plan.scope().json() + ","
                + PlanSnapshots.anyOf(items).json() + "]}");
        return subjects.countByTier(plan.regionCode(), rule, plan.tierScheme(), plan.tierAsOf());
    }

    private void warn(
            PlanSnapshot plan, long total, long withoutItem, Quotas.Allocation allocation, List<String> warnings) {
        if (total == 0) {
            warnings.add("抽查对象范围内没有对象，请放宽范围。");
        }
        if (withoutItem > 0) {
            warnings.add("范围内有 " + withoutItem + " 户没有任何事项适用，将以 X07 列明而不参加抽取，但仍计入应抽比例的基数。如需抽查，请增加事项；如不应计入，请收窄范围。");
        }
        if (allocation.shortfall() > 0) {
            warnings.add("可抽对象不足，距下限还差 " + allocation.shortfall() + " 户。请核对排除名单和比例。");
        }
        var earliest = plan.tierAsOf().plusDays(7);
        if (clock.today().isBefore(earliest)) {
            warnings.add("分级日期 " + plan.tierAsOf() + " 距今不足 7 天，最早可于 " + earliest + " 冻结名单。");
        }
    }
}
