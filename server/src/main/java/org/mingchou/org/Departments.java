package org.mingchou.org;

import java.util.List;
import java.util.Optional;

/** The departments that inspect. */
public interface Departments {

    /**
     * @param code pool id in draws, {@code [A-Z0-9._-]{1,32}}, unique in the region
     * @param name full name on documents, e.g. 石家庄市栾城区应急管理局
     */
    record Department(long id, String regionCode, String code, String name, String shortName) {}

    Optional<Department> findDepartment(long id);

    /** @throws org.mingchou.shared.Problem 404 when absent or outside the region */
    Department require(long id, String regionCode);

    List<Department> inRegion(String regionCode);

    /** {@code 石家庄市栾城区}; the code itself when the name is not known. */
    String regionName(String regionCode);
}
