package org.mingchou.draw.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.Calendars;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Component;

/** What a draw will ask of the officers of each department, against how many they are. Counts in the database. */
@Component
class Capacity {

    private final Plans plans;
    private final Subjects subjects;
    private final Items items;
    private final Officers officers;
    private final Calendars calendars;

    Capacity(Plans plans, Subjects subjects, Items items, Officers officers, Calendars calendars) {
        this.plans = plans;
        this.subjects = subjects;
        this.items = items;
        this.officers = officers;
        this.calendars = calendars;
    }

    /** Everything about one plan; {@code quotas} and {@code rows} by stratum. */
    record Of(
            List<PreFreeze.Department> departments,
            List<PreFreeze.Qualification> qualifications,
            List<PreFreeze.Item> itemsWithoutObject) {}

    Of of(PlanSnapshot plan, Map<String, Long> quotas) {
        var versions = items.byVersions(
                plan.items().stream().map(PlanSnapshot.PlanItem::itemVersionId).toList());
        var concerned = count(plan, plan.items());
        var names = officers.qualificationTypes();
        int days = calendars.workingDays().between(plan.windowFrom().minusDays(1), plan.windowTo());
        var departments = new ArrayList<PreFreeze.Department>();
        var qualifications = new ArrayList<PreFreeze.Qualification>();
        for (var department : plan.departments()) {
            var own = plan.items().stream()
                    .filter(i -> i.departmentId() == department.departmentId())
                    .toList();
            var pool = officers.pool(department.departmentId());
            var fit = pool.stream()
                    .filter(o -> o.certificateValidOn(plan.windowTo()))
                    .toList();
            var tasks = expected(count(plan, own), concerned, quotas);
            departments.add(new PreFreeze.Department(
                    department.departmentId(),
                    department.name(),
                    department.groupSize(),
                    fit.size(),
                    pool.size() - fit.size(),
                    tasks.setScale(1, RoundingMode.HALF_UP),
                    each(tasks, department.groupSize(), fit.size()),
                    days));
            demanded(own, versions).forEach((code, demanding) -> {
                var needing = expected(count(plan, demanding), concerned, quotas);
                int holders = holders(fit, code);
                qualifications.add(new PreFreeze.Qualification(
                        department.departmentId(),
                        department.name(),
                        code,
                        names.getOrDefault(code, code),
                        demanding.size(),
                        needing.setScale(1, RoundingMode.HALF_UP),
                        holders,
                        each(needing, 1, holders)));
            });
        }
        return new Of(departments, qualifications, withoutObject(plan));
    }

    private static TreeMap<String, List<PlanSnapshot.PlanItem>> demanded(
            List<PlanSnapshot.PlanItem> own, Map<Long, ItemSnapshot> versions) {
        var result = new TreeMap<String, List<PlanSnapshot.PlanItem>>();
        for (var item : own) {
            var version = versions.get(item.itemVersionId());
            var code = version == null ? null : version.requiredQualification();
            if (code != null) {
                result.computeIfAbsent(code, key -> new ArrayList<>()).add(item);
            }
        }
        return result;
    }

    private static int holders(List<OfficerSnapshot> fit, String code) {
        return (int) fit.stream().filter(o -> o.qualifications().contains(code)).count();
    }

    private List<PreFreeze.Item> withoutObject(PlanSnapshot plan) {
        var names = plan.departments().stream()
                .collect(
                        Collectors.toMap(PlanSnapshot.PlanDepartment::departmentId, PlanSnapshot.PlanDepartment::name));
        return plan.items().stream()
                .filter(item -> count(plan, List.of(item)).isEmpty())
                .map(item -> new PreFreeze.Item(
                        item.itemVersionId(), item.name(), names.getOrDefault(item.departmentId(), "")))
                .toList();
    }

    /** Objects of the scope, by stratum, to which at least one of the items applies. */
    private Map<String, Long> count(PlanSnapshot plan, List<PlanSnapshot.PlanItem> of) {
        if (of.isEmpty()) {
            return Map.of();
        }
        var concerns = plans.applicability(plan.withItems(of));
        var rule = new ObjectRule("{\"all\":[" + plan.scope().json() + "," + concerns.json() + "]}");
        var result = new HashMap<String, Long>();
        subjects.countByTier(plan.regionCode(), rule, plan.tierScheme(), plan.tierAsOf())
                .forEach((tier, objects) -> result.put("-".equals(tier) ? PlanSnapshot.NO_TIER : tier, objects));
        return result;
    }

    /** Of a stratum's quota as large a part as the department's objects are of all that can be drawn. */
    private static BigDecimal expected(Map<String, Long> own, Map<String, Long> concerned, Map<String, Long> quotas) {
        var sum = BigDecimal.ZERO;
        for (var stratum : own.entrySet()) {
            var drawn = BigDecimal.valueOf(stratum.getValue() * quotas.getOrDefault(stratum.getKey(), 0L));
            var of = BigDecimal.valueOf(Math.max(1, concerned.getOrDefault(stratum.getKey(), 1L)));
            sum = sum.add(drawn.divide(of, 4, RoundingMode.HALF_UP));
        }
        return sum;
    }

    private static @Nullable BigDecimal each(BigDecimal tasks, int seats, int people) {
        return people == 0
                ? null
                : tasks.multiply(BigDecimal.valueOf(seats)).divide(BigDecimal.valueOf(people), 1, RoundingMode.HALF_UP);
    }
}
