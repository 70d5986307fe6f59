package org.mingchou.dispatch;

import java.util.List;

/** How often drawn objects fell away, as the public may know it: by department and by code, never by person. */
public interface DropOutRates {

    /** @param objects drawn objects and substitutes that were sent to the department */
    record OfDepartment(long departmentId, String departmentName, long objects, long dropped) {}

    /** @param objects all that were dispatched, {@code dropped} those that fell away for this reason */
    record OfCode(String code, String label, long objects, long dropped) {}

    List<OfDepartment> byDepartment(String regionCode);

    List<OfCode> byCode(String regionCode);
}
