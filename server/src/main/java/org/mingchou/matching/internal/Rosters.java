package org.mingchou.matching.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.item.Items;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.org.Departments;
import org.springframework.stereotype.Component;

/** The directory of officers as it is now, for everything that the opening did not bind. */
@Component
class Rosters {

    private final Officers officers;
    private final Departments departments;
    private final Items items;

    Rosters(Officers officers, Departments departments, Items items) {
        this.officers = officers;
        this.departments = departments;
        this.items = items;
    }

    /** Active officers of every department of a region, by id. */
    Map<Long, OfficerSnapshot> inRegion(String regionCode) {
        var result = new LinkedHashMap<Long, OfficerSnapshot>();
        for (var department : departments.inRegion(regionCode)) {
            officers.pool(department.id()).forEach(o -> result.put(o.id(), o));
        }
        return result;
    }

    /** Numbers of officers, of whatever department of the region, who must not meet an object. */
    Set<String> recused(String regionCode, String objectId) {
        return departments.inRegion(regionCode).stream()
                .flatMap(d -> officers.recusals(d.id()).stream())
                .filter(r -> r.objectDrawId().equals(objectId))
                .map(Officers.Recusal::officerNo)
                .collect(Collectors.toSet());
    }

    /** Officer number → objects, for the officers of some departments. */
    Map<String, Set<String>> recusals(Collection<Long> departmentIds) {
        var result = new HashMap<String, Set<String>>();
        for (long department : departmentIds) {
            for (var recusal : officers.recusals(department)) {
                result.computeIfAbsent(recusal.officerNo(), o -> new HashSet<>())
                        .add(recusal.objectDrawId());
            }
        }
        return result;
    }

    Funnel funnel(Group group, LocalDate lastDay) {
        return funnel(
                group.departmentId(), group.regionCode(), group.objectId(), lastDay, group.requiredQualification());
    }

    Funnel funnel(
            long departmentId,
            String regionCode,
            String objectId,
            LocalDate lastDay,
            @Nullable String requiredQualification) {
        return Funnel.of(officers.pool(departmentId), lastDay, recused(regionCode, objectId), requiredQualification);
    }

    /** Its Chinese name; the code itself when the list does not know it. */
    String qualificationName(String code) {
        return officers.qualificationTypes().getOrDefault(code, code);
    }

    /** Qualifications that the items of an assignment demand, without repetition. */
    List<String> demanded(Collection<Long> itemVersionIds) {
        var versions = items.byVersions(itemVersionIds);
        return itemVersionIds.stream()
                .map(versions::get)
                .filter(v -> v != null && v.requiredQualification() != null)
                .map(v -> String.valueOf(v.requiredQualification()))
                .distinct()
                .toList();
    }
}
