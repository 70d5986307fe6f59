package org.mingchou.item;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The list of items as other modules need it. Only published versions in force exist here. */
public interface Items {

    /** Versions of the given departments that are published and in force on a day, by department, then code. */
    List<ItemSnapshot> inForce(Collection<Long> departmentIds, LocalDate day);

    /** By version id; versions that were never published are absent. */
    Map<Long, ItemSnapshot> byVersions(Collection<Long> versionIds);
}
