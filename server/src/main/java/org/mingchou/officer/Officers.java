package org.mingchou.officer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directory of officers as other modules need it. */
public interface Officers {

    /** A declared conflict of interest in force. */
    record Recusal(String officerNo, String objectDrawId) {}

    /** Active officers of a department, ascending bytewise by number. */
    List<OfficerSnapshot> pool(long departmentId);

    /** Recusals in force of a department's officers, ascending by officer number, then object. */
    List<Recusal> recusals(long departmentId);

    /** By officer number; unknown numbers are absent. */
    Map<String, OfficerSnapshot> byNumbers(Collection<String> officerNos);

    /** The list of professional qualifications: code → Chinese name. */
    Map<String, String> qualificationTypes();

    Optional<OfficerSnapshot> byAccount(long accountId);
}
